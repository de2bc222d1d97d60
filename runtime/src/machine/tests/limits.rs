//! The limits that calls share.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use super::{FORMS, PLAIN, at, ms, settings, signer};
use crate::machine::limits::Permit;
use crate::machine::{Limits, Now, Settings, Ticket};
use crate::meta::Effect;

/// Limits, and the settings of the one client that has them.
struct Scene {
    limits: Limits,
    settings: Arc<Settings>,
}

fn limits(most: Option<usize>, pacing: Duration) -> Scene {
    let settings = settings(&PLAIN, false, |options| {
        options.max_concurrency = most;
        options.pacing = pacing;
    });
    Scene { limits: Limits::new(&settings), settings }
}

impl Scene {
    fn take(&mut self, ticket: Ticket, effect: Effect, now: Now) -> Permit {
        self.limits.take(ticket, effect, &self.settings, now)
    }
}

impl Deref for Scene {
    type Target = Limits;

    fn deref(&self) -> &Limits {
        &self.limits
    }
}

impl DerefMut for Scene {
    fn deref_mut(&mut self) -> &mut Limits {
        &mut self.limits
    }
}

#[test]
fn no_more_permits_are_taken_than_there_are_and_each_comes_back() {
    let mut limits = limits(Some(2), Duration::ZERO);
    let [a, b, c] = [(); 3].map(|()| limits.ticket());
    assert!(a < b && b < c, "numbers grow");
    assert_eq!(limits.free_permits(), Some(2));
    assert_eq!(limits.take(a, Effect::Money, at(0)), Permit::Granted);
    assert_eq!(limits.take(b, Effect::Read, at(0)), Permit::Granted);
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(0), 0));
    assert_eq!(limits.take(c, Effect::Read, at(0)), Permit::Busy);
    assert_eq!(limits.take(c, Effect::Read, at(0)), Permit::Busy, "asking again takes no second place");
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(0), 1));
    assert_eq!(limits.release(), Some(c), "its turn");
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(0), 1), "the permit waits for it");
    assert_eq!(limits.take(c, Effect::Read, at(0)), Permit::Granted);
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(0), 0));
    assert_eq!((limits.release(), limits.free_permits()), (None, Some(1)));
    assert_eq!((limits.release(), limits.free_permits()), (None, Some(2)));
}

#[test]
fn turns_come_in_the_order_of_asking() {
    let mut limits = limits(Some(1), Duration::ZERO);
    let [a, b, c, d, late] = [(); 5].map(|()| limits.ticket());
    assert_eq!(limits.take(a, Effect::Read, at(0)), Permit::Granted);
    for waiting in [c, b, d] {
        assert_eq!(limits.take(waiting, Effect::Read, at(0)), Permit::Busy);
    }
    assert_eq!(limits.waiting(), 3);
    assert_eq!(limits.release(), Some(c));
    assert_eq!(limits.waiting(), 3, "two wait, and one has not noticed its turn");
    assert_eq!(limits.take(late, Effect::Read, at(0)), Permit::Busy, "the permit is not free");
    assert_eq!(limits.take(b, Effect::Read, at(0)), Permit::Busy, "it is another's turn");
    assert_eq!(limits.leave(d), None, "it only waited");
    assert_eq!(limits.waiting(), 3);
    assert_eq!(limits.leave(c), Some(b), "whose turn it was leaves, and hands it on");
    assert_eq!(limits.leave(c), None, "it is no longer there");
    assert_eq!(limits.take(b, Effect::Read, at(0)), Permit::Granted);
    assert_eq!((limits.release(), limits.waiting()), (Some(late), 1));
    assert_eq!(limits.leave(late), None);
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(1), 0), "the last to leave leaves a free permit");
}

#[test]
fn only_the_call_that_leaves_loses_its_turn() {
    let mut limits = limits(Some(2), Duration::ZERO);
    let [a, b, c, d] = [(); 4].map(|()| limits.ticket());
    for taking in [a, b] {
        assert_eq!(limits.take(taking, Effect::Read, at(0)), Permit::Granted);
    }
    for waiting in [c, d] {
        assert_eq!(limits.take(waiting, Effect::Read, at(0)), Permit::Busy);
    }
    assert_eq!((limits.release(), limits.release()), (Some(c), Some(d)));
    assert_eq!(limits.leave(d), None);
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(1), 1));
    assert_eq!(limits.take(c, Effect::Read, at(0)), Permit::Granted);
    assert_eq!((limits.free_permits(), limits.waiting()), (Some(1), 0));
}

#[test]
fn without_a_limit_nobody_waits() {
    let mut limits = limits(None, Duration::ZERO);
    for _ in 0..1000 {
        let ticket = limits.ticket();
        assert_eq!(limits.take(ticket, Effect::Money, at(0)), Permit::Granted);
    }
    assert_eq!((limits.free_permits(), limits.waiting(), limits.release()), (None, 0, None));
}

#[test]
fn what_changes_something_begins_no_sooner_than_the_interval() {
    let mut limits = limits(None, ms(100));
    let ticket = limits.ticket();
    let mut take = |effect, moment| limits.take(ticket, effect, at(moment));
    assert_eq!(take(Effect::Write, 1000), Permit::Granted, "the first one waits for nothing");
    assert_eq!(take(Effect::Read, 1000), Permit::Granted, "reads are not paced");
    assert_eq!(take(Effect::Money, 1000), Permit::TooSoon(ms(100)));
    assert_eq!(take(Effect::Write, 1099), Permit::TooSoon(ms(1)), "and those that were too soon reserved nothing");
    assert_eq!(take(Effect::Money, 1100), Permit::Granted);
    assert_eq!(take(Effect::Write, 1199), Permit::TooSoon(ms(1)), "counted from the last one that began");
    assert_eq!(take(Effect::Write, 1000), Permit::TooSoon(ms(100)), "a clock that goes back adds nothing");
}

#[test]
fn a_pause_is_a_minute_at_most() {
    for (interval, expected) in [(60_000, 60_000), (60_001, 60_000), (600_000, 60_000)] {
        let mut limits = limits(None, ms(interval));
        let ticket = limits.ticket();
        assert_eq!(limits.take(ticket, Effect::Write, at(0)), Permit::Granted);
        assert_eq!(limits.take(ticket, Effect::Write, at(0)), Permit::TooSoon(ms(expected)), "{interval}");
    }
}

#[test]
fn the_budget_is_ten_retries_and_ten_successes_earn_one() {
    let mut limits = limits(None, Duration::ZERO);
    limits.earn_retry();
    let taken = (0..20).filter(|_| limits.take_retry()).count();
    assert_eq!(taken, 10, "it is full at first, and holds no more");
    (0..9).for_each(|_| limits.earn_retry());
    assert!(!limits.take_retry(), "nine tenths are not enough");
    limits.earn_retry();
    assert!(limits.take_retry(), "and being refused cost nothing");
    assert!(!limits.take_retry());
    (0..1000).for_each(|_| limits.earn_retry());
    assert_eq!((0..20).filter(|_| limits.take_retry()).count(), 10, "it does not grow beyond ten");
}

#[test]
fn each_account_has_an_interval_of_its_own() {
    let mut limits = limits(None, ms(1000));
    let mut other = Settings::clone(&settings(&FORMS, false, |options| options.pacing = ms(1000)));
    other.signer = signer(&FORMS, "2");
    let ticket = limits.ticket();
    assert_eq!(limits.take(ticket, Effect::Money, at(0)), Permit::Granted);
    assert_eq!(limits.limits.take(ticket, Effect::Money, &other, at(0)), Permit::Granted, "another shop");
    assert_eq!(limits.limits.take(ticket, Effect::Money, &other, at(400)), Permit::TooSoon(ms(600)));
    assert_eq!(limits.take(ticket, Effect::Money, at(1000)), Permit::Granted);
}
