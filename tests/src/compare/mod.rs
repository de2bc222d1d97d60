//! The costs of this library compared with the same work without it: the rows that `cargo bench` and the binary
//! `compare` measure, and docs/PERFORMANCE.md shows.
//!
//! Each row has a peer that does the same work on the same input with the best that is there for it. Before a row is
//! measured its two sides have to agree about what comes out.

mod by_hand;
mod calling;
pub mod chart;
mod measure;
mod message;
mod reading;
mod server;
mod serving;
mod signing;
mod stores;

use std::error::Error;

pub use measure::Measured;
use measure::measure;

/// Why a row could not be set up.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Work that can be repeated.
pub type Work = Box<dyn FnMut()>;

/// The unit of the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds for one time: less is better.
    Nanoseconds,
    /// Requests in a second: more is better.
    RequestsPerSecond,
}

impl Unit {
    /// Returns the printed name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Nanoseconds => "ns",
            Unit::RequestsPerSecond => "requests/s",
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// The peer.
    pub peer: &'static str,
    /// The work of both sides.
    pub what: &'static str,
    /// Most that ours may cost, in thousandths of the peer.
    pub goal: u64,
    /// The unit of the measurement.
    pub unit: Unit,
    set_up: fn() -> Result<Pair, Failure>,
}

/// The two sides of a row, ready to be run.
pub struct Pair {
    /// Ours.
    pub ours: Work,
    /// The peer's.
    pub peer: Work,
    /// How often the work is done by running a side once.
    pub times: u64,
}

impl Pair {
    fn new(ours: impl FnMut() + 'static, peer: impl FnMut() + 'static) -> Self {
        Self { ours: Box::new(ours), peer: Box::new(peer), times: 1 }
    }
}

impl Row {
    /// Sets both sides up.
    ///
    /// # Errors
    /// If a server cannot be started, or the two sides do not come to the same.
    pub fn pair(&self) -> Result<Pair, Failure> {
        (self.set_up)()
    }
}

/// The row of that name.
pub fn row(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// The rows about `X-JWS-Signature` for a body of another size.
///
/// # Errors
/// If the signature is not the HMAC.
pub fn signing_of(size: usize, rounds: usize) -> Result<Measured, Failure> {
    Ok(measure(signing::jws(size)?, rounds))
}

const HMAC: &str = "raw HMAC";

/// All rows.
pub const ROWS: &[Row] = &[
    Row {
        name: "sign_jws_hs256_64",
        peer: HMAC,
        what: "X-JWS-Signature of a body of 64 bytes against HMAC-SHA256 over the ready signing input, key prepared",
        goal: 1800,
        unit: Unit::Nanoseconds,
        set_up: || signing::jws(64),
    },
    Row {
        name: "sign_jws_hs256_1k",
        peer: HMAC,
        what: "the same with 1,024 bytes",
        goal: 1300,
        unit: Unit::Nanoseconds,
        set_up: || signing::jws(1024),
    },
    Row {
        name: "sign_jws_hs256_16k",
        peer: HMAC,
        what: "the same with 16,384 bytes",
        goal: 1300,
        unit: Unit::Nanoseconds,
        set_up: || signing::jws(16 * 1024),
    },
    Row {
        name: "sign_jws_vs_jsonwebtoken_1k",
        peer: "jsonwebtoken",
        what: "the same 1,024 bytes of claims, signed by jsonwebtoken; it gets them as raw JSON, which spares it serialising",
        goal: 500,
        unit: Unit::Nanoseconds,
        set_up: || signing::jsonwebtoken(1024),
    },
    Row {
        name: "sign_pg_sig_20_fields",
        peer: "MD5",
        what: "pg_sig of a message of 20 fields against MD5 over the ready string",
        goal: 1600,
        unit: Unit::Nanoseconds,
        set_up: signing::pg_sig,
    },
    Row {
        name: "verify_callback_36_fields",
        peer: "form_urlencoded",
        what: "a result callback of 36 fields from its bytes to the verified, typed value against putting the same form into \
               a HashMap of texts",
        goal: 3000,
        unit: Unit::Nanoseconds,
        set_up: reading::callback,
    },
    Row {
        name: "verify_xml_answer",
        peer: "quick-xml",
        what: "a payment's status from XML to a message with verified pg_sig against quick-xml handing out the same names \
               and texts",
        goal: 2000,
        unit: Unit::Nanoseconds,
        set_up: reading::xml_response,
    },
    Row {
        name: "call_json_loopback",
        peer: "reqwest",
        what: "a whole JSON call over a kept connection on loopback, from the struct to the typed response, against code \
               written by hand for this one call with reqwest, serde_json, base64 and hmac that sends the same bytes",
        goal: 1050,
        unit: Unit::Nanoseconds,
        set_up: calling::json,
    },
    Row {
        name: "call_form_loopback",
        peer: "reqwest",
        what: "the same with a signed form and an XML response whose signature is verified by both",
        goal: 1080,
        unit: Unit::Nanoseconds,
        set_up: calling::form,
    },
    Row {
        name: "sandbox_requests",
        peer: "axum",
        what: "signed JSON calls that the sandbox checks, records and responds to, on eight connections, against an axum \
               handler that reads the body and returns the same bytes",
        goal: 2000,
        unit: Unit::RequestsPerSecond,
        set_up: serving::sandbox,
    },
    Row {
        name: "journal_sqlite",
        peer: "sqlx",
        what: "a payout over loopback, recorded in SQLite before it is sent and with its outcome after that, against the same call \
               with the same INSERT and UPDATE by hand over the same pool",
        goal: 1150,
        unit: Unit::Nanoseconds,
        set_up: stores::sqlite_call,
    },
    Row {
        name: "journal_postgres",
        peer: "sqlx",
        what: "the same on PostgreSQL",
        goal: 1150,
        unit: Unit::Nanoseconds,
        set_up: stores::postgres_call,
    },
    Row {
        name: "notice_sqlite",
        peer: "sqlx",
        what: "a notification from its bytes to its reply, claimed and kept in SQLite, against the same notification with the same \
               two statements by hand",
        goal: 1150,
        unit: Unit::Nanoseconds,
        set_up: stores::sqlite_notice,
    },
    Row {
        name: "notice_postgres",
        peer: "sqlx",
        what: "the same on PostgreSQL",
        goal: 1150,
        unit: Unit::Nanoseconds,
        set_up: stores::postgres_notice,
    },
];
