//! Everybody around the shop: the provider, those who ask for payouts, and those who pay for orders.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use freedompay::card_data::Expiry;
use freedompay::gateway::purchase::card::PayByCard;
use freedompay::{Amount, Client, Gateway};
use freedompay_sandbox::{Plan, ReplyVerdict, Rule, Sandbox};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::balancer::{Balancer, exchange};

/// A sandbox sends its notifications one after the other; several make them come at the same time.
const TILLS: u64 = 8;
const CUSTOMERS: usize = 12;
const PAYERS: usize = 12;
const ORDERS_PER_PAYOUT: u64 = 3;
/// In percent of the payments.
const SENT_AGAIN: u8 = 5;
/// The longest delay of a request to the provider, in the plan below.
pub(crate) const LONGEST_DELAY: Duration = Duration::from_millis(250);

const PAYOUTS_GO_WRONG: [&str; 10] = [
    "merchant.payout.iban: drop-after, share=6%",
    "merchant.payout.iban: drop-before, share=4%",
    "merchant.payout.iban: delay-before=250ms, share=6%",
    "merchant.payout.iban: delay-after=250ms, share=6%",
    "merchant.payout.iban: truncate, share=2%",
    "merchant.payout.iban: wrong-signature, share=2%",
    "merchant.payout.iban: http=502, share=2%",
    "merchant.payout.iban: error=10029, share=2%",
    "merchant.payout.status: http=503, share=10%",
    "merchant.payout.status: delay-after=250ms, share=20%",
];
const RESULTS_GO_WRONG: [&str; 3] = [
    "merchant.callbacks.result_notify: callback-twice, share=10%",
    "merchant.callbacks.result_notify: callback-late=5m, share=4%",
    "merchant.callbacks.result_notify: wrong-signature, share=2%",
];

/// After this time a result comes again, so often.
pub(crate) const HALF_AN_HOUR: Duration = Duration::from_secs(30 * 60);
pub(crate) const REPETITIONS: u32 = 4;

/// The town.
pub(crate) struct Town {
    /// Where payouts are made.
    pub(crate) provider: Sandbox,
    /// Where orders are paid, and those who pay there.
    tills: Vec<(Sandbox, Client<Gateway>)>,
    payouts: AtomicU64,
    payments: AtomicU64,
    is_closing: AtomicBool,
    /// How often the result of each till's payment was sent, and whether the shop has taken it. A sandbox forgets old callbacks.
    results: Mutex<HashMap<(usize, u64), (u32, bool)>>,
}

fn plan(rules: &[&str]) -> Plan {
    rules.iter().fold(Plan::new(), |plan, rule| plan.rule(rule.parse::<Rule>().unwrap()))
}

impl Town {
    pub(crate) async fn open() -> Arc<Self> {
        let rich = Amount::from(1_000_000_000);
        let provider = Sandbox::builder().balance("KZT", rich).faults(plan(&PAYOUTS_GO_WRONG)).start().await.unwrap();
        let mut tills = Vec::new();
        for seed in 0..TILLS {
            let till = Sandbox::builder().seed(100 + seed).faults(plan(&RESULTS_GO_WRONG)).start().await.unwrap();
            let client = Client::builder(till.pg_credentials()).base_url(&till.url()).build().unwrap();
            tills.push((till, client));
        }
        let (payouts, payments, is_closing, results) = Default::default();
        Arc::new(Self { provider, tills, payouts, payments, is_closing, results })
    }

    /// Lets everybody go to the shop until it closes.
    pub(crate) fn go(self: &Arc<Self>, shop: &Arc<Balancer>) -> JoinSet<()> {
        let mut people = JoinSet::new();
        for _ in 0..CUSTOMERS {
            let (town, shop) = (Arc::clone(self), Arc::clone(shop));
            people.spawn(async move { while town.ask_for_a_payout(&shop).await {} });
        }
        for _ in 0..PAYERS {
            let (town, shop) = (Arc::clone(self), Arc::clone(shop));
            people.spawn(async move { while town.buy(&shop).await {} });
        }
        people
    }

    /// Returns how many payouts were asked for, and how many orders were paid.
    pub(crate) fn done(&self) -> (u64, u64) {
        (self.payouts.load(Ordering::Relaxed), self.payments.load(Ordering::Relaxed))
    }

    /// Returns where orders are paid.
    pub(crate) fn tills(&self) -> impl Iterator<Item = &Sandbox> {
        self.tills.iter().map(|(till, _)| till)
    }

    /// Lets nobody begin anything more, and ends all faults.
    pub(crate) fn close(&self) {
        self.is_closing.store(true, Ordering::Relaxed);
        for sandbox in self.tills().chain([&self.provider]) {
            sandbox.set_faults(Plan::new()).unwrap();
        }
    }

    async fn ask_for_a_payout(&self, shop: &Balancer) -> bool {
        let nth = self.payouts.fetch_add(1, Ordering::Relaxed);
        let body = format!(r#"{{"amount": "{}.{:02}", "iban": "KZ{nth:018}"}}"#, 1 + nth % 900, nth % 100);
        self.insist(shop, &format!("/payouts/p{nth}"), &body).await
    }

    async fn buy(&self, shop: &Balancer) -> bool {
        // Orders are quicker than payouts, and would leave them no turn of a database with one writer.
        while self.payments.load(Ordering::Relaxed) > ORDERS_PER_PAYOUT * self.payouts.load(Ordering::Relaxed) {
            tokio::time::sleep(Duration::from_millis(5)).await;
            if self.is_closing.load(Ordering::Relaxed) {
                return false;
            }
        }
        let nth = self.payments.fetch_add(1, Ordering::Relaxed);
        let (id, price) = (format!("o{nth}"), format!("{}.{:02}", 1 + nth % 900, nth % 100));
        let goes_on = self.insist(shop, &format!("/orders/{id}"), &format!(r#"{{"price": "{price}"}}"#)).await;
        let (till, client) = &self.tills[usize::try_from(nth % TILLS).unwrap()];
        let expiry: Expiry = "12/30".parse().unwrap();
        let card = ("4400444400004440".parse().unwrap(), "123".parse().unwrap(), "John Doe".parse().unwrap());
        let payment =
            PayByCard::new(id, price.parse().unwrap(), "Order", card.0, card.1, expiry.year(), expiry.month(), card.2);
        let payment = payment.currency("KZT").result_url(format!("http://{}/pay/result", shop.address));
        let paid = payment.send(client).await.unwrap();
        if fastrand::u8(0..100) < SENT_AGAIN {
            tokio::time::sleep(Duration::from_millis(fastrand::u64(0..300))).await;
            till.resend_result(paid.payment_id.unwrap()).unwrap();
        }
        goes_on
    }

    /// Asks until the shop answers; reports whether the town is still open.
    async fn insist(&self, shop: &Balancer, path: &str, body: &str) -> bool {
        let length = body.len();
        let request = format!(
            "PUT {path} HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        loop {
            let asked = async { exchange(&mut TcpStream::connect(shop.address).await?, request.as_bytes()).await };
            if asked.await.is_ok_and(|response| response.starts_with(b"HTTP/1.1 200")) {
                return !self.is_closing.load(Ordering::Relaxed);
            }
            tokio::time::sleep(Duration::from_millis(fastrand::u64(5..50))).await;
        }
    }

    /// Lets half an hour pass at the tills: results that the shop has not taken come again.
    pub(crate) async fn let_half_an_hour_pass(&self) {
        for till in self.tills() {
            till.advance(HALF_AN_HOUR).await;
        }
    }

    /// Notes which results the shop has taken, before the tills forget it.
    pub(crate) fn note_results(&self) {
        let mut results = self.results.lock().unwrap();
        for (nth, till) in self.tills().enumerate() {
            for callback in till.callbacks() {
                let (times, is_taken) = results.entry((nth, callback.about)).or_default();
                *times = callback.attempt.max(*times);
                *is_taken |= callback.verdict == ReplyVerdict::Ok;
            }
        }
    }

    /// Returns how often results were sent, at least: one that was sent twice counts once.
    pub(crate) fn notified(&self) -> u32 {
        self.results.lock().unwrap().values().map(|(times, _)| times).sum()
    }

    /// Returns the payments whose result the shop has not taken yet, each with the replies that the till remembers.
    pub(crate) async fn open_results(&self) -> Vec<(u64, Vec<ReplyVerdict>)> {
        for till in self.tills() {
            till.run_until_idle().await;
        }
        self.note_results();
        let results = self.results.lock().unwrap();
        let mut open = Vec::new();
        for (nth, till) in self.tills().enumerate() {
            let is_open = |id: &u64| !results.get(&(nth, *id)).is_some_and(|(_, is_taken)| *is_taken);
            for id in till.payments().iter().map(|payment| payment.id).filter(is_open) {
                let of_it = till.callbacks().into_iter().filter(|callback| callback.about == id);
                open.push((id, of_it.map(|callback| callback.verdict).collect()));
            }
        }
        open
    }
}
