//! Of all arrivals of a notification one decides, and all get the same reply.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use freedompay::callback::{CallbackStore as _, Claim, ClaimLost, ClaimOptions, MemoryCallbackStore, Reply};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::Clock;

use crate::pieces::{SECRET, result};

fn store(clock: &Clock) -> MemoryCallbackStore {
    let clock = clock.clone();
    MemoryCallbackStore::with_clock(10, move || clock.elapsed())
}

/// Returns the status of a signed reply.
fn status(reply: &Reply) -> String {
    let read = xml::parse(reply.body().as_bytes()).unwrap();
    assert!(pg_sig::verify("result", read.root(), &freedompay::Secret::new(SECRET)), "{}", reply.body());
    read.root().get("pg_status").unwrap().text().to_owned()
}

#[tokio::test]
async fn the_first_arrival_decides_and_later_ones_are_told_the_same() {
    let store = MemoryCallbackStore::default();
    let notice = result("pg_order_id=8&pg_salt=1&pg_can_reject=1");
    let Claim::Mine(claim) = notice.claim(&store).await.unwrap() else { panic!() };
    let again = result("pg_order_id=8&pg_salt=2&pg_can_reject=0");
    let Claim::Busy(busy) = again.claim(&store).await.unwrap() else { panic!() };
    assert_eq!((busy.http_status(), &*status(&busy)), (500, "error"), "it asks to come again");
    let reply = claim.keep(notice.right_to_reject().unwrap().reject("Sold out")).await.unwrap();
    assert_eq!((reply.http_status(), &*status(&reply), reply.is_repeat()), (200, "rejected", false));
    let Claim::Known(known) = again.claim(&store).await.unwrap() else { panic!() };
    assert_eq!((&*status(&known), known.is_repeat(), known.rejection_ignored()), ("rejected", true, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_arrivals_at_once_one_decides() {
    let (store, decided) = (MemoryCallbackStore::default(), Arc::new(AtomicUsize::new(0)));
    let arrivals = (0..50).map(|salt| {
        let (store, decided) = (store.clone(), Arc::clone(&decided));
        tokio::spawn(async move {
            let notice = result(&format!("pg_order_id=8&pg_salt={salt}"));
            match notice.claim(&store).await.unwrap() {
                Claim::Mine(claim) => {
                    decided.fetch_add(1, Ordering::SeqCst);
                    tokio::task::yield_now().await;
                    claim.keep(notice.ok()).await.unwrap().http_status()
                }
                Claim::Known(reply) | Claim::Busy(reply) => reply.http_status(),
            }
        })
    });
    for arrival in arrivals.collect::<Vec<_>>() {
        assert!([200, 500].contains(&arrival.await.unwrap()));
    }
    assert_eq!(decided.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_error_is_not_kept() {
    let store = MemoryCallbackStore::default();
    let notice = result("pg_salt=1");
    let Claim::Mine(claim) = notice.claim(&store).await.unwrap() else { panic!() };
    let reply = claim.keep(notice.error("The books are closed")).await.unwrap();
    assert_eq!((reply.http_status(), &*status(&reply)), (500, "error"));
    assert!(matches!(notice.claim(&store).await.unwrap(), Claim::Mine(_)), "the repetition decides anew, at once");
}

#[tokio::test]
async fn a_claim_that_is_dropped_lapses_and_who_lost_it_keeps_nothing() {
    let clock = Clock::default();
    let store = store(&clock);
    let notice = result("pg_salt=1");
    let Claim::Mine(slow) = notice.claim(&store).await.unwrap() else { panic!() };
    drop(notice.claim(&store).await.unwrap());
    clock.pass(Duration::from_millis(59_999));
    assert!(matches!(notice.claim(&store).await.unwrap(), Claim::Busy(_)));
    clock.pass(Duration::from_millis(1));
    let Claim::Mine(next) = notice.claim(&store).await.unwrap() else { panic!() };
    let error = slow.keep(notice.ok()).await.unwrap_err();
    assert!(error.is::<ClaimLost>() && error.to_string().contains("lapsed"), "{error}");
    assert!(matches!(notice.claim(&store).await.unwrap(), Claim::Busy(_)), "the other still has it");
    let _ = next.keep(notice.ok()).await.unwrap();
    assert!(matches!(notice.claim(&store).await.unwrap(), Claim::Known(_)));
}

#[tokio::test]
async fn a_claim_that_has_lapsed_is_kept_if_nobody_else_took_it() {
    let clock = Clock::default();
    let store = store(&clock);
    let notice = result("pg_salt=1");
    let options = ClaimOptions::default().lease(Duration::from_secs(5));
    let Claim::Mine(claim) = notice.claim_with(&store, options).await.unwrap() else { panic!() };
    clock.pass(Duration::from_secs(3600));
    assert_eq!(status(&claim.keep(notice.ok()).await.unwrap()), "ok");
}

#[tokio::test]
async fn the_store_in_memory_is_bounded() {
    let store = MemoryCallbackStore::new(2);
    let notice = |order: u32| result(&format!("pg_order_id={order}&pg_salt=1"));
    for order in 1..=3 {
        let notice = notice(order);
        let Claim::Mine(claim) = notice.claim(&store).await.unwrap() else { panic!() };
        let _ = claim.keep(notice.ok()).await.unwrap();
    }
    assert!(matches!(notice(3).claim(&store).await.unwrap(), Claim::Known(_)));
    assert!(matches!(notice(1).claim(&store).await.unwrap(), Claim::Mine(_)), "the oldest went first");
    store.release("unknown", freedompay::Uuid::nil()).await.unwrap();
}

#[tokio::test]
async fn only_who_claimed_a_notification_keeps_a_decision_or_gives_the_claim_up() {
    let (store, notice) = (MemoryCallbackStore::default(), result("pg_salt=1"));
    let Claim::Mine(claim) = notice.claim(&store).await.unwrap() else { panic!() };
    let stranger = freedompay::Uuid::nil();
    store.release(notice.key(), stranger).await.unwrap();
    assert!(!store.keep(notice.key(), stranger, &notice.error("")).await.unwrap());
    assert!(!store.keep("unknown", stranger, &notice.ok()).await.unwrap());
    assert!(matches!(notice.claim(&store.clone()).await.unwrap(), Claim::Busy(_)), "its clones know it, too");
    let _ = claim.keep(notice.ok()).await.unwrap();
    store.release(notice.key(), stranger).await.unwrap();
    assert!(matches!(notice.claim(&store).await.unwrap(), Claim::Known(_)), "what is decided is not given up");
}

/// A claim pushed out by newer notifications is lost: its decision would not be remembered.
#[tokio::test]
async fn a_claim_that_a_full_store_forgot_is_lost() {
    let (store, notice) = (MemoryCallbackStore::new(1), result("pg_order_id=1&pg_salt=1"));
    let Claim::Mine(claim) = notice.claim(&store).await.unwrap() else { panic!() };
    assert!(matches!(result("pg_order_id=2&pg_salt=1").claim(&store).await.unwrap(), Claim::Mine(_)));
    assert!(claim.keep(notice.ok()).await.unwrap_err().is::<ClaimLost>());
}

/// A store may be behind a reference to a trait.
#[tokio::test]
async fn a_store_may_be_dynamic() {
    let store: Arc<dyn freedompay::callback::CallbackStore> = Arc::new(MemoryCallbackStore::default());
    let notice: freedompay::callback::Received<ResultNotify> = result("pg_salt=1");
    let Claim::Mine(claim) = notice.claim(&*store).await.unwrap() else { panic!() };
    assert_eq!(format!("{claim:?}").matches(SECRET).count(), 0);
    let _ = claim.keep(notice.ok()).await.unwrap();
}
