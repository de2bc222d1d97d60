//! A transfer from one card to another: a debit, then a credit; if the credit fails, the debit is returned.

use freedompay::Amount;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::challenge::ChallengeOutcome;
use super::errors::{self, ErrorCode, NOT_FOUND};
use super::payout::SLOW_PAYOUT_TIME;
use super::queue::Job;
use super::saved_card::CardDetails;
use super::{World, clock};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transfer {
    pub(crate) id: u64,
    pub(crate) order_id: String,
    /// Debited from the sender; `amount_to` is credited to the recipient.
    pub(crate) amount: Amount,
    pub(crate) amount_to: Amount,
    pub(crate) currency: String,
    pub(crate) currency_to: String,
    /// `None` if that side is skipped.
    pub(crate) sender: Option<CardDetails>,
    pub(crate) recipient: Option<CardDetails>,
    /// Tokens of saved cards.
    pub(crate) sender_token: Option<String>,
    pub(crate) recipient_token: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) state: TransferState,
    pub(crate) settled: Option<Timestamp>,
    /// Whether the debit was returned to the sender.
    pub(crate) is_returned: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TransferState {
    /// The bank asks the sender for a code.
    Challenge {
        md: String,
        found: Option<ChallengeOutcome>,
    },
    /// Debited; the credit is in progress.
    Process,
    Done,
    Failed {
        code: u32,
        #[serde(rename = "what")]
        message: String,
    },
}

impl World {
    /// Finds the transfer of that id, or else the last one of that order.
    pub(crate) fn transfer(&self, id: Option<u64>, order: Option<&str>) -> Option<&Transfer> {
        match (id, order) {
            (Some(id), _) => self.transfers.get(&id),
            (None, Some(order)) => self.transfers.values().rev().find(|transfer| transfer.order_id == order),
            (None, None) => None,
        }
    }

    /// Continues after the sender's challenge.
    pub(crate) fn complete_transfer(&mut self, id: u64) -> Result<(), ErrorCode> {
        let transfer = self.transfers.get(&id).ok_or(NOT_FOUND)?;
        let TransferState::Challenge { found, .. } = &transfer.state else { return Err(ErrorCode::new(120)) };
        // A missing and a wrong code have the same error.
        if found.as_ref().is_some_and(|found| found.passed) {
            self.debit(id);
        } else {
            self.end_transfer(id, Some(10004));
        }
        Ok(())
    }

    /// Debits the sender and starts the credit.
    pub(crate) fn debit(&mut self, id: u64) {
        let now = self.now();
        let Some(transfer) = self.transfers.get_mut(&id) else { return };
        transfer.state = TransferState::Process;
        let error = transfer.sender.as_ref().and_then(|card| card.behaviour.error);
        let is_slow = transfer.recipient.as_ref().is_some_and(|card| card.behaviour.payout.is_slow);
        match error {
            Some(code) => self.end_transfer(id, Some(code)),
            None if is_slow => self.queue.add(clock::after(now, SLOW_PAYOUT_TIME), Job::Credit(id)),
            None => self.credit(id),
        }
    }

    /// Credits the recipient, or fails as its card does.
    pub(crate) fn credit(&mut self, id: u64) {
        let Some(transfer) = self.transfers.get_mut(&id).filter(|transfer| transfer.state == TransferState::Process)
        else {
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
                None => TransferState::Done,
                Some(code) => TransferState::Failed { code, message: errors::meaning(code).to_owned() },
            };
        }
    }
}
