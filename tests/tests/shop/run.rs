//! A run: the shop opens, everything goes wrong for a while, and then the books are compared.

use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use freedompay_test_support::{Missing, Postgres};
use sqlx::PgPool;
use tokio::task::{JoinHandle, block_in_place, spawn_blocking};
use tokio::time::sleep;

use crate::audit::{self, Books};
use crate::balancer::Balancer;
use crate::fleet::{Fleet, Weather};
use crate::instance::{Engine, Settings};
use crate::over_postgres::shop::Failure;
use crate::town::{HALF_AN_HOUR, LONGEST_DELAY, REPETITIONS, Town};
use crate::{clock, over_postgres, over_sqlite};

/// At least so many payouts, and as many paid orders, unless `FREEDOMPAY_TEST_PAYOUTS` is set.
const PAYOUTS: u64 = 2_000;
/// How often the tills are asked which results the shop has taken: they remember a thousand.
const LOOK: Duration = Duration::from_secs(1);
/// How long instances are down at night, by the database's clock: longer than any call, hold and lease.
const NIGHT: i64 = 15 * 60;
/// After this time the example takes a payout for forgotten.
const FORGOTTEN: i64 = 2 * 60 * 60;
/// How long the shop may take to find out what is open.
const PATIENCE: Duration = Duration::from_secs(120);
/// How much faster pauses pass for instances that look for what was forgotten.
const HASTE: u32 = 100;

/// What a run does with the shop's database.
trait Database {
    /// Reads the books.
    async fn read(&self) -> Result<Books, Failure>;

    /// Counts the entries of the journal, and the notifications without a decision.
    async fn open(&self) -> Result<(i64, i64), Failure>;

    /// Lets time pass for it, while nobody uses it.
    async fn let_pass(&self, seconds: i64) -> Result<(), Failure>;
}

struct OverPostgres(PgPool);

impl Database for OverPostgres {
    async fn read(&self) -> Result<Books, Failure> {
        over_postgres::reader::read(&self.0).await
    }

    async fn open(&self) -> Result<(i64, i64), Failure> {
        over_postgres::reader::open(&self.0).await
    }

    async fn let_pass(&self, seconds: i64) -> Result<(), Failure> {
        clock::wait_for_the_dead(&self.0).await?;
        Ok(clock::let_pass(&self.0, seconds).await?)
    }
}

/// A file that is opened for each look, as another program of the machine does.
struct OverSqlite(String);

impl Database for OverSqlite {
    async fn read(&self) -> Result<Books, Failure> {
        over_sqlite::reader::read(over_sqlite::database::open(&self.0).await?.pool()).await
    }

    async fn open(&self) -> Result<(i64, i64), Failure> {
        over_sqlite::reader::open(over_sqlite::database::open(&self.0).await?.pool()).await
    }

    async fn let_pass(&self, seconds: i64) -> Result<(), Failure> {
        over_sqlite::database::let_pass(over_sqlite::database::open(&self.0).await?.pool(), seconds).await
    }
}

/// Kills three instances over one PostgreSQL, which is stopped and crashes meanwhile.
pub(crate) fn over_postgres() -> Result<(), Missing> {
    let server = Arc::new(Postgres::start_own()?);
    let url = server.database().url().to_owned();
    block_on(async {
        let database = OverPostgres(PgPool::connect_lazy(&url).unwrap());
        clock::install(&database.0).await.unwrap();
        run(&database, Engine::Postgres, url, 3, Some(Arc::clone(&server))).await;
    });
    Ok(())
}

/// Kills the one process that uses an SQLite file.
pub(crate) fn over_sqlite() {
    let folder = folder("sqlite");
    let file = folder.join("shop.db").to_string_lossy().into_owned();
    block_on(run(&OverSqlite(file.clone()), Engine::Sqlite, file, 1, None));
    fs::remove_dir_all(folder).unwrap();
}

fn block_on(run: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(run);
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = env::temp_dir().join(format!("freedompay-shop-{name}-{}", freedompay::Uuid::now_v7()));
    fs::create_dir(&folder).unwrap();
    folder
}

async fn run(
    database: &impl Database,
    engine: Engine,
    address: String,
    instances: usize,
    server: Option<Arc<Postgres>>,
) {
    let begun = Instant::now();
    let town = Town::open().await;
    let balancer = Balancer::start(instances).await.unwrap();
    let settings = Settings { engine, database: address, provider: town.provider.url() };
    let folder = folder("steps");
    let fleet = Fleet::start(instances, settings, folder.clone(), Arc::clone(&balancer));
    let mut people = town.go(&balancer);
    let outages = server.map(break_down);

    let wanted = env::var("FREEDOMPAY_TEST_PAYOUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(PAYOUTS);
    let is_enough = |share: u64| {
        let (payouts, payments) = town.done();
        payouts >= wanted * share / 3 && payments >= wanted * share / 3
    };
    let watch = tokio::spawn({
        let town = Arc::clone(&town);
        async move {
            loop {
                sleep(LOOK).await;
                town.note_results();
            }
        }
    });
    // Twice a night falls in between.
    for share in 1..=3 {
        while !is_enough(share) || (share == 3 && !fleet.kills().is_complete()) {
            sleep(Duration::from_millis(50)).await;
            if fastrand::u8(0..100) == 0 && env::var_os("FREEDOMPAY_TEST_LOG").is_some() {
                eprintln!("{:?}: {:?} payouts and orders; {}", begun.elapsed(), town.done(), fleet.kills());
            }
        }
        if share < 3 {
            night(database, &fleet, NIGHT).await;
            block_in_place(|| fleet.set(Weather::Killing, 1));
        }
    }
    if let Some((outages, stop)) = outages {
        let _ = stop.send(());
        println!("PostgreSQL was stopped or crashed {} times", outages.await.unwrap());
    }
    town.close();
    block_in_place(|| fleet.set(Weather::Calm, 1));
    while people.join_next().await.is_some() {}
    println!("{}", fleet.kills());

    // The journal knows every call that may have happened, so that recovery alone finds out about all of them.
    night(database, &fleet, NIGHT).await;
    block_in_place(|| fleet.set(Weather::Calm, 1));
    settled(database, "the journal's entries", async |database: &_| {
        database.open().await.is_ok_and(|open| open.0 == 0)
    })
    .await;
    let taken = audit::taken(&database.read().await.unwrap());
    for payout in &taken {
        assert!(!fleet.kills().was_recorded(*payout), "the journal has lost payout {payout}");
    }
    // Results come again when the claims of those that died have lapsed.
    for _ in 0..REPETITIONS {
        if town.open_results().await.is_empty() {
            break;
        }
        night(database, &fleet, HALF_AN_HOUR.as_secs().cast_signed()).await;
        block_in_place(|| fleet.set(Weather::Calm, 1));
        town.let_half_an_hour_pass().await;
    }
    assert_eq!(town.open_results().await, [], "the shop did not take every result");
    watch.abort();
    // What is left was never begun. That is not the journal's to know, but the shop's.
    night(database, &fleet, FORGOTTEN).await;
    block_in_place(|| fleet.set(Weather::Calm, HASTE));
    settled(database, "forgotten payouts", async |database: &_| {
        database.read().await.is_ok_and(|books| audit::taken(&books).is_empty())
    })
    .await;
    block_in_place(|| fleet.set(Weather::End, 1));

    let books = database.read().await.unwrap();
    audit::payouts(&books.payouts, &town);
    audit::orders(&books.orders, &books.deliveries, &town);
    assert_eq!(database.open().await.unwrap(), (0, 0), "open entries, and notifications without a decision");
    println!("{}, {} taken and never begun; {:?}", audit::summary(&books, &town), taken.len(), begun.elapsed());
    fs::remove_dir_all(folder).unwrap();
}

/// Kills all instances, waits until the provider has handled what it was sent, and lets time pass.
async fn night(database: &impl Database, fleet: &Fleet, seconds: i64) {
    block_in_place(|| fleet.set(Weather::Night, 1));
    sleep(LONGEST_DELAY * 2).await;
    // PostgreSQL may be down.
    while database.let_pass(seconds).await.is_err() {
        sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until a condition holds.
async fn settled<D: Database>(database: &D, name: &str, holds: impl AsyncFn(&D) -> bool) {
    let begun = Instant::now();
    while !holds(database).await {
        assert!(begun.elapsed() < PATIENCE, "{name} stay open: {:?}", database.open().await);
        sleep(Duration::from_millis(50)).await;
    }
}

/// Stops PostgreSQL and lets it crash, now and then, until told to stop; returns how often.
fn break_down(server: Arc<Postgres>) -> (JoinHandle<u32>, tokio::sync::oneshot::Sender<()>) {
    let (stop, mut stopped) = tokio::sync::oneshot::channel();
    let task = tokio::spawn(async move {
        for outages in 0.. {
            tokio::select! {
                () = sleep(Duration::from_millis(fastrand::u64(5_000..10_000))) => {}
                _ = &mut stopped => return outages,
            }
            let end = if fastrand::bool() { Postgres::stop } else { Postgres::crash };
            let own = Arc::clone(&server);
            spawn_blocking(move || end(&own)).await.unwrap();
            sleep(Duration::from_micros(fastrand::u64(0..300_000))).await;
            let own = Arc::clone(&server);
            spawn_blocking(move || own.resume()).await.unwrap();
        }
        unreachable!("it is told to stop")
    });
    (task, stop)
}
