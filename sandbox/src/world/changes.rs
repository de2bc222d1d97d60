//! Captures, cancellations and refunds, whoever asks for them.

use freedompay::Amount;

use super::World;
use super::errors::NOT_FOUND;
use super::payment::{Payment, Refund, Refused};
use super::queue::Job;

impl World {
    /// Captures a hold, all of it or a part. Gives what was authorised and what was captured.
    pub(crate) fn capture(&mut self, id: u64, amount: Option<Amount>) -> Result<(Amount, Amount), Refused> {
        let now = self.now();
        let payment = self.found(id)?;
        let captured = payment.capture(now, amount)?;
        let authorised = payment.amount;
        self.queue.cancel(&Job::Capture(id));
        Ok((authorised, captured))
    }

    /// Releases a hold. Gives the number of the cancellation.
    pub(crate) fn cancel(&mut self, id: u64) -> Result<u64, Refused> {
        let (now, number) = (self.now(), self.ids.number());
        self.found(id)?.cancel(now, number)?;
        self.queue.cancel(&Job::Capture(id));
        Ok(number)
    }

    /// Gives money back, all that is left or a part. Gives the number of the refund.
    pub(crate) fn refund(&mut self, id: u64, amount: Option<Amount>) -> Result<u64, Refused> {
        let (at, number, reference) = (self.now(), self.ids.number(), self.ids.digits(12));
        let payment = self.found(id)?;
        let amount = amount.unwrap_or_else(|| payment.refundable());
        payment.refund(Refund { id: number, amount, at, reference })?;
        Ok(number)
    }

    fn found(&mut self, id: u64) -> Result<&mut Payment, Refused> {
        self.payments.get_mut(&id).ok_or(NOT_FOUND)
    }
}
