//! Merchant API: hosted pages, card tokens, payouts, mobile balance. No PCI DSS certificate is needed.

pub mod callbacks;
pub mod card_storage;
pub mod mobile_balance;
pub mod payout;
pub mod purchase;

pub use crate::shared::{notify, receipt};

use crate::Api as _;
use crate::Merchant;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but not how to make them: what the browser library
/// <https://cdn.freedompay.kz/sdk/js-sdk-1.0.0.js> calls. Its page (docs.freedompay.kz/js-sdk-869917m0) describes the
/// library, an older one the requests without their paths.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[
    js_sdk("merchant.sdk.js.tokenize"),
    js_sdk("merchant.sdk.js.charge"),
    EndpointMeta {
        auth: Some("other"),
        ..EndpointMeta::undocumented(
            "merchant.sdk.js.confirm",
            Merchant::META,
            "the browser library's call (confirmInIframe, confirm3ds1): nothing of its HTTP side is known",
        )
    },
];

const fn js_sdk(id: &'static str) -> EndpointMeta {
    EndpointMeta {
        auth: Some("other"),
        ..EndpointMeta::undocumented(
            id,
            Merchant::META,
            "the browser library's call: a POST whose JSON is encrypted with the merchant's RSA key instead of signed; \
             neither its path, nor the names of its fields, nor where the SDK token travels are known",
        )
    }
}
