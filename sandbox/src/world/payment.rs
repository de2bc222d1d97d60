//! Payments and their states. Amounts are in major units of the currency.

use std::time::Duration;

use freedompay::{Amount, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::challenge::ChallengeOutcome;
use super::errors::ErrorCode;
use super::saved_card::CardDetails;
use super::test_cards::AllowedChanges;

/// A hold that is neither captured nor cancelled is captured after this time (docs.freedompay.kz, Clearing).
pub(crate) const HOLD_TIME: Duration = Duration::from_secs(5 * 24 * 60 * 60);
/// How long a request of the asynchronous APIs is in progress. No source has a time.
pub(crate) const PROCESSING_TIME: Duration = Duration::from_secs(1);
/// How far the status lags behind a capture: "some seconds" in a live run; the number is our choice.
pub(crate) const STATUS_LAG: Duration = Duration::from_secs(3);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) id: u64,
    /// The endpoint that created it.
    pub(crate) made_by: String,
    pub(crate) order_id: Option<String>,
    pub(crate) amount: Amount,
    /// Limits of an amount that the payer enters.
    pub(crate) open_amount: Option<Bounds>,
    pub(crate) currency: String,
    pub(crate) description: String,
    pub(crate) user: User,
    pub(crate) is_test: bool,
    pub(crate) captures_at_once: bool,
    pub(crate) language: String,
    pub(crate) method: String,
    /// The merchant allows this method only.
    pub(crate) is_method_fixed: bool,
    pub(crate) urls: Urls,
    /// The merchant's own fields and `pg_param1` to 3, which callbacks repeat.
    pub(crate) extra: Vec<(String, Value)>,
    /// Months of the recurring profile that this payment starts, if any.
    pub(crate) recurring_months: Option<u32>,
    pub(crate) recurring_profile: Option<u64>,
    /// Name of the payer's page.
    pub(crate) page: String,
    pub(crate) created: Timestamp,
    pub(crate) expires: Option<Timestamp>,

    pub(crate) state: PaymentState,
    pub(crate) card: Option<CardDetails>,
    /// The phone number that is charged, in digits.
    pub(crate) phone: Option<String>,
    /// Token under which the card is saved once it has paid.
    pub(crate) card_token: Option<String>,
    pub(crate) authorized: Option<Timestamp>,
    pub(crate) reference: String,
    pub(crate) auth_code: String,
    pub(crate) capture: Option<Capture>,
    pub(crate) cancelled: Option<u64>,
    pub(crate) cancelled_at: Option<Timestamp>,
    pub(crate) refunds: Vec<Refund>,
    /// Newest last.
    pub(crate) history: Vec<Event>,
}

/// Limits of an amount, both included.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Bounds {
    pub(crate) from: Option<Amount>,
    pub(crate) to: Option<Amount>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) email: Option<String>,
}

/// The merchant's URLs for callbacks and for the payer's return, with their HTTP methods.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Urls {
    pub(crate) check: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) request_method: Option<String>,
    pub(crate) success: Option<String>,
    pub(crate) success_method: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) failure_method: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PaymentState {
    /// Nobody has tried to pay yet.
    New,
    /// The bank asks the payer for a code.
    Challenge { md: String, pares: Option<ChallengeOutcome> },
    /// The operator asks the subscriber for the code of an SMS; `wrong` counts wrong codes.
    Code { wrong: u8 },
    /// Authorised; captured or not.
    Paid,
    Failed {
        code: u32,
        #[serde(rename = "what")]
        message: String,
    },
    /// Nobody paid in time.
    Expired,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Capture {
    pub(crate) amount: Amount,
    pub(crate) at: Timestamp,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Refund {
    pub(crate) id: u64,
    pub(crate) amount: Amount,
    pub(crate) at: Timestamp,
    pub(crate) reference: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    pub(crate) at: Timestamp,
    pub(crate) what: String,
}

impl Payment {
    /// Adds an event to the history.
    pub(crate) fn note(&mut self, at: Timestamp, what: impl Into<String>) {
        self.history.push(Event { at, what: what.into() });
    }

    /// Returns whether it can still be paid.
    pub(crate) fn is_payable(&self) -> bool {
        !matches!(self.state, PaymentState::Paid | PaymentState::Expired) && self.cancelled.is_none()
    }

    /// Ends the payment in an error.
    pub(crate) fn fail(&mut self, at: Timestamp, code: u32, message: impl Into<String>) {
        let message = message.into();
        self.note(at, format!("failed: {code}, {message}"));
        self.state = PaymentState::Failed { code, message };
    }

    /// Holds the money, and captures it at once if the payment says so.
    pub(crate) fn authorize(&mut self, at: Timestamp) {
        self.state = PaymentState::Paid;
        self.authorized = Some(at);
        self.note(at, format!("authorised: {} {}", self.amount, self.currency));
        if self.captures_at_once {
            self.take(at, self.amount);
        }
    }

    fn take(&mut self, at: Timestamp, amount: Amount) {
        self.capture = Some(Capture { amount, at });
        self.note(at, format!("captured: {amount} {}", self.currency));
    }

    /// Captures a hold, all of it or a part.
    pub(crate) fn capture(&mut self, at: Timestamp, amount: Option<Amount>) -> Result<Amount, ErrorCode> {
        let amount = amount.unwrap_or(self.amount);
        match self.state {
            PaymentState::Failed { .. } | PaymentState::Expired => return Err(ErrorCode::new(10035)),
            PaymentState::New | PaymentState::Challenge { .. } | PaymentState::Code { .. } => {
                return Err(ErrorCode::new(120));
            }
            PaymentState::Paid => {}
        }
        if self.cancelled.is_some() {
            return Err(ErrorCode::new(10033));
        }
        if self.capture.is_some() {
            return Err(ErrorCode::new(10036));
        }
        if amount > self.amount || amount <= Amount::ZERO {
            return Err(ErrorCode::with_message(
                11005,
                format!("{} {} was authorised, not {amount}", self.amount, self.currency),
            ));
        }
        self.allowed(|can| can.clearing, "captured")?;
        self.take(at, amount);
        Ok(amount)
    }

    /// Releases a hold.
    pub(crate) fn cancel(&mut self, at: Timestamp, id: u64) -> Result<(), ErrorCode> {
        match self.state {
            PaymentState::Failed { .. } => return Err(ErrorCode::new(9013)),
            PaymentState::New | PaymentState::Challenge { .. } | PaymentState::Code { .. } | PaymentState::Expired => {
                return Err(ErrorCode::new(120));
            }
            PaymentState::Paid => {}
        }
        if self.cancelled.is_some() {
            return Err(ErrorCode::new(10033));
        }
        if self.capture.is_some() {
            return Err(ErrorCode::with_message(10012, "the payment is captured: it can be refunded, not cancelled"));
        }
        self.allowed(|can| can.reverse, "cancelled")?;
        self.cancelled = Some(id);
        self.cancelled_at = Some(at);
        self.note(at, "cancelled: the hold is released");
        Ok(())
    }

    /// Refunds captured money, all of it or a part.
    pub(crate) fn refund(&mut self, refund: Refund) -> Result<(), ErrorCode> {
        let Some(capture) = &self.capture else { return Err(ErrorCode::new(10034)) };
        let left = capture.amount.decimal() - self.refunded().decimal();
        if left.is_zero() {
            return Err(ErrorCode::new(11018));
        }
        if refund.amount.decimal() > left || refund.amount <= Amount::ZERO {
            let what = format!("{left} {} is left to refund, not {}", self.currency, refund.amount);
            return Err(ErrorCode::with_message(10020, what));
        }
        self.allowed(|can| can.refund, "refunded")?;
        self.note(refund.at, format!("refunded: {} {}", refund.amount, self.currency));
        self.refunds.push(refund);
        Ok(())
    }

    /// Returns the captured amount less refunds.
    pub(crate) fn refundable(&self) -> Amount {
        let captured = self.capture.as_ref().map_or(Amount::ZERO, |capture| capture.amount);
        Amount::from(captured.decimal() - self.refunded().decimal())
    }

    /// Returns the sum of all refunds.
    pub(crate) fn refunded(&self) -> Amount {
        self.refunds.iter().fold(Amount::ZERO, |sum, refund| Amount::from(sum.decimal() + refund.amount.decimal()))
    }

    /// Fails a change that the documentation lists as unsupported by the test card; it does not say how.
    fn allowed(&self, step: fn(AllowedChanges) -> bool, what: &str) -> Result<(), ErrorCode> {
        match &self.card {
            Some(card) if !step(card.behaviour.can) => Err(ErrorCode::with_message(
                9999,
                format!("by the documentation, payments with this test card cannot be {what}"),
            )),
            _ => Ok(()),
        }
    }

    /// Returns the capture as the status reports it: some seconds late.
    pub(crate) fn visible_capture(&self, now: Timestamp) -> Option<&Capture> {
        let has_settled = |capture: &&Capture| now.duration_since(capture.at).unsigned_abs() >= STATUS_LAG;
        self.capture.as_ref().filter(|capture| self.captures_at_once || has_settled(capture))
    }

    /// Returns `pg_payment_status`.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            PaymentState::New => "new",
            PaymentState::Challenge { .. } | PaymentState::Code { .. } => "process",
            PaymentState::Failed { .. } => "error",
            PaymentState::Expired => "incomplete",
            PaymentState::Paid if self.cancelled.is_some() => "revoked",
            PaymentState::Paid if self.capture.is_some() && self.refundable() == Amount::ZERO => "refunded",
            PaymentState::Paid => "success",
        }
    }

    /// Returns the merchant's share: the amount less a commission of 3.5 percent, as in the documentation's samples.
    pub(crate) fn net(amount: Amount) -> Amount {
        let thousandths = amount.decimal() * Amount::from(965).decimal();
        Amount::from((thousandths / Amount::from(1000).decimal()).round_dp(2).normalize())
    }
}
