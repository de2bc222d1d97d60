//! How a recorded call ends: what is written, and when.

use serde::de::Error as _;
use uuid::Uuid;

use super::{PAY, REPLAYED, REPLAYED_MONEY, STATUS, Scene, at, error, failure, http, ms};
use crate::error::Error;
use crate::http::Stage;
use crate::journal::{EntryState, JournalError};
use crate::machine::{Event, Now, Options, Step};
use crate::tree::TreeError;

const DONE: &str = r#"{"status":"ok","state":"done"}"#;

fn responded() -> Event {
    Event::Responded(http(200, DONE))
}

/// Returns a call that is recorded and sent, and the key of its entry.
fn under_way() -> (Scene, Uuid) {
    let mut scene = Scene::new(&PAY, true, |options| options.max_concurrency = Some(1));
    let Step::Record(intent) = scene.handle(0, Event::Begin) else { panic!() };
    assert!(matches!(scene.handle(1, Event::Recorded(Ok(()))), Step::Send(_)));
    (scene, intent.key)
}

#[track_caller]
fn recorded(step: Step, key: Uuid) -> EntryState {
    match step {
        Step::RecordOutcome(record) if (record.key, record.holder) == (key, key) => record.state,
        other => panic!("{other:?}"),
    }
}

/// Cancels a call: nothing is written, its permit is free, and no later event changes that.
#[track_caller]
fn cancel(scene: &mut Scene) {
    assert!(matches!(scene.handle(10, Event::Cancelled), Step::Pending), "its pending entry counts as in doubt");
    assert_eq!(scene.free(), scene.settings.options.max_concurrency, "it holds no permit");
    for event in [Event::Cancelled, responded(), Event::Awake, Event::Read(Ok(())), Event::OutcomeRecorded(Ok(true))] {
        assert!(matches!(scene.handle(10, event), Step::Pending), "it is over");
    }
    assert_eq!(scene.free(), scene.settings.options.max_concurrency, "the permit is given back once");
}

#[test]
fn money_is_recorded_before_it_is_sent_and_its_outcome_before_it_is_returned() {
    let mut scene = Scene::new(&PAY, true, |options| options.total_timeout = Some(ms(5000)));
    let Step::Record(intent) = scene.handle(7, Event::Begin) else { panic!() };
    assert_eq!(intent.expires_in, ms(15_000), "the time in which it is sent or waited for, and a margin");
    let Step::Send(request) = scene.handle(1007, Event::Recorded(Ok(()))) else { panic!() };
    assert_eq!(request.timeout, ms(4000), "the time of the record counts");
    assert!(matches!(scene.handle(1010, responded()), Step::Read));
    assert_eq!(recorded(scene.handle(1011, Event::Read(Ok(()))), intent.key), EntryState::Responded);
    assert!(matches!(scene.handle(1012, Event::OutcomeRecorded(Ok(true))), Step::Done(Ok(_))));
    assert!(matches!(scene.handle(1013, Event::Cancelled), Step::Pending), "it is over");
}

#[test]
fn only_money_is_recorded_and_only_with_a_journal() {
    for (endpoint, records) in [(&PAY, false), (&STATUS, true), (&REPLAYED, true)] {
        let mut scene = Scene::new(endpoint, records, |_| {});
        assert!(matches!(scene.handle(0, Event::Begin), Step::Send(_)), "{endpoint:?}");
        assert!(matches!(scene.handle(0, responded()), Step::Read));
        assert!(matches!(scene.handle(0, Event::Read(Ok(()))), Step::Done(Ok(_))));
    }
}

#[test]
fn a_recorded_call_is_never_sent_after_the_time_that_its_record_names() {
    let mut scene = Scene::new(&PAY, true, |_| {});
    let Step::Record(intent) = scene.handle(0, Event::Begin) else { panic!() };
    assert_eq!(intent.expires_in, ms(370_000), "three attempts of a minute, a minute's pause for each, and a margin");
    let longest = 360_000;
    assert_eq!(recorded(scene.handle(longest, Event::Recorded(Ok(()))), intent.key), EntryState::NotSent);

    let mut scene = Scene::new(&PAY, true, |_| {});
    scene.handle(0, Event::Begin);
    let Step::Send(request) = scene.handle(longest - 1, Event::Recorded(Ok(()))) else { panic!() };
    assert_eq!(request.timeout, ms(1));
}

#[test]
fn the_time_of_a_record_runs_while_the_machine_sleeps() {
    let mut scene = Scene::new(&PAY, true, |_| {});
    scene.handle(0, Event::Begin);
    // The monotonic clock stood still.
    let awake = Now { elapsed: at(5).elapsed, ..at(360_000) };
    let step = scene.machine.handle(awake, Event::Recorded(Ok(())), &scene.limits);
    let Step::RecordOutcome(record) = step else { panic!("{step:?}") };
    assert_eq!(record.state, EntryState::NotSent);
    // A clock that is set back changes nothing.
    let mut scene = Scene::new(&PAY, true, |_| {});
    scene.handle(1000, Event::Begin);
    let set_back = Now { unix_ms: 0, ..at(2000) };
    let step = scene.machine.handle(set_back, Event::Recorded(Ok(())), &scene.limits);
    assert!(matches!(step, Step::Send(_)), "{step:?}");
    // A call without a record has only the monotonic clock.
    let mut scene = Scene::new(&STATUS, true, |options| options.total_timeout = Some(ms(1000)));
    let step = scene.machine.handle(awake, Event::Begin, &scene.limits);
    assert!(matches!(step, Step::Send(_)), "{step:?}");
}

#[test]
fn an_outcome_is_held_for_the_program_and_a_doubt_is_nobodys() {
    let record = |event: fn() -> Event, change: fn(&mut Options)| {
        let mut scene = Scene::new(&PAY, true, change);
        scene.handle(0, Event::Begin);
        scene.handle(1, Event::Recorded(Ok(())));
        let step = match scene.handle(2, event()) {
            Step::Read => scene.handle(2, Event::Read(Ok(()))),
            step => step,
        };
        let Step::RecordOutcome(record) = step else { panic!("{step:?}") };
        (record.state, record.hold_for, record.acknowledged)
    };
    let lost = || failure(Stage::Read);
    assert_eq!(record(responded, |_| {}), (EntryState::Responded, ms(60_000), false));
    assert_eq!(record(lost, |_| {}), (EntryState::InDoubt, ms(0), false));
    let longer: fn(&mut Options) = |options| options.acknowledge_within = ms(5);
    assert_eq!(record(responded, longer), (EntryState::Responded, ms(5), false));
    let on_return: fn(&mut Options) = |options| options.acknowledge_on_return = true;
    assert!(record(responded, on_return).2);
    assert_eq!(record(lost, on_return), (EntryState::InDoubt, ms(0), false), "what is in doubt is never acknowledged");
}

#[test]
fn an_entry_that_somebody_else_holds_does_not_change_what_is_returned() {
    let (mut scene, _) = under_way();
    scene.handle(2, responded());
    scene.handle(2, Event::Read(Ok(())));
    assert!(matches!(scene.handle(3, Event::OutcomeRecorded(Ok(false))), Step::Done(Ok(_))));
}

#[test]
fn a_call_that_cannot_be_recorded_is_not_sent() {
    let mut scene = Scene::new(&PAY, true, |_| {});
    scene.handle(0, Event::Begin);
    let Error::NotSent(e) = error(scene.handle(1, Event::Recorded(Err(JournalError::new("full"))))) else { panic!() };
    assert_eq!((&*e.message, e.call.attempts), ("the journal cannot record it: full", 0));
    assert!(e.call.journal_key.is_some(), "the record may have been kept all the same");
}

#[test]
fn an_outcome_that_cannot_be_recorded_is_returned_all_the_same() {
    let (mut scene, key) = under_way();
    scene.handle(2, responded());
    assert_eq!(recorded(scene.handle(2, Event::Read(Ok(()))), key), EntryState::Responded);
    let lost = Event::OutcomeRecorded(Err(JournalError::new("full")));
    assert!(matches!(scene.handle(3, lost), Step::Done(Ok(_))));

    let (mut scene, key) = under_way();
    assert_eq!(recorded(scene.handle(2, failure(Stage::Read)), key), EntryState::InDoubt);
    assert!(matches!(error(scene.handle(3, Event::OutcomeRecorded(Ok(true)))), Error::Unknown(_)));
}

#[test]
fn a_response_that_cannot_be_read_stays_in_doubt() {
    let (mut scene, key) = under_way();
    scene.handle(2, responded());
    let unreadable = Event::Read(Err(TreeError::custom("it has no amount")));
    assert_eq!(recorded(scene.handle(2, unreadable), key), EntryState::InDoubt);
    assert!(matches!(error(scene.handle(3, Event::OutcomeRecorded(Ok(true)))), Error::Decode(_)));
}

#[test]
fn what_is_cancelled_before_it_is_recorded_leaves_no_entry() {
    let mut scene = Scene::new(&PAY, true, |_| {});
    assert!(matches!(scene.handle(0, Event::Cancelled), Step::Pending));
    assert!(matches!(scene.handle(0, Event::Begin), Step::Pending), "it is over");
    let mut scene = Scene::new(&PAY, true, |_| {});
    scene.handle(0, Event::Begin);
    assert!(matches!(scene.handle(0, Event::Cancelled), Step::Pending));
    assert!(matches!(scene.handle(0, Event::Recorded(Ok(()))), Step::Pending), "and is not sent");
}

#[test]
fn what_is_cancelled_gives_its_permit_back_and_writes_nothing() {
    let (mut sending, _) = under_way();
    cancel(&mut sending);
    let (mut reading, _) = under_way();
    reading.handle(2, responded());
    cancel(&mut reading);
    let (mut writing, key) = under_way();
    writing.handle(2, responded());
    assert_eq!(recorded(writing.handle(2, Event::Read(Ok(()))), key), EntryState::Responded);
    cancel(&mut writing);
    let (mut pausing, _) = under_way();
    assert!(matches!(pausing.handle(2, failure(Stage::Tls)), Step::Sleep(_)));
    cancel(&mut pausing);
}

#[test]
fn a_retry_that_cannot_be_sent_in_time_keeps_the_doubt_in_its_entry() {
    let mut scene = Scene::new(&REPLAYED_MONEY, true, |options| options.total_timeout = Some(ms(1000)));
    let Step::Record(intent) = scene.handle(0, Event::Begin) else { panic!() };
    scene.handle(1, Event::Recorded(Ok(())));
    assert!(matches!(scene.handle(2, failure(Stage::Read)), Step::Sleep(_)));
    assert_eq!(recorded(scene.handle(1000, Event::Awake), intent.key), EntryState::InDoubt);
}

#[test]
fn what_is_cancelled_in_the_queue_leaves_it_and_hands_its_turn_on() {
    let mut scene = Scene::new(&PAY, true, |options| options.max_concurrency = Some(1));
    scene.handle(0, Event::Begin);
    scene.handle(0, Event::Recorded(Ok(())));
    let mut first = scene.next(&PAY);
    scene.handle(1, Event::Begin);
    assert!(matches!(scene.handle(1, Event::Recorded(Ok(()))), Step::Wait(Some(_))));
    let mut second = scene.next(&STATUS);
    assert!(matches!(scene.handle(2, Event::Begin), Step::Wait(None)));
    // The first ends; it is the second's turn, which has not noticed.
    first.handle(at(3), responded(), &scene.limits);
    assert_eq!(first.take_woken(), second.ticket());
    assert!(matches!(second.handle(at(4), Event::Cancelled, &scene.limits), Step::Pending));
    assert_eq!(second.take_woken(), scene.machine.ticket());
    assert!(matches!(scene.handle(5, Event::Turn), Step::Send(_)));
    scene.handle(6, Event::Cancelled);
    assert_eq!((scene.free(), scene.limits.lock().unwrap().waiting()), (Some(1), 0));
}
