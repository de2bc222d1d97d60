//! The fields of a call that was found valid.

use std::str::FromStr;

use freedompay::{Amount, CardNumber, Value};
use freedompay_runtime::tree::{Kind, Ref};
use jiff::Timestamp;

use crate::check::Outcome;
use crate::world::clock::year_month;
use crate::world::errors;
use crate::world::payment::Refused;
use crate::world::saved_card::CardFacts;

/// Reads fields by wire name.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a>(Ref<'a>);

impl<'a> Asked<'a> {
    pub(crate) fn of(call: &'a Outcome) -> Self {
        Self(call.fields.root())
    }

    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        self.0.get(name).filter(|value| !value.is_container()).map(Ref::form_text).filter(|text| !text.is_empty())
    }

    pub(crate) fn owned(self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub(crate) fn parsed<T: FromStr>(self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn amount(self, name: &str) -> Option<Amount> {
        self.parsed(name)
    }

    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        self.text(name).map(|text| matches!(text, "1" | "true"))
    }

    /// An object among the fields.
    pub(crate) fn inside(self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| value.kind() == Kind::Map).map(Self)
    }

    /// Objects of a list among the fields.
    pub(crate) fn each(self, name: &str) -> impl Iterator<Item = Self> {
        self.0.get(name).into_iter().flat_map(Ref::children).map(Self)
    }

    /// Members of that kind of name, as they came.
    pub(crate) fn members(self, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, Value)> {
        let wanted = self.0.children().filter(|member| is_wanted(member.name()));
        wanted.map(|member| (member.name().to_owned(), value(member))).collect()
    }

    /// A card that was typed; `10005` and `10017` if it cannot be one, or is expired at `now`.
    pub(crate) fn card(self, now: Timestamp) -> Result<CardFacts, Refused> {
        let field = |name: &str| self.text(name).unwrap_or_default();
        typed_card(field("pg_card_pan"), field("pg_card_month"), field("pg_card_year"), field("pg_card_name"), now)
    }
}

/// A card from what a payer typed.
pub(crate) fn typed_card(
    pan: &str,
    month: &str,
    year: &str,
    owner: &str,
    now: Timestamp,
) -> Result<CardFacts, Refused> {
    let wrong = || (10005, Some(errors::meaning(10005).to_owned()));
    let number = CardNumber::new(pan).map_err(|_| wrong())?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let month = format!("{month:0>2}");
    let year = year.get(year.len().saturating_sub(2)..).unwrap_or_default().to_owned();
    let is_month = digits(&month) && ("01"..="12").contains(&month.as_str());
    if !is_month || year.len() != 2 || !digits(&year) {
        return Err(wrong());
    }
    if format!("{year}{month}") < year_month(now) {
        return Err((10017, None));
    }
    Ok(CardFacts::new(&number, &month, &year, owner))
}

fn value(node: Ref<'_>) -> Value {
    match node.kind() {
        Kind::Map => Value::Map(node.children().map(|child| (child.name().to_owned(), value(child))).collect()),
        Kind::List => Value::List(node.children().map(value).collect()),
        _ => Value::Text(node.form_text().to_owned()),
    }
}
