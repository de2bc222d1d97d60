//! Card API > Card: what happened on a card. The units of amounts are not documented.

use super::answer::{CallStatus, RequestState};
use crate::{Amount, Value, freedompay_endpoint, freedompay_model};

/// Lists the operations of a card in a period.
///
/// The readable copy, of early 2025, is titled Statement; the navigation has Operations' list in its place since, so the
/// path may have changed.
///
/// Source: <https://docs.freedompay.kz/api-12075219>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/statement",
    method = "POST",
    id = "card.card.operations_list",
    response = CardOperations,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12075219"
)]
pub struct OperationsList {
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
    /// Beginning of the period, RFC 3339 with offset.
    pub start_date: Option<String>,
    /// End of the period, RFC 3339 with offset.
    pub end_date: Option<String>,
}

/// The operations of a card.
#[freedompay_model]
pub struct CardOperations {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    pub request_status: Option<RequestState>,
    /// The operations. Their order is not documented.
    pub operations: Vec<CardOperation>,
    /// When the call was processed, RFC 3339 with offset.
    pub dt: Option<String>,
}

/// One operation of a card.
#[freedompay_model]
pub struct CardOperation {
    /// Kind of operation; its values are not documented.
    #[freedompay(rename = "type")]
    pub kind: Option<String>,
    /// Amount in `currency`.
    pub amount: Option<Amount>,
    /// Commission. Whether it is in `currency` too is not documented.
    pub commission: Option<Amount>,
    /// Currency of the amount.
    pub currency: Option<String>,
    /// Merchant category code (MCC), a number here: leading zeros are lost.
    pub mcc: Option<u32>,
    /// When it took place, RFC 3339 with offset.
    pub datetime: Option<String>,
    /// Retrieval reference number.
    pub rrn: Option<String>,
    /// The merchant; its parts are not documented.
    pub merchant: Option<Value>,
}

/// Reads the full statement of a card: accounts, balances, authorizations and operations.
///
/// The readable copy is cut off after the authorizations, so the operations and whatever follows are not here; all that
/// was received is in the untyped message beside the response ([`Answer::raw`](crate::Response::raw)).
///
/// Source: <https://docs.freedompay.kz/api-14425115>
#[freedompay_endpoint(
    uri = "/v5/card-api/card/statement_extended",
    method = "POST",
    id = "card.card.statement_extended",
    response = CardStatement,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-14425115"
)]
pub struct StatementExtended {
    /// Card, by the id that Freedom Processing gave.
    pub card_id: String,
    /// Beginning of the period. Its format is not documented here; [`OperationsList`] takes RFC 3339 with offset.
    pub start_date: String,
    /// End of the period, in the form of `start_date`.
    pub end_date: String,
}

/// The full statement of a card.
#[freedompay_model]
pub struct CardStatement {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    pub request_status: Option<RequestState>,
    /// Client, by the id that Freedom Processing gave.
    pub client_id: Option<String>,
    /// The card.
    pub card: Option<CardReference>,
    /// Balances. Their parts are not documented; perhaps `accounts` is inside.
    pub balances: Option<Value>,
    /// Accounts of the card. They follow `balances` on the page and are perhaps a part of it.
    pub accounts: Vec<Account>,
    /// Authorizations in the period.
    pub authorizations: Vec<Authorization>,
}

/// Which card a statement is of.
#[freedompay_model]
pub struct CardReference {
    /// Card, by the id that Freedom Processing gave.
    pub card_id: Option<String>,
    /// Its number, masked.
    pub card_mask: Option<String>,
}

/// An account of a card.
#[freedompay_model]
pub struct Account {
    /// Its IBAN.
    pub iban: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// Debit; documented as a whole number.
    pub debit: Option<Amount>,
    /// Credit; documented as a whole number.
    pub credit: Option<Amount>,
    /// Amount on it, in its currency.
    pub amount: Option<Amount>,
    /// Amount that is blocked, in its currency.
    pub blocked_amount: Option<Amount>,
}

/// An authorization.
#[freedompay_model]
pub struct Authorization {
    /// When; its format is not documented here.
    pub datetime: Option<String>,
    /// Kind of operation; its values are not documented.
    #[freedompay(rename = "type")]
    pub kind: Option<String>,
    /// Amount in `currency`.
    pub amount: Option<Amount>,
    /// Commission.
    pub commission: Option<Amount>,
    /// Full amount; whether it includes the commission is not documented.
    pub full_amount: Option<Amount>,
    /// Cashback.
    pub cashback: Option<Amount>,
    /// Currency of the amount.
    pub currency: Option<String>,
    /// IBAN of the account.
    pub iban: Option<String>,
    /// The merchant; its parts are not documented.
    pub merchant: Option<Value>,
    /// Further parameters, each with two parts that are not documented.
    pub additional_parameters: Vec<Value>,
}
