//! Invoices, and the agreements under which payers are charged again.

use freedompay::{AlmatyTime, Amount, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::payment::{Payment, State as PaymentState};
use super::saved_card::CardFacts;

/// What an invoice is besides the payment that pays it; both have one number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Invoice {
    /// What the merchant said of it.
    pub(crate) said: Vec<(String, Value)>,
}

/// A recurring agreement of the invoices, not to be confused with the recurring profiles of payments.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) id: u64,
    /// Name of the page on which the payer signs.
    pub(crate) page: String,
    pub(crate) external_id: Option<String>,
    pub(crate) said: Vec<(String, Value)>,
    pub(crate) created: Timestamp,
    pub(crate) state: AgreementState,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum AgreementState {
    New,
    Active(CardFacts),
    Canceled,
}

impl Agreement {
    /// The states that are documented are active and canceled; before the signature it is told as an invoice would be.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            AgreementState::New => "new",
            AgreementState::Active(_) => "active",
            AgreementState::Canceled => "canceled",
        }
    }

    /// The end of its last day, in Almaty: the zone of the date is not documented.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        let said = self.said.iter().find(|(name, _)| name == "expires_at");
        let date = said.and_then(|(_, value)| value.as_text()).unwrap_or_default();
        let end = format!("{date} 23:59:59").parse::<AlmatyTime>();
        end.is_ok_and(|end| end.unix_seconds() < now.as_second())
    }
}

impl Payment {
    /// The state of the invoice that this pays.
    pub(crate) fn invoice_status(&self) -> &'static str {
        match self.state {
            _ if self.cancelled.is_some() => "canceled",
            // The payer may try another card.
            PaymentState::New | PaymentState::Failed { .. } => "new",
            // "While it is new or in process" an invoice can be cancelled; the word is that of the older generation.
            PaymentState::Challenge { .. } | PaymentState::Code { .. } => "process",
            PaymentState::Paid if self.refundable() == Amount::ZERO => "refunded",
            PaymentState::Paid => "success",
            // No source has a word for it; nobody can pay it any more.
            PaymentState::Expired => "canceled",
        }
    }
}
