//! Captures, cancellations and refunds, by a call or by hand.

use freedompay::Amount;

use super::World;
use super::errors::{ErrorCode, NOT_FOUND};
use super::payment::{Payment, Refund};
use super::queue::Job;

impl World {
    /// Captures a hold, all of it or a part. Returns the authorised and the captured amount.
    pub(crate) fn capture(&mut self, id: u64, amount: Option<Amount>) -> Result<(Amount, Amount), ErrorCode> {
        let now = self.now();
        let payment = self.found(id)?;
        let captured = payment.capture(now, amount)?;
        let authorised = payment.amount;
        self.queue.cancel(&Job::Capture(id));
        Ok((authorised, captured))
    }

    /// Releases a hold. Returns the number of the cancellation.
    pub(crate) fn cancel(&mut self, id: u64) -> Result<u64, ErrorCode> {
        let (now, number) = (self.now(), self.ids.number());
        self.found(id)?.cancel(now, number)?;
        self.queue.cancel(&Job::Capture(id));
        Ok(number)
    }

    /// Refunds money, all that is left or a part. Returns the number of the refund.
    pub(crate) fn refund(&mut self, id: u64, amount: Option<Amount>) -> Result<u64, ErrorCode> {
        let (at, number, reference) = (self.now(), self.ids.number(), self.ids.digits(12));
        let payment = self.found(id)?;
        let amount = amount.unwrap_or_else(|| payment.refundable());
        payment.refund(Refund { id: number, amount, at, reference })?;
        Ok(number)
    }

    fn found(&mut self, id: u64) -> Result<&mut Payment, ErrorCode> {
        self.payments.get_mut(&id).ok_or(NOT_FOUND)
    }
}
