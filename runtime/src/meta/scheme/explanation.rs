//! Why a signature is right or wrong, step by step.

use std::fmt;

use serde::Serialize;

use super::{SchemeMeta, Verdict};

/// How the signature of a call was checked. Card data and secrets are masked as `***`; it has no keys and no digests.
#[derive(Clone, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Name of the scheme: `jws`.
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

impl Mistake {
    /// Creates a mistake with its name for programs and what people are told.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
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
    /// Creates a step without a result.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), text: None, parts: Vec::new() }
    }

    /// Sets its result.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    /// Sets its inputs.
    #[must_use]
    pub fn parts(mut self, parts: Vec<Part>) -> Self {
        self.parts = parts;
        self
    }
}

impl Part {
    /// Creates a value that arrived.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), expected: None }
    }

    /// Says which value is expected; the same one is not shown twice.
    #[must_use]
    pub fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into()).filter(|expected| *expected != self.value);
        self
    }
}

impl Explanation {
    /// Creates an explanation without steps.
    pub fn new(scheme: &SchemeMeta) -> Self {
        Self {
            scheme: scheme.name,
            steps: Vec::new(),
            expected: String::new(),
            signed: None,
            difference: None,
            mistakes: Vec::new(),
            advice: Vec::new(),
        }
    }

    /// Explains a verdict by its own words alone.
    pub(super) fn of_verdict(scheme: &SchemeMeta, verdict: Verdict) -> Self {
        let mut explanation = Self::new(scheme);
        explanation.steps =
            vec![Step::new("Signature").text(format!("{}, by the scheme {}", scheme.title, scheme.name))];
        explanation.advice.extend(match verdict {
            Verdict::Right => None,
            Verdict::Unsigned => Some("such messages are not signed".to_owned()),
            Verdict::Missing(why) | Verdict::UnknownAccount(why) | Verdict::Wrong(why) => Some(why),
        });
        explanation
    }
}

impl Difference {
    /// Number of characters that it shows of either side.
    const SHOWN: usize = 60;

    /// Finds the first difference, if there is one.
    pub fn between(expected: &str, signed: &str) -> Option<Self> {
        if expected == signed {
            return None;
        }
        let at = expected.chars().zip(signed.chars()).take_while(|(a, b)| a == b).count();
        let rest = |text: &str| -> String { text.chars().skip(at).take(Self::SHOWN).collect() };
        Some(Self { at, expected: rest(expected), signed: rest(signed) })
    }
}
