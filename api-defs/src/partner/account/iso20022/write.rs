//! pain.001 as XML, in the order of the schema.

use super::check::{self, is_xml, sum};
use super::element::Element;
use super::error::{InvalidInitiation, Problem};
use super::initiation::{CreditTransferInitiation, Extra, Party, PaymentGroup, Priority, Transfer, Version};
use crate::Amount;
use crate::partner::account::ErrorCode;

impl CreditTransferInitiation {
    /// Writes the document, for the field `document_body`.
    ///
    /// # Errors
    /// Everything for which the provider would refuse it, at once.
    pub fn to_xml(&self) -> Result<String, InvalidInitiation> {
        let mut problems = check::problems(self);
        let document = document(self, &mut problems);
        if problems.is_empty() { Ok(document) } else { Err(InvalidInitiation { problems }) }
    }
}

/// Writes the document. Mistakes in the caller's own elements are added to the problems.
fn document(initiation: &CreditTransferInitiation, problems: &mut Vec<Problem>) -> String {
    let mut message = Element::new("CstmrCdtTrfInitn");
    let transfers = || initiation.groups.iter().flat_map(|group| &group.transfers);
    message.put("GrpHdr/MsgId", &initiation.message_id);
    message.put("GrpHdr/CreDtTm", &initiation.created_at);
    message.put("GrpHdr/NbOfTxs", &transfers().count().to_string());
    message.put("GrpHdr/CtrlSum", &control_sum(transfers()));
    message.put("GrpHdr/InitgPty/Nm", &initiation.initiating_party);
    for (at, given) in initiation.groups.iter().enumerate() {
        message.push(group(given, &format!("PmtInf[{at}]"), problems));
    }
    let mut root = Element::new("Document").with(
        "xmlns",
        match initiation.version {
            Version::V12 => "urn:iso:std:iso:20022:tech:xsd:pain.001.001.12",
            Version::V14 => "urn:iso:std:iso:20022:tech:xsd:pain.001.001.14",
        },
    );
    root.push(message);
    let mut out = String::from(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    root.write(&mut out);
    out
}

fn group(given: &PaymentGroup, path: &str, problems: &mut Vec<Problem>) -> Element {
    let mut group = Element::new("PmtInf");
    group.put("PmtInfId", &given.id);
    group.put("PmtMtd", "TRF");
    if let Some(together) = given.batch_booking {
        group.put("BtchBookg", if together { "true" } else { "false" });
    }
    group.put("NbOfTxs", &given.transfers.len().to_string());
    group.put("CtrlSum", &control_sum(&given.transfers));
    let priority = match given.priority {
        Priority::Normal => "NORM",
        Priority::High => "HIGH",
    };
    group.put("PmtTpInf/InstrPrty", priority);
    group.put("ReqdExctnDt/Dt", &given.execution_date);
    // The field table lists `Amt/InstdAmt` here as well; ISO 20022 has it in the transfers only, and the document has to
    // satisfy its schema.
    party(&mut group, ["Dbtr", "DbtrAcct", "DbtrAgt"], &given.payer);
    extra(&mut group, &given.extra, path, problems);
    group.arrange();
    for (at, given) in given.transfers.iter().enumerate() {
        group.push(transfer(given, &format!("{path}/CdtTrfTxInf[{at}]"), problems));
    }
    group
}

fn transfer(given: &Transfer, path: &str, problems: &mut Vec<Problem>) -> Element {
    let mut transfer = Element::new("CdtTrfTxInf");
    transfer.put("PmtId/EndToEndId", &given.end_to_end_id);
    transfer.put_tenge("Amt/InstdAmt", &given.amount.to_string());
    party(&mut transfer, ["Cdtr", "CdtrAcct", "CdtrAgt"], &given.recipient);
    extra(&mut transfer, &given.extra, path, problems);
    transfer.arrange();
    transfer
}

fn party(parent: &mut Element, [party, account, agent]: [&str; 3], given: &Party) {
    parent.put(&format!("{party}/Nm"), &given.name);
    parent.put(&format!("{account}/Id/IBAN"), &given.iban);
    parent.put(&format!("{agent}/FinInstnId/BICFI"), &given.bic);
}

fn extra(parent: &mut Element, extra: &Extra, path: &str, problems: &mut Vec<Problem>) {
    for (at, text) in &extra.0 {
        let taken = if text.trim().is_empty() {
            Err("the element is empty; leave it out")
        } else if is_xml(text) {
            parent.put_extra(at, text)
        } else {
            Err("it has a character that XML cannot carry")
        };
        if let Err(what) = taken {
            let refused_as = ErrorCode::InvalidDocument.into();
            problems.push(Problem { field: format!("{path}/{at}"), message: what.to_owned(), refused_as });
        }
    }
}

/// Writes the sum. One that is too large has been reported already.
fn control_sum<'a>(transfers: impl IntoIterator<Item = &'a Transfer>) -> String {
    sum(transfers).unwrap_or(Amount::ZERO).to_string()
}
