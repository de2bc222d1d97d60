//! What a browser sends: the query of a page's address, the fields of a form.

use freedompay::CardHolder;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::form;

use super::texts::{Language, Texts};
use jiff::Timestamp;

use crate::calls::asked::typed_card;
use crate::message::Incoming;
use crate::world::saved_card::CardFacts;

/// Query and form of a request; what cannot be read is empty.
pub(crate) struct Posted {
    query: Tree,
    form: Tree,
}

impl Posted {
    pub(crate) fn of(incoming: &Incoming<'_>) -> Self {
        let read = |bytes: &[u8]| form::parse(bytes).unwrap_or_else(|_| Tree::empty());
        Self { query: read(incoming.query.as_bytes()), form: read(incoming.body) }
    }

    pub(crate) fn query(&self, name: &str) -> &str {
        text(&self.query, name)
    }

    pub(crate) fn field(&self, name: &str) -> &str {
        text(&self.form, name).trim()
    }

    /// The language that was switched to, or else the one that was asked for.
    pub(crate) fn language(&self, asked: &str) -> Language {
        let switched = [self.field("lang"), self.query("lang")].into_iter().find(|code| !code.is_empty());
        Language::of(switched.unwrap_or(asked))
    }

    /// A typed card, or what is wrong with it; `now` is `YYMM`.
    pub(crate) fn card(&self, texts: &Texts, now: Timestamp) -> Result<CardFacts, Mistakes> {
        let mut wrong = Mistakes::default();
        self.cvc(texts, &mut wrong);
        match self.card_without_cvc(texts, now) {
            Ok(card) if wrong.is_empty() => Ok(card),
            Ok(_) => Err(wrong),
            Err(mut first) => {
                first.append(Some(wrong));
                Err(first)
            }
        }
    }

    /// The same where money comes: nobody is asked for the CVC then.
    pub(crate) fn card_without_cvc(&self, texts: &Texts, now: Timestamp) -> Result<CardFacts, Mistakes> {
        let mut wrong = Mistakes::default();
        let number: String = self.field("number").chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if freedompay::CardNumber::new(&number).is_err() {
            wrong.add("number", texts.wrong_number);
        }
        let expiry: String = self.field("expiry").chars().filter(char::is_ascii_digit).collect();
        let (month, year) = expiry.split_at_checked(2).unwrap_or_default();
        if expiry.len() != 4 || !("01"..="12").contains(&month) {
            wrong.add("expiry", texts.wrong_expiry);
        }
        if CardHolder::new(self.field("holder")).is_err() {
            wrong.add("holder", texts.wrong_holder);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        typed_card(&number, month, year, self.field("holder"), now).map_err(|(code, _)| {
            let field = if code == 10017 { "expiry" } else { "number" };
            let mut wrong = Mistakes::default();
            wrong.add(field, texts.error(code));
            wrong
        })
    }

    pub(crate) fn cvc(&self, texts: &Texts, wrong: &mut Mistakes) {
        if freedompay::Cvc::new(self.field("cvc")).is_err() {
            wrong.add("cvc", texts.wrong_cvc);
        }
    }
}

fn text<'t>(tree: &'t Tree, name: &str) -> &'t str {
    tree.root().get(name).filter(|value| !value.is_container()).map_or("", |value| value.text())
}

/// What is wrong with a form, by field.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<(&'static str, String)>);

impl Mistakes {
    pub(crate) fn add(&mut self, field: &'static str, what: impl Into<String>) {
        self.0.push((field, what.into()));
    }

    pub(crate) fn append(&mut self, others: Option<Mistakes>) {
        self.0.extend(others.unwrap_or_default().0);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, what)| what.as_str())
    }

    /// The field to begin with.
    pub(crate) fn first(&self) -> Option<&'static str> {
        self.0.first().map(|(name, _)| *name)
    }
}
