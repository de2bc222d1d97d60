//! Gateway Async API: payments with card data, whose result is asked for afterwards. Calling it takes a PCI DSS
//! certificate.
//!
//! [`CreatePayment`](create::CreatePayment) answers `process` (or `error` at once); then
//! [`PaymentStatus`](read::PaymentStatus) is asked until the state is final. On `waiting_3ds` the payer's browser goes
//! to [`ThreeDs::acs_url`](read::ThreeDs::acs_url) first. The calls of [`edit`] are asked after in the same way. The
//! provider documents no notification.
//!
//! A repeated `X-Request-Id` is answered with the first response, and so is a repeated `order_id` when a payment is
//! created. Input that the provider refuses is HTTP status 422 with an [`ErrorCode`](outcome::ErrorCode).
//!
//! Overview: <https://691vi5ab6p.apidog.io/doc-650923>

pub mod create;
pub mod edit;
pub mod outcome;
pub mod read;
pub mod source;

use crate::Api as _;
use crate::GatewayAsync;
use crate::meta::{Direction, EndpointMeta};

/// Calls that are known to exist, but not how to make them.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[
    EndpointMeta::undocumented(
        "gateway.async.create.save_card_without_charge",
        GatewayAsync::META,
        "no readable copy of its page: it is a POST, but its path, X-Action and fields are not known",
    ),
    EndpointMeta::undocumented(
        "gateway.async.delete",
        GatewayAsync::META,
        "an empty folder of the older navigation: no call was ever listed in it",
    ),
    EndpointMeta {
        direction: Direction::Callback,
        auth: Some("other"),
        ..EndpointMeta::undocumented(
            "gateway.async.callback.result",
            GatewayAsync::META,
            "the URLs in one sample of a payment are all that is known: neither fields nor signature are documented",
        )
    },
];
