//! Partner API > E-Money: wallets of electronic money.
//!
//! A request is recognised by its `request_id`: a repetition is not answered again, but refused with
//! [`ErrorCode::RequestNotUnique`]. The call that reports how an earlier request ended exists, but its page is not
//! public.

use super::answer::CallStatus;
use crate::{Amount, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Opens a wallet.
///
/// Its own page is not readable. What is known of it is the signed example of the overview, so there may be more fields,
/// which of these are required is not known, and the response is untyped.
///
/// Errors: [`ErrorCode`].
///
/// Source: <https://docs.freedompay.kz/doc-761039>
#[freedompay_endpoint(
    uri = "/v5/partner/wallet/add",
    method = "POST",
    id = "partner.emoney.add",
    effect = write,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/doc-761039"
)]
pub struct AddWallet {
    /// The partner's own id of this request. Whether it is required is not documented.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub request_id: Option<Uuid>,
    /// Country, ISO 3166-1 alpha-3 in the sample. Whether it is required is not documented.
    #[freedompay(example = "KAZ")]
    pub country: Option<String>,
    /// Currency, ISO 4217. Whether it is required is not documented.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
}

/// Blocks a wallet.
///
/// Read on the documentation of Kyrgyzstan; the page of Kazakhstan is not readable.
///
/// Errors: [`ErrorCode`], above all [`ErrorCode::BlockingFailed`].
///
/// Source: <https://docs.freedompay.kg/api-13677917>
#[freedompay_endpoint(
    uri = "/v5/partner/wallet/block",
    method = "POST",
    id = "partner.emoney.block",
    response = WalletBlocked,
    effect = write,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kg/api-13677917"
)]
pub struct BlockWallet {
    /// The partner's own id of this request.
    #[freedompay(example = "266ea41d-adf5-480b-af50-15b940c2b846")]
    pub request_id: Uuid,
    /// Which wallet. The page names the field only; that it identifies the wallet is how we read it.
    pub identifier: String,
    /// Why. The page names the field only; that it is the reason is how we read it.
    pub description: String,
}

/// Progress of the blocking of a wallet.
#[freedompay_model]
pub struct WalletBlocked {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    #[freedompay(example = "0")]
    pub request_status: Option<RequestState>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22Z")]
    pub dt: Option<String>,
    /// The error, as a code.
    pub error_code: Option<ErrorCode>,
    /// The error, in words.
    pub error_description: Option<String>,
}

/// Lists the operations of a wallet in a period.
///
/// Read on the documentation of Kyrgyzstan; the page of Kazakhstan is not readable.
///
/// Errors: [`ErrorCode`].
///
/// Source: <https://docs.freedompay.kg/api-13677919>
#[freedompay_endpoint(
    uri = "/v5/partner/wallet/statement",
    method = "POST",
    id = "partner.emoney.statement",
    response = WalletOperations,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kg/api-13677919"
)]
pub struct WalletStatement {
    /// Which wallet.
    pub identifier: String,
    /// Beginning of the period, RFC 3339 with offset.
    pub start_date: Option<String>,
    /// End of the period, RFC 3339 with offset.
    pub end_date: Option<String>,
}

/// The operations of a wallet.
#[freedompay_model]
pub struct WalletOperations {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    #[freedompay(example = "0")]
    pub request_status: Option<RequestState>,
    /// The operations. Their order is not documented.
    pub operations: Vec<WalletOperation>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22Z")]
    pub dt: Option<String>,
    /// The error, as a code.
    pub error_code: Option<ErrorCode>,
    /// The error, in words.
    pub error_description: Option<String>,
}

/// One operation of a wallet.
#[freedompay_model]
pub struct WalletOperation {
    /// Kind of operation.
    #[freedompay(rename = "type", example = "emoney_transfer")]
    pub kind: Option<OperationType>,
    /// Amount in `currency`.
    #[freedompay(example = "0")]
    pub amount: Option<Amount>,
    /// Commission. Whether it is in `currency` too is not documented.
    #[freedompay(example = "0")]
    pub commission: Option<Amount>,
    /// Currency of the amount.
    pub currency: Option<String>,
    /// When it took place, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22Z")]
    pub datetime: Option<String>,
    /// Retrieval reference number.
    pub rrn: Option<String>,
    /// The other side.
    pub correspondent: Option<Correspondent>,
}

/// The other side of an operation.
#[freedompay_model]
pub struct Correspondent {
    /// Its name.
    pub name: Option<String>,
    /// Its account.
    pub account_number: Option<String>,
}

/// Kind of an operation of a wallet.
#[freedompay_enum]
pub enum OperationType {
    /// Realisation of electronic money.
    EmoneySale,
    /// Purchase of electronic money.
    EmoneyBuy,
    /// Emission.
    EmoneyEmission,
    /// Transfer.
    EmoneyTransfer,
    /// Repayment.
    EmoneyPay,
    /// Payment for services.
    EmoneyServicepay,
}

/// Progress of the work behind a call. Digits, but text on the wire.
#[freedompay_enum]
pub enum RequestState {
    /// Done.
    #[freedompay(rename = "0")]
    Processed,
    /// Still under way.
    #[freedompay(rename = "1")]
    InProgress,
    /// Failed.
    #[freedompay(rename = "2")]
    Failed,
}

/// Error codes of this section; elsewhere the same numbers mean something else. Text on the wire.
///
/// The readable copy of the list ends after the last of these, so there may be more.
#[freedompay_enum]
pub enum ErrorCode {
    /// Input parameters are wrong.
    #[freedompay(rename = "1001")]
    InvalidInput,
    /// The `request_id` was used before.
    #[freedompay(rename = "1002")]
    RequestNotUnique,
    /// There is a wallet with this identifier already.
    #[freedompay(rename = "1003")]
    WalletExists,
    /// There is no wallet with this identifier.
    #[freedompay(rename = "1004")]
    WalletNotFound,
    /// The wallet could not be closed.
    #[freedompay(rename = "1005")]
    ClosingFailed,
    /// There is no request with this identifier.
    #[freedompay(rename = "1006")]
    RequestNotFound,
    /// The wallet is closed already.
    #[freedompay(rename = "1007")]
    AlreadyClosed,
    /// The wallet could not be blocked.
    #[freedompay(rename = "1008")]
    BlockingFailed,
}
