//! What people do to payments by hand, in the dashboard or in a test.

use std::fmt;

use freedompay::Amount;
use jiff::Timestamp;

use crate::notices::Notice;
use crate::state::State;
use crate::world::errors::{self, NOT_FOUND};
use crate::world::payment::{Payment, Refused, State as PaymentState};
use crate::world::queue::Job;

/// Why something cannot be done to a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotPossible {
    /// The code that the API would answer with.
    pub code: u32,
    /// What is in the way.
    pub what: String,
}

impl fmt::Display for NotPossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.what)
    }
}

impl std::error::Error for NotPossible {}

impl From<Refused> for NotPossible {
    fn from(refused: Refused) -> Self {
        let (code, what) = errors::words(refused);
        Self { code, what }
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
    /// As `pg_payment_status` tells it.
    pub status: &'static str,
    /// What is to be paid.
    pub amount: Amount,
    /// ISO 4217.
    pub currency: String,
    /// What was captured, if anything was.
    pub captured: Option<Amount>,
    /// What was given back.
    pub refunded: Amount,
    /// The card that was tried last, masked.
    pub card: Option<String>,
    /// Code and words of the error it ended in.
    pub failure: Option<(u32, String)>,
    /// What happened to it, oldest first, by the sandbox's clock.
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
                PaymentState::Failed { code, what } => Some((*code, what.clone())),
                _ => None,
            },
            history: payment.history.iter().map(|event| (event.at, event.what.clone())).collect(),
        }
    }
}

/// "Declined, the payer should ask the issuer": what a payment fails with when nobody says what.
const DECLINED: u32 = 10001;

impl State {
    /// Fails a payment that was not paid yet, and tells the merchant.
    pub(crate) fn fail(&self, id: u64, code: Option<u32>) -> Result<(), Refused> {
        let mut world = self.world();
        let now = world.now();
        let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
        if !payment.is_payable() {
            return Err((120, Some("only a payment that is not paid yet can fail".to_owned())));
        }
        let code = code.unwrap_or(DECLINED);
        payment.fail(now, code, errors::meaning(code));
        drop(world);
        self.tell_later(id);
        Ok(())
    }

    /// Tells the merchant how a payment came out once more, now.
    pub(crate) fn tell_again(&self, id: u64) -> Result<(), Refused> {
        let mut world = self.world();
        let now = world.now();
        let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
        if payment.urls.result.is_none() {
            return Err((120, Some("the payment names no pg_result_url to tell".to_owned())));
        }
        if !matches!(payment.state, PaymentState::Paid | PaymentState::Failed { .. }) {
            return Err((120, Some("there is no outcome to tell yet".to_owned())));
        }
        let is_it = |notice: &&Notice| notice.about == id && notice.kind == "merchant.callbacks.result_notify";
        let attempt = world.notices.iter().rfind(is_it).map_or(1, |last| last.attempt + 1);
        let job = Job::TellResult { payment: id, attempt };
        // Now instead of later, if it was to be told again anyway.
        world.queue.cancel(&job);
        world.queue.add(now, job);
        drop(world);
        self.wake.notify_one();
        Ok(())
    }

    /// Forgets everything: as it was when it started.
    pub(crate) async fn reset(&self) {
        let _turn = self.turn.lock().await;
        self.world().clone_from(&self.first);
        self.log.clear();
        self.progress.clear();
        self.wake.notify_one();
    }
}
