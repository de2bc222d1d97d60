//! How an arrival waits while another decides, and what nobody waits for.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use freedompay_runtime::callback::{CallbackStore, ClaimState};
use freedompay_runtime::journal::{EntryState, Journal};
use freedompay_store::{Engine, Store};

use crate::common::{LONG, SHORT, account, arrival, intent, of_account, ok, record, sleep};

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

/// Polls a future once, as a `select!` does with a branch that it then leaves alone.
async fn begin<F: Future + ?Sized>(mut future: Pin<&mut F>) {
    poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending(), "it needs the database");
        Poll::Ready(())
    })
    .await;
}

/// Whoever looks at something else meanwhile keeps neither a turn to write nor a connection from others.
pub(crate) async fn what_is_left_alone_holds_up_nobody<E: Engine>(store: Store<E>) {
    let (first, second) = (intent(account("1"), LONG), intent(account("1"), LONG));
    store.begin(&first).await.unwrap();
    let outcome = record(first.key, first.key, EntryState::Responded, LONG);
    let page = of_account(&account("2"), LONG);
    let arrived = arrival("event", LONG, SHORT);
    // More than either engine has connections.
    let (mut recorded, mut claimed, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..16 {
        recorded.push(store.record_outcome(&outcome));
        claimed.push(Journal::claim(&store, &page));
        taken.push(CallbackStore::claim(&store, &arrived));
    }
    for recording in &mut recorded {
        begin(recording.as_mut()).await;
    }
    for claiming in &mut claimed {
        begin(claiming.as_mut()).await;
    }
    for taking in &mut taken {
        begin(taking.as_mut()).await;
    }
    let mut transactions: Vec<_> = (0..2).map(|_| Box::pin(store.begin_transaction())).collect();
    begin(transactions[0].as_mut()).await;
    drop(transactions);
    let begun = Instant::now();
    store.begin(&second).await.unwrap();
    assert!(store.acknowledge(second.key).await.unwrap());
    let transaction = store.begin_transaction().await.unwrap();
    transaction.rollback().await.unwrap();
    assert!(begun.elapsed() < SLACK, "{:?}", begun.elapsed());
    for recording in recorded {
        assert!(recording.await.unwrap());
    }
}
