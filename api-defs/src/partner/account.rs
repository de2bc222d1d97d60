//! Partner API > Account: payment instructions in ISO 20022 messages.

use crate::{freedompay_endpoint, freedompay_model};

/// Asks for the status of every instruction of a batch.
///
/// The answer is a pain.002 report inside JSON. The call has no body; the provider documents no signed example of a GET,
/// so its signature covers empty bytes.
///
/// Source: <https://docs.freedompay.kz/api-24102332>
#[freedompay_endpoint(
    uri = "/v5/partner/settlement-partitions/{OrgnlMsgId}/batch-statuses",
    method = "GET",
    id = "partner.account.batch_statuses",
    response = BatchStatuses,
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

/// The report on a batch.
#[freedompay_model]
pub struct BatchStatuses {
    /// `success` in the samples.
    #[freedompay(example = "success")]
    pub status: Option<String>,
    /// 0, or 1001 (more than 500 instructions in one request), 9403 (the document fails its schema), 9999 (internal).
    #[freedompay(example = "0")]
    pub error_code: Option<i64>,
    /// Empty or `0` in the samples.
    #[freedompay(example = "")]
    pub error_description: Option<String>,
    /// `iso20022`.
    #[freedompay(example = "iso20022")]
    pub document_type: Option<String>,
    /// The pain.002.001.14 document (`CstmrPmtStsRpt`) as text. Times in it carry their offset.
    #[freedompay(
        example = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.14\"><CstmrPmtStsRpt><GrpHdr><MsgId>k221YIoYrWbIbAnP133a07B5wmpEcJSOQ6X</MsgId><CreDtTm>2025-11-05T10:40:24+00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>batch-payment-002</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.14</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"
    )]
    pub document_body: Option<String>,
}
