//! Gateway Sync API: payments, payouts and transfers with card data. Calling it takes a PCI DSS certificate.
//!
//! Forms out, signed XML back. The provider advises to leave 1.5 to 2 seconds between payment calls: closer ones may
//! be taken for duplicates or hit a rate limit. Only the hosted pages take an idempotency key; everywhere else a
//! unique `order_id` is the way to find out what became of a call.

// `new` takes what the provider requires, and for a card that is a lot.
#![allow(clippy::too_many_arguments)]

pub mod card;
pub mod error_code;
pub mod payout;
pub mod purchase;
pub mod three_ds;
pub mod token;
pub mod transfer;
pub mod values;

pub use crate::shared::{notify, receipt};

use crate::Api as _;
use crate::Gateway;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but whose pages are not readable in public.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[EndpointMeta::undocumented(
    "gateway.sync.token.samsung_pay",
    Gateway::META,
    "only the Uzbek navigation names it; no readable copy of its page: neither path nor fields are known",
)];
