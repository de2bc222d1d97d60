//! A payout and what can become of it.

use std::time::Duration;

use freedompay::Amount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::World;
use super::clock;
use super::errors::{self, NOT_FOUND};
use super::payment::Refused;
use super::queue::Job;
use super::saved_card::CardFacts;

/// How long a payout is under way to the test cards that answer `process` first. No source has a time.
pub(super) const SLOW: Duration = Duration::from_secs(10);

/// The balance of the calls that name no currency.
pub(crate) const CURRENCY: &str = "KZT";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payout {
    pub(crate) id: u64,
    /// The endpoint that made it.
    pub(crate) made_by: String,
    pub(crate) order_id: String,
    pub(crate) amount: Amount,
    pub(crate) currency: String,
    pub(crate) description: String,
    pub(crate) user: Option<String>,
    /// The recipient's card; nobody's yet if it waits for one, or if the money goes to an account.
    pub(crate) card: Option<CardFacts>,
    /// Token of a saved card.
    pub(crate) token: Option<String>,
    /// Name of the recipient's page.
    pub(crate) page: String,
    pub(crate) post_link: Option<String>,
    pub(crate) back_link: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) state: State,
    /// When it was paid, or failed.
    pub(crate) settled: Option<Timestamp>,
    /// What was left on the balance then.
    pub(crate) balance: Amount,
    pub(crate) reference: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// For the recipient's card.
    Waiting,
    /// The money has left the balance.
    Process,
    Paid,
    Failed {
        code: u32,
        what: String,
    },
}

impl Payout {
    /// `pg_payment_status`.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            State::Waiting | State::Process => "process",
            State::Paid => "success",
            State::Failed { .. } => "error",
        }
    }
}

impl World {
    /// The payout of that id, or else the last one of that order.
    pub(crate) fn payout(&self, id: Option<u64>, order: Option<&str>) -> Option<&Payout> {
        match (id, order) {
            (Some(id), _) => self.payouts.get(&id),
            (None, Some(order)) => self.payouts.values().rev().find(|payout| payout.order_id == order),
            (None, None) => None,
        }
    }

    pub(crate) fn balance(&self, currency: &str) -> Amount {
        self.balances.get(currency).copied().unwrap_or(Amount::ZERO)
    }

    fn book(&mut self, currency: &str, change: impl FnOnce(Amount) -> Amount) {
        let balance = self.balance(currency);
        self.balances.insert(currency.to_owned(), change(balance));
    }

    /// Takes the money from the balance and sends it on its way, to the card if there is one.
    pub(crate) fn pay_out(&mut self, id: u64, card: Option<CardFacts>) -> Result<(), Refused> {
        let now = self.now();
        let payout = self.payouts.get_mut(&id).ok_or(NOT_FOUND)?;
        if payout.state != State::Waiting {
            return Err((120, None));
        }
        payout.card = card.or(payout.card.take());
        payout.state = State::Process;
        let is_slow = payout.card.as_ref().is_some_and(|card| card.behaviour.payout.is_slow);
        let (amount, currency) = (payout.amount, payout.currency.clone());
        self.queue.cancel(&Job::ExpirePayout(id));
        if amount > self.balance(&currency) {
            self.fail_payout(id, 8888);
            return Ok(());
        }
        self.book(&currency, |balance| Amount::from(balance.decimal() - amount.decimal()));
        if is_slow {
            self.queue.add(clock::after(now, SLOW), Job::SettlePayout(id));
        } else {
            self.settle_payout(id);
        }
        Ok(())
    }

    /// The recipient's bank decides; what it does not take goes back to the balance.
    pub(crate) fn settle_payout(&mut self, id: u64) {
        let Some(payout) = self.payouts.get(&id).filter(|payout| payout.state == State::Process) else { return };
        match payout.card.as_ref().and_then(|card| card.behaviour.payout.error) {
            None => self.end_payout(id, State::Paid),
            Some(code) => {
                let (amount, currency) = (payout.amount, payout.currency.clone());
                self.book(&currency, |balance| Amount::from(balance.decimal() + amount.decimal()));
                self.fail_payout(id, code);
            }
        }
    }

    /// Gives up a payout whose recipient typed no card in time.
    pub(crate) fn expire_payout(&mut self, id: u64) {
        if self.payouts.get(&id).is_some_and(|payout| payout.state == State::Waiting) {
            self.fail_payout(id, 10018);
        }
    }

    fn fail_payout(&mut self, id: u64, code: u32) {
        self.end_payout(id, State::Failed { code, what: errors::meaning(code).to_owned() });
    }

    fn end_payout(&mut self, id: u64, state: State) {
        let now = self.now();
        let balances = &self.balances;
        if let Some(payout) = self.payouts.get_mut(&id) {
            payout.state = state;
            payout.settled = Some(now);
            payout.balance = balances.get(&payout.currency).copied().unwrap_or(Amount::ZERO);
            self.queue.add(now, Job::TellPayout(id));
        }
    }
}
