//! Partner API: calls of partners who build on Freedom Pay.

pub mod account;
pub mod invoices;

use crate::Partner;
use crate::area::Area as _;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but whose pages are not readable in public.
pub(crate) const AWAITING: &[EndpointMeta] = &[
    EndpointMeta::awaiting(
        "partner.account.statement",
        Partner::META,
        "no readable copy of its page: neither path nor fields are known",
    ),
    EndpointMeta::awaiting(
        "partner.account.balance",
        Partner::META,
        "no readable copy of its page: neither path nor fields are known",
    ),
];
