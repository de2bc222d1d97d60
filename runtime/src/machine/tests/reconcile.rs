//! What became of a lost call.

use super::{CALL, PAY, PLAIN, STATUS, asked, at, http, ms, parsed, settings};
use crate::error::{Error, Provider, Unknown};
use crate::http::Stage;
use crate::machine::reconcile::Outcome;
use crate::machine::response::RawResponse;
use crate::machine::{Now, ReconcileEvent, ReconcileMachine, ReconcileStep, Schedule};
use crate::meta::{Effect, EndpointMeta, FieldMatch, OutcomeRules};
use crate::tree::Value;

/// Rules that settle nothing.
static MUTE: OutcomeRules = OutcomeRules { inconclusive_because: "nobody knows", ..OutcomeRules::DEFAULT };
static MUTE_PAY: EndpointMeta =
    EndpointMeta { effect: Effect::Money, recover: Some(&STATUS), outcome: Some(&MUTE), ..CALL };

fn begun(endpoint: &'static EndpointMeta) -> ReconcileMachine {
    let schedule = Schedule::every(ms(10_000), ms(100_000));
    let mut machine = ReconcileMachine::new(&settings(&PLAIN, false, |_| {}), Ok(asked(endpoint)), schedule);
    let ReconcileStep::Ask(query) = machine.handle(at(0), ReconcileEvent::Begin) else { panic!() };
    assert_eq!((query.endpoint.id, &*query.fields), ("status", &[("order_id", "order-1".to_owned())][..]));
    assert_eq!(query.message().root().get("order_id").unwrap().text(), "order-1");
    machine
}

/// An answer of the status call.
type Answer = Result<RawResponse, Error>;

#[expect(clippy::unnecessary_wraps, reason = "it is an answer like the others")]
fn response(body: &str) -> Answer {
    Ok(RawResponse { call: asked(&STATUS), http: http(200, body), tree: parsed(body), authenticated: false })
}

fn state(state: &str) -> Answer {
    response(&format!(r#"{{"state":"{state}"}}"#))
}

fn refused(code: &str) -> Answer {
    let (code, description, response) = (Some(code.to_owned()), None, Value::Null);
    let (call, http_status, authenticated, conclusive) = (asked(&STATUS), 200, false, true);
    Err(Error::Provider(Box::new(Provider {
        call,
        http_status,
        code,
        description,
        authenticated,
        conclusive,
        response,
    })))
}

fn lost() -> Answer {
    let (failed_at, message, http_status) = (Stage::Read, "cut off".to_owned(), None);
    Err(Error::Unknown(Box::new(Unknown { call: asked(&STATUS), failed_at, message, http_status })))
}

/// Lets the machine ask, answers it at once, and describes the next step.
#[track_caller]
fn after(machine: &mut ReconcileMachine, now: Now, answer: Answer) -> String {
    machine.handle(now, ReconcileEvent::Awake);
    answered(machine, now, answer)
}

/// Gives the machine an answer, and describes the next step.
#[track_caller]
fn answered(machine: &mut ReconcileMachine, now: Now, answer: Answer) -> String {
    let word = |outcome: &Outcome| match outcome {
        Outcome::Happened(_) => "happened".to_owned(),
        Outcome::DidNotHappen { reason, response } => format!("no, {reason}, {}", response.is_some()),
        Outcome::StillUnknown { reason, response } => format!("unknown, {reason}, {}", response.is_some()),
    };
    match machine.handle(now, ReconcileEvent::Answered(answer)) {
        ReconcileStep::Sleep(_, outcome, _) => format!("sleep: {}", word(&outcome)),
        ReconcileStep::Done(Ok(outcome)) => format!("done: {}", word(&outcome)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_outcome_that_shows_ends_it_at_once() {
    let mut machine = begun(&PAY);
    assert_eq!(
        after(&mut machine, at(0), state("pending")),
        "sleep: unknown, status returned state=pending, which is not conclusive, true"
    );
    let ReconcileStep::Ask(_) = machine.handle(at(10_000), ReconcileEvent::Awake) else { panic!() };
    let step = machine.handle(at(10_000), ReconcileEvent::Answered(state("done")));
    let ReconcileStep::Done(Ok(outcome)) = step else { panic!() };
    assert!(matches!(outcome, Outcome::Happened(_)));
    assert_eq!(outcome.response().unwrap().body(), br#"{"state":"done"}"#);
}

#[test]
fn a_failure_counts_once_the_grace_is_over() {
    let cases = [
        ((|| state("failed")) as fn() -> Answer, "status returned state=failed", true),
        (|| refused("404"), "status found nothing (404)", false),
    ];
    for (answer, reason, has_response) in cases {
        let mut machine = begun(&PAY);
        let open = format!("{reason}, not conclusive until 60 seconds have passed, {has_response}");
        assert_eq!(after(&mut machine, at(59_999), answer()), format!("sleep: unknown, {open}"));
        assert_eq!(after(&mut machine, at(60_000), answer()), format!("done: no, {reason}, {has_response}"));
    }
}

#[test]
fn time_before_counts_towards_the_grace() {
    for (over, word) in [(59_000, "done: no"), (58_999, "sleep: unknown")] {
        let mut machine = begun(&PAY).over_since(ms(over));
        assert!(after(&mut machine, at(1000), state("absent")).starts_with(word), "{over}");
    }
}

#[test]
fn a_call_that_was_seen_and_is_gone_stays_unknown() {
    let gone = "status found nothing (404), but an earlier response did";
    for seen in ["pending", "failed"] {
        let mut machine = begun(&PAY);
        after(&mut machine, at(0), state(seen));
        assert_eq!(after(&mut machine, at(70_000), refused("404")), format!("sleep: unknown, {gone}, false"), "{seen}");
        assert_eq!(after(&mut machine, at(80_000), refused("404")), format!("sleep: unknown, {gone}, false"), "{seen}");
    }
    // "Nothing found" does not show the call, and a lost answer shows nothing.
    let mut machine = begun(&PAY);
    after(&mut machine, at(0), state("absent"));
    after(&mut machine, at(0), lost());
    assert_eq!(after(&mut machine, at(70_000), refused("404")), "done: no, status found nothing (404), false");
}

#[test]
fn an_error_of_the_status_call_leaves_it_open() {
    let mut machine = begun(&PAY);
    let failed = after(&mut machine, at(70_000), refused("500"));
    assert!(failed.starts_with("sleep: unknown, the status call failed: ") && failed.ends_with(", false"), "{failed}");
    after(&mut machine, at(70_000), state("pending"));
    let failed = after(&mut machine, at(70_000), lost());
    assert!(failed.starts_with("sleep: unknown, the status call failed: ") && failed.ends_with(", true"), "{failed}");
    let invalid = Error::invalid(Some(&STATUS), "", "no");
    let step = machine.handle(at(70_000), ReconcileEvent::Answered(Err(invalid)));
    assert!(matches!(step, ReconcileStep::Done(Err(Error::Invalid(_)))));
}

#[test]
fn it_ends_with_its_time() {
    let mut machine = begun(&PAY);
    assert!(after(&mut machine, at(90_000), lost()).starts_with("sleep: "));
    assert!(after(&mut machine, at(90_001), lost()).starts_with("done: unknown, "));
}

#[test]
fn rules_that_never_settle_end_with_the_first_response() {
    let mut machine = begun(&MUTE_PAY);
    assert!(after(&mut machine, at(0), lost()).starts_with("sleep: "), "no answer yet");
    assert_eq!(after(&mut machine, at(0), state("pending")), "done: unknown, nobody knows, true");
}

#[test]
fn a_response_that_matches_no_rule_shows_only_what_the_rules_name() {
    let mut machine = begun(&PAY);
    assert_eq!(
        after(&mut machine, at(0), response(r#"{"name":"J. Doe"}"#)),
        "sleep: unknown, the response of status does not show the outcome, true"
    );
}

#[test]
fn a_response_about_another_order_or_against_itself_settles_nothing() {
    static BOTH: OutcomeRules = OutcomeRules {
        happened: &[FieldMatch { path: "paid", values: &["1"] }],
        failed: &[FieldMatch { path: "state", values: &["failed"] }],
        not_found: &[FieldMatch { path: "found", values: &["no"] }],
        ..OutcomeRules::DEFAULT
    };
    static BOTH_PAY: EndpointMeta = EndpointMeta { outcome: Some(&BOTH), recover: Some(&STATUS), ..CALL };

    let mut machine = begun(&PAY);
    assert_eq!(
        after(&mut machine, at(0), response(r#"{"state":"done","order_id":"order-2"}"#)),
        "sleep: unknown, status returned a different order_id than order-1, true"
    );
    let word = |body| after(&mut begun(&BOTH_PAY), at(0), response(body));
    assert_eq!(
        word(r#"{"paid":"1","state":"failed"}"#),
        "sleep: unknown, the response contradicts itself: status returned paid=1, status returned state=failed, true"
    );
    assert_eq!(
        word(r#"{"paid":"1","found":"no"}"#),
        "sleep: unknown, the response contradicts itself: status returned paid=1, status returned found=no, true"
    );
    assert_eq!(word(r#"{"state":"failed","found":"no"}"#), "done: no, status returned state=failed, true");
    assert_eq!(word(r#"{"found":"no"}"#), "done: no, status returned found=no, true");
}

#[test]
fn a_call_that_only_reads_or_cannot_be_asked_about_ends_at_once() {
    static ALONE: EndpointMeta = EndpointMeta { effect: Effect::Money, ..CALL };

    let settings = settings(&PLAIN, false, |_| {});
    let begin = |endpoint| {
        let mut machine = ReconcileMachine::new(&settings, Ok(asked(endpoint)), Schedule::RECONCILE);
        let first = machine.handle(at(0), ReconcileEvent::Begin);
        assert!(matches!(machine.handle(at(0), ReconcileEvent::Awake), ReconcileStep::Done(Ok(_))), "it is over");
        first
    };
    assert!(matches!(begin(&STATUS), ReconcileStep::Done(Err(Error::Invalid(_)))));
    let ReconcileStep::Done(Ok(Outcome::StillUnknown { reason, response: None })) = begin(&ALONE) else { panic!() };
    assert_eq!(reason, "the provider documents no status call for it");
    assert!(matches!(begin(&super::REPLAYED), ReconcileStep::Done(Err(Error::Invalid(_)))), "another API's");
}

#[test]
fn a_late_not_found_proves_nothing_about_the_time_since_it_was_asked_for() {
    // The process was stopped, or the response took a minute: the provider looked before the call had shown.
    let mut machine = begun(&PAY);
    assert!(answered(&mut machine, at(90_000), state("absent")).starts_with("sleep: unknown"));
    assert!(after(&mut machine, at(90_000), state("absent")).starts_with("done: no"));
}
