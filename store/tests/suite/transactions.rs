//! The program's own transaction.

use std::time::Duration;

use freedompay_runtime::callback::{CallbackStore, ClaimState, TransactionalStore};
use freedompay_runtime::journal::{Journal, OpenEntries};
use freedompay_store::Store;

use crate::common::{LONG, SHORT, TestEngine, account, arrival, count, intent, ok, run, sleep};

const BOOKS: &str = "CREATE TABLE books (line text NOT NULL)";
const WRITE: &str = "INSERT INTO books VALUES ('paid')";
const LINES: &str = "SELECT count(*) FROM books";

pub(crate) async fn books_and_acknowledgement_are_one<E: TestEngine>(store: Store<E>) {
    run(&store, BOOKS).await;
    let intent = intent(account("1"), LONG);
    store.begin(&intent).await.unwrap();
    for is_committed in [false, true] {
        let mut transaction = store.begin_transaction().await.unwrap();
        E::write(&mut transaction, WRITE.to_owned()).await.unwrap();
        assert!(!store.acknowledge_in(&mut transaction, None).await.unwrap());
        assert!(store.acknowledge_in(&mut transaction, Some(intent.key)).await.unwrap());
        assert!(!store.acknowledge_in(&mut transaction, intent.key).await.unwrap());
        if is_committed {
            transaction.commit().await.unwrap();
        } else {
            drop(transaction);
        }
        let open = Journal::open(&store, &intent.account).await.unwrap();
        assert_eq!(open, OpenEntries { open: u64::from(!is_committed), older_than_a_day: 0 });
        assert_eq!(count(&store, LINES).await, i64::from(is_committed));
    }
    assert!(!store.acknowledge(intent.key).await.unwrap());
    assert!(!store.acknowledge(None).await.unwrap());
}

pub(crate) async fn of_two_transactions_one_acknowledges<E: TestEngine>(store: Store<E>) {
    for is_committed in [true, false] {
        let intent = intent(account("1"), LONG);
        store.begin(&intent).await.unwrap();
        let mut one = store.begin_transaction().await.unwrap();
        assert!(store.acknowledge_in(&mut one, intent.key).await.unwrap());
        let other = tokio::spawn({
            let store = store.clone();
            async move {
                let mut other = store.begin_transaction().await.unwrap();
                let told = store.acknowledge_in(&mut other, intent.key).await.unwrap();
                other.commit().await.unwrap();
                told
            }
        });
        sleep(SHORT).await;
        assert!(!other.is_finished());
        if is_committed {
            one.commit().await.unwrap();
        } else {
            one.rollback().await.unwrap();
        }
        assert_eq!(other.await.unwrap(), !is_committed);
        assert_eq!(Journal::open(&store, &intent.account).await.unwrap().open, 0);
    }
}

pub(crate) async fn a_decision_is_kept_with_the_programs_own_rows<E: TestEngine>(store: Store<E>) {
    run(&store, BOOKS).await;
    let one = arrival("event", LONG, Duration::ZERO);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let mut transaction = store.begin_transaction().await.unwrap();
    E::write(&mut transaction, WRITE.to_owned()).await.unwrap();
    assert!(store.keep_in(&mut transaction, "event", one.holder, &ok("kept")).await.unwrap());
    transaction.commit().await.unwrap();
    assert_eq!(count(&store, LINES).await, 1);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Known(ok("kept")));
}

pub(crate) async fn a_decision_that_is_rolled_back_gives_the_claim_back_by_its_lease<E: TestEngine>(store: Store<E>) {
    let (one, other) = (arrival("event", SHORT, Duration::ZERO), arrival("event", LONG, LONG));
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    let mut transaction = store.begin_transaction().await.unwrap();
    assert!(store.keep_in(&mut transaction, "event", one.holder, &ok("undone")).await.unwrap());
    transaction.rollback().await.unwrap();
    assert_eq!(CallbackStore::claim(&store, &other).await.unwrap(), ClaimState::Mine);
}

pub(crate) async fn a_decision_after_the_loss_is_refused<E: TestEngine>(store: Store<E>) {
    let (one, other) = (arrival("event", Duration::ZERO, Duration::ZERO), arrival("event", LONG, Duration::ZERO));
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    assert_eq!(CallbackStore::claim(&store, &other).await.unwrap(), ClaimState::Mine);
    let mut transaction = store.begin_transaction().await.unwrap();
    assert!(!store.keep_in(&mut transaction, "event", one.holder, &ok("late")).await.unwrap());
    assert!(store.keep_in(&mut transaction, "event", other.holder, &ok("kept")).await.unwrap());
    transaction.commit().await.unwrap();
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Known(ok("kept")));
}
