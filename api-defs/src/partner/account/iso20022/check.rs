//! A pain.001 document against what the provider documents, before it is written.

use std::collections::HashSet;

use super::error::{Problem, RefusedAs};
use super::initiation::{CreditTransferInitiation, Party, PaymentGroup, Transfer};
use super::{MAX_TRANSFERS, ReasonCode, forms};
use crate::Amount;
use crate::partner::account::ErrorCode;

/// Digits that ISO 20022 gives an amount.
const MAX_DIGITS: usize = 18;

/// Returns all problems of a document, apart from the caller's own elements.
pub(super) fn problems(document: &CreditTransferInitiation) -> Vec<Problem> {
    let mut check = Check::default();
    check.header(document);
    for (at, group) in document.groups.iter().enumerate() {
        check.group(&format!("PmtInf[{at}]"), group, document);
    }
    check.problems
}

/// Adds up the transfers. Returns `None` if the sum is too large.
pub(super) fn sum<'a>(transfers: impl IntoIterator<Item = &'a Transfer>) -> Option<Amount> {
    let add = |sum: Amount, transfer: &Transfer| sum.decimal().checked_add(transfer.amount.decimal()).map(Amount::from);
    transfers.into_iter().try_fold(Amount::ZERO, add)
}

#[derive(Default)]
struct Check<'d> {
    problems: Vec<Problem>,
    group_ids: HashSet<&'d str>,
    end_to_end_ids: HashSet<&'d str>,
}

impl<'d> Check<'d> {
    fn header(&mut self, document: &'d CreditTransferInitiation) {
        let id = &document.message_id;
        self.text("GrpHdr/MsgId", id, 35);
        if !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
            self.push("GrpHdr/MsgId", ReasonCode::Be04, "it has only Latin letters, digits, - and _");
        }
        if !forms::is_date_time(&document.created_at) {
            self.push("GrpHdr/CreDtTm", ReasonCode::Be04, "a moment is expected, such as 2026-03-02T09:30:00Z");
        }
        let transfers = document.groups.iter().map(|group| group.transfers.len()).sum::<usize>();
        if transfers == 0 {
            self.push("GrpHdr/NbOfTxs", ReasonCode::Am04, "the document has no transfer; add one");
        }
        if transfers > MAX_TRANSFERS {
            let what =
                format!("there are {transfers} transfers, at most {MAX_TRANSFERS} are allowed; make more documents");
            self.push("GrpHdr/NbOfTxs", ErrorCode::TooManyInstructions, what);
        }
        if sum(document.groups.iter().flat_map(|group| &group.transfers)).is_none_or(|sum| digits(sum) > MAX_DIGITS) {
            self.push("GrpHdr/CtrlSum", ErrorCode::InvalidDocument, too_large());
        }
        self.text("GrpHdr/InitgPty/Nm", &document.initiating_party, 140);
        if !document.initiating_party.chars().all(|c| c.is_alphanumeric() || c == ' ') {
            self.push("GrpHdr/InitgPty/Nm", ReasonCode::Be04, "it has only letters, digits and spaces");
        }
    }

    fn group(&mut self, path: &str, group: &'d PaymentGroup, document: &CreditTransferInitiation) {
        self.text(&format!("{path}/PmtInfId"), &group.id, 35);
        if !self.group_ids.insert(&group.id) {
            self.push(&format!("{path}/PmtInfId"), ReasonCode::Be04, "another group has the same id");
        }
        // With no group filled, the header is reported already.
        if group.transfers.is_empty() && document.groups.iter().any(|group| !group.transfers.is_empty()) {
            self.push(
                &format!("{path}/NbOfTxs"),
                ReasonCode::Am04,
                "the group has no transfer; add one or leave it out",
            );
        }
        let date = format!("{path}/ReqdExctnDt/Dt");
        if !forms::is_date(&group.execution_date) {
            self.push(&date, ReasonCode::Be04, "a day of the calendar is expected, such as 2026-03-05");
        } else if forms::is_date_time(&document.created_at)
            && document.created_at.get(..10).is_some_and(|today| group.execution_date.as_str() < today)
        {
            self.push(&date, ReasonCode::Be04, "it lies before the day on which the document was made");
        }
        self.party(path, ["Dbtr", "DbtrAcct", "DbtrAgt"], &group.payer);
        if !group.payer.iban.starts_with("KZ") {
            self.push(&format!("{path}/DbtrAcct/Id/IBAN"), ReasonCode::Ac01, "the payer's IBAN begins with KZ");
        }
        for (at, transfer) in group.transfers.iter().enumerate() {
            self.transfer(&format!("{path}/CdtTrfTxInf[{at}]"), transfer);
        }
    }

    fn transfer(&mut self, path: &str, transfer: &'d Transfer) {
        let id = format!("{path}/PmtId/EndToEndId");
        self.text(&id, &transfer.end_to_end_id, 35);
        if !self.end_to_end_ids.insert(&transfer.end_to_end_id) {
            self.push(&id, ReasonCode::Be04, "another transfer of the document has the same id");
        }
        let amount = format!("{path}/Amt/InstdAmt");
        if transfer.amount <= Amount::ZERO {
            self.push(&amount, ReasonCode::Am04, "it must be more than 0");
        }
        if transfer.amount.decimal().scale() > 2 {
            self.push(&amount, ReasonCode::Am04, "it has more than 2 decimals");
        }
        if digits(transfer.amount) > MAX_DIGITS {
            self.push(&amount, ErrorCode::InvalidDocument, too_large());
        }
        self.party(path, ["Cdtr", "CdtrAcct", "CdtrAgt"], &transfer.recipient);
    }

    fn party(&mut self, path: &str, [party, account, agent]: [&str; 3], given: &Party) {
        self.text(&format!("{path}/{party}/Nm"), &given.name, 140);
        if let Err(what) = forms::iban(&given.iban) {
            self.push(&format!("{path}/{account}/Id/IBAN"), ReasonCode::Ac01, what);
        }
        if !forms::is_bic(&given.bic) {
            let what = "a BIC is 8 or 11 capital Latin letters and digits";
            self.push(&format!("{path}/{agent}/FinInstnId/BICFI"), ReasonCode::Rc01, what);
        }
    }

    /// A required text. Characters that XML cannot carry are among those refused.
    fn text(&mut self, path: &str, text: &str, max: usize) {
        let len = text.chars().count();
        if text.trim().is_empty() {
            self.push(path, ReasonCode::Be04, "it is required");
        }
        if len > max {
            self.push(path, ReasonCode::Be04, format!("it has {len} characters, at most {max} are allowed"));
        }
        if text.chars().any(char::is_control) || !is_xml(text) {
            self.push(path, ReasonCode::Be04, "it has a control character or another that XML cannot carry");
        }
    }

    fn push(&mut self, path: &str, refused_as: impl Into<RefusedAs>, what: impl Into<String>) {
        self.problems.push(Problem { field: path.to_owned(), message: what.into(), refused_as: refused_as.into() });
    }
}

/// Reports whether XML 1.0 can carry a text.
pub(super) fn is_xml(text: &str) -> bool {
    text.chars().all(|c| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    })
}

fn digits(amount: Amount) -> usize {
    let text = amount.to_string();
    text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count()
}

fn too_large() -> String {
    format!("it has more than {MAX_DIGITS} digits, which is more than ISO 20022 allows")
}
