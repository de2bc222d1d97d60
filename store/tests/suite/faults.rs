//! A PostgreSQL that stops, hangs or refuses.

use std::time::{Duration, Instant};

use freedompay_runtime::callback::{CallbackStore, ClaimState, TransactionalStore};
use freedompay_runtime::journal::{Journal, OpenEntries};
use freedompay_store::{ErrorKind, Store};
use freedompay_test_support::Postgres;
use freedompay_test_support::harness::{Missing, Trial, trial};

use crate::common::{LONG, SHORT, account, arrival, block_on, count, intent, ok, run, server, sleep};

const TIMEOUT: Duration = Duration::from_secs(1);
/// What a busy machine may add.
const SLACK: Duration = Duration::from_secs(2);

fn a_server_that_stops_is_an_error_in_time_and_comes_back() -> Result<(), Missing> {
    let server = Postgres::start_own()?;
    let database = server.database();
    block_on(async {
        let store = Store::connect(database.url()).timeout(TIMEOUT).await.unwrap();
        let turns: [fn(&Postgres); 2] = [Postgres::stop, Postgres::crash];
        for (turn, end) in turns.into_iter().enumerate() {
            store.begin(&intent(account("1"), LONG)).await.unwrap();
            end(&server);
            for _ in 0..2 {
                let begun = Instant::now();
                let error = store.begin(&intent(account("1"), LONG)).await.unwrap_err();
                assert!(begun.elapsed() < TIMEOUT + SLACK, "{:?}: {error}", begun.elapsed());
            }
            let error = store.acknowledge(uuid::Uuid::now_v7()).await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Unreachable), "{error}");
            assert!(CallbackStore::claim(&store, &arrival("event", LONG, LONG)).await.is_err());
            let begun = Instant::now();
            let error = Store::connect(database.url()).timeout(TIMEOUT).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unreachable, "{error}");
            assert!(begun.elapsed() < TIMEOUT + SLACK);
            server.resume();
            let open = Journal::open(&store, &account("1")).await.unwrap();
            assert_eq!(open.open, u64::try_from(turn).unwrap() + 1);
        }
    });
    Ok(())
}

fn a_lock_is_an_error_in_time() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        let store = Store::connect(database.url()).timeout(TIMEOUT).await.unwrap();
        let other = Store::connect(database.url()).await.unwrap();
        let mut held = other.begin_transaction().await.unwrap();
        sqlx::raw_sql("LOCK TABLE freedompay_journal").execute(&mut *held).await.unwrap();
        // More than the pool has connections: those that hang are closed, and do not use it up.
        for turn in 0..2 {
            let begun = Instant::now();
            let calls: Vec<_> = (0..12)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move { store.begin(&intent(account("1"), LONG)).await.unwrap_err() })
                })
                .collect();
            for call in calls {
                let error = call.await.unwrap();
                assert!(error.to_string().contains("1s") || error.to_string().contains("in time"), "{error}");
            }
            assert!(begun.elapsed() < TIMEOUT + SLACK, "turn {turn}: {:?}", begun.elapsed());
        }
        held.rollback().await.unwrap();
        sleep(SHORT).await;
        store.begin(&intent(account("2"), LONG)).await.unwrap();
        assert_eq!(Journal::open(&store, &account("2")).await.unwrap(), OpenEntries { open: 1, older_than_a_day: 0 });
    });
    Ok(())
}

fn an_arrival_does_not_wait_for_the_transaction_that_decides() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        let store = Store::connect(database.url()).await.unwrap();
        // One whose claim holds, and one whose claim has lapsed meanwhile.
        for (key, lease) in [("held", LONG), ("lapsed", Duration::ZERO)] {
            let one = arrival(key, lease, Duration::ZERO);
            assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
            let mut transaction = store.begin_transaction().await.unwrap();
            assert!(store.keep_in(&mut transaction, key, one.holder, &ok("kept")).await.unwrap());
            let begun = Instant::now();
            let other = arrival(key, LONG, SHORT);
            assert_eq!(CallbackStore::claim(&store, &other).await.unwrap(), ClaimState::Busy);
            assert!(begun.elapsed() >= SHORT && begun.elapsed() < SHORT + SLACK, "{:?}", begun.elapsed());
            transaction.commit().await.unwrap();
            assert_eq!(CallbackStore::claim(&store, &other).await.unwrap(), ClaimState::Known(ok("kept")));
        }
    });
    Ok(())
}

fn the_isolation_of_the_database_does_not_matter() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        for isolation in ["repeatable%5C%20read", "serializable"] {
            let url = format!("{}?options=-c%20default_transaction_isolation%3D{isolation}", database.url());
            let store = Store::connect(url).await.unwrap();
            crate::journal::each_entry_is_claimed_by_one(store.clone()).await;
            run(&store, "DELETE FROM freedompay_journal").await;
            crate::callback::of_many_arrivals_one_decides(store.clone()).await;
            run(&store, "DELETE FROM freedompay_callback").await;
        }
    });
    Ok(())
}

fn a_database_without_the_right_to_make_tables_says_so() -> Result<(), Missing> {
    let database = server()?.database();
    block_on(async {
        let owner = Store::connect(database.url()).await.unwrap();
        run(&owner, "CREATE ROLE shop_reader LOGIN; CREATE SCHEMA own; GRANT USAGE ON SCHEMA own TO shop_reader").await;
        let at = database.url().find("://").unwrap() + 3;
        let rest = database.url()[at..].split_once('@').map_or(&database.url()[at..], |(_, rest)| rest);
        let url = format!("postgres://shop_reader@{rest}?options=-c%20search_path%3Down");
        let error = Store::connect(url).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Denied, "{error}");
        assert_eq!(count(&owner, "SELECT count(*) FROM freedompay_schema").await, 1);
        run(&owner, "DROP SCHEMA own; DROP ROLE shop_reader").await;
    });
    Ok(())
}

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial!(a_server_that_stops_is_an_error_in_time_and_comes_back),
        trial!(a_lock_is_an_error_in_time),
        trial!(an_arrival_does_not_wait_for_the_transaction_that_decides),
        trial!(the_isolation_of_the_database_does_not_matter),
        trial!(a_database_without_the_right_to_make_tables_says_so),
    ]
}
