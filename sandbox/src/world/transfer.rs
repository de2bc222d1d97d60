//! A transfer from one card to another: a debit, then a credit; if the credit fails, the debit is returned.

use freedompay::Amount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::World;
use super::clock;
use super::errors::{self, NOT_FOUND};
use super::payment::{ChallengeOutcome, Refused};
use super::payout::SLOW;
use super::queue::Job;
use super::saved_card::CardFacts;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) id: u64,
    pub(crate) order_id: String,
    /// Taken from the sender, and given to the recipient.
    pub(crate) amount: Amount,
    pub(crate) amount_to: Amount,
    pub(crate) currency: String,
    pub(crate) currency_to: String,
    /// Nothing is taken from, or given to, a card that is skipped.
    pub(crate) sender: Option<CardFacts>,
    pub(crate) recipient: Option<CardFacts>,
    /// Of saved cards.
    pub(crate) sender_token: Option<String>,
    pub(crate) recipient_token: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) state: State,
    pub(crate) settled: Option<Timestamp>,
    /// The sender got the money back.
    pub(crate) is_returned: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// The sender is asked for a code.
    Challenge {
        md: String,
        found: Option<ChallengeOutcome>,
    },
    /// Debited; the credit is under way.
    Process,
    Done,
    Failed {
        code: u32,
        what: String,
    },
}

impl World {
    /// The transfer of that id, or else the last one of that order.
    pub(crate) fn transfer(&self, id: Option<u64>, order: Option<&str>) -> Option<&Transfer> {
        match (id, order) {
            (Some(id), _) => self.transfers.get(&id),
            (None, Some(order)) => self.transfers.values().rev().find(|transfer| transfer.order_id == order),
            (None, None) => None,
        }
    }

    /// Goes on after the sender's challenge.
    pub(crate) fn complete_transfer(&mut self, id: u64) -> Result<(), Refused> {
        let transfer = self.transfers.get(&id).ok_or(NOT_FOUND)?;
        let State::Challenge { found, .. } = &transfer.state else { return Err((120, None)) };
        // Not entered, or entered wrong: one code.
        if found.as_ref().is_some_and(|found| found.passed) {
            self.debit(id);
        } else {
            self.end_transfer(id, Some(10004));
        }
        Ok(())
    }

    /// Takes the money from the sender and sends it on.
    pub(crate) fn debit(&mut self, id: u64) {
        let now = self.now();
        let Some(transfer) = self.transfers.get_mut(&id) else { return };
        transfer.state = State::Process;
        let error = transfer.sender.as_ref().and_then(|card| card.behaviour.error);
        let is_slow = transfer.recipient.as_ref().is_some_and(|card| card.behaviour.payout.is_slow);
        match error {
            Some(code) => self.end_transfer(id, Some(code)),
            None if is_slow => self.queue.add(clock::after(now, SLOW), Job::Credit(id)),
            None => self.credit(id),
        }
    }

    /// The recipient's bank decides.
    pub(crate) fn credit(&mut self, id: u64) {
        let Some(transfer) = self.transfers.get_mut(&id).filter(|transfer| transfer.state == State::Process) else {
            return;
        };
        let error = transfer.recipient.as_ref().and_then(|card| card.behaviour.payout.error);
        transfer.is_returned = error.is_some() && transfer.sender.is_some();
        self.end_transfer(id, error);
    }

    fn end_transfer(&mut self, id: u64, error: Option<u32>) {
        let now = self.now();
        if let Some(transfer) = self.transfers.get_mut(&id) {
            transfer.settled = Some(now);
            transfer.state = match error {
                None => State::Done,
                Some(code) => State::Failed { code, what: errors::meaning(code).to_owned() },
            };
        }
    }
}
