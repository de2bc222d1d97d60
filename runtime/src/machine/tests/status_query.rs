//! By what a lost call is asked about, and which calls are refused because nothing could be asked about them.

use super::{CALL, PAY, STATUS, asked, at, parsed, settings, text};
use crate::error::Call;
use crate::machine::reconcile::{Outcome, why_not_askable};
use crate::machine::{ReconcileEvent, ReconcileMachine, ReconcileStep, Schedule};
use crate::meta::{Effect, EndpointMeta, FieldMeta, OutcomeRules};

static BY_REQUEST_ID: OutcomeRules = OutcomeRules { by_request_id: Some("order_id"), ..OutcomeRules::DEFAULT };
static REQUESTED: EndpointMeta =
    EndpointMeta { effect: Effect::Money, recover: Some(&STATUS), outcome: Some(&BY_REQUEST_ID), ..CALL };

/// A status call that requires one id, takes another, and has a secret.
static STRICT: EndpointMeta = EndpointMeta {
    id: "strict",
    effect: Effect::Read,
    request: &[
        FieldMeta { required: true, ..text("order_id") },
        text("payment_id"),
        FieldMeta { secret: true, ..text("token") },
    ],
    ..CALL
};
static STRICT_PAY: EndpointMeta = EndpointMeta { effect: Effect::Money, recover: Some(&STRICT), ..CALL };

/// Returns why nothing can be asked about a lost call.
fn reason(call: &Call) -> String {
    assert!(call.status_query().is_none());
    let settings = settings(call.endpoint.api, false, |_| {});
    let mut machine = ReconcileMachine::new(&settings, Ok(call.clone()), Schedule::RECONCILE);
    match machine.handle(at(0), ReconcileEvent::Begin) {
        ReconcileStep::Done(Ok(Outcome::StillUnknown { reason, .. })) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_lost_call_is_asked_about_by_the_ids_that_the_status_call_takes() {
    let call = Call::new(&PAY, None, [("other", "x"), ("order_id", "a")].map(|(n, id)| (n, id.to_owned())).to_vec());
    let query = call.status_query().unwrap();
    assert_eq!((query.endpoint.id, query.fields), ("status", vec![("order_id", "a".to_owned())]));
    let none = Call::new(&PAY, None, vec![("other", "x".to_owned())]);
    assert_eq!(reason(&none), "the request carries no id that status accepts");
}

#[test]
fn a_lost_call_may_be_asked_about_by_its_request_id() {
    let call = Call { request_id: Some("r".to_owned()), ..asked(&REQUESTED) };
    assert_eq!(call.status_query().unwrap().fields, [("order_id", "r".to_owned())]);
    let reason = reason(&asked(&REQUESTED));
    assert_eq!(reason, "status requires the X-Request-Id, which the error of the lost call contains");
}

#[test]
fn a_call_that_nothing_reports_says_why() {
    static ALONE: EndpointMeta = EndpointMeta { no_recover: Some("it is new"), ..CALL };
    static SILENT: EndpointMeta = EndpointMeta { ..CALL };

    assert_eq!(reason(&asked(&ALONE)), "no call reports its outcome: it is new");
    assert_eq!(reason(&asked(&SILENT)), "the provider documents no status call for it");
}

/// Returns the field and the reason for which a call is refused.
fn refused(endpoint: &'static EndpointMeta, body: &str, further: &[(&'static str, &str)]) -> Option<(String, String)> {
    let further: Vec<_> = further.iter().map(|(name, id)| (*name, (*id).to_owned())).collect();
    why_not_askable(endpoint, parsed(body).root(), &further).map(|problem| (problem.field, problem.message))
}

#[expect(clippy::unnecessary_wraps, reason = "it is compared with what is refused")]
fn problem(field: &str, message: &str) -> Option<(String, String)> {
    Some((field.to_owned(), message.to_owned()))
}

#[test]
fn money_needs_an_id_to_be_asked_about() {
    static WRITE: EndpointMeta = EndpointMeta { effect: Effect::Write, recover: Some(&STATUS), ..CALL };
    static ALONE: EndpointMeta = EndpointMeta { effect: Effect::Money, ..CALL };
    static FOUND: EndpointMeta = EndpointMeta { ids_by_function: true, recover: Some(&STATUS), ..PAYING };
    const PAYING: EndpointMeta = EndpointMeta { effect: Effect::Money, ..CALL };

    assert_eq!(refused(&PAY, r#"{"order_id":"a"}"#, &[]), None);
    let give = "it moves money: give an id (order_id), by which status reports what became of it";
    assert_eq!(refused(&PAY, "{}", &[]), problem("", give));
    assert_eq!(refused(&PAY, r#"{"order_id":""}"#, &[]), problem("", give), "an empty id is none");
    assert_eq!(refused(&PAY, "{}", &[("order_id", "a")]), None, "its type found one");
    assert_eq!(refused(&WRITE, "{}", &[]), None, "it moves no money");
    assert_eq!(refused(&REQUESTED, "{}", &[]), None, "its X-Request-Id is made for it");
    assert_eq!(refused(&ALONE, "{}", &[]), None, "nothing can be asked about it, and that is declared");
    let found = "it moves money: no id was found in it by which status could report what became of it";
    assert_eq!(refused(&FOUND, "{}", &[]), problem("", found));
}

#[test]
fn an_id_that_the_status_call_requires_must_be_given() {
    let required = "it moves money, and strict requires this id to report what became of it";
    assert_eq!(refused(&STRICT_PAY, "{}", &[("payment_id", "7")]), problem("order_id", required));
    assert_eq!(refused(&STRICT_PAY, r#"{"order_id":"a"}"#, &[("payment_id", "7")]), None);
    assert_eq!(refused(&STRICT_PAY, r#"{"order_id":"a"}"#, &[]), None, "the other one is not required");
}

#[test]
fn ids_that_a_function_finds_are_fields_of_the_status_call_and_no_secrets() {
    static WRITE: EndpointMeta = EndpointMeta { effect: Effect::Write, recover: Some(&STRICT), ..CALL };

    let body = r#"{"order_id":"a"}"#;
    let shown = "the function of `ids` returns an id of this name, which is not a field of strict that may be shown";
    assert_eq!(refused(&STRICT_PAY, body, &[("other", "x")]), problem("other", shown));
    assert_eq!(refused(&STRICT_PAY, body, &[("token", "x")]), problem("token", shown));
    assert_eq!(refused(&STRICT_PAY, body, &[("payment_id", "7"), ("other", "x")]), problem("other", shown));
    let two = "the function of `ids` returns two ids of this name";
    assert_eq!(refused(&STRICT_PAY, body, &[("order_id", "a"), ("order_id", "b")]), problem("order_id", two));
    assert_eq!(refused(&STRICT_PAY, body, &[("order_id", "a"), ("payment_id", "7")]), None);
    assert_eq!(refused(&WRITE, body, &[("other", "x")]), problem("other", shown), "whatever the call does");
}
