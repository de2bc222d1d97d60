//! One call: its permit, its attempts, its pauses and its time.

use std::sync::{Arc, Mutex, PoisonError};

use serde::de::Error as _;
use tracing::span;

use super::{
    FORMS, PAY, PLAIN, REPLAYED, STATUS, Scene, at, entropy, error, failure, http, ms, prepared, settings, signer,
};
use crate::error::Error;
use crate::http::Stage;
use crate::http::base_url::BaseUrl;
use crate::machine::{CallMachine, Event, Limits, Settings, Step};
use crate::tree::{TreeError, Value};

const DONE: &str = r#"{"status":"ok","state":"done"}"#;

fn responded(status: u16, body: &str) -> Event {
    Event::Responded(http(status, body))
}

#[test]
fn a_response_is_read_as_its_type_and_given() {
    let mut scene = Scene::new(&STATUS, false, |_| {});
    assert!(scene.machine.response().is_none() && scene.machine.read::<Value>().is_none());
    let Step::Send(request) = scene.handle(0, Event::Begin) else { panic!() };
    assert_eq!((&*request.url, request.timeout.as_secs()), ("https://api.test/status", 60));
    assert_eq!(format!("{:?}", scene.machine), r#"CallMachine { endpoint: "status", attempt: 1, .. }"#);
    assert!(matches!(scene.handle(1, responded(200, DONE)), Step::Read));
    assert_eq!(scene.machine.response().unwrap().body(), DONE.as_bytes());
    let value = scene.machine.read::<Value>().unwrap().unwrap().value;
    assert_eq!(serde_json::to_string(&value).unwrap(), DONE);
    let Step::Done(Ok(response)) = scene.handle(2, Event::Read(Ok(()))) else { panic!() };
    assert_eq!(response.http_status(), 200);
    assert!(scene.machine.response().is_none());
}

/// It would be recorded and asked about under an account, or at a host, that never heard of it.
#[test]
fn a_request_that_another_client_prepared_is_neither_recorded_nor_sent() {
    let own = settings(&PLAIN, true, |_| {});
    let mut others = [Settings::clone(&own), Settings::clone(&own), Settings::clone(&own)];
    others[0].signer = signer(&PLAIN, "2");
    others[1].base_url = BaseUrl::parse("https://api.test.example").unwrap();
    others[2].api = &FORMS;
    for other in others {
        let limits = Mutex::new(Limits::new(&other));
        let mut machine = CallMachine::new(Arc::new(other), prepared(&own, &PAY), entropy());
        let error = error(machine.handle(at(0), Event::Begin, &limits));
        assert!(matches!(error, Error::Invalid(_)), "{error}");
        assert!(error.to_string().contains("prepared for account 1 at https://api.test/"), "{error}");
        assert!(matches!(machine.handle(at(0), Event::Begin, &limits), Step::Pending), "it is over");
    }
}

#[test]
fn a_response_that_its_type_cannot_be_read_from_is_an_error() {
    let mut scene = Scene::new(&STATUS, false, |_| {});
    scene.handle(0, Event::Begin);
    scene.handle(1, responded(200, DONE));
    let unreadable = TreeError::custom("it has no amount");
    let Error::Decode(e) = error(scene.handle(2, Event::Read(Err(unreadable)))) else { panic!() };
    assert_eq!((&*e.message, e.http_status, e.body.as_bytes()), ("it has no amount", 200, DONE.as_bytes()));
}

#[test]
fn events_that_nothing_waits_for_change_nothing() {
    let mut scene = Scene::new(&STATUS, false, |_| {});
    for event in [Event::Awake, Event::Turn, Event::Read(Ok(())), Event::Recorded(Ok(())), responded(200, DONE)] {
        assert!(matches!(scene.handle(0, event), Step::Pending));
    }
    assert!(matches!(scene.handle(0, Event::Begin), Step::Send(_)));
    for event in [Event::Awake, Event::Turn, Event::Begin, Event::Read(Ok(())), Event::OutcomeRecorded(Ok(true))] {
        assert!(matches!(scene.handle(0, event), Step::Pending));
    }
    assert!(matches!(scene.handle(0, responded(200, DONE)), Step::Read));
}

#[test]
fn a_read_is_tried_three_times_and_says_so() {
    let mut scene = Scene::new(&STATUS, false, |_| {});
    scene.handle(1000, Event::Begin);
    let Step::Sleep(first) = scene.handle(1010, failure(Stage::Read)) else { panic!() };
    assert!(matches!(scene.handle(1260, Event::Awake), Step::Send(_)));
    let Step::Sleep(second) = scene.handle(1270, responded(503, "")) else { panic!() };
    // The chance of the second pause is derived; its first half is certain.
    assert!(first == ms(250) && (ms(500)..ms(1000)).contains(&second), "{first:?} {second:?}");
    assert!(matches!(scene.handle(2300, Event::Awake), Step::Send(_)));
    let error = error(scene.handle(2345, failure(Stage::Read)));
    let call = error.call().unwrap();
    assert_eq!((call.attempts, call.elapsed), (3, ms(1345)), "counted from its beginning");
}

#[test]
fn as_many_retries_are_made_as_are_set() {
    for retries in [0, 1, 4] {
        let mut scene = Scene::new(&STATUS, false, |options| options.retries = retries);
        let mut step = scene.handle(0, Event::Begin);
        for _ in 0..retries {
            assert!(matches!(step, Step::Send(_)));
            assert!(matches!(scene.handle(0, failure(Stage::Wait)), Step::Sleep(_)));
            step = scene.handle(0, Event::Awake);
        }
        assert!(matches!(step, Step::Send(_)));
        assert_eq!(error(scene.handle(0, failure(Stage::Wait))).call().unwrap().attempts, retries + 1);
    }
}

#[test]
fn a_replayed_call_is_the_same_to_the_byte() {
    let mut scene = Scene::new(&REPLAYED, false, |_| {});
    let Step::Send(first) = scene.handle(0, Event::Begin) else { panic!() };
    scene.handle(0, failure(Stage::Read));
    let Step::Send(second) = scene.handle(60_000, Event::Awake) else { panic!() };
    assert_eq!((first.body, first.headers, first.url), (second.body, second.headers, second.url));
}

#[test]
fn money_is_sent_once_unless_it_certainly_never_left() {
    let mut scene = Scene::new(&PAY, false, |_| {});
    assert!(matches!(scene.handle(0, Event::Begin), Step::Send(_)), "without a journal nothing is recorded");
    assert!(matches!(scene.handle(0, failure(Stage::Connect)), Step::Sleep(_)));
    assert!(matches!(scene.handle(300, Event::Awake), Step::Send(_)));
    assert!(matches!(error(scene.handle(400, failure(Stage::Write))), Error::Unknown(_)));
}

#[test]
fn a_pause_that_would_last_until_the_end_is_not_begun() {
    for (total, is_repeated) in [(250, false), (251, true)] {
        let mut scene = Scene::new(&STATUS, false, |options| options.total_timeout = Some(ms(total)));
        scene.handle(0, Event::Begin);
        assert_eq!(matches!(scene.handle(0, failure(Stage::Read)), Step::Sleep(_)), is_repeated, "{total}");
    }
}

#[test]
fn nothing_is_sent_once_its_time_is_up_and_an_attempt_gets_what_is_left() {
    let mut scene = Scene::new(&STATUS, false, |options| options.total_timeout = Some(ms(1000)));
    let Step::Send(request) = scene.handle(5000, Event::Begin) else { panic!() };
    assert_eq!(request.timeout, ms(1000));
    scene.handle(5100, failure(Stage::Connect));
    let Step::Send(request) = scene.handle(5999, Event::Awake) else { panic!() };
    assert_eq!(request.timeout, ms(1), "its last millisecond");

    let mut scene = Scene::new(&STATUS, false, |options| options.total_timeout = Some(ms(1000)));
    scene.handle(5000, Event::Begin);
    scene.handle(5100, failure(Stage::Connect));
    let Error::NotSent(e) = error(scene.handle(6000, Event::Awake)) else { panic!() };
    assert_eq!((e.call.attempts, e.call.elapsed, e.failed_at), (1, ms(1000), Stage::NotSent));
}

#[test]
fn a_doubt_survives_the_end_of_the_time() {
    let mut scene = Scene::new(&REPLAYED, false, |options| options.total_timeout = Some(ms(1000)));
    scene.handle(0, Event::Begin);
    assert!(matches!(scene.handle(0, failure(Stage::Write)), Step::Sleep(_)));
    let Error::Unknown(e) = error(scene.handle(1000, Event::Awake)) else { panic!() };
    assert_eq!(e.failed_at, Stage::Write);
}

#[test]
fn calls_take_turns_and_wake_the_next() {
    let mut scene = Scene::new(&STATUS, false, |options| options.max_concurrency = Some(1));
    assert_eq!(scene.machine.ticket(), None);
    assert!(matches!(scene.handle(0, Event::Begin), Step::Send(_)));
    let mut first = scene.next(&STATUS);
    assert!(first.ticket().is_some() && scene.free() == Some(0));
    assert!(
        matches!(scene.handle(0, Event::Begin), Step::Wait(None)),
        "without a timeout it waits as long as it takes"
    );
    assert!(matches!(scene.handle(0, Event::Turn), Step::Wait(None)), "asked too early");
    assert!(matches!(first.handle(at(5), responded(200, DONE), &scene.limits), Step::Read));
    assert_eq!(first.take_woken(), scene.machine.ticket());
    assert_eq!(first.take_woken(), None, "it is woken once");
    assert!(matches!(scene.handle(5, Event::Turn), Step::Send(_)));
    scene.handle(6, failure(Stage::Read));
    assert_eq!((scene.machine.take_woken(), scene.free()), (None, Some(1)), "a pause holds no permit");
}

#[test]
fn who_waits_too_long_for_a_turn_is_not_sent() {
    let limit = |options: &mut crate::machine::Options| {
        options.max_concurrency = Some(1);
        options.total_timeout = Some(ms(100));
    };
    let mut scene = Scene::new(&STATUS, false, limit);
    scene.handle(0, Event::Begin);
    let _first = scene.next(&STATUS);
    let Step::Wait(Some(left)) = scene.handle(20, Event::Begin) else { panic!() };
    assert_eq!(left, ms(100));
    let Step::Wait(Some(left)) = scene.handle(119, Event::Turn) else { panic!() };
    assert_eq!(left, ms(1));
    let Error::NotSent(e) = error(scene.handle(120, Event::Awake)) else { panic!() };
    assert_eq!((e.call.attempts, e.call.elapsed), (0, ms(100)));
    assert_eq!(scene.limits.lock().unwrap().waiting(), 0, "it has left the queue");
}

#[test]
fn a_call_that_is_too_soon_gives_its_permit_back_and_wakes_the_next() {
    let limit = |options: &mut crate::machine::Options| {
        options.max_concurrency = Some(1);
        options.pacing = ms(100);
    };
    let mut scene = Scene::new(&REPLAYED, false, limit);
    scene.handle(0, Event::Begin);
    scene.handle(10, responded(200, DONE));
    scene.next(&REPLAYED);
    let Step::Sleep(wait) = scene.handle(30, Event::Begin) else { panic!() };
    assert_eq!((wait, scene.free()), (ms(70), Some(1)));
    assert!(matches!(scene.handle(100, Event::Awake), Step::Send(_)));
    assert_eq!(scene.free(), Some(0));
}

#[test]
fn a_pacing_that_lasts_until_the_end_is_not_waited_for() {
    for (total, waits) in [(70, false), (71, true)] {
        let limit = |options: &mut crate::machine::Options| {
            options.pacing = ms(100);
            options.total_timeout = Some(ms(total));
        };
        let mut scene = Scene::new(&REPLAYED, false, limit);
        scene.handle(0, Event::Begin);
        scene.next(&REPLAYED);
        match scene.handle(30, Event::Begin) {
            Step::Sleep(wait) if waits => assert_eq!(wait, ms(70)),
            Step::Done(Err(Error::NotSent(_))) if !waits => {}
            other => panic!("{total}: {other:?}"),
        }
    }
}

#[test]
fn retries_end_with_the_budget_and_successes_refill_it() {
    let mut scene = Scene::new(&STATUS, false, |options| options.retries = 20);
    scene.handle(0, Event::Begin);
    for _ in 0..10 {
        assert!(matches!(scene.handle(0, failure(Stage::Read)), Step::Sleep(_)));
        assert!(matches!(scene.handle(0, Event::Awake), Step::Send(_)));
    }
    assert_eq!(error(scene.handle(0, failure(Stage::Read))).call().unwrap().attempts, 11);
    for _ in 0..10 {
        scene.next(&STATUS);
        scene.handle(0, Event::Begin);
        assert!(matches!(scene.handle(0, responded(200, DONE)), Step::Read));
    }
    scene.next(&STATUS);
    scene.handle(0, Event::Begin);
    assert!(matches!(scene.handle(0, failure(Stage::Read)), Step::Sleep(_)), "ten successes earned one retry");
}

#[test]
fn retry_after_is_obeyed_or_reported() {
    let asking = |seconds: &str| {
        let mut response = http(429, "");
        response.headers.push("retry-after", seconds);
        Event::Responded(response)
    };
    let mut scene = Scene::new(&STATUS, false, |_| {});
    scene.handle(0, Event::Begin);
    let Step::Sleep(pause) = scene.handle(0, asking("60")) else { panic!() };
    assert_eq!(pause, ms(60_000));
    scene.handle(60_000, Event::Awake);
    assert_eq!(error(scene.handle(60_000, asking("61"))).call().unwrap().retry_after, Some(ms(61_000)));
}

/// Keeps the spans that are made.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<String>>>);

impl tracing::Subscriber for Spans {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(format!(
            "{} {}",
            span.metadata().name(),
            span.values()
        ));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

#[test]
fn the_span_of_a_call_names_it_and_shows_no_value() {
    let (spans, scene) = (Spans::default(), Scene::new(&STATUS, false, |_| {}));
    tracing::subscriber::with_default(spans.clone(), || drop(scene.machine.span()));
    let seen = spans.0.lock().unwrap();
    assert!(seen.len() == 1 && seen[0].starts_with("freedompay.call ") && seen[0].contains("status"), "{seen:?}");
    assert!(!seen[0].contains("order-1"), "{seen:?}");
}
