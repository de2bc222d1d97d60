//! Money calls with a journal, and notifications that are claimed and kept, on both engines against the same statements by hand.

use std::hint::black_box;
use std::rc::Rc;

use freedompay::callback::{CallbackVerifier, Claim, Incoming, Received};
use freedompay::gateway::payout::PayOutToCard;
use freedompay::merchant::callbacks::ResultNotify;
use freedompay::store::{Engine, Store, sql};
use freedompay::{Client, Endpoint as _, Gateway, Uuid};
use freedompay_runtime::wire::form;
use freedompay_sandbox::Sandbox;
use freedompay_test_support::Postgres;
use tokio::runtime::{Builder, Runtime};

use super::calling::http;
use super::message::{CALLBACK, SECRET, signed};
use super::{Failure, Pair, server};

/// Milliseconds for which an entry or a claim is held: longer than a row takes.
const HELD: i64 = 3_600_000;
const IDS: &str = r#"[["pg_order_id","1"]]"#;

/// Opens a store in a folder that the operating system cleans up.
fn sqlite(runtime: &Runtime) -> Result<Store<sqlx::Sqlite>, Failure> {
    let folder = std::env::temp_dir().join(format!("freedompay-compare-{}", Uuid::now_v7()));
    std::fs::create_dir(&folder)?;
    Ok(runtime.block_on(async { Store::open(folder.join("freedompay.db")).await })?)
}

/// Opens a store on a server that ends with this process.
fn postgres(runtime: &Runtime) -> Result<Store<sqlx::Postgres>, Failure> {
    let server: &'static Postgres = Box::leak(Box::new(Postgres::start()?));
    let database = Box::leak(Box::new(server.database()));
    Ok(runtime.block_on(async { Store::connect(database.url()).await })?)
}

fn runtime() -> Result<Rc<Runtime>, Failure> {
    Ok(Rc::new(Builder::new_current_thread().enable_all().build()?))
}

fn payout() -> Result<PayOutToCard, Failure> {
    let card = "4405645000006150".parse()?;
    Ok(PayOutToCard::new("1", "10".parse()?, "text", card, "https://shop.example/payout"))
}

/// Returns a client with a journal and one without, of a server that always returns the sandbox's response.
fn clients<E: Engine>(runtime: &Runtime, store: &Store<E>) -> Result<[Client<Gateway>; 2], Failure> {
    runtime.block_on(async {
        let sandbox = Sandbox::builder().samples().start().await?;
        let client = |url: &str| Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(url);
        let response = payout()?.send(&client(&sandbox.url()).build()?).await?;
        let url = server::constant(http(response.raw()))?;
        Ok([client(&url).journal(store.clone()).build()?, client(&url).build()?])
    })
}

/// Receives a notification about a payment of its own.
fn notice(verifier: &CallbackVerifier, payment: u64) -> Result<Received<ResultNotify>, Failure> {
    let payment = payment.to_string();
    let fields = CALLBACK.map(|(name, value)| (name, if name == "pg_payment_id" { payment.as_str() } else { value }));
    let body = form::encode(signed("result", &fields)?.root());
    let (content_type, body) = (form::MEDIA_TYPE, body.as_bytes());
    let incoming = Incoming { method: "POST", path: "/pay/result", query: "", content_type, body };
    verifier.receive(incoming).map_err(|e| e.to_string().into())
}

async fn claim_and_keep<E: Engine>(store: &Store<E>, notice: &Received<ResultNotify>) -> Result<u16, Failure> {
    match notice.claim(store).await? {
        Claim::Mine(claim) => Ok(claim.keep(notice.ok()).await?.http_status()),
        Claim::Known(_) | Claim::Busy(_) => Err("it is not new".into()),
    }
}

/// The rows of one engine. By hand the statements are those of the store; what is bound differs in the type of a key.
macro_rules! rows {
    ($call:ident, $notice:ident, $open:ident, $statements:expr, $key:expr) => {
        pub(super) fn $call() -> Result<Pair, Failure> {
            let runtime = runtime()?;
            let store = $open(&runtime)?;
            let [client, plain] = clients(&runtime, &store)?;
            let (ours, theirs, same) = (payout()?, payout()?, Rc::clone(&runtime));
            let by_hand = move || {
                same.block_on(async {
                    let (key, pool) = ($key(Uuid::now_v7()), store.pool());
                    let begin = sqlx::query($statements.begin).bind(key.clone()).bind("gateway").bind("123456");
                    let begin = begin.bind("http://127.0.0.1").bind(PayOutToCard::META.id).bind(None::<&str>);
                    begin.bind(IDS).bind(HELD).execute(pool).await?;
                    let response = theirs.send(&plain).await;
                    let state = if response.is_ok() { "responded" } else { "in_doubt" };
                    let record = sqlx::query($statements.record).bind(key.clone()).bind(key).bind(state);
                    record.bind(IDS).bind(60_000_i64).execute(pool).await?;
                    Ok::<_, Failure>(response?)
                })
            };
            if by_hand()?.payment_id != runtime.block_on(ours.send(&client))?.payment_id {
                return Err("the two read different responses".into());
            }
            Ok(Pair::new(
                move || drop(black_box(runtime.block_on(ours.send(&client)))),
                move || drop(black_box(by_hand())),
            ))
        }

        pub(super) fn $notice() -> Result<Pair, Failure> {
            let runtime = runtime()?;
            let store = $open(&runtime)?;
            let (verifier, other, same) = (CallbackVerifier::new(SECRET), store.clone(), Rc::clone(&runtime));
            let verifies = verifier.clone();
            let ours = move |payment: u64| {
                let notice = notice(&verifier, payment)?;
                runtime.block_on(claim_and_keep(&store, &notice))
            };
            let by_hand = move |payment: u64| {
                let notice = notice(&verifies, payment)?;
                same.block_on(async {
                    let (holder, pool) = ($key(Uuid::new_v4()), other.pool());
                    let claim = sqlx::query($statements.claim_callback).bind(notice.key()).bind(holder.clone());
                    let claimed = claim.bind(HELD).fetch_all(pool).await?.len();
                    let decision = notice.ok();
                    let keep = sqlx::query($statements.keep_callback).bind(notice.key()).bind(holder);
                    let kept = keep.bind(serde_json::to_string(&decision)?).execute(pool).await?.rows_affected();
                    if (claimed, kept) != (1, 1) {
                        return Err("it is not new".into());
                    }
                    Ok::<u16, Failure>(notice.reply(&decision).http_status())
                })
            };
            let (mut odd, mut even) = (1, 2);
            if ours(odd)? != by_hand(even)? {
                return Err("the two reply differently".into());
            }
            Ok(Pair::new(
                move || {
                    odd += 2;
                    drop(black_box(ours(odd)));
                },
                move || {
                    even += 2;
                    drop(black_box(by_hand(even)));
                },
            ))
        }
    };
}

rows!(sqlite_call, sqlite_notice, sqlite, sql::SQLITE, |key: Uuid| key.to_string());
rows!(postgres_call, postgres_notice, postgres, sql::POSTGRES, |key: Uuid| key);
