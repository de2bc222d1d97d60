//! An intent journal: every money call is recorded before its first byte is sent.
//!
//! A program that crashes between sending a payout and its response forgets that it sent one. With a journal
//! ([`ClientBuilder::journal`](crate::ClientBuilder::journal)) every call with the effect `money` is recorded before it
//! is sent, and its outcome after that. A call that cannot be recorded is not sent. Calls left in doubt are reconciled
//! at the next start by [`Client::recover_all`](crate::Client::recover_all).
//!
//! Calls with the effect `write` are not recorded: they move no money, and each would cost an `fsync`.
//!
//! [`FileJournal`] keeps it in one file, [`MemoryJournal`] in memory for tests. A program on several machines implements
//! [`Journal`] over its database.

mod file;
mod memory;
mod record;
mod storage;

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::file::FileJournal;
pub use self::memory::MemoryJournal;
use crate::transport::BoxFuture;

/// The record of a call before it is sent. It holds no secret, no card data and no part of a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Intent {
    /// Key of the entry, a UUID v7, so that keys sort by time.
    pub key: Uuid,
    /// Name of the API: `merchant`.
    pub api: String,
    /// Account that the call was made with: the shop's number, or the `auth_id` of the JSON APIs. Never a key.
    #[serde(default)]
    pub account: String,
    /// Host that it was sent to: `https://api.freedompay.kz`. Production and the test host know nothing of each other.
    #[serde(default)]
    pub host: String,
    /// Id of the endpoint: `merchant.payout.create_payment`.
    pub endpoint: String,
    /// `X-Request-Id`, if the endpoint has one.
    pub request_id: Option<String>,
    /// The request's own ids by wire name.
    pub ids: Vec<(String, String)>,
    /// Time of the record, in milliseconds since 1970 by this machine's clock.
    pub at_ms: u64,
    /// When the call can no longer be under way, by the same clock: it is not sent after that.
    #[serde(default)]
    pub expires_at_ms: u64,
}

/// The state of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EntryState {
    /// Recorded; it is about to be sent, or was.
    Pending,
    /// It ended without a usable response, or was cancelled: it may have happened.
    InDoubt,
    /// A usable response came. What it says of work under way is the program's to follow.
    Responded,
    /// The provider returned an error.
    Refused,
    /// It was certainly not sent.
    NotSent,
    /// Reconciled: it took effect.
    Happened,
    /// Reconciled: it had no effect.
    DidNotHappen,
}

impl EntryState {
    /// Reports whether nothing is left to find out.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Pending | Self::InDoubt)
    }
}

/// A call whose outcome is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JournalEntry {
    /// The record of the call.
    pub intent: Intent,
    /// Its state: [`EntryState::Pending`] or [`EntryState::InDoubt`].
    pub state: EntryState,
}

impl JournalEntry {
    /// Creates an entry as it is read from where it is kept.
    pub fn new(intent: Intent, state: EntryState) -> Self {
        Self { intent, state }
    }

    /// Reports whether it is to be found out about: it is in doubt, or pending although its time is up by this machine's
    /// clock. A program that was cut short could not say so.
    pub fn is_in_doubt(&self) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        let is_over = self.intent.expires_at_ms != 0 && u128::from(self.intent.expires_at_ms) < now;
        self.state == EntryState::InDoubt || (self.state == EntryState::Pending && is_over)
    }
}

/// Stores the calls that were begun, so that they survive the process.
///
/// The methods are asynchronous, so a journal may be a database; a call waits for `begin` before it is sent. A call that is
/// cancelled writes nothing: its entry stays pending, and counts as in doubt once its time is up.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a journal",
    note = "implement `freedompay::journal::Journal` for it, or use `freedompay::journal::FileJournal`"
)]
pub trait Journal: Send + Sync + 'static {
    /// Records a call that is about to be sent. When this is done, the record survives the loss of process and power.
    ///
    /// # Errors
    /// If it cannot be recorded; the call is then not sent.
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>>;

    /// Records the outcome of a call. If this gets lost, the call is reconciled again, which is harmless; so it need
    /// not wait for the disk.
    ///
    /// # Errors
    /// If it cannot be recorded. That does not change the result of the call.
    fn record_outcome(&self, key: Uuid, state: EntryState) -> BoxFuture<'_, Result<(), JournalError>>;

    /// Returns the calls to find out about, oldest first: those in doubt, and those that were begun by a process that no longer
    /// runs, or whose time is up. Not those that are being made now.
    ///
    /// # Errors
    /// If it cannot be read.
    fn in_doubt(&self) -> BoxFuture<'_, Result<Vec<JournalEntry>, JournalError>>;
}

/// Why the journal cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JournalError {
    /// Another process, or another part of this one, has it open.
    InUse,
    /// The file is not a journal of this library.
    NotAJournal,
    /// A record is damaged, and others follow it: bytes were changed, not merely cut off.
    Corrupt {
        /// The byte at which the record begins.
        offset: u64,
    },
    /// The operating system, or the database, returned an error.
    Failed {
        /// What, in words.
        message: String,
    },
}

impl JournalError {
    /// Creates an error from a message.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::Failed { message: message.into() }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse => f.write_str("it is open elsewhere; one process at a time can write it"),
            Self::NotAJournal => f.write_str("not a freedompay journal file"),
            Self::Corrupt { offset } => write!(
                f,
                "the record at byte {offset} is damaged; keep a copy, compare it with your records, then \
                 FileJournal::salvage opens it without the damaged part"
            ),
            Self::Failed { message } => f.write_str(message),
        }
    }
}

impl std::error::Error for JournalError {}
