//! The journal and the callbacks of `freedompay` in SQLite or PostgreSQL, shared by any number of instances.
//!
//! Applications reach this crate as `freedompay::store`, with the feature `sqlite` or `postgres` of `freedompay`:
//!
//! ```ignore
//! use freedompay::store::Store;
//!
//! let store = Store::open("freedompay.db").await?; // or Store::connect("postgres://…").await?
//! let client = Client::<Gateway>::builder(credentials).journal(store.clone()).build()?;
//! ```
//!
//! A money call is then recorded before it is sent, and comes back from `recover_all` until the program acknowledges it; a
//! notification that is claimed with `notice.claim(&store)` is decided by one instance, however many it reaches.
//! Neither depends on the clocks of the instances: every time is the database's.
//!
//! # The program's own books
//!
//! A crash between a response and the program's own commit loses nothing, because the entry stays. It is best acknowledged in the
//! transaction that writes the books; the same goes for the decision on a notification:
//!
//! ```
//! # #[cfg(feature = "sqlite")]
//! # async fn books(
//! #     store: freedompay_store::Store<sqlx::Sqlite>,
//! #     key: Option<uuid::Uuid>,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! let mut transaction = store.begin_transaction().await?;
//! sqlx::query("UPDATE orders SET paid = true WHERE id = 8841").execute(&mut *transaction).await?;
//! if store.acknowledge_in(&mut transaction, key).await? {
//!     transaction.commit().await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Store::from_pool`] takes the program's own `SqlitePool` or `PgPool`, so the transaction may be its own too. On SQLite begin it
//! with `BEGIN IMMEDIATE`, as [`Store::begin_transaction`] does, keep it short, and send no money call while it is open: the file
//! has one writer. A pool of SQLite must have `synchronous = FULL` (with a write-ahead log; `EXTRA` without), which is checked.
//!
//! # Tables
//!
//! There are three, on both engines with the same columns: `freedompay_journal`, `freedompay_callback` and `freedompay_schema`.
//! The store creates and migrates them when it is opened, under a lock, so any number of instances may start at once. Whoever
//! administers the database instead applies [`Store::migrations`], and the program opens with
//! [`without_migrations`](StoreBuilder::without_migrations).
//!
//! | what | SQLite | PostgreSQL | what is written |
//! |---|---|---|---|
//! | a money call | 2 statements: begin, record | 2 | one row, inserted and updated |
//! | its acknowledgement | 1 | 1 | the row is deleted |
//! | a call with `acknowledge_on_return` | 2: begin, delete | 2 | one row, inserted and deleted |
//! | a notification | 2: claim, keep | 2 | one row, inserted and updated |
//! | its repetition | 2: claim, read | 2 | nothing |
//! | a claim of a recovery, a renewal | 1 | 1 | the rows claimed, updated |
//! | a pass of a recovery | 1: count, besides its claims | 1 | nothing |
//!
//! Two things are looked after now and then, each with one more statement of bounded work. The first call of a store and every
//! 1,024th after it look at the account's 1,000 oldest entries, and log a warning with the number of those that are older than a
//! day (`tracing`): they were never acknowledged. So does each pass of a recovery, with the number of all. The first notification that a store claims, and
//! every 64th after it, removes at most 256 notifications that the provider no longer repeats; whoever would rather schedule that
//! calls [`Store::remove_old_callbacks`].
//!
//! # When the database fails
//!
//! Every statement is given up after the store's [`timeout`](StoreBuilder::timeout), 5 seconds by default, the wait for a
//! connection included, and its connection is closed. **A money call that cannot be recorded is not sent**; the error of the call
//! says why. A statement that was given up may still take effect later. That is harmless: an entry of a call that was not sent is
//! asked about by the next recovery, and everything else is written only by whoever holds the entry at that time.
//!
//! | the database is | what happens |
//! |---|---|
//! | down | an error within the timeout; the pool connects again when it is back |
//! | slow, or locked by another transaction | an error within the timeout ([`ErrorKind::Timeout`], [`ErrorKind::Locked`]) |
//! | stopped and started, or failed over | as down; what was committed is there, if the server keeps its promise |
//! | read-only | opening fails ([`ErrorKind::ReadOnly`]); later, each statement that writes |
//! | full | no money call is sent ([`ErrorKind::Full`]) until there is space; what is open can still be claimed |
//! | damaged (a file) | opening fails if the damage is in the journal, else the statement that meets it ([`ErrorKind::Damaged`]) |
//! | set up to forget | opening fails ([`ErrorKind::Unsafe`]): `synchronous` below `FULL`, `synchronous_commit = off`, in memory |
//! | of a newer version | opening fails ([`ErrorKind::Schema`]) |
//!
//! A notification whose claim fails is answered with an error, and the provider sends it again. While another instance decides, an
//! arrival looks every 20 to 500 milliseconds whether it has, for as long as its patience lasts. It does not wait for the
//! transaction of the other on PostgreSQL; on SQLite it does, since the file has one writer.
//!
//! # Runtimes
//!
//! The store needs tokio, with its timer and I/O. A connection to PostgreSQL belongs to the runtime in which it was opened, so open
//! and use a store in one runtime. Blocking clients run on a `blocking::Runtime`: open the store on it, and give it to their builders.
//!
//! # Without sqlx
//!
//! A program that uses another database crate (rusqlite, diesel, tokio-postgres) gets the same statements as constants in [`sql`],
//! and implements the traits with them. If its SQLite crate links another version of `libsqlite3-sys` than sqlx accepts, that is
//! the only way.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod callback;
mod engine;
mod error;
mod journal;
mod migration;
mod schema;
pub mod sql;
mod store;

pub use builder::StoreBuilder;
pub use engine::Engine;
pub use error::{Error, ErrorKind};
pub use migration::Migration;
/// sqlx itself, whose pools, connections and transactions stand in the store's signatures.
pub use sqlx;
pub use store::Store;
