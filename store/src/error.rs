//! Why the store cannot do what it is asked.

use std::fmt;
use std::time::Duration;

use freedompay_runtime::journal::JournalError;

/// Why the store cannot do what it is asked: what happened, and what to do.
///
/// Neither a URL nor any value that was bound to a statement is part of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// What kind of problem the store has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is no connection to the database.
    Unreachable,
    /// The database did not answer in time.
    Timeout,
    /// Another connection holds a lock.
    Locked,
    /// The database cannot be written to.
    ReadOnly,
    /// There is no space left.
    Full,
    /// The file is damaged, or is not a database.
    Damaged,
    /// The database refuses this user.
    Denied,
    /// The tables are missing, older or newer than this version of the library needs.
    Schema,
    /// A setting would lose what was committed.
    Unsafe,
    /// What the program gives cannot be used: a URL, a path, a pool, an async runtime.
    Setup,
    /// Anything else that the database reports.
    Other,
}

impl ErrorKind {
    fn advice(self) -> &'static str {
        match self {
            Self::Unreachable => "check that the server runs or the file can be read, and that the address is right",
            Self::Timeout => {
                "look for transactions that stay open, for a pool that is too small, and at the load of the database"
            }
            Self::Locked => {
                "keep transactions short, on SQLite begin them with BEGIN IMMEDIATE, and repeat the one that failed from its beginning"
            }
            Self::ReadOnly => {
                "connect to the primary server, or give this user the right to write to the file and its folder"
            }
            Self::Full => "free or add space; until then no money call is sent",
            Self::Damaged => "restore the file from a backup, and look up the payments since then with the provider",
            Self::Denied => "check the name, the password and the rights of the database's user",
            Self::Schema => {
                "restore the tables of the store from a backup, and look up the payments since then with the provider; \
                 `Store::migrations` has their definitions"
            }
            Self::Unsafe => "change the setting: a payment that is forgotten may be made twice",
            Self::Setup => "see the documentation of `Store`",
            Self::Other => "see the log of the database, if it has one",
        }
    }
}

impl Error {
    /// Creates an error with the usual advice.
    pub(crate) fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Self { kind, message: format!("{message}; {}", kind.advice()) }
    }

    /// Creates an error whose message names the remedy itself.
    pub(crate) fn with_remedy(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(crate) fn timeout(after: Duration) -> Self {
        Self::new(ErrorKind::Timeout, format_args!("the database did not answer within {after:?}"))
    }

    pub(crate) fn no_runtime() -> Self {
        Self::with_remedy(ErrorKind::Setup, "the store is used outside of a tokio runtime; call it from within one")
    }

    pub(crate) fn runtime_ended() -> Self {
        Self::with_remedy(ErrorKind::Setup, "the tokio runtime of the store ended before the database answered")
    }

    /// Returns what kind of problem it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("message", &self.message).finish()
    }
}

impl std::error::Error for Error {}

impl From<Error> for JournalError {
    fn from(error: Error) -> Self {
        Self::new(error.message)
    }
}
