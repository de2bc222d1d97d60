//! What a callback store does, whatever keeps it.

use std::time::Duration;

use freedompay_runtime::callback::{CallbackStore, ClaimState};
use uuid::Uuid;

use crate::common::{LONG, SHORT, arrival, ok, sleep};

pub(crate) async fn of_many_arrivals_one_decides<S: CallbackStore + Clone + 'static>(store: S) {
    let tasks: Vec<_> = (0..16)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                // The store in memory does not wait: it asks to come again, as the provider does.
                loop {
                    let arrival = arrival("event", LONG, LONG);
                    match store.claim(&arrival).await.unwrap() {
                        ClaimState::Mine => {
                            sleep(SHORT / 4).await;
                            let decision = ok(&format!("by {number}"));
                            assert!(store.keep("event", arrival.holder, &decision).await.unwrap());
                            return (true, decision);
                        }
                        ClaimState::Known(decision) => return (false, decision),
                        ClaimState::Busy => sleep(SHORT / 10).await,
                    }
                }
            })
        })
        .collect();
    let mut decisions = Vec::new();
    for task in tasks {
        decisions.push(task.await.unwrap());
    }
    assert_eq!(decisions.iter().filter(|(is_mine, _)| *is_mine).count(), 1);
    assert!(decisions.iter().all(|(_, decision)| *decision == decisions[0].1));
}

pub(crate) async fn events_are_claimed_apart<S: CallbackStore>(store: S) {
    for key in ["one", "other", "", "ё'\""] {
        assert_eq!(store.claim(&arrival(key, LONG, Duration::ZERO)).await.unwrap(), ClaimState::Mine);
        assert_eq!(store.claim(&arrival(key, LONG, Duration::ZERO)).await.unwrap(), ClaimState::Busy);
    }
}

pub(crate) async fn a_claim_lapses_and_its_late_decision_is_refused<S: CallbackStore>(store: S) {
    let (one, other) = (arrival("event", SHORT, Duration::ZERO), arrival("event", LONG, Duration::ZERO));
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Mine);
    assert_eq!(store.claim(&other).await.unwrap(), ClaimState::Busy);
    sleep(SHORT * 2).await;
    assert_eq!(store.claim(&other).await.unwrap(), ClaimState::Mine);
    assert!(!store.keep("event", one.holder, &ok("late")).await.unwrap());
    store.release("event", one.holder).await.unwrap();
    assert!(store.keep("event", other.holder, &ok("in time")).await.unwrap());
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Known(ok("in time")));
}

pub(crate) async fn a_lapsed_claim_that_nobody_took_is_kept<S: CallbackStore>(store: S) {
    let one = arrival("event", Duration::ZERO, Duration::ZERO);
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Mine);
    assert!(store.keep("event", one.holder, &ok("kept")).await.unwrap());
    assert!(!store.keep("event", one.holder, &ok("twice")).await.unwrap());
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Known(ok("kept")));
}

pub(crate) async fn a_claim_that_is_given_up_is_new_again<S: CallbackStore>(store: S) {
    let (one, other) = (arrival("event", LONG, Duration::ZERO), arrival("event", LONG, Duration::ZERO));
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Mine);
    store.release("event", other.holder).await.unwrap();
    assert_eq!(store.claim(&other).await.unwrap(), ClaimState::Busy);
    store.release("event", one.holder).await.unwrap();
    assert_eq!(store.claim(&other).await.unwrap(), ClaimState::Mine);
    assert!(store.keep("event", other.holder, &ok("kept")).await.unwrap());
    store.release("event", other.holder).await.unwrap();
    assert_eq!(store.claim(&one).await.unwrap(), ClaimState::Known(ok("kept")));
    assert!(!store.keep("unknown", Uuid::new_v4(), &ok("")).await.unwrap());
}
