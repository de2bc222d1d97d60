//! Explains step by step why a signature is right or wrong.
//!
//! A wrong signature is computed again with the usual mistakes, until one of them, or two together, give the signature
//! that arrived: then the explanation can show the string that was signed. It never contains a key, and card data and
//! secrets are masked.

mod jws;
mod masking;
mod pg;

use std::fmt;

use freedompay::Secret;
use freedompay::meta::{EndpointMeta, Scheme};
use freedompay_runtime::tree::Tree;
use serde::Serialize;

use crate::credentials::Credentials;
use crate::http::incoming::Incoming;

pub(crate) use masking::Masks;

/// How the signature of a call was checked. Card data and secrets are masked as `***`; it has no keys and no digests.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// `pg_sig` or `jws`.
    pub scheme: &'static str,
    /// The steps of the check, in order.
    pub steps: Vec<Step>,
    /// The string that had to be signed.
    pub expected: String,
    /// The string that was signed instead, if a usual mistake explains the signature.
    pub signed: Option<String>,
    /// The first difference between the two.
    pub difference: Option<Difference>,
    /// The caller's mistakes: one, or two together. Empty if the signature is right, or no usual mistake explains it.
    pub mistakes: Vec<Mistake>,
    /// What to check if no usual mistake explains a wrong signature.
    pub advice: Vec<String>,
}

/// One step of a check.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// What the step does.
    pub title: String,
    /// Its result.
    pub text: Option<String>,
    /// Its inputs.
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
    /// The expected value, if it differs.
    pub expected: Option<String>,
}

/// The first difference between the signed and the expected string.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Number of equal characters before it.
    pub at: usize,
    /// The expected text from there.
    pub expected: String,
    /// The signed text from there.
    pub signed: String,
}

/// A mistake that explains a wrong signature.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mistake {
    /// Its name for programs, such as `message_order`.
    pub code: &'static str,
    /// What was done, and what is right.
    #[serde(rename = "what")]
    pub message: String,
}

/// Omits the strings to sign: they do not belong in logs, masked or not.
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
        f.write_str(&self.message)
    }
}

impl fmt::Display for Explanation {
    /// Names the mistakes in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mistakes: Vec<&str> = self.mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
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

/// A call whose signature is explained.
pub(crate) struct Case<'a> {
    pub(crate) endpoint: &'static EndpointMeta,
    /// All known endpoints: their script names may have been confused.
    pub(crate) endpoints: &'a [&'static EndpointMeta],
    pub(crate) incoming: &'a Incoming<'a>,
    pub(crate) script: &'a str,
    /// The fields that are signed.
    pub(crate) body: &'a Tree,
    /// The keys under which the call is accepted.
    pub(crate) keys: &'a [&'a Secret],
    pub(crate) credentials: &'a Credentials,
    pub(crate) is_right: bool,
}

/// Explains the signature of a call.
pub(crate) fn explain(case: &Case<'_>) -> Explanation {
    match case.endpoint.api.scheme {
        Scheme::PgSig => pg::explain(case),
        Scheme::Jws { .. } => jws::explain(case),
    }
}

/// Number of characters that a difference shows of either side.
const SHOWN: usize = 60;

/// Finds the first difference, if there is one.
fn difference(expected: &str, signed: &str) -> Option<Difference> {
    if expected == signed {
        return None;
    }
    let at = expected.chars().zip(signed.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| -> String { text.chars().skip(at).take(SHOWN).collect() };
    Some(Difference { at, expected: rest(expected), signed: rest(signed) })
}

/// Formats bytes as lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
