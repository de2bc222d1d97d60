//! Recovery of a journal entry: what is asked about it, and what is written about it.

use std::time::Duration;

use uuid::Uuid;

use super::{PAY, PLAIN, STATUS, asked, at, http, ms, parsed, settings};
use crate::error::Error;
use crate::journal::{Account, EntryState, Intent, JournalEntry};
use crate::machine::reconcile::Outcome;
use crate::machine::response::RawResponse;
use crate::machine::{ReconcileEvent, ReconcileStep, Recovery, Schedule, found};
use crate::meta::EndpointMeta;

fn entry(state: EntryState) -> JournalEntry {
    let ids = [("order_id", "order-1"), ("token", "t"), ("other", "x")];
    let intent = Intent {
        key: Uuid::nil(),
        account: Account { api: "plain".to_owned(), id: "1".to_owned(), host: "https://api.test".to_owned() },
        endpoint: "pay".to_owned(),
        request_id: Some("request-1".to_owned()),
        ids: ids.map(|(name, id)| (name.to_owned(), id.to_owned())).to_vec(),
        expires_in: ms(1000),
    };
    let response_ids = vec![("payment_id".to_owned(), "12".to_owned())];
    JournalEntry { intent, state, response_ids, age: ms(1000), over_since: Duration::ZERO }
}

fn recovery(entry: &JournalEntry, endpoint: Option<&'static EndpointMeta>) -> Recovery {
    Recovery::new(&settings(&PLAIN, true, |_| {}), entry, endpoint, Schedule::RECONCILE)
}

/// Returns the response to a status call.
fn response(body: &str) -> RawResponse {
    RawResponse { call: asked(&STATUS), http: http(200, body), tree: parsed(body), authenticated: false }
}

/// Asks about an entry once, and returns what the answer "nothing found" shows.
fn nothing_found(entry: &JournalEntry) -> ReconcileStep {
    let Recovery::Ask(mut machine) = recovery(entry, Some(&PAY)) else { panic!() };
    let ReconcileStep::Ask(query) = machine.handle(at(0), ReconcileEvent::Begin) else { panic!() };
    assert_eq!(query.fields, [("order_id", "order-1".to_owned())], "only ids that the status call takes are asked by");
    machine.handle(at(0), ReconcileEvent::Answered(Ok(response(r#"{"state":"absent"}"#))))
}

#[test]
fn a_call_is_over_for_as_long_as_the_journal_says() {
    let over = |time| JournalEntry { over_since: ms(time), ..entry(EntryState::Pending) };
    let step = nothing_found(&over(60_000));
    assert!(matches!(step, ReconcileStep::Done(Ok(Outcome::DidNotHappen { .. }))), "{step:?}");
    let step = nothing_found(&over(59_999));
    assert!(matches!(step, ReconcileStep::Sleep(_, Outcome::StillUnknown { .. }, 1)), "{step:?}");
}

#[test]
fn nothing_found_is_no_no_once_the_provider_has_responded() {
    for state in [EntryState::Responded, EntryState::Happened] {
        let step = nothing_found(&JournalEntry { over_since: ms(60_000), ..entry(state) });
        assert!(matches!(step, ReconcileStep::Sleep(_, Outcome::StillUnknown { .. }, 1)), "{step:?}");
    }
}

#[test]
fn what_was_refused_or_not_sent_is_known_without_asking() {
    for (state, expected) in
        [(EntryState::NotSent, "it was not sent"), (EntryState::Refused, "the provider refused it")]
    {
        let Recovery::Ended(Outcome::DidNotHappen { reason, response: None }) = recovery(&entry(state), None) else {
            panic!("{state:?}")
        };
        assert_eq!(reason, expected);
    }
    for state in [EntryState::Pending, EntryState::InDoubt, EntryState::Responded, EntryState::DidNotHappen] {
        assert!(matches!(recovery(&entry(state), Some(&PAY)), Recovery::Ask(_)), "{state:?}");
    }
}

#[test]
fn the_call_is_the_recorded_one() {
    let Recovery::Ask(mut machine) = recovery(&entry(EntryState::InDoubt), Some(&PAY)) else { panic!() };
    let ReconcileStep::Ask(query) = machine.handle(at(0), ReconcileEvent::Begin) else { panic!() };
    assert_eq!(query.endpoint.id, "status");
    let Recovery::Ended(Outcome::StillUnknown { reason, response: None }) = recovery(&entry(EntryState::InDoubt), None)
    else {
        panic!()
    };
    assert_eq!(reason, "this program has no endpoint pay");
}

#[test]
fn a_call_of_another_account_or_host_is_not_asked_about() {
    let other = |change: fn(&mut Account)| {
        let mut entry = entry(EntryState::NotSent);
        change(&mut entry.intent.account);
        recovery(&entry, Some(&PAY))
    };
    let changes: [fn(&mut Account); 3] = [
        |account| account.api = "forms".to_owned(),
        |account| account.id = "2".to_owned(),
        |account| account.host = "https://other.test".to_owned(),
    ];
    for change in changes {
        let Recovery::Ended(Outcome::StillUnknown { reason, response: None }) = other(change) else { panic!() };
        assert_eq!(reason, "the record is not of this account and host, so this client cannot ask about it");
    }
}

#[test]
fn the_account_is_the_one_that_signs() {
    assert_eq!(settings(&PLAIN, false, |_| {}).account(), "1");
    assert_eq!(settings(&super::FORMS, false, |_| {}).account(), "1");
}

#[test]
fn only_a_settled_outcome_changes_an_entry_and_holds_it_for_the_program() {
    let holder = Uuid::from_u128(5);
    let written = |state, outcome: Result<Outcome, Error>, on_return| {
        let settings = settings(&PLAIN, true, |options| options.acknowledge_on_return = on_return);
        let record = found(&settings, &entry(state), holder, &outcome);
        assert_eq!((record.key, record.holder, record.response_ids.len()), (Uuid::nil(), holder, 1));
        (record.state, record.hold_for, record.acknowledged)
    };
    let yes = || Ok(Outcome::Happened(Box::new(response("{}"))));
    let no = || Ok(Outcome::DidNotHappen { reason: String::new(), response: None });
    let open = || Ok(Outcome::StillUnknown { reason: String::new(), response: None });
    let (pending, doubt, held) = (EntryState::Pending, EntryState::InDoubt, ms(60_000));
    assert_eq!(written(pending, yes(), false), (EntryState::Happened, held, false));
    assert_eq!(written(doubt, no(), false), (EntryState::DidNotHappen, held, false));
    assert_eq!(written(EntryState::Responded, no(), false), (EntryState::DidNotHappen, held, false), "it failed later");
    assert_eq!(written(EntryState::Refused, no(), false), (EntryState::Refused, held, false));
    assert_eq!(written(EntryState::NotSent, no(), false), (EntryState::NotSent, held, false));
    assert_eq!(written(pending, open(), true), (doubt, ms(0), false), "it is given up, for the next to ask");
    assert_eq!(written(EntryState::Responded, open(), true), (EntryState::Responded, held, false));
    assert_eq!(written(doubt, Err(Error::invalid(None, "", "")), true), (doubt, ms(0), false));
    assert_eq!(written(doubt, yes(), true), (EntryState::Happened, held, true));
}
