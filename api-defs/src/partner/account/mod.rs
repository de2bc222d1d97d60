//! Partner API > Account: payment instructions in ISO 20022 messages. The section used to be called Settlement.
//!
//! The provider documents no signed example of a GET; the signature of these calls covers an empty body.

pub mod iso20022;

use crate::{freedompay_endpoint, freedompay_enum, freedompay_model};

/// Asks for the status of one payment instruction.
///
/// The path begins with `/api` as on its page, although no other path of this API does: it may be a slip of the page's.
///
/// Errors: [`ErrorCode`].
///
/// Source: <https://docs.freedompay.kz/api-19285405>
#[freedompay_endpoint(
    uri = "/api/v5/partner/settlement-partitions/{OrgnlInstrId}/status",
    method = "GET",
    id = "partner.account.payment_status",
    response = StatusReport,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-19285405"
)]
pub struct PaymentStatusQuery {
    /// Freedom Pay's id of the payment.
    #[freedompay(path, rename = "OrgnlInstrId")]
    pub original_instruction_id: String,
}

/// Asks for the status of every instruction of a batch.
///
/// Errors: [`ErrorCode`].
///
/// Source: <https://docs.freedompay.kz/api-24102332>
#[freedompay_endpoint(
    uri = "/v5/partner/settlement-partitions/{OrgnlMsgId}/batch-statuses",
    method = "GET",
    id = "partner.account.batch_statuses",
    response = StatusReport,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-24102332"
)]
pub struct BatchStatusesQuery {
    /// `MsgId` of the pain.001 that carried the batch: up to 35 letters, digits, `-` and `_`.
    #[freedompay(
        path,
        rename = "OrgnlMsgId",
        max_len = 35,
        pattern = "[A-Za-z0-9_-]{1,35}",
        example = "batch-payment-002"
    )]
    pub original_message_id: String,
}

/// A report on one instruction or on a batch.
#[freedompay_model]
pub struct StatusReport {
    /// `success` in the samples.
    #[freedompay(example = "success")]
    pub status: Option<String>,
    /// Whether the report could be made. The outcome of the payments is in the document.
    #[freedompay(example = "0")]
    pub error_code: Option<ErrorCode>,
    /// The error; an empty text in one sample, the number 0 in the other.
    #[freedompay(example = "")]
    pub error_description: Option<String>,
    /// `iso20022`.
    #[freedompay(example = "iso20022")]
    pub document_type: Option<String>,
    /// The pain.002.001.14 document (`CstmrPmtStsRpt`) as text; [`document`](Self::document) reads it. Times in it carry
    /// their offset.
    ///
    /// `OrgnlGrpInfAndSts/GrpSts` reports on the batch and `OrgnlPmtInfAndSts/TxInfAndSts/TxSts` of an instruction: `ACCP`,
    /// `RJCT`, `PDNG`, of a batch also `PART`, and there may be others. The reason of a rejection is the ISO code in
    /// `StsRsnInf/Rsn/Cd`. The end-to-end id is in `OrgnlEndToEndId` by the samples, in `EndToEndId` by the table of the
    /// batch page.
    ///
    /// It may name people and their accounts, so `Debug` does not show it.
    #[freedompay(
        secret,
        example = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.14\"><CstmrPmtStsRpt><GrpHdr><MsgId>k221YIoYrWbIbAnP133a07B5wmpEcJSOQ6X</MsgId><CreDtTm>2025-11-05T10:40:24+00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>batch-payment-002</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.14</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"
    )]
    pub document_body: Option<String>,
}

/// Error codes of this section; elsewhere the same numbers mean something else.
#[freedompay_enum(numeric)]
pub enum ErrorCode {
    /// No error.
    #[freedompay(rename = "0")]
    Success,
    /// More than 500 payment instructions in one request.
    #[freedompay(rename = "1001")]
    TooManyInstructions,
    /// The document fails its schema.
    #[freedompay(rename = "9403")]
    InvalidDocument,
    /// Internal error while the document was processed.
    #[freedompay(rename = "9999")]
    Internal,
}
