//! What is sent again: only what is harmless, never faster than asked, never more than the store allows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::time::{Duration, SystemTime};

use freedompay::gateway::purchase::capture::CancelPayment;
use freedompay::gateway::purchase::status::PaymentStatus;
use freedompay::gateway_async::edit::RefundPayment;
use freedompay::meta::{Direction, Effect, EndpointMeta, FormEncoding, Status};
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::transport::Stage;
use freedompay::{
    AnyClient, Client, ClientBuilder, Error, Gateway, GatewayAsync, JwsCredentials, Partner, PgCredentials, Secret,
    Uuid,
};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::form;
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::script::Turn;
use freedompay_tests::{Behaviour, Hostile, InstantTransport, Script};

const OK: &str = r#"{"id":"b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b"}"#;

fn ok() -> Turn {
    Script::says(200, &[], OK)
}

fn status(status: u16) -> Turn {
    Script::says(status, &[], "")
}

fn partner(script: &Script) -> ClientBuilder<Client<Partner>> {
    Client::<Partner>::builder(JwsCredentials::new("1", "s")).transport(script.clone())
}

async fn read(script: &Script) -> Result<(), Error> {
    InvoiceInfo::new().send(&partner(script).build().unwrap()).await.map(drop)
}

fn refund() -> RefundPayment {
    RefundPayment::new(Uuid::nil(), "10".parse().unwrap())
}

async fn replayed(turns: Vec<Turn>) -> (Script, Result<(), Error>) {
    let script = Script::new(turns);
    let client =
        Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
    let outcome = refund().send(&client).await.map(drop);
    (script, outcome)
}

/// Everything that may have arrived, as a transport or a server may put it.
fn doubts() -> Vec<Turn> {
    let stages = [Stage::MaybeSent, Stage::Write, Stage::Wait, Stage::Read].map(Err);
    stages.into_iter().chain([408, 429, 502, 503, 504].map(status)).collect()
}

async fn attempts(endpoint: &'static EndpointMeta, turn: Turn) -> usize {
    let credentials = fixtures::credentials(endpoint.api, "1", "s");
    let script = Script::new(vec![turn]);
    let client =
        AnyClient::builder(endpoint.api, credentials).transport(script.clone()).retries(u32::MAX).build().unwrap();
    let outcome = client.call(endpoint, &fixtures::request(endpoint, Fields::Required)).await;
    assert!(!matches!(outcome, Ok(_) | Err(Error::Invalid(_))), "{outcome:?}");
    script.seen().len()
}

#[tokio::test]
async fn no_setting_sends_a_call_twice_that_changes_something() {
    let is_callable =
        |e: &EndpointMeta| e.direction == Direction::Request && !matches!(e.status, Status::Undocumented(_));
    let (mut once, mut again) = (0, 0);
    for endpoint in freedompay::endpoints().iter().copied().filter(|e| is_callable(e)) {
        let is_harmless = endpoint.effect == Effect::Read || endpoint.api.replays_request_id;
        for turn in doubts() {
            // The store of a client is all that ends the repeats here.
            let expected = if is_harmless { 11 } else { 1 };
            assert_eq!(attempts(endpoint, turn.clone()).await, expected, "{}: {turn:?}", endpoint.id);
        }
        for stage in [Stage::NotSent, Stage::Dns, Stage::Connect, Stage::Tls] {
            assert_eq!(attempts(endpoint, Err(stage)).await, 11, "{}: {stage:?}", endpoint.id);
        }
        *if is_harmless { &mut again } else { &mut once } += 1;
    }
    assert!(once > 50 && again > 20, "{once} {again}");
}

#[tokio::test]
async fn a_form_that_reads_has_a_new_salt_each_time() {
    let server = Hostile::start(Behaviour::ReadAndClose).unwrap();
    let client = Client::<Gateway>::builder(PgCredentials::new("1", "secret"))
        .base_url(&server.url())
        .transport(InstantTransport::new(&server.url()).unwrap())
        .form_encoding(FormEncoding::Urlencoded)
        .build()
        .unwrap();
    let error = PaymentStatus::new().payment_id(77).send(&client).await.unwrap_err();
    assert_eq!(error.call().unwrap().attempts, 3);
    let mut salts = Vec::new();
    for request in server.seen() {
        let body = request.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        let fields = form::parse(&request[body..]).unwrap();
        assert!(pg_sig::verify("status_v2", fields.root(), &Secret::new("secret")));
        assert_eq!(fields.root().get("pg_payment_id").unwrap().text(), "77");
        assert_eq!(fields.root().children().count(), 4);
        salts.push(fields.root().get("pg_salt").unwrap().text().to_owned());
    }
    salts.sort();
    salts.dedup();
    assert_eq!(salts.len(), 3);
}

#[tokio::test]
async fn a_replayed_call_goes_again_byte_by_byte() {
    let server = Hostile::start(Behaviour::ReadAndClose).unwrap();
    let client = Client::<GatewayAsync>::builder(JwsCredentials::new("1", "s"))
        .base_url(&server.url())
        .transport(InstantTransport::new(&server.url()).unwrap())
        .build()
        .unwrap();
    let id = Uuid::now_v7();
    let error = client.resend(&refund(), id).await.unwrap_err();
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|request| *request == seen[0]));
    assert!(String::from_utf8(seen[0].clone()).unwrap().contains(&id.to_string()));
    assert_eq!(error.call().unwrap().request_id, Some(id.to_string()));
    assert!(error.advice().unwrap().contains("under the same X-Request-Id"), "{error}");
}

#[tokio::test]
async fn what_got_lost_is_asked_for_until_it_comes() {
    for turn in doubts() {
        let script = Script::new(vec![turn.clone(), turn, ok()]);
        read(&script).await.unwrap();
        assert_eq!(script.seen().len(), 3);
    }
}

#[tokio::test]
async fn what_asking_again_makes_no_better_is_asked_once() {
    let html = Script::says(200, &[], "<html>");
    for turn in [status(500), status(501), status(301), status(404), html, Err(Stage::ResponseTooLarge(200))] {
        let script = Script::new(vec![turn, ok()]);
        assert!(read(&script).await.is_err());
        assert_eq!(script.seen().len(), 1);
    }
}

#[tokio::test]
async fn an_attempt_that_brought_no_word_does_not_clear_an_earlier_one_that_may_have_arrived() {
    let (lost, unsent) = (|| Err(Stage::Wait), || Err(Stage::Connect));
    for turns in [
        vec![lost(), unsent()],
        vec![unsent(), lost(), unsent()],
        vec![lost(), status(429)],
        vec![status(429), lost(), status(403)],
    ] {
        let (_, outcome) = replayed(turns.clone()).await;
        let error = outcome.unwrap_err();
        assert!(matches!(error, Error::Unknown(_)) && error.may_have_happened(), "{turns:?}: {error}");
        // The first that may have arrived: a response of 429 was written by somebody, too.
        let first = if turns[0].is_ok() { Stage::Responded } else { Stage::Wait };
        assert_eq!(error.failed_at(), Some(first), "{turns:?}");
    }
    for turns in [vec![unsent()], vec![unsent(), unsent(), unsent()]] {
        let error = replayed(turns).await.1.unwrap_err();
        assert!(matches!(error, Error::NotSent(_)) && !error.may_have_happened(), "{error}");
    }
    // A documented refusal is the first response, replayed. Nothing else proves that nothing happened.
    let error = |status: u16, body: &str| Script::says(status, &[], body);
    let documented = error(422, r#"{"error":{"code":"9403","description":"Incorrectly passed input parameters"}}"#);
    let (script, outcome) = replayed(vec![lost(), documented]).await;
    let refusal = outcome.unwrap_err();
    assert!(matches!(refusal, Error::Provider(_)) && !refusal.may_have_happened(), "{refusal}");
    assert_eq!(script.seen().len(), 2);
    for (status, body) in [
        (409, r#"{"error":{"code":"request_in_progress","description":"wait"}}"#),
        (200, r#"{"error":{"code":"no_funds","description":"no"}}"#),
        (200, r#"{"error":{"code":"too_many_requests"}}"#),
        (422, r#"{"error":{"code":"9999","description":"system error"}}"#),
        (401, r#"{"error":{"code":"401"}}"#),
        (403, r#"{"message":"forbidden"}"#),
        (404, r#"{"error":"not found"}"#),
        (425, "{}"),
        (400, r#"{"error":{"code":"9403","description":"of whom?"}}"#),
    ] {
        for turns in [vec![lost(), error(status, body)], vec![error(status, body)]] {
            let error = replayed(turns).await.1.unwrap_err();
            assert!(error.may_have_happened(), "{status} {body}: {error}");
        }
    }
}

#[tokio::test]
async fn pauses_double_and_are_left_to_chance() {
    let mut first = Vec::new();
    for _ in 0..20 {
        let script = Script::new(vec![Err(Stage::Wait)]);
        let client = partner(&script).retries(6).build().unwrap();
        assert!(InvoiceInfo::new().send(&client).await.is_err());
        let slept = script.slept();
        for (pause, full) in slept.iter().zip([500, 1000, 2000, 4000, 8000, 8000].map(Duration::from_millis)) {
            assert!(*pause >= full / 2 && *pause <= full, "{slept:?}");
        }
        assert_eq!(slept.len(), 6);
        first.push(slept[0]);
    }
    first.dedup();
    assert!(first.len() > 1, "never by chance");
}

#[tokio::test]
async fn retry_after_is_obeyed_or_told() {
    let asks = |status: u16, value: &str| Script::says(status, &[("retry-after", value)], "");
    let in_20_seconds = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(20));
    for (value, least, most) in [
        ("7", 7, 7),
        ("60", 60, 60),
        (in_20_seconds.as_str(), 10, 20),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0, 1),
        ("soon", 0, 1),
        ("-1", 0, 1),
    ] {
        for status in [429, 503] {
            let script = Script::new(vec![asks(status, value), ok()]);
            read(&script).await.unwrap();
            let pause = script.slept()[0];
            assert!(pause >= Duration::from_secs(least) && pause <= Duration::from_secs(most), "{value}: {pause:?}");
            assert!(pause >= Duration::from_millis(250), "{value}");
        }
    }
    for value in ["61", "99999999999999999999999999"] {
        let script = Script::new(vec![asks(429, value), ok()]);
        let error = read(&script).await.unwrap_err();
        assert!(error.call().unwrap().retry_after.unwrap() >= Duration::from_secs(61));
        assert!(error.advice().unwrap().contains("The provider asks to wait"), "{error}");
        assert_eq!((script.seen().len(), script.slept().len()), (1, 0));
    }
    // A call that changes something is told as well, and not repeated.
    let script = Script::new(vec![asks(429, "1")]);
    let client = Client::<Gateway>::builder(PgCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
    let error = CancelPayment::new(1).send(&client).await.unwrap_err();
    assert!(error.advice().unwrap().contains("The provider asks to wait 1 s"), "{error}");
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn the_store_of_repeats_is_shared_and_fills_up_by_success() {
    let script = Script::new(vec![Err(Stage::Wait); 16].into_iter().chain([ok()]).collect());
    let client = partner(&script).build().unwrap();
    let clone = client.clone();
    let tried = async |client: &Client<Partner>| match InvoiceInfo::new().send(client).await {
        Ok(_) => 1,
        Err(error) => error.call().unwrap().attempts,
    };
    // Ten repeats in five calls, and then none.
    for _ in 0..2 {
        assert_eq!((tried(&client).await, tried(&clone).await), (3, 3));
    }
    assert_eq!(tried(&client).await, 3);
    assert_eq!(tried(&clone).await, 1);
    assert_eq!(script.seen().len(), 16);
    for _ in 0..10 {
        assert_eq!(tried(&client).await, 1);
    }
    let lost = Script::new(vec![ok(); 10].into_iter().chain([Err(Stage::Wait)]).collect());
    let full = partner(&lost).retries(u32::MAX).build().unwrap();
    for _ in 0..10 {
        tried(&full).await;
    }
    assert_eq!(tried(&full).await, 11, "it never holds more than ten");
}

#[tokio::test]
async fn repeats_can_be_switched_off() {
    for stage in [Stage::Wait, Stage::Connect] {
        let script = Script::new(vec![Err(stage), ok()]);
        let client = partner(&script).retries(0).build().unwrap();
        assert!(InvoiceInfo::new().send(&client).await.is_err());
        assert_eq!((script.seen().len(), script.slept().len()), (1, 0));
    }
}

#[tokio::test]
async fn nothing_is_begun_that_cannot_end_in_time() {
    let script = Script::new(vec![Script::says(503, &[("retry-after", "30")], ""), ok()]);
    let client = partner(&script).total_timeout(Duration::from_secs(25)).build().unwrap();
    let error = InvoiceInfo::new().send(&client).await.unwrap_err();
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    assert_eq!((script.seen().len(), script.slept().len()), (1, 0));
    // No attempt may take longer than what is left of the whole.
    assert!(script.seen()[0].timeout <= Duration::from_secs(25));
    let patient = partner(&script).timeout(Duration::from_secs(3)).total_timeout(Duration::MAX).build().unwrap();
    InvoiceInfo::new().send(&patient).await.unwrap();
    assert_eq!(script.seen()[1].timeout, Duration::from_secs(3));
}
