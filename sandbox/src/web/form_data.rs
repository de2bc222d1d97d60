//! Form data of a browser: the query of the page's address, the fields of a form, and their errors.

use freedompay::card_data::CardHolder;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::form;

use super::texts::{Language, Texts};
use jiff::Timestamp;

use crate::calls::request_fields::typed_card;
use crate::http::incoming::Incoming;
use crate::world::errors::ErrorCode;
use crate::world::saved_card::CardDetails;

/// Query and form of a request; a part that cannot be read is empty.
pub(crate) struct FormData {
    query: Tree,
    form: Tree,
}

impl FormData {
    /// Reads query and form of a request.
    pub(crate) fn of(incoming: &Incoming<'_>) -> Self {
        let read = |bytes: &[u8]| form::parse(bytes).unwrap_or_else(|_| Tree::empty());
        Self { query: read(incoming.query.as_bytes()), form: read(incoming.body) }
    }

    /// Returns a parameter of the query, or an empty text.
    pub(crate) fn query(&self, name: &str) -> &str {
        text(&self.query, name)
    }

    /// Returns a field of the form, trimmed, or an empty text.
    pub(crate) fn field(&self, name: &str) -> &str {
        text(&self.form, name).trim()
    }

    /// Returns the language that the user chose, or else `preferred`.
    pub(crate) fn language(&self, preferred: &str) -> Language {
        let switched = [self.field("lang"), self.query("lang")].into_iter().find(|code| !code.is_empty());
        Language::of(switched.unwrap_or(preferred))
    }

    /// Reads a card with its CVC.
    pub(crate) fn card(&self, texts: &Texts, now: Timestamp) -> Result<CardDetails, FormErrors> {
        let mut errors = FormErrors::default();
        self.cvc(texts, &mut errors);
        match self.card_without_cvc(texts, now) {
            Ok(card) if errors.is_empty() => Ok(card),
            Ok(_) => Err(errors),
            Err(mut first) => {
                first.append(Some(errors));
                Err(first)
            }
        }
    }

    /// Reads a card without CVC, which receives money.
    pub(crate) fn card_without_cvc(&self, texts: &Texts, now: Timestamp) -> Result<CardDetails, FormErrors> {
        let mut errors = FormErrors::default();
        let number: String = self.field("number").chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if freedompay::card_data::CardNumber::new(&number).is_err() {
            errors.add("number", texts.wrong_number);
        }
        let expiry: String = self.field("expiry").chars().filter(char::is_ascii_digit).collect();
        let (month, year) = expiry.split_at_checked(2).unwrap_or_default();
        if expiry.len() != 4 || !("01"..="12").contains(&month) {
            errors.add("expiry", texts.wrong_expiry);
        }
        if CardHolder::new(self.field("holder")).is_err() {
            errors.add("holder", texts.wrong_holder);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        typed_card(&number, month, year, self.field("holder"), now).map_err(|ErrorCode { code, .. }| {
            let field = if code == 10017 { "expiry" } else { "number" };
            let mut errors = FormErrors::default();
            errors.add(field, texts.error(code));
            errors
        })
    }

    /// Checks the CVC; it is not kept.
    pub(crate) fn cvc(&self, texts: &Texts, errors: &mut FormErrors) {
        if freedompay::card_data::Cvc::new(self.field("cvc")).is_err() {
            errors.add("cvc", texts.wrong_cvc);
        }
    }
}

fn text<'t>(tree: &'t Tree, name: &str) -> &'t str {
    tree.root().get(name).filter(|value| !value.is_container()).map_or("", |value| value.text())
}

/// The errors of a form, by field.
#[derive(Debug, Default)]
pub(crate) struct FormErrors(Vec<(&'static str, String)>);

impl FormErrors {
    /// Adds an error of a field.
    pub(crate) fn add(&mut self, field: &'static str, what: impl Into<String>) {
        self.0.push((field, what.into()));
    }

    /// Adds the errors of another form.
    pub(crate) fn append(&mut self, others: Option<FormErrors>) {
        self.0.extend(others.unwrap_or_default().0);
    }

    /// Returns whether the form has no errors.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the error of a field.
    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, what)| what.as_str())
    }

    /// Returns the first field with an error.
    pub(crate) fn first(&self) -> Option<&'static str> {
        self.0.first().map(|(name, _)| *name)
    }
}
