//! A call that moves money is sent only if the provider can be asked about it, or its declaration says why not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::journal::MemoryJournal;
use freedompay::merchant::purchase::recurring::RecurringPayment;
use freedompay::merchant_invoice::invoice::change::{CancelInvoice, RefundInvoice};
use freedompay::merchant_invoice::invoice::create::ChargeRecurringProfile;
use freedompay::merchant_invoice::invoice::previous::PayQrInvoice;
use freedompay::meta::{Direction, Effect, EndpointMeta, Location, Status};
use freedompay::reconcile::Outcome;
use freedompay::transport::Stage;
use freedompay::{
    AnyClient, Client, Endpoint, Error, JwsCredentials, Merchant, MerchantInvoice, Partner, PgCredentials, Uuid, Value,
    freedompay_endpoint,
};
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::script::Script;

/// Sends a document of orders. (The calls of this file are made up.)
#[freedompay_endpoint(
    uri = "/v5/partner/tests/orders",
    method = "POST",
    effect = money,
    recover = BatchQuery,
    ids = Orders::ids
)]
pub struct Orders {
    /// Lines of names and ids.
    pub document: String,
    /// Id of the message, which is not that of the batch.
    pub id: Option<String>,
}

impl Orders {
    fn ids(&self) -> Vec<(&'static str, String)> {
        let known = |name: &str| ["batch_id", "id", "nobody"].into_iter().find(|known| *known == name);
        let lines = self.document.lines().filter_map(|line| line.split_once('='));
        lines.filter_map(|(name, id)| Some((known(name)?, id.to_owned()))).collect()
    }
}

/// Asks what became of a batch.
#[freedompay_endpoint(uri = "/v5/partner/tests/batches/{batch_id}", method = "GET")]
pub struct BatchQuery {
    /// Id of the batch.
    #[freedompay(path)]
    pub batch_id: String,
    /// Id of the message.
    #[freedompay(query)]
    pub id: Option<String>,
}

fn jws<A: freedompay::Api<Scheme = freedompay::scheme::Jws>>(script: &Script) -> Client<A> {
    Client::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap()
}

fn lost() -> Script {
    Script::new(vec![Err(Stage::MaybeSent)])
}

fn reason(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::StillUnknown { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn assert_refused(script: &Script, error: &Error, parts: &[&str]) {
    assert!(matches!(error, Error::Invalid(_)), "{error}");
    assert!(parts.iter().all(|part| error.to_string().contains(part)), "{parts:?}: {error}");
    assert_eq!(script.seen().len(), 0, "nothing was sent");
}

#[tokio::test]
async fn a_call_that_nothing_can_be_asked_about_repeats_why() {
    let script = lost();
    let client = jws::<MerchantInvoice>(&script);
    let charge = ChargeRecurringProfile::new().profile_id("7");
    let error = charge.send(&client).await.unwrap_err();
    assert!(error.may_have_happened());
    let why = "which only the response has";
    let advice = error.advice().unwrap();
    assert!(advice.contains("ask the provider") && advice.contains(why), "{advice}");
    assert!(error.call().unwrap().status_query().is_none());
    for outcome in [client.reconcile(&charge).await, client.reconcile_call(error.call().unwrap()).await] {
        assert!(reason(&outcome.unwrap()).contains(why));
    }
    assert_eq!(script.seen().len(), 1, "the charge alone was sent");
}

#[tokio::test]
async fn ids_inside_a_request_are_those_of_its_errors_and_of_its_status_query() {
    let script = lost();
    let client = jws::<Partner>(&script);
    let orders = Orders::new("batch_id=b-7\nid=m-2").id("m-1");
    let error = orders.send(&client).await.unwrap_err();
    let call = error.call().unwrap();
    // The id of the status call takes the place of the request's own of that name.
    assert_eq!(call.ids, [("batch_id", "b-7".to_owned()), ("id", "m-2".to_owned())]);
    assert_eq!(call.status_query().unwrap().endpoint.id, BatchQuery::META.id);
    assert!(error.to_string().contains("batch_id=b-7"), "{error}");
    let outcome = client.reconcile(&orders).await.unwrap();
    assert!(reason(&outcome).contains("the status call failed"), "{outcome:?}");
    let asked = script.seen().pop().unwrap();
    assert!(asked.url.ends_with("/v5/partner/tests/batches/b-7?id=m-2"), "{}", asked.url);
    assert!(client.prepare(&orders).is_ok());
}

#[tokio::test]
async fn a_request_inside_which_no_id_is_found_is_not_sent() {
    let script = lost();
    let client = jws::<Partner>(&script);
    for document in ["", "batch_id="] {
        let error = Orders::new(document).send(&client).await.unwrap_err();
        assert_refused(&script, &error, &["batch_id", BatchQuery::META.id, "moves money"]);
    }
    let error = Orders::new("batch_id=b-7\nnobody=7").send(&client).await.unwrap_err();
    assert_refused(&script, &error, &["nobody", "not a field of", BatchQuery::META.id]);
    let error = Orders::new("batch_id=b-7\nbatch_id=b-8").send(&client).await.unwrap_err();
    assert_refused(&script, &error, &["batch_id", "two ids"]);
    // By table there is no function to ask, and a call without an id must not pass.
    let message = Value::Map(vec![("document".to_owned(), Value::from("batch_id=b-7"))]);
    let error = client.as_any().call(Orders::META, &message).await.unwrap_err();
    assert_refused(&script, &error, &["batch_id"]);
    assert!(client.resend(&Orders::new(""), Uuid::nil()).await.is_err());
    assert_eq!(script.seen().len(), 0);
}

#[tokio::test]
async fn ids_inside_a_request_are_recorded_and_asked_by_after_a_restart() {
    let (script, journal) = (lost(), MemoryJournal::new());
    let client = || {
        let builder = Client::<Partner>::builder(JwsCredentials::new("1", "s")).transport(script.clone());
        builder.journal(journal.clone()).build().unwrap()
    };
    let error = Orders::new("batch_id=b-7").send(&client()).await.unwrap_err();
    assert!(error.may_have_happened());
    assert_eq!(journal.entries()[0].intent.ids, [("batch_id".to_owned(), "b-7".to_owned())]);
    let recovered = client().recover_all(|id| (id == Orders::META.id).then_some(Orders::META)).await.unwrap();
    assert_eq!(recovered.len(), 1);
    let asked = script.seen().pop().unwrap();
    assert!(asked.url.ends_with("/v5/partner/tests/batches/b-7"), "{}", asked.url);
}

#[tokio::test]
async fn a_money_call_without_an_id_to_ask_by_is_not_sent() {
    let script = lost();
    let invoices = jws::<MerchantInvoice>(&script);
    let error = RefundInvoice::new().amount("10".parse().unwrap()).send(&invoices).await.unwrap_err();
    assert_refused(&script, &error, &["give an id (id)", "merchant.invoice.info"]);
    let error = RefundInvoice::new().id("").send(&invoices).await.unwrap_err();
    assert_refused(&script, &error, &["give an id (id)"]);
    let merchant = Client::<Merchant>::builder(PgCredentials::new("1", "k")).transport(script.clone()).build().unwrap();
    let fixture = fixtures::request(RecurringPayment::META, Fields::Required);
    let Value::Map(mut members) = fixture else { panic!("a request is an object") };
    members.retain(|(name, _)| name != "pg_order_id");
    let error = merchant.as_any().call(RecurringPayment::META, &Value::Map(members)).await.unwrap_err();
    assert_refused(&script, &error, &["give an id (pg_order_id)", "merchant.purchase.status"]);

    // With one it is sent, and so is a call that moves no money.
    assert!(RefundInvoice::new().id("7").send(&invoices).await.unwrap_err().may_have_happened());
    assert!(CancelInvoice::new().send(&invoices).await.unwrap_err().may_have_happened());
    assert_eq!(script.seen().len(), 2);
}

#[tokio::test]
async fn the_older_invoices_are_asked_about_by_their_qr_code() {
    let script = lost();
    let client = jws::<MerchantInvoice>(&script);
    let error = PayQrInvoice::new("qr-7", "u", "token").send(&client).await.unwrap_err();
    let query = error.call().unwrap().status_query().unwrap();
    assert_eq!(
        (query.endpoint.id, query.fields),
        ("merchant.invoice.info_deprecated", vec![("customer", "qr-7".into())])
    );
}

/// Every declared call that moves money can be asked about, or says why not, or is refused without an id.
#[tokio::test]
async fn no_declared_money_call_is_sent_without_something_to_ask_by() {
    let is_money = |e: &&'static EndpointMeta| e.effect == Effect::Money && e.direction == Direction::Request;
    let is_callable = |e: &&'static EndpointMeta| !matches!(e.status, Status::Undocumented(_));
    let (mut refused, mut asked) = (0, 0);
    for endpoint in freedompay::endpoints().iter().copied().filter(is_money).filter(is_callable) {
        let script = lost();
        let credentials = fixtures::credentials(endpoint.api, "1", "k");
        let client =
            AnyClient::builder(endpoint.api, credentials).transport(script.clone()).retries(0).build().unwrap();
        let Value::Map(mut members) = fixtures::request(endpoint, Fields::Required) else { panic!("an object") };
        let error = client.call(endpoint, &Value::Map(members.clone())).await.unwrap_err();
        let call = error.call().unwrap_or_else(|| panic!("{error}"));
        assert!(call.status_query().is_some() || endpoint.no_recover.is_some(), "{}", endpoint.id);
        asked += script.seen().len();

        let is_optional = |name: &str| {
            let field = endpoint.request.iter().find(|field| field.name == name);
            field.is_some_and(|field| !field.required && field.location != Location::Path)
        };
        let before = members.len();
        members.retain(|(name, _)| !is_optional(name));
        if members.len() < before {
            let sent = script.seen().len();
            let error = client.call(endpoint, &Value::Map(members)).await.unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{error}");
            assert_eq!(script.seen().len(), sent);
            refused += 1;
        }
    }
    assert!(refused >= 3 && asked > 30, "{refused} {asked}");
}
