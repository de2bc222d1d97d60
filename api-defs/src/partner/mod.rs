//! Partner API: calls of partners who build on Freedom Pay.

pub mod account;
pub mod answer;
pub mod emoney;
pub mod invoices;
pub mod products;
pub mod rates;

use crate::Api as _;
use crate::Partner;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but whose pages are not readable in public.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[
    awaiting(
        "partner.products.update_terminal_limits",
        "only its title and that it is a POST are known: neither path nor fields",
    ),
    awaiting(
        "partner.products.product_request_status",
        "only its title and that it is a POST are known: neither path nor fields",
    ),
    awaiting("partner.emoney.owner_identification", UNREADABLE),
    awaiting("partner.emoney.info", UNREADABLE),
    awaiting("partner.emoney.close", UNREADABLE),
    awaiting("partner.emoney.balance", UNREADABLE),
    awaiting(
        "partner.emoney.request_status",
        "no readable copy of its page: only the values of request_status are known, neither path nor fields",
    ),
    awaiting(
        "partner.account.create_payment",
        "its path and method are not on the readable copy, and the field table of the pain.001 document is cut off",
    ),
    awaiting("partner.account.statement", UNREADABLE),
    awaiting("partner.account.statement_status", UNREADABLE),
    awaiting("partner.account.balance", UNREADABLE),
    awaiting("partner.account.balance_status", UNREADABLE),
    superapp("partner.superapp.pay", SUPERAPP),
    superapp("partner.superapp.refund", SUPERAPP),
    superapp(
        "partner.superapp.status",
        "only its title is known: neither who calls whom, nor path, signature or fields",
    ),
];

const UNREADABLE: &str = "no readable copy of its page: neither path nor fields are known";
const SUPERAPP: &str = "no readable copy of its page: neither who calls whom, nor path, signature or fields are known";

const fn awaiting(id: &'static str, why: &'static str) -> EndpointMeta {
    EndpointMeta::undocumented(id, Partner::META, why)
}

/// No source says how these are authenticated.
const fn superapp(id: &'static str, why: &'static str) -> EndpointMeta {
    EndpointMeta { auth: Some("other"), ..awaiting(id, why) }
}
