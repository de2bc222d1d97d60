//! Typed access to the fields of a valid call.

use std::str::FromStr;

use freedompay::card_data::CardNumber;
use freedompay::{Amount, Value};
use freedompay_runtime::tree::{Kind, Ref};
use jiff::Timestamp;

use crate::protocol::check::CheckedCall;
use crate::world::clock::year_month;
use crate::world::errors::{self, ErrorCode};
use crate::world::saved_card::CardDetails;

/// The fields of a call, by wire name.
#[derive(Clone, Copy)]
pub(crate) struct RequestFields<'a>(Ref<'a>);

impl<'a> RequestFields<'a> {
    /// Wraps the fields of a call.
    pub(crate) fn of(call: &'a CheckedCall) -> Self {
        Self(call.fields.root())
    }

    /// Returns the text of a field, unless it is empty.
    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        self.0.get(name).filter(|value| !value.is_container()).map(Ref::form_text).filter(|text| !text.is_empty())
    }

    /// Returns a copy of the text of a field.
    pub(crate) fn owned(self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// Parses a field.
    pub(crate) fn parsed<T: FromStr>(self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// Parses an amount.
    pub(crate) fn amount(self, name: &str) -> Option<Amount> {
        self.parsed(name)
    }

    /// Reads `1` or `true` as `true`.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        self.text(name).map(|text| matches!(text, "1" | "true"))
    }

    /// Returns an object among the fields.
    pub(crate) fn inside(self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| value.kind() == Kind::Map).map(Self)
    }

    /// Iterates over the objects of a list among the fields.
    pub(crate) fn each(self, name: &str) -> impl Iterator<Item = Self> {
        self.0.get(name).into_iter().flat_map(Ref::children).map(Self)
    }

    /// Returns the members with a wanted name, as they arrived.
    pub(crate) fn members(self, is_wanted: impl Fn(&str) -> bool) -> Vec<(String, Value)> {
        let wanted = self.0.children().filter(|member| is_wanted(member.name()));
        wanted.map(|member| (member.name().to_owned(), value(member))).collect()
    }

    /// Reads the card of the call.
    ///
    /// # Errors
    /// `10005` if it is not a valid card, `10017` if it is expired at `now`.
    pub(crate) fn card(self, now: Timestamp) -> Result<CardDetails, ErrorCode> {
        let field = |name: &str| self.text(name).unwrap_or_default();
        typed_card(field("pg_card_pan"), field("pg_card_month"), field("pg_card_year"), field("pg_card_name"), now)
    }
}

/// Reads a card from the texts that a payer entered.
pub(crate) fn typed_card(
    pan: &str,
    month: &str,
    year: &str,
    owner: &str,
    now: Timestamp,
) -> Result<CardDetails, ErrorCode> {
    let wrong = || ErrorCode::with_message(10005, errors::meaning(10005));
    let number = CardNumber::new(pan).map_err(|_| wrong())?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let month = format!("{month:0>2}");
    let year = year.get(year.len().saturating_sub(2)..).unwrap_or_default().to_owned();
    let is_month = digits(&month) && ("01"..="12").contains(&month.as_str());
    if !is_month || year.len() != 2 || !digits(&year) {
        return Err(wrong());
    }
    if format!("{year}{month}") < year_month(now) {
        return Err(ErrorCode::new(10017));
    }
    Ok(CardDetails::new(&number, &month, &year, owner))
}

fn value(node: Ref<'_>) -> Value {
    match node.kind() {
        Kind::Map => Value::Map(node.children().map(|child| (child.name().to_owned(), value(child))).collect()),
        Kind::List => Value::List(node.children().map(value).collect()),
        _ => Value::Text(node.form_text().to_owned()),
    }
}
