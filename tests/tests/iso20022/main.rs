//! The documents inside `document_body`: pain.001 written, pain.002 read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod elements;
mod forms;
mod orders;
mod reports;

use freedompay::partner::account::iso20022::{
    CreditTransferInitiation, DOCUMENT_TYPE, Party, PaymentGroup, PaymentStatus, Priority, Transfer, message_id,
};
use freedompay::partner::account::{BatchStatusesQuery, StatusReport};
use freedompay::{Amount, Client, Partner, Value, freedompay_endpoint};
use freedompay_sandbox::Sandbox;

const KZ_IBAN: &str = "KZ86125KZT5004100100";

fn payer() -> Party {
    Party::new("Alpha Trade LLP", KZ_IBAN, "ALPHKZKA")
}

fn recipient() -> Party {
    Party::new("Beta", "KZ75125KZT2069100100", "BETAKZKX001")
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn transfer(id: impl ToString) -> Transfer {
    Transfer::new(id.to_string(), amount("10.50"), recipient())
}

fn group(transfers: impl IntoIterator<Item = Transfer>) -> PaymentGroup {
    let group = PaymentGroup::new("PMT-001", Priority::Normal, "2026-03-05", payer());
    transfers.into_iter().fold(group, PaymentGroup::transfer)
}

fn document(group: PaymentGroup) -> CreditTransferInitiation {
    CreditTransferInitiation::new("batch-payment-002", "2026-03-02T09:30:00Z", "Alpha Trade").group(group)
}

/// The complaints about a document, as `path code`.
fn complaints(document: &CreditTransferInitiation) -> Vec<String> {
    let problems = document.to_xml().err().map(|invalid| invalid.problems).unwrap_or_default();
    problems.iter().map(|problem| format!("{} {}", problem.field, problem.refused_as.as_str())).collect()
}

/// Complaints about a document whose one transfer goes to this party.
fn about(party: Party) -> Vec<String> {
    complaints(&document(group([Transfer::new("E2E", amount("1"), party)])))
}

/// Orders payments. The path is made up: the right one is not public.
#[freedompay_endpoint(
    uri = "/v5/partner/made-up/path",
    method = "POST",
    effect = money,
    recover = BatchStatusesQuery,
    ids = OrderPayments::message_id,
    response = StatusReport
)]
pub struct OrderPayments {
    /// Kind of the document.
    pub document_type: String,
    /// The document.
    pub document_body: String,
}

impl OrderPayments {
    fn message_id(&self) -> Vec<(&'static str, String)> {
        message_id(&self.document_body).map(|id| ("OrgnlMsgId", id)).into_iter().collect()
    }
}

#[tokio::test]
async fn a_document_can_be_sent_in_a_custom_call() {
    let sandbox = Sandbox::builder().endpoint::<OrderPayments>().start().await.unwrap();
    let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let document = document(group([transfer("a").element("RmtInf/Ustrd", "\"Счёт\" & <1>")])).to_xml().unwrap();
    let orders = OrderPayments::new(DOCUMENT_TYPE, document.as_str());
    orders.send(&client).await.unwrap();
    let seen = sandbox.requests();
    assert_eq!(seen[0].fields.get("document_body").and_then(Value::as_text), Some(document.as_str()));

    // Up to 500 payments, and one id by which the provider is asked about them.
    let outcome = client.reconcile(&orders).await.unwrap();
    let response = outcome.response().unwrap().clone().decode::<StatusReport>().unwrap();
    assert_eq!(response.document().unwrap().unwrap().status(), Some(&PaymentStatus::Part));
    let asked = sandbox.requests().pop().unwrap();
    assert_eq!(asked.fields.get("OrgnlMsgId").and_then(Value::as_text), Some("batch-payment-002"));
    let refused = OrderPayments::new(DOCUMENT_TYPE, "<Document/>").send(&client).await.unwrap_err();
    assert!(refused.to_string().contains("OrgnlMsgId"), "{refused}");
    assert_eq!(sandbox.requests().len(), 2);

    let response = BatchStatusesQuery::new("batch-payment-002").send(&client).await.unwrap();
    assert_eq!(response.document().unwrap().unwrap().status(), Some(&PaymentStatus::Part));
}

#[test]
fn the_id_of_a_document_is_read_whatever_its_prefix() {
    let written = document(group([transfer("a")])).to_xml().unwrap();
    assert_eq!(message_id(&written).as_deref(), Some("batch-payment-002"));
    let prefixed = "<p:Document xmlns:p=\"x\"><p:CstmrCdtTrfInitn><p:GrpHdr><p:MsgId> m-1 </p:MsgId></p:GrpHdr>\
                    </p:CstmrCdtTrfInitn></p:Document>";
    assert_eq!(message_id(prefixed).as_deref(), Some("m-1"));
    for other in
        ["", "m-1", "<Document/>", "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>m</MsgId></GrpHdr></CstmrPmtStsRpt>"]
    {
        assert_eq!(message_id(other), None, "{other}");
    }
    assert_eq!(message_id(&prefixed.replace(" m-1 ", " ")), None);
}
