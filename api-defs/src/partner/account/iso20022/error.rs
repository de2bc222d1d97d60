//! The problems of a document: all at once, and never with a value.

use std::fmt;

use super::ReasonCode;
use crate::partner::account::ErrorCode;
use freedompay_runtime::message::validate;

/// A pain.001 document that would be refused. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidInitiation {
    /// Everything that is wrong: first with the fields, then with the caller's own elements.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong with a pain.001 document. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Path of the element, counted from 0: `PmtInf[0]/CdtTrfTxInf[3]/Amt/InstdAmt`.
    pub field: String,
    /// The error, and the expected form.
    pub message: String,
    /// The response that the provider would give.
    pub refused_as: RefusedAs,
}

/// The response of the provider to a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RefusedAs {
    /// The code of one element, by the error table of the provider's page.
    Element(ReasonCode),
    /// The error code of the whole request.
    Request(ErrorCode),
}

impl RefusedAs {
    /// Returns the code on the wire: `AM04`, `1001`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Element(code) => code.as_str(),
            Self::Request(code) => code.as_str(),
        }
    }
}

impl From<ReasonCode> for RefusedAs {
    fn from(code: ReasonCode) -> Self {
        Self::Element(code)
    }
}

impl From<ErrorCode> for RefusedAs {
    fn from(code: ErrorCode) -> Self {
        Self::Request(code)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.field, self.message, self.refused_as.as_str())
    }
}

impl fmt::Display for InvalidInitiation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pain.001 document would be refused and was not written; correct it and try again")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for InvalidInitiation {}

/// A text that is not a pain.002 document. `document_body` still has it, as received.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadableReport {
    /// Everything that is wrong. Paths are counted from 0; a path is empty if the text is not an XML message at all.
    pub problems: Vec<validate::Problem>,
}

impl UnreadableReport {
    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self { problems: vec![validate::Problem { field: String::new(), message: what.into() }] }
    }
}

impl fmt::Display for UnreadableReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pain.002 document cannot be read; its text is in document_body")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl std::error::Error for UnreadableReport {}
