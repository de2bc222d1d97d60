//! Merchant API, JSON part: invoices with their recurring profiles and tips, and installments. Signed with a JWS.

pub mod installment;
pub mod invoice;
pub mod recurring_profile;
pub mod tips;

use crate::MerchantInvoice;
use crate::area::Area as _;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but not how to make them.
pub(crate) const AWAITING: &[EndpointMeta] = &[EndpointMeta::awaiting(
    "merchant.invoice.refund_deprecated",
    MerchantInvoice::META,
    "no readable copy of its page, marked \"do not use\": neither path nor fields are known",
)];
