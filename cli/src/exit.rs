//! What the exit status says; other programs rely on it.

use std::process::ExitCode;

use freedompay::Error;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Answered, authentic, done.
    Answered = 0,
    /// Bad usage or an invalid request.
    Invalid = 1,
    /// The provider answered with an error.
    Provider = 2,
    /// Certainly not sent.
    NotSent = 3,
    /// The outcome is unknown.
    Unknown = 4,
    /// Not authentic, or not readable.
    Untrusted = 5,
    /// Compared: there is more than there was.
    Additive = 6,
    /// Compared: what worked may no longer work.
    Breaking = 7,
    /// Some documents could not be taken; the others were.
    Incomplete = 8,
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

pub(crate) type Outcome = Result<Exit, Failure>;

impl Failure {
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
        Self { exit: Exit::from(&error), message: error.to_string() }
    }
}
