//! Exit statuses, which other programs rely on.

use std::process::ExitCode;

use freedompay::Error;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Success; a response or a signature is authentic.
    Success = 0,
    /// Bad usage or an invalid request.
    Invalid = 1,
    /// The provider returned an error.
    Provider = 2,
    /// Certainly not sent.
    NotSent = 3,
    /// The outcome is unknown.
    Unknown = 4,
    /// Not authentic, or not readable.
    Untrusted = 5,
    /// The comparison found only additions.
    Additive = 6,
    /// The comparison found changes that can break callers.
    Breaking = 7,
    /// Some documents could not be read; the others were.
    Incomplete = 8,
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

/// How a command ended, or why it ended early.
pub(crate) type CommandResult = Result<Exit, Failure>;

impl Failure {
    /// Reports bad usage or an invalid request.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self { exit: Exit::Invalid, message: message.into() }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Self {
        match error {
            Error::Provider(e) if !e.conclusive && error.may_have_happened() => Exit::Unknown,
            Error::Provider(_) => Exit::Provider,
            Error::NotSent(_) => Exit::NotSent,
            Error::Unknown(_) => Exit::Unknown,
            Error::Signature(_) | Error::Decode(_) => Exit::Untrusted,
            _ => Exit::Invalid,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { exit: Exit::from(&error), message: described(&error) }
    }
}

/// Describes an error with its advice on a line of its own.
pub(crate) fn described(error: &Error) -> String {
    error.advice().map_or_else(|| error.to_string(), |advice| format!("{error}\n{advice}"))
}
