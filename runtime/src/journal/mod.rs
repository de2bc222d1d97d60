//! An intent journal: every money call is recorded before its first byte is sent, and stays recorded until the program has
//! written down its outcome.
//!
//! A program that crashes between sending a payout and its response forgets that it sent one; one that crashes between the
//! response and its own commit forgets what it was told. With a journal
//! ([`ClientBuilder::journal`](crate::ClientBuilder::journal)) every call with the effect `money` is recorded before it
//! is sent, and its outcome after that. A call that cannot be recorded is not sent. The entry is deleted when the program
//! acknowledges it ([`Journal::acknowledge`]); until then it comes back from
//! [`Client::recover_all`](crate::Client::recover_all).
//!
//! An entry is held by one at a time: by the call while it can be under way, then by the program for the time it has to
//! acknowledge, or by the recovery that asks about it. A hold is a time of the journal's own clock, so any number of
//! instances share a journal, whatever their clocks say. Who lost its hold writes nothing.
//!
//! Calls with the effect `write` are not recorded: they move no money, and each would cost a commit.
//!
//! The crate `freedompay-store` keeps the journal in SQLite or PostgreSQL; [`MemoryJournal`] is for tests.

mod entry;
mod error;
mod memory;

use std::time::Duration;

use uuid::Uuid;

pub use self::entry::{
    Account, ClaimRequest, ClaimScope, EntryState, Intent, JournalEntry, OpenEntries, OutcomeRecord, SameCalls,
};
pub use self::error::JournalError;
pub use self::memory::MemoryJournal;
use crate::transport::BoxFuture;

/// Stores the calls that were begun until the program acknowledges them, so that they survive process and power.
///
/// Times are the journal's own: a method that is given a duration counts it from the moment of its own clock at which it
/// writes. Each method answers in a bounded time, with an error if the database does not: a call waits for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a journal",
    note = "use `freedompay::store::Store` (features `sqlite`, `postgres`), or implement `freedompay::journal::Journal` for it"
)]
pub trait Journal: Send + Sync + 'static {
    /// Records a call that is about to be sent, as pending, held by its own key until it expires. When this is done, the record
    /// survives the loss of process and power.
    ///
    /// # Errors
    /// If it cannot be recorded; the call is then not sent.
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>>;

    /// Records the outcome of a call, if its writer still holds the entry; reports whether it did. If the record gets lost,
    /// the call is reconciled once more, which is harmless.
    ///
    /// # Errors
    /// If it cannot be recorded. That does not change the result of the call.
    fn record_outcome<'a>(&'a self, record: &'a OutcomeRecord) -> BoxFuture<'a, Result<bool, JournalError>>;

    /// Claims entries that nobody holds, and returns them. An entry is claimed by one only, however many ask at once.
    ///
    /// # Errors
    /// If they cannot be claimed.
    fn claim<'a>(&'a self, request: &'a ClaimRequest) -> BoxFuture<'a, Result<Vec<JournalEntry>, JournalError>>;

    /// Returns the keys of the entries of the same call, oldest first, those that are held included: whether a request was recorded,
    /// by this instance or another. Three are enough.
    ///
    /// # Errors
    /// If they cannot be read.
    fn find<'a>(&'a self, calls: &'a SameCalls) -> BoxFuture<'a, Result<Vec<Uuid>, JournalError>>;

    /// Holds a claimed entry for this long from now; reports whether the holder still had it. One whose hold has lapsed still
    /// has the entry as long as nobody else claimed it.
    ///
    /// # Errors
    /// If that cannot be written.
    fn renew(&self, key: Uuid, holder: Uuid, lease: Duration) -> BoxFuture<'_, Result<bool, JournalError>>;

    /// Deletes an entry: the program has written down the outcome. Reports whether the entry was there: of several that
    /// acknowledge the same one, one is told so.
    ///
    /// # Errors
    /// If it cannot be deleted. It comes back from recovery then.
    fn acknowledge(&self, key: Uuid) -> BoxFuture<'_, Result<bool, JournalError>>;

    /// Counts the entries of an account that are not acknowledged.
    ///
    /// # Errors
    /// If they cannot be counted.
    fn open<'a>(&'a self, account: &'a Account) -> BoxFuture<'a, Result<OpenEntries, JournalError>>;
}
