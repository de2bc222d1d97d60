//! Merchant API > Invoice: bills that a payer pays on a page of Freedom Pay's.
//!
//! [`CreateInvoice`](create::CreateInvoice) gives the page to send the payer to. What became of the invoice is sent to
//! its `state_callback` and reported by [`InvoiceStatus`](read::InvoiceStatus). A paid invoice can be refunded, one that is
//! new or being processed cancelled. [`previous`] is an older generation that the provider asks not to use.
//!
//! The pages' field tables are not readable in public, only their samples: which fields are required, their limits and
//! their error codes are not known.
//!
//! Overview: <https://docs.freedompay.kz/overview-2056348m0>

pub mod change;
pub mod create;
pub mod previous;
pub mod read;

use crate::freedompay_enum;

/// State of an invoice or of a refund.
///
/// Collected from samples; the provider publishes no list.
#[freedompay_enum]
pub enum InvoiceState {
    /// Created, not paid.
    New,
    /// Paid; of a refund: done.
    Success,
    /// Given back.
    Refunded,
    /// Withdrawn before it was paid.
    Canceled,
}
