//! Manual operations on payments, in the dashboard or in a test.

use std::fmt;

use freedompay::Amount;
use jiff::Timestamp;

use crate::state::State;
use crate::world::callback_record::CallbackRecord;
use crate::world::errors::{self, ErrorCode, NOT_FOUND};
use crate::world::payment::{Payment, PaymentState};
use crate::world::queue::Job;

/// Why an operation on a payment is not possible.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotPossible {
    /// The code that the API would return.
    pub code: u32,
    /// Why it is not possible.
    pub message: String,
}

impl fmt::Display for NotPossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for NotPossible {}

impl From<ErrorCode> for NotPossible {
    fn from(error: ErrorCode) -> Self {
        Self { code: error.code, message: error.into_message() }
    }
}

/// A payment in the sandbox. Amounts are in major units of its currency.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PaymentSummary {
    /// Its number, `pg_payment_id`.
    pub id: u64,
    /// The shop's number, `pg_order_id`.
    pub order_id: Option<String>,
    /// As in `pg_payment_status`.
    pub status: &'static str,
    /// The amount to pay.
    pub amount: Amount,
    /// ISO 4217.
    pub currency: String,
    /// The captured amount, if any.
    pub captured: Option<Amount>,
    /// The refunded amount.
    pub refunded: Amount,
    /// The card that was tried last, masked.
    pub card: Option<String>,
    /// Code and message of the error it ended in.
    pub failure: Option<(u32, String)>,
    /// Its events, oldest first, by the sandbox's clock.
    pub history: Vec<(Timestamp, String)>,
}

impl PaymentSummary {
    pub(crate) fn of(payment: &Payment) -> Self {
        Self {
            id: payment.id,
            order_id: payment.order_id.clone(),
            status: payment.status(),
            amount: payment.amount,
            currency: payment.currency.clone(),
            captured: payment.capture.as_ref().map(|capture| capture.amount),
            refunded: payment.refunded(),
            card: payment.card.as_ref().map(|card| card.masked.clone()),
            failure: match &payment.state {
                PaymentState::Failed { code, message } => Some((*code, message.clone())),
                _ => None,
            },
            history: payment.history.iter().map(|event| (event.at, event.what.clone())).collect(),
        }
    }
}

/// "Declined, the payer should ask the issuer": the code of a manual failure without a code.
const DECLINED: u32 = 10001;

impl State {
    /// Fails a payment that is not paid yet, and notifies the merchant.
    pub(crate) fn fail(&self, id: u64, code: Option<u32>) -> Result<(), ErrorCode> {
        let mut world = self.world();
        let now = world.now();
        let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
        if !payment.is_payable() {
            return Err(ErrorCode::with_message(120, "only a payment that is not paid yet can fail"));
        }
        let code = code.unwrap_or(DECLINED);
        payment.fail(now, code, errors::meaning(code));
        drop(world);
        self.schedule_result(id);
        Ok(())
    }

    /// Sends the result callback of a payment once more, now.
    pub(crate) fn resend_result(&self, id: u64) -> Result<(), ErrorCode> {
        let mut world = self.world();
        let now = world.now();
        let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
        if payment.urls.result.is_none() {
            return Err(ErrorCode::with_message(120, "the payment has no pg_result_url"));
        }
        if !matches!(payment.state, PaymentState::Paid | PaymentState::Failed { .. }) {
            return Err(ErrorCode::with_message(120, "the payment has no result yet"));
        }
        let is_it = |record: &&CallbackRecord| record.about == id && record.kind == "merchant.callbacks.result_notify";
        let attempt = world.callbacks.iter().rfind(is_it).map_or(1, |last| last.attempt + 1);
        let job = Job::NotifyResult { payment: id, attempt };
        // Replaces a retry that is already scheduled.
        world.queue.cancel(&job);
        world.queue.add(now, job);
        drop(world);
        self.jobs_changed.notify_one();
        Ok(())
    }

    /// Resets the world to its state at the start.
    pub(crate) async fn reset(&self) {
        let _running = self.job_lock.lock().await;
        self.world().clone_from(&self.initial);
        self.log.clear();
        self.progress.clear();
        self.jobs_changed.notify_one();
    }
}
