//! The statements of the store, for programs that reach their database by another crate than sqlx: they run them themselves and
//! implement [`Journal`](freedompay_runtime::journal::Journal),
//! [`CallbackStore`](freedompay_runtime::callback::CallbackStore) and
//! [`TransactionalStore`](freedompay_runtime::callback::TransactionalStore) with them.
//!
//! Parameters have the same numbers and meanings on both engines: `$1` on PostgreSQL, `?1` on SQLite. They are of three kinds:
//!
//! | kind | PostgreSQL | SQLite |
//! |---|---|---|
//! | text | `text` | text |
//! | uuid | `uuid` | text: 36 characters, in lower case, with hyphens |
//! | number | `bigint` | integer |
//!
//! Durations are numbers of milliseconds; every time is the database's own. Lists of ids are JSON arrays of pairs:
//! `[["pg_order_id","8841"]]`. States are those of [`EntryState::as_str`](freedompay_runtime::journal::EntryState::as_str).
//! Each statement is complete in itself: it needs no transaction, and may run inside one. On SQLite a transaction that is to run
//! one must be begun with `BEGIN IMMEDIATE`.
//!
//! ```
//! # #[cfg(feature = "postgres")] {
//! use freedompay_store::sql;
//!
//! const ACKNOWLEDGE: &str = sql::POSTGRES.acknowledge;
//! assert!(ACKNOWLEDGE.starts_with("DELETE"));
//! # }
//! ```

#[cfg(feature = "postgres")]
mod postgres;
#[cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))]
mod sqlite;

#[cfg(feature = "postgres")]
pub use self::postgres::POSTGRES;
#[cfg(any(feature = "sqlite", feature = "sqlite-unbundled"))]
pub use self::sqlite::SQLITE;

/// The statements on one engine.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Statements {
    /// Records a call before it is sent, as pending and held by its own key until it expires. It must be committed before the
    /// call is sent.
    ///
    /// 1: uuid, key. 2: text, API. 3: text, account. 4: text, host. 5: text, endpoint. 6: text or null, request id. 7: text, ids of
    /// the request. 8: number, milliseconds until it expires.
    pub begin: &'static str,

    /// Records an outcome, if its writer still holds the entry: one row is changed, or none.
    ///
    /// 1: uuid, key. 2: uuid, holder. 3: text, state. 4: text, ids of the response. 5: number, milliseconds for which nobody
    /// else may claim it.
    pub record: &'static str,

    /// Deletes an entry whose outcome counts as acknowledged at once, if its writer still holds it: one row, or none.
    ///
    /// 1: uuid, key. 2: uuid, holder.
    pub finish: &'static str,

    /// Claims entries of an account that nobody holds, and returns them; in any order.
    ///
    /// 1: text, API. 2: text, account. 3: text, host. 4: uuid, the last key of the claim before, or the uuid of zeros. 5: number,
    /// how many at most. 6: uuid, who claims. 7: number, milliseconds of the lease.
    ///
    /// Columns: `key` (uuid), `api`, `account`, `host`, `endpoint`, `request_id` (or null), `ids`, `state`, `response_ids` (texts),
    /// then as milliseconds: `expires_in` (from its record), `age`, `over_since` (since it expired; zero before).
    pub claim: &'static str,

    /// Claims one entry, if nobody holds it; columns as in [`claim`](Self::claim).
    ///
    /// 1: uuid, key. 2: uuid, who claims. 3: number, milliseconds of the lease.
    pub claim_entry: &'static str,

    /// Reads the keys of the first entries of one call, oldest first, those that are held included.
    ///
    /// 1: text, API. 2: text, account. 3: text, host. 4: text, endpoint. 5: text, the ids as `begin` has them.
    pub find: &'static str,

    /// Holds an entry for this long from now, if the holder still has it: one row is changed, or none.
    ///
    /// 1: uuid, key. 2: uuid, holder. 3: number, milliseconds.
    pub renew: &'static str,

    /// Deletes an entry: the program has written down the outcome. One row, or none.
    ///
    /// 1: uuid, key.
    pub acknowledge: &'static str,

    /// Counts the entries of an account: column 1 all, column 2 those that are older than a day.
    ///
    /// 1: text, API. 2: text, account. 3: text, host.
    pub open: &'static str,

    /// Counts the entries of an account that are older than a day, among its first ones: one number.
    ///
    /// 1: text, API. 2: text, account. 3: text, host. 4: number, how many of the first entries it looks at.
    pub count_old: &'static str,

    /// Claims a notification, if it is new, or if whoever claimed it let its claim lapse: one row if it is claimed, or none. It
    /// does not wait for a transaction in which another keeps its decision, except where the engine has one writer (SQLite).
    ///
    /// 1: text, key. 2: uuid, who claims. 3: number, milliseconds of the lease.
    pub claim_callback: &'static str,

    /// Reads what became of a notification: column 1 its decision (a text) or null, column 2 the milliseconds for which it is
    /// still held. No row: nobody claimed it.
    ///
    /// 1: text, key.
    pub read_callback: &'static str,

    /// Keeps a decision, if its maker still has the claim: one row is changed, or none.
    ///
    /// 1: text, key. 2: uuid, holder. 3: text, the decision: its serde form as JSON.
    pub keep_callback: &'static str,

    /// Gives a claim up without a decision.
    ///
    /// 1: text, key. 2: uuid, holder.
    pub release_callback: &'static str,

    /// Deletes notifications that were claimed, and decided, longer ago than this.
    ///
    /// 1: number, milliseconds. 2: number, how many at most.
    pub remove_old_callbacks: &'static str,
}
