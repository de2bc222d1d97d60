//! Invoices, and recurring agreements.

use freedompay::{AlmatyTime, Amount, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::payment::{Payment, PaymentState};
use super::saved_card::CardDetails;

/// The part of an invoice that its payment does not hold; both have the same number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Invoice {
    /// The fields of the call that created it.
    #[serde(rename = "said")]
    pub(crate) fields: Vec<(String, Value)>,
}

/// A recurring agreement of the invoice API; not the recurring profile of a payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) id: u64,
    /// Name of the page on which the payer signs.
    pub(crate) page: String,
    pub(crate) external_id: Option<String>,
    #[serde(rename = "said")]
    pub(crate) fields: Vec<(String, Value)>,
    pub(crate) created: Timestamp,
    pub(crate) state: AgreementState,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum AgreementState {
    New,
    Active(CardDetails),
    Canceled,
}

impl Agreement {
    /// Returns its status. Documented are active and canceled; an unsigned agreement uses an invoice's word.
    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            AgreementState::New => "new",
            AgreementState::Active(_) => "active",
            AgreementState::Canceled => "canceled",
        }
    }

    /// Returns whether its last day has ended, in Almaty: the zone of the date is not documented.
    pub(crate) fn is_over(&self, now: Timestamp) -> bool {
        let expiry = self.fields.iter().find(|(name, _)| name == "expires_at");
        let date = expiry.and_then(|(_, value)| value.as_text()).unwrap_or_default();
        let end = format!("{date} 23:59:59").parse::<AlmatyTime>();
        end.is_ok_and(|end| end.unix_seconds() < now.as_second())
    }
}

impl Payment {
    /// Returns the status of the invoice that this payment pays.
    pub(crate) fn invoice_status(&self) -> &'static str {
        match self.state {
            _ if self.cancelled.is_some() => "canceled",
            // The payer may try another card.
            PaymentState::New | PaymentState::Failed { .. } => "new",
            // "While it is new or in process" an invoice can be cancelled; the word is that of the older generation.
            PaymentState::Challenge { .. } | PaymentState::Code { .. } => "process",
            PaymentState::Paid if self.refundable() == Amount::ZERO => "refunded",
            PaymentState::Paid => "success",
            // No source has a word for it; it can no longer be paid.
            PaymentState::Expired => "canceled",
        }
    }
}
