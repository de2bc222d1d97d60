//! Why a signature is right or wrong, step by step, for people.
//!
//! A wrong signature is made again with the usual mistakes, until one of them, or two together, give what arrived: then
//! the explanation can say what was signed. No key ever gets into it, and card data and secrets stand masked.

mod jws;
mod masking;
mod pg;

use std::fmt;

use freedompay::Secret;
use freedompay::meta::EndpointMeta;
use freedompay::meta::Scheme;
use freedompay_runtime::tree::Tree;
use serde::Serialize;

use crate::Credentials;
use crate::message::Incoming;

pub(crate) use masking::Masks;

/// How the signature of a call was checked. Card data and secrets stand as `***`; keys and digests are not in it.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// `pg_sig` or `jws`.
    pub scheme: &'static str,
    /// What is done to check it, in order.
    pub steps: Vec<Step>,
    /// The string that had to be signed.
    pub expected: String,
    /// The string that was signed instead, if a usual mistake explains the signature.
    pub signed: Option<String>,
    /// Where the two begin to differ.
    pub difference: Option<Difference>,
    /// What the caller did wrong: one mistake, or two together. Empty if the signature is right, or nothing explains it.
    pub mistakes: Vec<Mistake>,
    /// What to look at where no usual mistake explains a wrong signature.
    pub advice: Vec<String>,
}

/// One step of a check.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// What is done.
    pub title: String,
    /// What comes of it.
    pub text: Option<String>,
    /// What it is done with.
    pub parts: Vec<Part>,
}

/// A named value in a step.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The value that arrived, masked.
    pub value: String,
    /// The value that was expected, where it is another.
    pub expected: Option<String>,
}

/// Where what was signed leaves what had to be signed.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Characters that are the same.
    pub at: usize,
    /// What had to follow.
    pub expected: String,
    /// What followed.
    pub signed: String,
}

/// A mistake that explains a wrong signature.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mistake {
    /// Its name for programs: `message_order`.
    pub code: &'static str,
    /// What was done, and what is right.
    pub what: String,
}

/// Strings to sign do not belong into logs, masked or not.
impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation")
            .field("scheme", &self.scheme)
            .field("mistakes", &self.mistakes)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl fmt::Display for Explanation {
    /// What went wrong, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mistakes: Vec<&str> = self.mistakes.iter().map(|mistake| mistake.what.as_str()).collect();
        match (mistakes.is_empty(), self.advice.is_empty()) {
            (false, _) => f.write_str(&mistakes.join("; and ")),
            (true, false) => f.write_str(&self.advice.join("; ")),
            (true, true) => f.write_str("the signature is right"),
        }
    }
}

impl Step {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), text: None, parts: Vec::new() }
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    fn parts(mut self, parts: Vec<Part>) -> Self {
        self.parts = parts;
        self
    }
}

impl Part {
    fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), expected: None }
    }

    fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into()).filter(|expected| *expected != self.value);
        self
    }
}

/// A call whose signature is to be explained.
pub(crate) struct Case<'a> {
    pub(crate) endpoint: &'static EndpointMeta,
    /// All that are known: what else a script name can be mistaken for.
    pub(crate) endpoints: &'a [&'static EndpointMeta],
    pub(crate) incoming: &'a Incoming<'a>,
    pub(crate) script: &'a str,
    /// The fields that are signed.
    pub(crate) body: &'a Tree,
    /// The keys under which it is accepted.
    pub(crate) keys: &'a [&'a Secret],
    pub(crate) credentials: &'a Credentials,
    pub(crate) is_right: bool,
}

pub(crate) fn explain(case: &Case<'_>) -> Explanation {
    match case.endpoint.api.scheme {
        Scheme::PgSig => pg::explain(case),
        Scheme::Jws { .. } => jws::explain(case),
    }
}

/// How much of either side a difference shows.
const SHOWN: usize = 60;

/// Where the two begin to differ, if they do.
fn difference(expected: &str, signed: &str) -> Option<Difference> {
    if expected == signed {
        return None;
    }
    let at = expected.chars().zip(signed.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| -> String { text.chars().skip(at).take(SHOWN).collect() };
    Some(Difference { at, expected: rest(expected), signed: rest(signed) })
}

/// Small hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
