//! When a status call is made again, and when a wait ends.

use std::time::Duration;

use super::{STATUS, asked as call, at, ms};
use crate::error::{Error, Invalid, NotSent, Unknown};
use crate::http::Stage;
use crate::machine::poll::Polls;
use crate::machine::{Polled, Schedule, WaitMachine, WaitStep};

fn schedule(interval: u64, longest: u64, deadline: u64) -> Schedule {
    Schedule { interval: ms(interval), longest: ms(longest), deadline: ms(deadline) }
}

#[test]
fn pauses_double_up_to_the_longest() {
    let mut polls = Polls::new(schedule(100, 350, 10_000));
    polls.begin(at(0));
    let pauses: Vec<_> = (0..5).map(|_| polls.answered(at(0)).pause.unwrap().as_millis()).collect();
    assert_eq!(pauses, [100, 200, 350, 350, 350]);
    // The longest may be given too short; the interval still holds.
    let mut polls = Polls::new(schedule(100, 10, 10_000));
    assert_eq!([polls.answered(at(0)).pause, polls.answered(at(0)).pause], [Some(ms(100)); 2]);
}

#[test]
fn a_poll_may_begin_at_the_deadline_and_not_after_it() {
    for (moment, pause) in [(900, Some(ms(100))), (901, None)] {
        let mut polls = Polls::new(schedule(100, 100, 1000));
        polls.begin(at(0));
        assert_eq!(polls.answered(at(moment)).pause, pause, "{moment}");
    }
}

#[test]
fn the_deadline_counts_from_the_first_poll_not_from_its_response() {
    let mut polls = Polls::new(schedule(100, 100, 1000));
    polls.begin(at(5000));
    let asked = polls.answered(at(5950));
    assert_eq!((asked.times, asked.pause), (1, None));
}

#[test]
fn a_response_counts_from_when_its_poll_began() {
    let mut polls = Polls::new(schedule(100, 100, 100_000));
    polls.begin(at(5000));
    assert_eq!(polls.answered(at(70_000)).begun_after, ms(0));
    polls.begin(at(70_100));
    assert_eq!(polls.answered(at(99_000)).begun_after, ms(65_100));
}

#[test]
fn pauses_count_where_the_clock_does_not_move() {
    let mut polls = Polls::new(schedule(100, 100, 250));
    polls.begin(at(0));
    let asked: Vec<_> = (0..4).map(|_| polls.answered(at(0))).collect();
    assert_eq!(asked.iter().map(|asked| asked.begun_after.as_millis()).collect::<Vec<_>>(), [0, 100, 200, 200]);
    assert_eq!(asked.iter().map(|asked| asked.pause.is_some()).collect::<Vec<_>>(), [true, true, false, false]);
    assert_eq!(asked.iter().map(|asked| asked.times).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn a_schedule_without_growth_keeps_its_interval() {
    let Schedule { interval, longest, deadline } = Schedule::every(ms(70), ms(900));
    assert_eq!((interval, longest, deadline), (ms(70), ms(70), ms(900)));
    let Schedule { interval, longest, deadline } = Schedule::RECONCILE;
    let seconds = [1, 30, 150].map(Duration::from_secs);
    assert_eq!(
        [interval, longest, deadline],
        seconds,
        "long enough for \"not found\" to count, however early the client gave up"
    );
}

#[test]
fn a_wait_ends_with_a_final_poll_with_a_refusal_and_with_its_time() {
    let not_sent = NotSent { call: call(&STATUS), failed_at: Stage::Dns, message: String::new() };
    let unknown =
        Unknown { call: call(&STATUS), failed_at: Stage::Read, message: String::new(), http_status: Some(500) };
    let lost = [Error::NotSent(Box::new(not_sent)), Error::Unknown(Box::new(unknown))];
    let invalid = Error::Invalid(Box::new(Invalid { endpoint: None, problems: Vec::new() }));
    let mut wait = WaitMachine::new(schedule(100, 100, 450), at(1000));
    assert_eq!(wait.handle(at(1000), Polled::Pending), WaitStep::Again(ms(100), 1));
    // A lost poll changes nothing.
    assert_eq!(wait.handle(at(1100), Polled::Failed(&lost[0])), WaitStep::Again(ms(100), 2));
    assert_eq!(wait.handle(at(1200), Polled::Failed(&lost[1])), WaitStep::Again(ms(100), 3));
    assert_eq!(wait.handle(at(1300), Polled::Failed(&invalid)), WaitStep::Done);
    assert_eq!(wait.handle(at(1300), Polled::Final), WaitStep::Done);
    assert_eq!(wait.handle(at(1351), Polled::Pending), WaitStep::Done, "the next poll would begin after 450 ms");
}
