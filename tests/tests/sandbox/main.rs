//! The sandbox behaves like the gateway: payments are remembered, money is counted, merchants are called.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod async_payments;
mod cards;
mod dashboard;
mod explain;
mod explain_jws;
mod faults;
mod forms;
mod http;
mod invoices;
mod issuing;
mod merchant_server;
mod odd_callbacks;
mod pages;
mod payer;
mod payments;
mod payouts;
mod phones;
mod plans;
mod shop;
mod snapshots;
mod transfers;

use freedompay::{Client, Error, Gateway, Merchant};
use freedompay_sandbox::Sandbox;

pub(crate) fn merchant(sandbox: &Sandbox) -> Client<Merchant> {
    Client::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap()
}

pub(crate) fn gateway(sandbox: &Sandbox) -> Client<Gateway> {
    Client::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap()
}

/// The provider's code of an error.
pub(crate) fn code<T>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Provider(no)) => no.code.unwrap_or_default(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was accepted"),
    }
}
