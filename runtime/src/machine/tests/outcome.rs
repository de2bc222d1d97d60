//! The outcome of a call from those of its attempts, and what the journal holds of it.

use std::time::Duration;

use uuid::Uuid;

use super::{PAY, REPLAYED, STATUS, asked, error_77, http, parsed, prepared, sent, settings};
use crate::error::{Call, Decode, Error, NotSent, RawBody, Signature, Unknown};
use crate::http::{HttpResponse, Stage, TransportError};
use crate::journal::EntryState;
use crate::machine::Event;
use crate::machine::outcome::{doubt, in_doubt, intent, lost, out_of_time, record};
use crate::machine::response::RawResponse;

fn not_sent(call: Call) -> Error {
    Error::NotSent(Box::new(NotSent { call, failed_at: Stage::Connect, message: "no route".to_owned() }))
}

fn unknown(call: Call, http_status: Option<u16>) -> Box<Unknown> {
    Box::new(Unknown { call, failed_at: Stage::Read, message: "cut off".to_owned(), http_status })
}

fn decode(call: Call) -> Error {
    let (path, message) = (String::new(), String::new());
    Error::Decode(Box::new(Decode { call, http_status: 200, path, message, body: RawBody(Vec::new()) }))
}

#[test]
fn an_intent_names_the_call_and_its_end() {
    let key = Uuid::from_u128(7);
    let within = |api, time| settings(api, true, |options| options.total_timeout = Some(time));
    let recorded = intent(&within(PAY.api, Duration::from_secs(60)), &sent(&PAY), key);
    let account = &recorded.account;
    assert_eq!((&*account.api, &*account.id, &*account.host), ("plain", "1", "https://api.test"));
    assert_eq!((recorded.key, &*recorded.endpoint), (key, "pay"));
    assert_eq!(recorded.ids, [("order_id".to_owned(), "order-1".to_owned())]);
    assert_eq!(recorded.expires_in, Duration::from_secs(70));
    assert_eq!(recorded.request_id, None);
    let endless = intent(&within(REPLAYED.api, Duration::MAX), &sent(&REPLAYED), key);
    assert_eq!(endless.expires_in, Duration::MAX, "what is too long to count never ends");
    assert!(endless.request_id.is_some());
}

#[test]
fn the_journal_records_the_outcome_that_is_returned() {
    let state = |outcome| record(&settings(PAY.api, true, |_| {}), &sent(&PAY), Uuid::nil(), &outcome).state;
    assert_eq!(state(Ok(response("{}"))), EntryState::Responded);
    assert_eq!(state(Err(error_77(asked(&PAY), 503, true))), EntryState::Refused);
    assert_eq!(state(Err(not_sent(asked(&PAY)))), EntryState::NotSent);
    let signature = Signature { call: asked(&PAY), http_status: 200, message: String::new() };
    let doubts = [
        Error::Unknown(unknown(asked(&PAY), None)),
        error_77(asked(&PAY), 503, false),
        decode(asked(&PAY)),
        Error::Signature(Box::new(signature)),
    ];
    for error in doubts {
        let text = error.to_string();
        assert_eq!(state(Err(error)), EntryState::InDoubt, "{text}");
    }
    // One that only reads is never in doubt.
    assert_eq!(state(Err(error_77(asked(&STATUS), 503, false))), EntryState::Refused);
}

#[test]
fn the_journal_keeps_the_ids_that_a_response_names_and_nothing_else_of_it() {
    let ids = |body| {
        let outcome = Ok(response(body));
        record(&settings(PAY.api, true, |_| {}), &sent(&PAY), Uuid::nil(), &outcome).response_ids
    };
    let named = |name: &str, id: &str| vec![(name.to_owned(), id.to_owned())];
    assert_eq!(ids(r#"{"payment_id":"12","amount":"5.00"}"#), named("payment_id", "12"));
    assert_eq!(ids(r#"{"data":{"payment_id":12}}"#), named("payment_id", "12"));
    assert_eq!(ids(r#"{"order_id":"order-1","state":"done"}"#), [], "the request named it");
    assert_eq!(ids(r#"{"order_id":"order-2"}"#), named("order_id", "order-2"), "another is of interest");
    assert_eq!(ids(r#"{"a":{"b":{"c":{"payment_id":12}}}}"#), [], "too deep to be the payment's own");
    assert_eq!(ids(&format!(r#"{{"payment_id":"{}"}}"#, "1".repeat(200))), [], "no id");
}

/// Returns an accepted response.
fn response(body: &str) -> RawResponse {
    RawResponse { call: asked(&PAY), http: http(200, body), tree: parsed(body), authenticated: false }
}

#[test]
fn an_attempt_without_a_response_is_judged_by_how_far_it_got() {
    let lost = |stage| lost(asked(&PAY), TransportError::new(stage, "broken"));
    for stage in [Stage::NotSent, Stage::Dns, Stage::Connect, Stage::Tls] {
        let Error::NotSent(e) = lost(stage) else { panic!("{stage}") };
        assert_eq!((e.failed_at, &*e.message), (stage, "broken"));
    }
    for stage in [Stage::MaybeSent, Stage::Write, Stage::Wait, Stage::Read, Stage::Responded] {
        let Error::Unknown(e) = lost(stage) else { panic!("{stage}") };
        assert_eq!((e.failed_at, &*e.message, e.http_status), (stage, "broken", None));
    }
    let Error::Decode(e) = lost(Stage::ResponseTooLarge(201)) else { panic!() };
    assert_eq!((e.http_status, &*e.message, &*e.path), (201, "broken", ""));
    let Error::NotSent(e) = out_of_time(asked(&PAY)) else { panic!() };
    assert_eq!((e.failed_at, &*e.message), (Stage::NotSent, "the total timeout elapsed before the call was sent"));
}

#[test]
fn only_what_may_have_arrived_leaves_a_doubt() {
    assert!(doubt(Error::Unknown(unknown(asked(&PAY), Some(502)))).is_some_and(|e| e.http_status == Some(502)));
    let open = doubt(error_77(asked(&PAY), 503, false)).unwrap();
    assert_eq!((open.failed_at, open.http_status), (Stage::Responded, Some(503)));
    assert_eq!(open.message, "the response was HTTP status 503 with error code 77");
    assert!(doubt(error_77(asked(&PAY), 503, true)).is_none(), "it proves that nothing happened");
    assert!(doubt(not_sent(asked(&PAY))).is_none());
}

#[test]
fn an_earlier_doubt_remains_until_the_provider_itself_has_responded() {
    let earlier = || Some(unknown(Call { attempts: 1, ..asked(&PAY) }, None));
    let last = || Call { attempts: 3, ..asked(&PAY) };
    assert!(matches!(in_doubt(not_sent(last()), None), Error::NotSent(_)), "there is no earlier doubt");
    let cases = [
        (not_sent(last()), 3, "was not sent (no route)"),
        (Error::Unknown(unknown(last(), Some(429))), 3, "failed, too: cut off"),
    ];
    for (error, attempts, message) in cases {
        let Error::Unknown(e) = in_doubt(error, earlier()) else { panic!("{message}") };
        let message = format!("cut off in an earlier attempt, which may have arrived; the last one {message}");
        assert_eq!((e.message, e.call.attempts), (message, attempts));
        assert_eq!((e.failed_at, e.http_status), (Stage::Read, None), "those of the attempt that may have arrived");
    }
    // A response is a new judgement, and a loss is doubt by itself.
    let Error::Unknown(e) = in_doubt(Error::Unknown(unknown(last(), None)), earlier()) else { panic!() };
    assert_eq!(e.message, "cut off");
    assert!(matches!(in_doubt(error_77(last(), 503, true), earlier()), Error::Provider(_)));
    assert!(matches!(in_doubt(decode(last()), earlier()), Error::Decode(_)));
}

#[test]
fn a_result_is_the_event_of_its_kind() {
    assert!(matches!(Event::from(Ok(http(201, ""))), Event::Responded(HttpResponse { status: 201, .. })));
    let failed = Event::from(Err(TransportError::new(Stage::Dns, "")));
    assert!(matches!(failed, Event::Failed(TransportError { stage: Stage::Dns, .. })));
}

#[test]
fn a_recorded_call_is_under_way_for_all_its_attempts_and_their_pauses() {
    let longest = |retries, total| {
        let settings = settings(PAY.api, true, |options| {
            options.retries = retries;
            options.timeout = Duration::from_secs(10);
            options.total_timeout = total;
        });
        settings.options.longest().as_secs()
    };
    assert_eq!([longest(0, None), longest(2, None)], [70, 210], "ten seconds and a minute's pause, for each");
    assert_eq!(longest(2, Some(Duration::from_secs(5))), 5);
}

#[test]
fn what_a_server_quotes_of_a_signature_is_hidden() {
    let settings = settings(PAY.api, false, |_| {});
    let prepared = prepared(&settings, &PAY);
    let signature = prepared.secrets()[0].to_owned();
    let quoting = Error::Unknown(Box::new(Unknown {
        message: format!("it began with {signature} and ended"),
        ..*unknown(asked(&PAY), None)
    }));
    let Error::Unknown(shown) = settings.masked(quoting, &prepared.sent, &super::entropy()) else { panic!() };
    assert!(!shown.message.contains(&signature) && shown.message.ends_with(" and ended"), "{}", shown.message);
}
