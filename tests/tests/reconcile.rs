//! What became of a lost call: what may be concluded, when, and above all what may not. On a clock that the test moves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::sync::{Arc, Mutex};
use std::time::Duration;

use freedompay::card::transactions::RefundTransaction;
use freedompay::error::Call;
use freedompay::gateway::purchase::capture::CapturePayment;
use freedompay::gateway::purchase::status::PaymentDetails;
use freedompay::gateway_async::edit;
use freedompay::merchant::payout::CreatePayout;
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::merchant::payout::status::{PayoutDetails, PayoutState, PayoutStatus};
use freedompay::merchant::purchase::card_token::payment::ConfirmTokenPayment;
use freedompay::merchant::purchase::recurring::RecurringPayment;
use freedompay::merchant::purchase::refund::RefundPayment;
use freedompay::merchant::purchase::{CreatePayment, any_amount::CreateAnyAmountPayment};
use freedompay::meta::{Effect, EndpointMeta, Status};
use freedompay::reconcile::Outcome;
use freedompay::transport::{BoxFuture, HttpRequest, HttpResponse, Stage, Transport, TransportError};
use freedompay::{
    AnyClient, CardIssuing, Client, Endpoint, Error, Gateway, GatewayAsync, JwsCredentials, Merchant, PgCredentials,
    Secret, Uuid, Value, blocking,
};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::{Behaviour, Hostile, fixtures, http};

/// One answer of the scripted provider.
#[derive(Clone, Debug)]
enum Say {
    /// A signed XML message of these fields.
    Signed(String),
    /// A body as it is.
    Raw(String),
    Lost,
}

use Say::{Lost, Raw};

fn signed(fields: &str) -> Say {
    Say::Signed(fields.to_owned())
}

/// An unsigned error of the form APIs.
fn refused(code: &str) -> Say {
    Raw(format!("<response><pg_status>error</pg_status><pg_error_code>{code}</pg_error_code></response>"))
}

/// Answers from a list, the last one for ever; sleeping only notes how long it was meant to be.
#[derive(Clone)]
struct Provider {
    answers: Arc<Vec<Say>>,
    asked: Arc<Mutex<Vec<HttpRequest>>>,
    slept: Arc<Mutex<Duration>>,
}

impl Provider {
    fn new(answers: Vec<Say>) -> Self {
        Self { answers: Arc::new(answers), asked: Arc::default(), slept: Arc::default() }
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn slept(&self) -> Duration {
        *self.slept.lock().unwrap()
    }

    /// Path and body of the last question.
    fn status_query(&self) -> (String, String) {
        let asked = self.asked.lock().unwrap();
        let request = asked.last().unwrap();
        let path = request.url.splitn(4, '/').last().unwrap().to_owned();
        (path, String::from_utf8(request.body.clone()).unwrap())
    }
}

impl Transport for Provider {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let mut asked = self.asked.lock().unwrap();
        let answer = self.answers[asked.len().min(self.answers.len() - 1)].clone();
        let script = request.url.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        asked.push(request);
        Box::pin(async move {
            let body = match answer {
                Lost => return Err(TransportError::new(Stage::MaybeSent, "scripted")),
                Raw(body) => body,
                Say::Signed(fields) => {
                    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
                    let signature = pg_sig::sign(&script, message.root(), &Secret::new("k"));
                    format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>")
                }
            };
            Ok(HttpResponse { status: 200, body: body.into_bytes(), ..HttpResponse::default() })
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        *self.slept.lock().unwrap() += time;
        Box::pin(async {})
    }
}

fn merchant(answers: Vec<Say>) -> (Provider, Client<Merchant>) {
    let provider = Provider::new(answers);
    let credentials = PgCredentials::new("1", "k").payout_secret("k");
    (provider.clone(), Client::builder(credentials).transport(provider).retries(0).build().unwrap())
}

fn payout() -> CreateIbanPayout {
    CreateIbanPayout::new("77", "10".parse().unwrap(), "x", "KZ1", "761223455678", "I", "19", "119", "KZZSAE")
}

async fn payout_outcome(answers: Vec<Say>) -> (Provider, Outcome) {
    let (provider, client) = merchant(answers);
    let outcome = client.reconcile(&payout()).await.unwrap();
    (provider, outcome)
}

fn why(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::DidNotHappen { reason: why, .. } | Outcome::StillUnknown { reason: why, .. } => why,
        other => panic!("{other:?}"),
    }
}

fn payout_is(state: &str) -> Say {
    signed(&format!(
        "<pg_status>ok</pg_status><pg_payment_id>5</pg_payment_id><pg_order_id>77</pg_order_id>\
         <pg_payment_status>{state}</pg_payment_status>"
    ))
}

const NONE_MADE: &str = "<pg_status>ok</pg_status><pg_payment_id>0</pg_payment_id><pg_order_id>77</pg_order_id>";

#[tokio::test]
async fn it_asks_until_the_answer_settles_it() {
    let (provider, client) = merchant(vec![payout_is("process"), Lost, payout_is("success")]);
    let mut told = Vec::new();
    let outcome = client
        .reconcile(&payout())
        .on_progress(|outcome, asked| told.push((asked, matches!(outcome, Outcome::StillUnknown { .. }))))
        .await;
    let Outcome::Happened(answer) = outcome.unwrap() else { panic!("it happened") };
    assert!(answer.is_authenticated());
    let details = answer.decode::<PayoutDetails>().unwrap();
    assert_eq!((details.payment_status.clone(), details.payment_id), (Some(PayoutState::Success), Some(5)));
    assert_eq!(told, [(1, true), (2, true)]);
    assert_eq!((provider.asked(), provider.slept()), (3, Duration::from_secs(1 + 2)));
    let (path, body) = provider.status_query();
    assert_eq!(path, "api/payment_status2");
    assert!(body.contains("pg_order_id") && body.contains("77") && !body.contains("KZ1"), "{body}");
}

#[tokio::test]
async fn not_found_is_a_no_only_after_a_minute() {
    for none in [refused("11068"), signed(NONE_MADE)] {
        let (provider, outcome) = payout_outcome(vec![none.clone()]).await;
        assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "{none:?}: {outcome:?}");
        let slept = provider.slept();
        assert!((60..120).contains(&slept.as_secs()), "{none:?}: {slept:?}");
        // What shows up late has happened all the same.
        let (_, outcome) = payout_outcome(vec![none.clone(), none.clone(), none, payout_is("success")]).await;
        assert!(matches!(outcome, Outcome::Happened(_)), "{outcome:?}");
    }
}

/// The provider may still be at work on a call that the client gave up after a second.
#[tokio::test]
async fn not_found_is_a_no_as_late_after_a_short_timeout() {
    for (timeout, least) in [(0, 120), (1, 119), (10, 110), (59, 61), (60, 60), (600, 60)] {
        let provider = Provider::new(vec![refused("11068")]);
        let credentials = PgCredentials::new("1", "k").payout_secret("k");
        let builder = Client::<Merchant>::builder(credentials).transport(provider.clone()).retries(0);
        let client = builder.timeout(Duration::from_secs(timeout)).build().unwrap();
        let outcome = client.reconcile(&payout()).await.unwrap();
        assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "{timeout}: {outcome:?}");
        assert!((least..=150).contains(&provider.slept().as_secs()), "{timeout}: {:?}", provider.slept());
    }
}

#[tokio::test]
async fn without_the_time_for_a_no_it_stays_unknown() {
    let (provider, client) = merchant(vec![refused("11068")]);
    let outcome =
        client.reconcile(&payout()).interval(Duration::from_secs(3)).timeout(Duration::from_secs(50)).await.unwrap();
    assert!(matches!(outcome, Outcome::StillUnknown { .. }), "{outcome:?}");
    assert!(why(&outcome).contains("11068") && why(&outcome).contains("60 seconds"), "{}", why(&outcome));
    assert_eq!(provider.slept(), Duration::from_secs(3 + 6 + 12 + 24));
}

#[tokio::test]
async fn what_was_seen_and_is_gone_is_no_no() {
    let (provider, outcome) = payout_outcome(vec![payout_is("process"), refused("11068")]).await;
    assert!(matches!(outcome, Outcome::StillUnknown { .. }), "{outcome:?}");
    assert!(provider.slept() > Duration::from_secs(60));
}

#[tokio::test]
async fn a_failure_counts_when_it_can_be_of_no_earlier_call() {
    // By the merchant's number: the last payment that bore it, so it may change for a while.
    let (provider, outcome) = payout_outcome(vec![payout_is("error")]).await;
    let Outcome::DidNotHappen { reason: why, response: answer, .. } = outcome else { panic!("{outcome:?}") };
    assert!(why.contains("pg_payment_status=error") && answer.is_some(), "{why}");
    assert!(provider.slept() >= Duration::from_secs(60));
    let (_, outcome) = payout_outcome(vec![payout_is("error"), payout_is("process"), payout_is("success")]).await;
    assert!(matches!(outcome, Outcome::Happened(_)), "{outcome:?}");
    // By the provider's own id: of that payment and no other.
    let failed =
        signed("<pg_status>ok</pg_status><pg_payment_id>9</pg_payment_id><pg_payment_status>error</pg_payment_status>");
    let (provider, client) = merchant(vec![failed]);
    let outcome = client.reconcile(&ConfirmTokenPayment::new(9_u64)).await.unwrap();
    assert!(matches!(outcome, Outcome::DidNotHappen { .. }), "{outcome:?}");
    assert_eq!(provider.asked(), 1);
}

#[tokio::test]
async fn what_settles_nothing_stays_unknown_for_the_whole_time() {
    let other =
        signed("<pg_status>ok</pg_status><pg_order_id>78</pg_order_id><pg_payment_status>success</pg_payment_status>");
    let both = signed(&format!("{NONE_MADE}<pg_payment_status>success</pg_payment_status>"));
    for (answer, reason) in [
        (payout_is("process"), "process"),
        (payout_is("a word of tomorrow"), "a word of tomorrow"),
        (signed("<pg_status>ok</pg_status>"), "does not show"),
        (other, "about another pg_order_id"),
        (both, "contradicts itself"),
        (refused("9998"), "9998"),
        (
            Raw("<response><pg_status>ok</pg_status><pg_payment_status>success</pg_payment_status></response>".into()),
            "not authentic",
        ),
        (Raw("<html>".into()), "cannot be read"),
        (Lost, "scripted"),
    ] {
        let (provider, outcome) = payout_outcome(vec![answer.clone()]).await;
        assert!(matches!(outcome, Outcome::StillUnknown { .. }), "{answer:?}: {outcome:?}");
        assert!(why(&outcome).contains(reason), "{answer:?}: {}", why(&outcome));
        assert!(provider.slept() > Duration::from_secs(60), "{answer:?}");
    }
}

#[tokio::test]
async fn a_page_is_there_before_anybody_pays() {
    let new =
        signed("<pg_status>ok</pg_status><pg_payment_id>5</pg_payment_id><pg_payment_status>new</pg_payment_status>");
    let (_, client) = merchant(vec![new]);
    let page = CreatePayment::new("10".parse().unwrap(), "x").order_id("77");
    assert!(matches!(client.reconcile(&page).await.unwrap(), Outcome::Happened(_)));
    // Where that was never seen, finding nothing tells nothing.
    let (_, client) = merchant(vec![refused("11068")]);
    assert!(matches!(client.reconcile(&page).await.unwrap(), Outcome::DidNotHappen { .. }));
    let any = CreateAnyAmountPayment::new("x").order_id("77");
    assert!(matches!(client.reconcile(&any).await.unwrap(), Outcome::StillUnknown { .. }));
    let page =
        CreatePayout::new("77", "10".parse().unwrap(), "x", "2020-12-31 12:00:00", "https://a.kz", "https://a.kz");
    assert!(matches!(client.reconcile(&page).await.unwrap(), Outcome::StillUnknown { .. }));
}

#[tokio::test]
async fn a_capture_that_does_not_show_may_still_come() {
    let is_captured = |flag: &str| {
        signed(&format!(
            "<pg_status>ok</pg_status><pg_payment_id>9</pg_payment_id><pg_payment_status>success</pg_payment_status><pg_captured>{flag}</pg_captured>"
        ))
    };
    for (answers, happened) in
        [(vec![is_captured("0")], false), (vec![is_captured("0"), is_captured("0"), is_captured("1")], true)]
    {
        let provider = Provider::new(answers);
        let client =
            Client::<Gateway>::builder(PgCredentials::new("1", "k")).transport(provider.clone()).build().unwrap();
        match client.reconcile(&CapturePayment::new(9_u64)).await.unwrap() {
            Outcome::Happened(answer) => {
                assert!(happened);
                assert_eq!(answer.decode::<PaymentDetails>().unwrap().captured, Some(true.into()));
            }
            outcome => assert!(!happened && why(&outcome).contains("lags"), "{outcome:?}"),
        }
    }
}

#[tokio::test]
async fn what_can_never_be_told_is_asked_once_and_told_with_the_answer() {
    let refunds = "<pg_status>ok</pg_status><pg_payment_id>9</pg_payment_id><pg_payment_status>success</pg_payment_status>\
        <pg_refund_payments><pg_refund_payment><pg_amount>-10</pg_amount></pg_refund_payment></pg_refund_payments>";
    let (provider, client) = merchant(vec![signed(refunds)]);
    let outcome = client.reconcile(&RefundPayment::new(9_u64)).await.unwrap();
    assert!(why(&outcome).contains("compare amounts") && outcome.response().is_some(), "{outcome:?}");
    assert_eq!((provider.asked(), provider.slept()), (1, Duration::ZERO));
}

#[tokio::test]
async fn the_json_areas_are_asked_by_the_id_of_the_request() {
    for (state, expected) in [("success", "yes"), ("error", "no"), ("process", "?")] {
        let provider = Provider::new(vec![Raw(format!(r#"{{"status":"ok","request_status":"{state}"}}"#))]);
        let client =
            Client::<CardIssuing>::builder(JwsCredentials::new("1", "s")).transport(provider.clone()).build().unwrap();
        let id = Uuid::now_v7();
        let outcome = client.reconcile(&RefundTransaction::new(id, "o", "t")).await.unwrap();
        assert_eq!(word(&outcome), expected, "{outcome:?}");
        assert_eq!(
            provider.status_query(),
            ("v5/card-api/request/status".to_owned(), format!(r#"{{"request_id":"{id}"}}"#))
        );
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Happened(_) => "yes",
        Outcome::DidNotHappen { .. } => "no",
        _ => "?",
    }
}

#[tokio::test]
async fn an_edit_of_the_async_api_is_asked_about_by_its_x_request_id() {
    let refund = edit::RefundPayment::new(Uuid::now_v7(), "10".parse().unwrap());
    let provider = Provider::new(vec![Lost]);
    let client =
        Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(provider.clone()).build().unwrap();
    let error = refund.send(&client).await.unwrap_err();
    assert!(error.may_have_happened());
    let sent = provider.asked();
    // The request alone does not know it; and the payment's id must not be taken for it.
    let outcome = client.reconcile(&refund).await.unwrap();
    assert!(why(&outcome).contains("X-Request-Id"), "{outcome:?}");
    assert_eq!(provider.asked(), sent, "nothing was asked");
    let outcome = client.reconcile_call(error.call().unwrap()).await.unwrap();
    assert_eq!(word(&outcome), "?");
    let id = error.call().unwrap().request_id.clone().unwrap();
    assert_eq!(provider.status_query(), ("v5/g2g/read".to_owned(), format!(r#"{{"id":"{id}"}}"#)));
    for (state, expected) in [("success", "yes"), ("error", "no")] {
        let provider = Provider::new(vec![Raw(format!(r#"{{"id":"{id}","status":"{state}"}}"#))]);
        let client =
            Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(provider).build().unwrap();
        assert_eq!(word(&client.reconcile_call(error.call().unwrap()).await.unwrap()), expected);
    }
}

#[tokio::test]
async fn where_nothing_can_be_asked_it_is_said_at_once() {
    let (provider, client) = merchant(vec![Lost]);
    let page = CreatePayment::new("10".parse().unwrap(), "x");
    assert!(why(&client.reconcile(&page).await.unwrap()).contains("the request carries no id"));
    let charge = RecurringPayment::new("1", "x", "10".parse().unwrap());
    assert!(why(&client.reconcile(&charge).await.unwrap()).contains("the request carries no id"));
    let error = client.reconcile(&PayoutStatus::new("77")).await.unwrap_err();
    assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains("only reads"), "{error}");
    let rates = freedompay::endpoint("partner.rates.rates").unwrap();
    let error = client.as_any().reconcile(rates, &Value::Map(Vec::new())).await.unwrap_err();
    assert!(error.to_string().contains("belongs to the Partner API"), "{error}");
    assert_eq!(provider.asked(), 0);
}

/// Every call that changes something, with a client of its area and the provider behind it.
fn changing() -> impl Iterator<Item = &'static EndpointMeta> {
    let is_callable = |e: &EndpointMeta| !matches!(e.status, Status::Undocumented(_));
    let is_request = |e: &EndpointMeta| e.direction == freedompay::meta::Direction::Request;
    freedompay::endpoints().iter().copied().filter(move |e| e.effect != Effect::Read && is_callable(e) && is_request(e))
}

fn any_client(endpoint: &EndpointMeta, provider: &Provider) -> AnyClient {
    let credentials = fixtures::credentials(endpoint.api, "1", "k");
    AnyClient::builder(endpoint.api, credentials).transport(provider.clone()).build().unwrap()
}

#[tokio::test]
async fn no_call_of_any_area_is_judged_by_an_answer_that_says_nothing() {
    let mut asked = 0;
    for endpoint in changing() {
        for answer in [
            signed(""),
            signed("<pg_status>ok</pg_status>"),
            Raw("{}".into()),
            Raw("[]".into()),
            Raw(String::new()),
            refused("99999"),
            Raw(r#"{"error":{"code":"1202"}}"#.into()),
            Lost,
        ] {
            let provider = Provider::new(vec![answer.clone()]);
            let lost = Call::new(endpoint, Some("29e0f9f5-592d-46f5-8eb0-6aad0f44c28c".to_owned()), ids(endpoint));
            let outcome = any_client(endpoint, &provider).reconcile_call(&lost).await.unwrap();
            assert_eq!(word(&outcome), "?", "{}: {answer:?}: {outcome:?}", endpoint.id);
            assert!(why(&outcome).len() > 10, "{}: {outcome:?}", endpoint.id);
            asked += provider.asked();
        }
    }
    assert!(asked > 1000, "{asked}");
}

/// Ids as a made request of the endpoint has them.
fn ids(endpoint: &'static EndpointMeta) -> Vec<(&'static str, String)> {
    let made = fixtures::request(endpoint, fixtures::Fields::All);
    let named = endpoint.request.iter().filter(|field| endpoint.api.ids.contains(&field.name));
    named.filter_map(|field| Some((field.name, made.get(field.name)?.as_text()?.to_owned()))).collect()
}

#[tokio::test]
async fn every_question_can_be_asked() {
    let mut questions = 0;
    for endpoint in changing() {
        let request_id = Some("29e0f9f5-592d-46f5-8eb0-6aad0f44c28c".to_owned());
        let lost = Call::new(endpoint, request_id, ids(endpoint));
        let Some(question) = lost.status_query() else {
            assert!(endpoint.outcome.is_none(), "{}: told by an answer that cannot be asked for", endpoint.id);
            continue;
        };
        let fields: std::collections::BTreeMap<_, _> = question.fields.into_iter().collect();
        let prepared = any_client(endpoint, &Provider::new(vec![Lost])).prepare(question.endpoint, &fields);
        assert!(prepared.is_ok(), "{}: {}", endpoint.id, prepared.unwrap_err());
        questions += 1;
    }
    assert!(questions > 40, "{questions}");
}

#[tokio::test]
async fn over_real_http_a_lost_payout_is_found_out() {
    let fields =
        "<pg_status>ok</pg_status><pg_payment_id>5</pg_payment_id><pg_payment_status>success</pg_payment_status>";
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let signature = pg_sig::sign("payment_status2", message.root(), &Secret::new("k"));
    let answer = format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>");
    let lossy = Hostile::start(Behaviour::ReadAndClose).unwrap();
    let honest = Hostile::start(Behaviour::Say(http("200 OK", "application/xml", &answer))).unwrap();
    let client = |server: &Hostile| {
        let credentials = PgCredentials::new("1", "k").payout_secret("k");
        Client::<Merchant>::builder(credentials).base_url(&server.url()).build().unwrap()
    };
    let error = payout().send(&client(&lossy)).await.unwrap_err();
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    let lost = error.call().unwrap();
    // The same question at the host that has the payout now, as from the program's books.
    let lost = Call::new(lost.endpoint, lost.request_id.clone(), lost.ids.clone());
    let outcome = client(&honest).reconcile_call(&lost).await.unwrap();
    assert_eq!(word(&outcome), "yes");
    assert_eq!((lossy.requests(), honest.requests()), (1, 1), "the payout itself was sent once");
}

#[test]
fn the_blocking_client_finds_out_too() {
    let (_, client) = merchant(vec![payout_is("success")]);
    let client = blocking::Client::new(client).unwrap();
    assert_eq!(word(&client.reconcile(&payout()).unwrap()), "yes");
    let endpoint = CreateIbanPayout::META;
    let ids = vec![("pg_order_id", "77".to_owned())];
    let lost = Call::new(endpoint, None, ids);
    assert_eq!(word(&client.reconcile_call(&lost).unwrap()), "yes");
    assert!(matches!(client.recover_all(freedompay::endpoint), Err(Error::Invalid(_))), "it has no journal");
}
