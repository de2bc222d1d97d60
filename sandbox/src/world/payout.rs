//! Payouts and their states.

use std::time::Duration;

use freedompay::Amount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::errors::{self, ErrorCode, NOT_FOUND};
use super::queue::Job;
use super::saved_card::CardDetails;
use super::{World, clock};

/// How long a payout to a slow test card is in progress. No source has a time.
pub(super) const SLOW_PAYOUT_TIME: Duration = Duration::from_secs(10);

/// The default currency of balances and payouts.
pub(crate) const CURRENCY: &str = "KZT";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payout {
    pub(crate) id: u64,
    /// The endpoint that created it.
    pub(crate) made_by: String,
    pub(crate) order_id: String,
    pub(crate) amount: Amount,
    pub(crate) currency: String,
    pub(crate) description: String,
    pub(crate) user: Option<String>,
    /// The recipient's card; `None` while it waits for one, or if the money goes to an account.
    pub(crate) card: Option<CardDetails>,
    /// Token of a saved card.
    pub(crate) token: Option<String>,
    /// Name of the recipient's page.
    pub(crate) page: String,
    pub(crate) post_link: Option<String>,
    pub(crate) back_link: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) expires: Option<Timestamp>,
    pub(crate) state: PayoutState,
    /// When it was paid or failed.
    pub(crate) settled: Option<Timestamp>,
    /// The balance after it.
    pub(crate) balance: Amount,
    pub(crate) reference: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PayoutState {
    /// Waits for the recipient's card.
    Waiting,
    /// The money has left the balance.
    Process,
    Paid,
    Failed {
        code: u32,
        #[serde(rename = "what")]
        message: String,
    },
}

impl Payout {
    /// Returns `pg_payment_status`.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            PayoutState::Waiting | PayoutState::Process => "process",
            PayoutState::Paid => "success",
            PayoutState::Failed { .. } => "error",
        }
    }
}

impl World {
    /// Finds the payout of that id, or else the last one of that order.
    pub(crate) fn payout(&self, id: Option<u64>, order: Option<&str>) -> Option<&Payout> {
        match (id, order) {
            (Some(id), _) => self.payouts.get(&id),
            (None, Some(order)) => self.payouts.values().rev().find(|payout| payout.order_id == order),
            (None, None) => None,
        }
    }

    /// Returns the balance of a currency.
    pub(crate) fn balance(&self, currency: &str) -> Amount {
        self.balances.get(currency).copied().unwrap_or(Amount::ZERO)
    }

    fn book(&mut self, currency: &str, change: impl FnOnce(Amount) -> Amount) {
        let balance = self.balance(currency);
        self.balances.insert(currency.to_owned(), change(balance));
    }

    /// Takes the money from the balance and sends it, to the card if there is one.
    pub(crate) fn pay_out(&mut self, id: u64, card: Option<CardDetails>) -> Result<(), ErrorCode> {
        let now = self.now();
        let payout = self.payouts.get_mut(&id).ok_or(NOT_FOUND)?;
        if payout.state != PayoutState::Waiting {
            return Err(ErrorCode::new(120));
        }
        payout.card = card.or(payout.card.take());
        payout.state = PayoutState::Process;
        let is_slow = payout.card.as_ref().is_some_and(|card| card.behaviour.payout.is_slow);
        let (amount, currency) = (payout.amount, payout.currency.clone());
        self.queue.cancel(&Job::ExpirePayout(id));
        if amount > self.balance(&currency) {
            self.fail_payout(id, 8888);
            return Ok(());
        }
        self.book(&currency, |balance| Amount::from(balance.decimal() - amount.decimal()));
        if is_slow {
            self.queue.add(clock::after(now, SLOW_PAYOUT_TIME), Job::SettlePayout(id));
        } else {
            self.settle_payout(id);
        }
        Ok(())
    }

    /// Pays the payout, or fails it as its card does; then the money returns to the balance.
    pub(crate) fn settle_payout(&mut self, id: u64) {
        let Some(payout) = self.payouts.get(&id).filter(|payout| payout.state == PayoutState::Process) else { return };
        match payout.card.as_ref().and_then(|card| card.behaviour.payout.error) {
            None => self.end_payout(id, PayoutState::Paid),
            Some(code) => {
                let (amount, currency) = (payout.amount, payout.currency.clone());
                self.book(&currency, |balance| Amount::from(balance.decimal() + amount.decimal()));
                self.fail_payout(id, code);
            }
        }
    }

    /// Fails a payout whose recipient entered no card in time.
    pub(crate) fn expire_payout(&mut self, id: u64) {
        if self.payouts.get(&id).is_some_and(|payout| payout.state == PayoutState::Waiting) {
            self.fail_payout(id, 10018);
        }
    }

    fn fail_payout(&mut self, id: u64, code: u32) {
        self.end_payout(id, PayoutState::Failed { code, message: errors::meaning(code).to_owned() });
    }

    fn end_payout(&mut self, id: u64, state: PayoutState) {
        let now = self.now();
        let balances = &self.balances;
        if let Some(payout) = self.payouts.get_mut(&id) {
            payout.state = state;
            payout.settled = Some(now);
            payout.balance = balances.get(&payout.currency).copied().unwrap_or(Amount::ZERO);
            self.queue.add(now, Job::NotifyPayout(id));
        }
    }
}
