//! The blocking client: it works wherever blocking is allowed, refuses where it is not, and can do what the asynchronous one can.
//! And the asynchronous one where there is no runtime for it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod contexts;
mod methods;
mod parity;
mod pauses;
mod runtimes;

use freedompay::card::requests::RequestStatus;
use freedompay::card::transactions::RefundTransaction;
use freedompay::{CardIssuing, ClientBuilder, JwsCredentials, Uuid, blocking};
use freedompay_tests::Script;

const DONE: &str = r#"{"status":"ok","request_status":"success"}"#;

fn builder() -> ClientBuilder<blocking::Client<CardIssuing>> {
    blocking::Client::builder(JwsCredentials::new("1", "s"))
}

/// A client that is always told that the work is done.
fn done() -> (Script, blocking::Client<CardIssuing>) {
    let script = Script::new(vec![Script::says(200, &[], DONE)]);
    (script.clone(), builder().transport(script).build().unwrap())
}

fn status_query() -> RequestStatus {
    RequestStatus::new(Uuid::nil())
}

/// A call that moves money.
fn refund() -> RefundTransaction {
    RefundTransaction::new(Uuid::nil(), "order", "transaction")
}
