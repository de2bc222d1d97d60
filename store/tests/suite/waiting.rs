//! How an arrival waits while another decides.

use std::time::{Duration, Instant};

use freedompay_runtime::callback::{CallbackStore, ClaimState};
use freedompay_store::{Engine, Store};

use crate::common::{LONG, SHORT, arrival, ok, sleep};

/// What a busy machine may add to a wait.
const SLACK: Duration = Duration::from_millis(1500);

pub(crate) async fn an_arrival_waits_for_the_decision<E: Engine>(store: Store<E>) {
    let one = arrival("event", LONG, LONG);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { CallbackStore::claim(&store, &arrival("event", LONG, LONG)).await.unwrap() }
    });
    sleep(SHORT).await;
    assert!(!waiting.is_finished());
    assert!(store.keep("event", one.holder, &ok("kept")).await.unwrap());
    let kept = Instant::now();
    assert_eq!(waiting.await.unwrap(), ClaimState::Known(ok("kept")));
    assert!(kept.elapsed() < SLACK, "{:?}", kept.elapsed());
}

pub(crate) async fn an_arrival_that_waited_too_long_is_sent_away<E: Engine>(store: Store<E>) {
    let one = arrival("event", LONG, LONG);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let begun = Instant::now();
    let other = arrival("event", LONG, SHORT);
    assert_eq!(CallbackStore::claim(&store, &other).await.unwrap(), ClaimState::Busy);
    assert!(begun.elapsed() >= SHORT && begun.elapsed() < SHORT + SLACK, "{:?}", begun.elapsed());
}

pub(crate) async fn an_arrival_takes_over_what_lapses<E: Engine>(store: Store<E>) {
    let one = arrival("event", SHORT, LONG);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let begun = Instant::now();
    assert_eq!(CallbackStore::claim(&store, &arrival("event", LONG, LONG)).await.unwrap(), ClaimState::Mine);
    assert!(begun.elapsed() >= SHORT / 2 && begun.elapsed() < SHORT + SLACK, "{:?}", begun.elapsed());
    assert!(!store.keep("event", one.holder, &ok("late")).await.unwrap());
}

pub(crate) async fn an_arrival_takes_over_what_is_given_up<E: Engine>(store: Store<E>) {
    let one = arrival("event", LONG, LONG);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let waiting = tokio::spawn({
        let store = store.clone();
        async move { CallbackStore::claim(&store, &arrival("event", LONG, LONG)).await.unwrap() }
    });
    sleep(SHORT).await;
    store.release("event", one.holder).await.unwrap();
    assert_eq!(waiting.await.unwrap(), ClaimState::Mine);
}
