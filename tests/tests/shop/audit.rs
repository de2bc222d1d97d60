//! Compares the shop's books with those of the provider, row by row.

use std::collections::HashMap;

use freedompay::Amount;
use freedompay_sandbox::Sandbox;
use serde_json::Value;

use crate::town::Town;

/// All of the shop's books.
#[derive(Clone, Debug)]
pub(crate) struct Books {
    pub(crate) payouts: Vec<Payout>,
    pub(crate) orders: Vec<Order>,
    pub(crate) deliveries: Vec<Delivery>,
}

/// A payout in the shop's books.
#[derive(Clone, Debug)]
pub(crate) struct Payout {
    pub(crate) id: String,
    pub(crate) amount: String,
    pub(crate) state: String,
    pub(crate) payment: Option<i64>,
}

/// An order in the shop's books.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) price: String,
    pub(crate) payment: Option<i64>,
}

/// What the warehouse is told to send.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) order: String,
    pub(crate) payment: i64,
}

/// A payout that the provider made.
#[derive(Clone, Debug)]
struct Made {
    id: i64,
    amount: Amount,
    is_paid: bool,
}

/// Returns what the provider made, by order number.
fn made(provider: &Sandbox) -> HashMap<String, Vec<Made>> {
    let snapshot: Value = serde_json::from_str(&provider.snapshot()).unwrap();
    let mut made: HashMap<String, Vec<Made>> = HashMap::new();
    for payout in snapshot["world"]["payouts"].as_object().unwrap().values() {
        let amount = payout["amount"].as_str().map_or_else(|| payout["amount"].to_string(), str::to_owned);
        made.entry(payout["order_id"].as_str().unwrap().to_owned()).or_default().push(Made {
            id: payout["id"].as_i64().unwrap(),
            amount: amount.parse().unwrap(),
            is_paid: payout["state"] == "Paid",
        });
    }
    made
}

/// Asserts that every payout is known, none is made twice, and both sides agree on each.
pub(crate) fn payouts(books: &[Payout], town: &Town) {
    let mut made = made(&town.provider);
    for payout in books {
        let theirs = made.remove(&payout.id).unwrap_or_default();
        match (payout.state.as_str(), theirs.as_slice()) {
            ("failed", []) => {}
            ("accepted", [one]) => {
                assert!(one.is_paid && payout.amount.parse() == Ok(one.amount), "{payout:?}: {one:?}");
                assert_eq!(payout.payment, Some(one.id), "{payout:?}: {one:?}");
            }
            _ => panic!("the books have {payout:?}, the provider {theirs:?}"),
        }
    }
    assert!(made.is_empty(), "the provider made payouts that the books do not have: {made:?}");
}

/// Asserts that every paid order is delivered exactly once, for its own payment, and nothing else is.
pub(crate) fn orders(books: &[Order], deliveries: &[Delivery], town: &Town) {
    let mut delivered: HashMap<&str, Vec<i64>> = HashMap::new();
    for delivery in deliveries {
        delivered.entry(&delivery.order).or_default().push(delivery.payment);
    }
    let orders: HashMap<&str, &Order> = books.iter().map(|order| (order.id.as_str(), order)).collect();
    for payment in town.tills().flat_map(Sandbox::payments) {
        let id = payment.order_id.as_deref().unwrap();
        let number = i64::try_from(payment.id).unwrap();
        assert_eq!(payment.captured, Some(payment.amount), "{payment:?}");
        let order = orders[id];
        assert_eq!((order.payment, order.price.parse()), (Some(number), Ok(payment.amount)), "{payment:?}: {order:?}");
        assert_eq!(delivered.remove(id), Some(vec![number]), "{payment:?} is delivered exactly once");
    }
    assert!(delivered.is_empty(), "delivered without payment: {delivered:?}");
}

/// Returns the numbers of the payouts that were taken and have not ended.
pub(crate) fn taken(books: &Books) -> Vec<u64> {
    let taken = books.payouts.iter().filter(|payout| payout.state == "taken");
    taken.map(|payout| payout.id.trim_start_matches('p').parse().unwrap()).collect()
}

/// Returns how many there were of everything.
pub(crate) fn summary(books: &Books, town: &Town) -> String {
    let accepted = books.payouts.iter().filter(|payout| payout.state == "accepted").count();
    format!(
        "{} payouts, {accepted} of them accepted; {} orders delivered after {} notifications",
        books.payouts.len(),
        books.deliveries.len(),
        town.notified(),
    )
}
