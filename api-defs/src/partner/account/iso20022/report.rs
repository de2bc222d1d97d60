//! pain.002: the report of the provider.

use crate::{freedompay_enum, freedompay_model};

/// A pain.002 document: what became of a pain.001 (`CstmrPmtStsRpt`).
///
/// All other content of the document is left alone, and is still in
/// [`document_body`](super::super::StatusReport::document_body).
///
/// ```
/// use freedompay::partner::account::iso20022::{PaymentStatus, PaymentStatusReport};
///
/// let text = r#"<?xml version="1.0" encoding="UTF-8"?>
/// <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.14"><CstmrPmtStsRpt>
///   <OrgnlGrpInfAndSts><OrgnlMsgId>batch-payment-002</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
///   <OrgnlPmtInfAndSts><OrgnlPmtInfId>PMT-001</OrgnlPmtInfId>
///     <TxInfAndSts><OrgnlEndToEndId>EXT-493723559479911</OrgnlEndToEndId><TxSts>PDNG</TxSts></TxInfAndSts>
///   </OrgnlPmtInfAndSts>
/// </CstmrPmtStsRpt></Document>"#;
/// let report = PaymentStatusReport::from_xml(text)?;
/// assert_eq!(report.status(), Some(&PaymentStatus::Part));
/// let transfer = report.transfer("EXT-493723559479911").expect("it was in the batch");
/// assert_eq!(transfer.status, Some(PaymentStatus::Pdng));
/// # Ok::<(), freedompay::partner::account::iso20022::UnreadableReport>(())
/// ```
///
/// Source: <https://docs.freedompay.kz/api-19285405>, <https://docs.freedompay.kz/api-24102332>
#[freedompay_model]
pub struct PaymentStatusReport {
    /// The report itself.
    #[freedompay(rename = "GrpHdr")]
    pub header: Option<ReportHeader>,
    /// The message that is reported on.
    #[freedompay(rename = "OrgnlGrpInfAndSts")]
    pub original_message: Option<OriginalMessage>,
    /// Its groups, as far as reported.
    #[freedompay(rename = "OrgnlPmtInfAndSts")]
    pub groups: Vec<GroupReport>,
}

impl PaymentStatusReport {
    /// Returns the status of the message as a whole.
    pub fn status(&self) -> Option<&PaymentStatus> {
        self.original_message.as_ref()?.status.as_ref()
    }

    /// Returns the transfers of all groups.
    pub fn transfers(&self) -> impl Iterator<Item = &TransferReport> {
        self.groups.iter().flat_map(|group| &group.transfers)
    }

    /// Finds the transfer that was sent under this end-to-end id.
    pub fn transfer(&self, end_to_end_id: &str) -> Option<&TransferReport> {
        self.transfers().find(|transfer| transfer.sent_as() == Some(end_to_end_id))
    }
}

/// The report itself (`GrpHdr`).
#[freedompay_model]
pub struct ReportHeader {
    /// Id of the report.
    #[freedompay(rename = "MsgId")]
    pub message_id: Option<String>,
    /// When it was made, with offset: `2025-06-16T09:31:49+00:00`.
    #[freedompay(rename = "CreDtTm")]
    pub created_at: Option<String>,
}

/// The message that is reported on (`OrgnlGrpInfAndSts`).
#[freedompay_model]
pub struct OriginalMessage {
    /// `MsgId` of the pain.001.
    #[freedompay(rename = "OrgnlMsgId")]
    pub message_id: Option<String>,
    /// Its version: `pain.001.001.14` in the samples, `pain.001.001.12` in the table.
    #[freedompay(rename = "OrgnlMsgNmId")]
    pub message_name: Option<String>,
    /// Returns the status of the message as a whole.
    #[freedompay(rename = "GrpSts")]
    pub status: Option<PaymentStatus>,
}

/// One group of the message (`OrgnlPmtInfAndSts`).
#[freedompay_model]
pub struct GroupReport {
    /// `PmtInfId` of the group.
    #[freedompay(rename = "OrgnlPmtInfId")]
    pub group_id: Option<String>,
    /// Its transfers, as far as reported.
    #[freedompay(rename = "TxInfAndSts")]
    pub transfers: Vec<TransferReport>,
}

/// One transfer (`TxInfAndSts`).
#[freedompay_model]
pub struct TransferReport {
    /// Freedom Pay's id of the payment: what the call for its status takes. Empty in one sample.
    #[freedompay(rename = "OrgnlInstrId")]
    pub original_instruction_id: Option<String>,
    /// The end-to-end id that was sent, as the samples and one table name it. See [`sent_as`](Self::sent_as).
    #[freedompay(rename = "OrgnlEndToEndId")]
    pub original_end_to_end_id: Option<String>,
    /// The same, as the table of the batch page names it.
    #[freedompay(rename = "EndToEndId")]
    pub end_to_end_id: Option<String>,
    /// Status of the transfer.
    #[freedompay(rename = "TxSts")]
    pub status: Option<PaymentStatus>,
    /// Why it has this status.
    #[freedompay(rename = "StsRsnInf")]
    pub reasons: Vec<StatusReason>,
    /// Reference of the servicing bank.
    #[freedompay(rename = "AcctSvcrRef")]
    pub bank_reference: Option<String>,
}

impl TransferReport {
    /// Returns the end-to-end id that was sent, under whichever of its two names.
    pub fn sent_as(&self) -> Option<&str> {
        self.original_end_to_end_id.as_deref().or(self.end_to_end_id.as_deref())
    }

    /// Returns the codes of all reasons.
    pub fn reason_codes(&self) -> impl Iterator<Item = &ReasonCode> {
        self.reasons.iter().filter_map(|reason| reason.reason.as_ref()?.code.as_ref())
    }
}

/// Why a transfer has its status (`StsRsnInf`).
#[freedompay_model]
pub struct StatusReason {
    /// The reason.
    #[freedompay(rename = "Rsn")]
    pub reason: Option<Reason>,
    /// Explanation. The name of its element is missing on the page; this is the one of ISO 20022. It may name people and
    /// accounts, so `Debug` does not show it.
    #[freedompay(rename = "AddtlInf", secret)]
    pub texts: Vec<String>,
}

/// A reason by its code (`Rsn`).
#[freedompay_model]
pub struct Reason {
    /// ISO 20022 reason code.
    #[freedompay(rename = "Cd")]
    pub code: Option<ReasonCode>,
}

/// Status of a message or a transfer. The page gives these as examples, so there may be others.
///
/// Their meanings are defined by ISO 20022; the provider adds none.
#[freedompay_enum(case = "UPPERCASE")]
pub enum PaymentStatus {
    /// Accepted: the checks were passed. It does not say that the money has arrived.
    Accp,
    /// Rejected.
    Rjct,
    /// Of a message: some transfers are accepted, others are not.
    Part,
    /// Pending: not decided yet.
    Pdng,
}

/// ISO 20022 reason codes that the provider documents.
///
/// It uses them as its error table says; ISO's own list means more by some of them, so judge a rejection by its
/// explanation too. The readable copy of the table is cut off: there may be others.
#[freedompay_enum(case = "UPPERCASE")]
pub enum ReasonCode {
    /// An id, a date, a name, the priority or the payment purpose is missing or wrong. ISO: the recipient's address is
    /// missing or wrong.
    Be04,
    /// A number of transfers, a control sum or an amount is missing or wrong. ISO: not enough money.
    Am04,
    /// A BIC or the payment method is missing or wrong. ISO: wrong identification of a bank.
    Rc01,
    /// An IBAN has a wrong length, form or check digits. ISO: wrong account number.
    Ac01,
}
