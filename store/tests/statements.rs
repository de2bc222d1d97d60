//! Which statements the store runs, how often, and by which index. A process of its own, since it listens to all that sqlx logs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed
#![allow(clippy::unnecessary_wraps)] // a test says what it misses, and some miss nothing

mod common;

use std::fmt::{Debug, Write as _};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use freedompay_runtime::callback::{CallbackStore, ClaimState};
use freedompay_runtime::journal::{EntryState, Journal, SameCalls};
use freedompay_store::{Store, StoreBuilder, sql};
use freedompay_test_support::harness::{self, Missing, trial};
use sqlx::{Postgres, Sqlite};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::common::{
    Folder, LONG, TestEngine, account, arrival, block_on, count, intent, of_account, of_entry, ok, record, run, server,
};

/// What was logged: a line for each statement, and one for each warning.
static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TURN: Mutex<()> = Mutex::new(());

struct Listener;

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{}={value:?} ", field.name());
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("sqlx::query") || metadata.target().starts_with("freedompay")
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(format!("{} ", event.metadata().target()));
        event.record(&mut line);
        log().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn log() -> MutexGuard<'static, Vec<String>> {
    LOG.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the number of statements since the last look, without those that only begin or end a connection.
///
/// SQLite's worker logs a statement a moment after its caller has the result: it is waited for until nothing more comes.
fn statements() -> usize {
    let mut seen = 0;
    loop {
        std::thread::sleep(Duration::from_millis(100));
        let now = log().len();
        if now == seen && now > 0 {
            break;
        }
        seen = now;
    }
    // A connection may not be back in the pool yet, and another is opened.
    let is_counted = |line: &String| line.starts_with("sqlx::query") && !line.contains("PRAGMA");
    log().drain(..).filter(is_counted).count()
}

fn warnings() -> Vec<String> {
    log().drain(..).filter(|line| line.starts_with("freedompay")).collect()
}

/// Runs a test on both engines, one at a time.
macro_rules! on_both {
    ($trials:ident, $($test:ident),+) => {$(
        $trials.push(trial(concat!("sqlite: ", stringify!($test)), || {
            let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            let folder = Folder::new();
            block_on(async { $test(|| Store::open(folder.path("test.db"))).await });
            Ok(())
        }));
        $trials.push(trial(concat!("postgres: ", stringify!($test)), || {
            let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            let database = server()?.database();
            block_on(async { $test(|| Store::connect(database.url())).await });
            Ok(())
        }));
    )+};
}

async fn each_step_is_one_statement<E: TestEngine>(make: impl Fn() -> StoreBuilder<E>) {
    let store = make().await.unwrap();
    let mine = account("1");
    // The first call and the first notification also look after old rows.
    store.begin(&intent(mine.clone(), LONG)).await.unwrap();
    assert_eq!(CallbackStore::claim(&store, &arrival("first", LONG, LONG)).await.unwrap(), ClaimState::Mine);
    statements();

    let call = intent(mine.clone(), LONG);
    store.begin(&call).await.unwrap();
    assert_eq!(statements(), 1, "begin");
    store.record_outcome(&record(call.key, call.key, EntryState::Responded, LONG)).await.unwrap();
    assert_eq!(statements(), 1, "record");
    assert!(store.acknowledge(call.key).await.unwrap());
    assert_eq!(statements(), 1, "acknowledge");

    let call = intent(mine.clone(), LONG);
    store.begin(&call).await.unwrap();
    let mut outcome = record(call.key, call.key, EntryState::Responded, LONG);
    outcome.acknowledged = true;
    store.record_outcome(&outcome).await.unwrap();
    assert_eq!(statements(), 2, "a call that is acknowledged on return");

    store.claim_page(&mine).await;
    assert_eq!(statements(), 1, "a claim of a recovery");
    Journal::claim(&store, &of_entry(call.key, LONG)).await.unwrap();
    store.renew(call.key, call.key, LONG).await.unwrap();
    Journal::open(&store, &mine).await.unwrap();
    let calls = SameCalls { account: mine.clone(), endpoint: call.endpoint.clone(), ids: call.ids.clone() };
    store.find(&calls).await.unwrap();
    assert_eq!(statements(), 4, "claim, renew, open, find");

    let one = arrival("event", LONG, LONG);
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    assert_eq!(statements(), 1, "a notification");
    store.keep("event", one.holder, &ok("kept")).await.unwrap();
    assert_eq!(statements(), 1, "keep");
    assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Known(ok("kept")));
    assert_eq!(statements(), 2, "a repeated notification");
    store.release("event", one.holder).await.unwrap();
    assert_eq!(statements(), 1, "release");
}

trait ClaimPage {
    async fn claim_page(&self, account: &freedompay_runtime::journal::Account);
}

impl<J: Journal> ClaimPage for J {
    async fn claim_page(&self, account: &freedompay_runtime::journal::Account) {
        Journal::claim(self, &of_account(account, LONG)).await.unwrap();
    }
}

async fn old_entries_are_counted_and_reported<E: TestEngine>(make: impl Fn() -> StoreBuilder<E>) {
    let store = make().await.unwrap();
    let mine = account("1");
    store.begin(&intent(mine.clone(), LONG)).await.unwrap();
    assert_eq!(warnings(), Vec::<String>::new());
    run(&store, age("freedompay_journal", "begun_at", E::NAME)).await;
    let store = make().await.unwrap();
    store.begin(&intent(mine.clone(), LONG)).await.unwrap();
    let lines = warnings();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("older_than_a_day=1") && lines[0].contains("recover_all"), "{}", lines[0]);
    assert_eq!(Journal::open(&store, &mine).await.unwrap().older_than_a_day, 1);
    // A program that runs for long is told again.
    let store = make().await.unwrap();
    for number in 0..=1024 {
        store.begin(&intent(mine.clone(), LONG)).await.unwrap();
        assert_eq!(warnings().len(), usize::from(number % 1024 == 0), "call {number}");
    }
}

/// Returns a statement that makes rows two days older.
fn age(table: &str, column: &str, engine: &str) -> &'static str {
    let ago = if engine == "SQLite" { "172800000" } else { "interval '2 days'" };
    format!("UPDATE {table} SET {column} = {column} - {ago}").leak()
}

async fn old_decisions_are_removed_and_no_others<E: TestEngine>(make: impl Fn() -> StoreBuilder<E>) {
    let store = make().await.unwrap();
    for key in ["decided", "lapsed", "held"] {
        let lease = if key == "held" { LONG } else { Duration::ZERO };
        let one = arrival(key, lease, LONG);
        assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
        if key == "decided" {
            store.keep(key, one.holder, &ok("kept")).await.unwrap();
        }
    }
    assert_eq!(store.remove_old_callbacks().await.unwrap(), 0);
    run(&store, age("freedompay_callback", "claimed_at", E::NAME)).await;
    // It was claimed two days ago and decided just now.
    assert_eq!(store.remove_old_callbacks().await.unwrap(), 1);
    run(&store, age("freedompay_callback", "decided_at", E::NAME)).await;
    assert_eq!(store.remove_old_callbacks().await.unwrap(), 1);
    assert_eq!(count(&store, "SELECT count(*) FROM freedompay_callback").await, 1);
    // By itself: the first claim of a store, and every 64th.
    let store = make().keep_decisions_for(Duration::ZERO).await.unwrap();
    for number in 0..130 {
        let one = arrival(&format!("event {number}"), Duration::ZERO, LONG);
        assert_eq!(CallbackStore::claim(&store, &one).await.unwrap(), ClaimState::Mine);
    }
    let left = count(&store, "SELECT count(*) FROM freedompay_callback").await;
    assert!(left < 10, "{left}");
    assert_eq!(warnings(), Vec::<String>::new());
}

/// How an engine plans a statement; the parameters are numbers of the first kind that fits.
fn sqlite_uses_its_indexes() -> Result<(), Missing> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Folder::new();
    block_on(async {
        let store: Store<Sqlite> = Store::open(folder.path("test.db")).await.unwrap();
        for (statement, index) in [
            (sql::SQLITE.claim, "freedompay_journal_account (api=? AND account=? AND host=? AND key>?)"),
            (sql::SQLITE.claim_entry, "PRIMARY KEY (key=?)"),
            (sql::SQLITE.find, "freedompay_journal_account (api=? AND account=? AND host=?)"),
            (sql::SQLITE.record, "PRIMARY KEY (key=?)"),
            (sql::SQLITE.acknowledge, "PRIMARY KEY (key=?)"),
            (sql::SQLITE.open, "freedompay_journal_account (api=? AND account=? AND host=?)"),
            (sql::SQLITE.count_old, "freedompay_journal_account (api=? AND account=? AND host=?)"),
            (sql::SQLITE.read_callback, "PRIMARY KEY (key=?)"),
            (sql::SQLITE.keep_callback, "PRIMARY KEY (key=?)"),
            (sql::SQLITE.remove_old_callbacks, "freedompay_callback_claimed_at (claimed_at<?)"),
        ] {
            let explain = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
            let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(explain).fetch_all(store.pool()).await.unwrap();
            let plan: Vec<_> = rows.into_iter().map(|row| row.3).collect();
            assert!(plan.iter().any(|line| line.contains(index)), "{statement}: {plan:#?}");
            let tables = plan.iter().filter(|line| line.contains("freedompay"));
            assert!(tables.into_iter().all(|line| !line.starts_with("SCAN")), "{statement}: {plan:#?}");
            assert!(plan.iter().all(|line| !line.contains("TEMP B-TREE FOR ORDER BY")), "{statement}: {plan:#?}");
        }
    });
    Ok(())
}

fn postgres_uses_its_indexes() -> Result<(), Missing> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let database = server()?.database();
    block_on(async {
        let store: Store<Postgres> = Store::connect(database.url()).await.unwrap();
        let mut transaction = store.begin_transaction().await.unwrap();
        // Tables of a few rows are read as a whole, whatever the index.
        sqlx::raw_sql("SET LOCAL enable_seqscan = off").execute(&mut *transaction).await.unwrap();
        let uuid = "'018f0000-0000-7000-8000-000000000000'";
        for (statement, arguments, index) in [
            (sql::POSTGRES.claim, format!("'a', 'b', 'c', {uuid}, 10, {uuid}, 1"), "freedompay_journal_account"),
            (sql::POSTGRES.claim_entry, format!("{uuid}, {uuid}, 1"), "freedompay_journal_pkey"),
            (sql::POSTGRES.find, "'a', 'b', 'c', 'd', '[]'".to_owned(), "freedompay_journal_account"),
            (sql::POSTGRES.record, format!("{uuid}, {uuid}, 'refused', '[]', 1"), "freedompay_journal_pkey"),
            (sql::POSTGRES.acknowledge, uuid.to_owned(), "freedompay_journal_pkey"),
            (sql::POSTGRES.open, "'a', 'b', 'c'".to_owned(), "freedompay_journal_account"),
            (sql::POSTGRES.count_old, "'a', 'b', 'c', 10".to_owned(), "freedompay_journal_account"),
            (sql::POSTGRES.claim_callback, format!("'a', {uuid}, 1"), "freedompay_callback_pkey"),
            (sql::POSTGRES.read_callback, "'a'".to_owned(), "freedompay_callback_pkey"),
            (sql::POSTGRES.keep_callback, format!("'a', {uuid}, '{{}}'"), "freedompay_callback_pkey"),
            (sql::POSTGRES.remove_old_callbacks, "1, 10".to_owned(), "freedompay_callback_claimed_at"),
        ] {
            let prepare = format!(
                "DEALLOCATE ALL; PREPARE planned AS {statement}; SET LOCAL plan_cache_mode = force_generic_plan"
            );
            sqlx::raw_sql(sqlx::AssertSqlSafe(prepare)).execute(&mut *transaction).await.unwrap();
            let explain = format!("EXPLAIN EXECUTE planned ({arguments})");
            let rows = sqlx::raw_sql(sqlx::AssertSqlSafe(explain)).fetch_all(&mut *transaction).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, 0)).collect();
            assert!(plan.iter().any(|line| line.contains(index)), "{statement}: {plan:#?}");
            assert!(plan.iter().all(|line| !line.contains("Seq Scan")), "{statement}: {plan:#?}");
        }
    });
    Ok(())
}

fn main() -> ExitCode {
    tracing::subscriber::set_global_default(Listener).unwrap();
    let mut trials = vec![trial!(sqlite_uses_its_indexes), trial!(postgres_uses_its_indexes)];
    on_both!(
        trials,
        each_step_is_one_statement,
        old_entries_are_counted_and_reported,
        old_decisions_are_removed_and_no_others
    );
    harness::run(trials)
}
