//! A payment and what can become of it. Amounts are in major units of its currency.

use std::time::Duration;

use freedompay::{Amount, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::saved_card::CardFacts;
use super::test_cards::Steps;

/// A hold that is neither captured nor cancelled is captured by itself (docs.freedompay.kz, Clearing).
pub(crate) const HOLD: Duration = Duration::from_secs(5 * 24 * 60 * 60);
/// How long a payment of the Async API is under way before the card is charged. No source has a time.
pub(crate) const WORK: Duration = Duration::from_secs(1);
/// How far the status lags behind a capture: "some seconds" in a live run; how many is our choice.
pub(crate) const LAG: Duration = Duration::from_secs(3);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) id: u64,
    /// The endpoint that made it.
    pub(crate) made_by: String,
    pub(crate) order_id: Option<String>,
    pub(crate) amount: Amount,
    /// The payer says how much.
    pub(crate) open_amount: Option<Bounds>,
    pub(crate) currency: String,
    pub(crate) description: String,
    pub(crate) user: User,
    pub(crate) is_test: bool,
    pub(crate) captures_at_once: bool,
    pub(crate) language: String,
    pub(crate) method: String,
    /// The merchant wants this method and no other.
    pub(crate) is_method_fixed: bool,
    pub(crate) urls: Urls,
    /// The merchant's own fields, which come back in callbacks, with `pg_param1` to 3.
    pub(crate) extra: Vec<(String, Value)>,
    /// Months of the recurring profile that the first payment begins, if it does.
    pub(crate) recurring_months: Option<u32>,
    pub(crate) recurring_profile: Option<u64>,
    /// Name of the payer's page.
    pub(crate) page: String,
    pub(crate) created: Timestamp,
    pub(crate) expires: Option<Timestamp>,

    pub(crate) state: State,
    pub(crate) card: Option<CardFacts>,
    /// The number that is charged, in digits, where it is a phone.
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

/// Of an amount that the payer types, both included.
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

/// Where the merchant wants to be asked, told, and given the payer back; HTTP methods beside.
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
pub(crate) enum State {
    /// Nobody has tried to pay.
    New,
    /// The payer is asked for a code.
    Challenge {
        md: String,
        pares: Option<ChallengeOutcome>,
    },
    /// The subscriber is asked for the code of an SMS, and has given so many wrong ones.
    Code {
        wrong: u8,
    },
    /// Authorised; captured or not.
    Paid,
    Failed {
        code: u32,
        what: String,
    },
    /// Nobody paid in time.
    Expired,
}

/// What the payer's bank found, and the text that proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChallengeOutcome {
    pub(crate) pares: String,
    pub(crate) passed: bool,
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

/// An error code, with words where there are better ones than the code's own.
pub(crate) type Refused = (u32, Option<String>);

const fn code(code: u32) -> Refused {
    (code, None)
}

impl Payment {
    pub(crate) fn note(&mut self, at: Timestamp, what: impl Into<String>) {
        self.history.push(Event { at, what: what.into() });
    }

    /// Whether somebody may still pay it.
    pub(crate) fn is_payable(&self) -> bool {
        !matches!(self.state, State::Paid | State::Expired) && self.cancelled.is_none()
    }

    pub(crate) fn fail(&mut self, at: Timestamp, code: u32, what: impl Into<String>) {
        let what = what.into();
        self.note(at, format!("failed: {code}, {what}"));
        self.state = State::Failed { code, what };
    }

    /// The money is held, and taken at once if the payment says so.
    pub(crate) fn authorize(&mut self, at: Timestamp) {
        self.state = State::Paid;
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
    pub(crate) fn capture(&mut self, at: Timestamp, amount: Option<Amount>) -> Result<Amount, Refused> {
        let amount = amount.unwrap_or(self.amount);
        match self.state {
            State::Failed { .. } | State::Expired => return Err(code(10035)),
            State::New | State::Challenge { .. } | State::Code { .. } => return Err(code(120)),
            State::Paid => {}
        }
        if self.cancelled.is_some() {
            return Err(code(10033));
        }
        if self.capture.is_some() {
            return Err(code(10036));
        }
        if amount > self.amount || amount <= Amount::ZERO {
            return Err((11005, Some(format!("{} {} was authorised, not {amount}", self.amount, self.currency))));
        }
        self.allowed(|can| can.clearing, "captured")?;
        self.take(at, amount);
        Ok(amount)
    }

    /// Releases a hold.
    pub(crate) fn cancel(&mut self, at: Timestamp, id: u64) -> Result<(), Refused> {
        match self.state {
            State::Failed { .. } => return Err(code(9013)),
            State::New | State::Challenge { .. } | State::Code { .. } | State::Expired => return Err(code(120)),
            State::Paid => {}
        }
        if self.cancelled.is_some() {
            return Err(code(10033));
        }
        if self.capture.is_some() {
            return Err((10012, Some("the payment is captured: it can be refunded, not cancelled".to_owned())));
        }
        self.allowed(|can| can.reverse, "cancelled")?;
        self.cancelled = Some(id);
        self.cancelled_at = Some(at);
        self.note(at, "cancelled: the hold is released");
        Ok(())
    }

    /// Gives captured money back, all of it or a part.
    pub(crate) fn refund(&mut self, refund: Refund) -> Result<(), Refused> {
        let Some(capture) = &self.capture else { return Err(code(10034)) };
        let left = capture.amount.decimal() - self.refunded().decimal();
        if left.is_zero() {
            return Err(code(11018));
        }
        if refund.amount.decimal() > left || refund.amount <= Amount::ZERO {
            let what = format!("{left} {} is left to refund, not {}", self.currency, refund.amount);
            return Err((10020, Some(what)));
        }
        self.allowed(|can| can.refund, "refunded")?;
        self.note(refund.at, format!("refunded: {} {}", refund.amount, self.currency));
        self.refunds.push(refund);
        Ok(())
    }

    /// What is captured and not given back.
    pub(crate) fn refundable(&self) -> Amount {
        let captured = self.capture.as_ref().map_or(Amount::ZERO, |capture| capture.amount);
        Amount::from(captured.decimal() - self.refunded().decimal())
    }

    pub(crate) fn refunded(&self) -> Amount {
        self.refunds.iter().fold(Amount::ZERO, |sum, refund| Amount::from(sum.decimal() + refund.amount.decimal()))
    }

    /// The documentation lists test cards that refuse one step or the other, without saying how.
    fn allowed(&self, step: fn(Steps) -> bool, what: &str) -> Result<(), Refused> {
        match &self.card {
            Some(card) if !step(card.behaviour.can) => {
                Err((9999, Some(format!("by the documentation payments with this test card cannot be {what}"))))
            }
            _ => Ok(()),
        }
    }

    /// The capture, as the status tells it: some seconds late.
    pub(crate) fn visible_capture(&self, now: Timestamp) -> Option<&Capture> {
        let has_settled = |capture: &&Capture| now.duration_since(capture.at).unsigned_abs() >= LAG;
        self.capture.as_ref().filter(|capture| self.captures_at_once || has_settled(capture))
    }

    /// `pg_payment_status`.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            State::New => "new",
            State::Challenge { .. } | State::Code { .. } => "process",
            State::Failed { .. } => "error",
            State::Expired => "incomplete",
            State::Paid if self.cancelled.is_some() => "revoked",
            State::Paid if self.capture.is_some() && self.refundable() == Amount::ZERO => "refunded",
            State::Paid => "success",
        }
    }

    /// What the merchant gets: the amount less a commission of 3.5 percent, that of the documentation's samples.
    pub(crate) fn net(amount: Amount) -> Amount {
        let thousandths = amount.decimal() * Amount::from(965).decimal();
        Amount::from((thousandths / Amount::from(1000).decimal()).round_dp(2).normalize())
    }
}
