//! Recovery of a journal entry: what is asked about it, and how long it has been over.

use uuid::Uuid;

use super::{PAY, PLAIN, STATUS, THEN, asked, at, http, parsed, settings};
use crate::error::Error;
use crate::journal::{EntryState, Intent, JournalEntry};
use crate::machine::reconcile::Outcome;
use crate::machine::response::RawResponse;
use crate::machine::{Now, ReconcileEvent, ReconcileStep, Recovery, Schedule, is_own, state_of};
use crate::meta::EndpointMeta;

/// A clock that reads less was never set.
const SET: u64 = 1_700_000_000_000;

fn entry(at_ms: u64, expires_at_ms: u64) -> JournalEntry {
    let ids = [("order_id", "order-1"), ("token", "t"), ("other", "x")];
    let intent = Intent {
        key: Uuid::nil(),
        api: "plain".to_owned(),
        account: "1".to_owned(),
        host: "https://api.test".to_owned(),
        endpoint: "pay".to_owned(),
        request_id: Some("request-1".to_owned()),
        ids: ids.map(|(name, id)| (name.to_owned(), id.to_owned())).to_vec(),
        at_ms,
        expires_at_ms,
    };
    JournalEntry { intent, state: EntryState::Pending }
}

fn recovery(entry: &JournalEntry, endpoint: Option<&'static EndpointMeta>, now: Now) -> Recovery {
    Recovery::new(&settings(&PLAIN, true, |_| {}), entry, endpoint, Schedule::RECONCILE, now)
}

/// Returns the response to a status call.
fn response(body: &str) -> RawResponse {
    RawResponse { call: asked(&STATUS), http: http(200, body), tree: parsed(body), authenticated: false }
}

/// Reports whether "nothing found" is conclusive at once: the call has been over for a minute already.
fn is_over_for_a_minute(at_ms: u64, expires_at_ms: u64, unix_ms: u64) -> bool {
    let now = Now { unix_ms, ..at(0) };
    let Recovery::Ask(mut machine) = recovery(&entry(at_ms, expires_at_ms), Some(&PAY), now) else { panic!() };
    let ReconcileStep::Ask(query) = machine.handle(now, ReconcileEvent::Begin) else { panic!() };
    assert_eq!(query.fields, [("order_id", "order-1".to_owned())], "only ids that the status call takes are asked by");
    match machine.handle(now, ReconcileEvent::Answered(Ok(response(r#"{"state":"absent"}"#)))) {
        ReconcileStep::Done(Ok(Outcome::DidNotHappen { .. })) => true,
        ReconcileStep::Sleep(_, Outcome::StillUnknown { .. }, 1) => false,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_is_over_once_its_record_says_so() {
    assert!(is_over_for_a_minute(THEN, THEN + 1000, THEN + 61_000));
    assert!(!is_over_for_a_minute(THEN, THEN + 1000, THEN + 60_999));
    // The later of both times counts: a record that ends before it begins proves nothing.
    assert!(!is_over_for_a_minute(THEN, THEN - 1000, THEN + 59_999));
    assert!(is_over_for_a_minute(THEN, THEN - 1000, THEN + 60_000));
}

#[test]
fn a_clock_that_went_back_or_was_never_set_proves_nothing() {
    assert!(!is_over_for_a_minute(THEN, THEN + 1000, THEN - 1_000_000), "it went back");
    assert!(!is_over_for_a_minute(THEN, THEN + 1000, 0), "it was lost");
    assert!(is_over_for_a_minute(SET, SET + 1, SET + 60_001), "the earliest plausible time");
    assert!(!is_over_for_a_minute(SET - 1, SET + 1, SET + 60_001), "just before it");
    assert!(!is_over_for_a_minute(5, 6, THEN), "a clock that began in 1970");
    assert!(!is_over_for_a_minute(THEN, 0, THEN + 1_000_000), "an old record names no end");
}

#[test]
fn the_call_is_the_recorded_one() {
    let now = at(0);
    let Recovery::Ask(mut machine) = recovery(&entry(THEN, THEN), Some(&PAY), now) else { panic!() };
    let ReconcileStep::Ask(query) = machine.handle(now, ReconcileEvent::Begin) else { panic!() };
    assert_eq!(query.endpoint.id, "status");
    let Recovery::Ended(Outcome::StillUnknown { reason, response: None }) = recovery(&entry(THEN, THEN), None, now)
    else {
        panic!()
    };
    assert_eq!(reason, "this program has no endpoint pay");
}

#[test]
fn a_call_of_another_account_or_host_is_not_asked_about() {
    let changed = |change: fn(&mut Intent)| {
        let mut entry = entry(THEN, THEN);
        change(&mut entry.intent);
        let is_own = is_own(&settings(&PLAIN, true, |_| {}), &entry.intent);
        let is_asked = matches!(recovery(&entry, Some(&PAY), at(0)), Recovery::Ask(_));
        (is_own, is_asked)
    };
    assert_eq!(changed(|_| {}), (true, true));
    assert_eq!(changed(|intent| intent.account = "2".to_owned()), (false, false));
    assert_eq!(changed(|intent| intent.host = "https://other.test".to_owned()), (false, false));
    assert_eq!(changed(|intent| intent.api = "forms".to_owned()), (false, true), "its table is compared later");
    // An old record names neither: it counts as the client's own, which cannot ask about it.
    let old = |intent: &mut Intent| (intent.account, intent.host) = (String::new(), String::new());
    assert_eq!(changed(old), (true, false));
    let none = |intent: &mut Intent| (intent.account, intent.api) = (String::new(), "forms".to_owned());
    assert_eq!(changed(none), (false, false));
    let Recovery::Ended(Outcome::StillUnknown { reason, response: None }) = ({
        let mut entry = entry(THEN, THEN);
        old(&mut entry.intent);
        recovery(&entry, Some(&PAY), at(0))
    }) else {
        panic!()
    };
    assert_eq!(reason, "the record is not of this account and host, so this client cannot ask about it");
}

#[test]
fn the_account_is_the_one_that_signs() {
    assert_eq!(settings(&PLAIN, false, |_| {}).account(), "1");
    assert_eq!(settings(&super::FORMS, false, |_| {}).account(), "1");
}

#[test]
fn only_a_settled_outcome_closes_an_entry() {
    let reason = String::new;
    let answer = || Box::new(response("{}"));
    assert_eq!(state_of(&Ok(Outcome::Happened(answer()))), Some(EntryState::Happened));
    let no = Outcome::DidNotHappen { reason: reason(), response: None };
    assert_eq!(state_of(&Ok(no)), Some(EntryState::DidNotHappen));
    let open = Outcome::StillUnknown { reason: reason(), response: Some(answer()) };
    assert_eq!(state_of(&Ok(open)), None);
    assert_eq!(state_of(&Err(Error::invalid(None, "", ""))), None);
}
