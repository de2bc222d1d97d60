//! Merchant API, JSON part: invoices with their recurring profiles and tips, and installments. Signed with a JWS.

pub mod installment;
pub mod invoice;
pub mod recurring_profile;
pub mod tips;

use crate::Api as _;
use crate::meta::{Direction, EndpointMeta};
use crate::{MerchantInvoice, WireType};

/// Calls that are known to exist, but not how to make or to believe them.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[
    EndpointMeta::undocumented(
        "merchant.invoice.refund_deprecated",
        MerchantInvoice::META,
        "no readable copy of its page, marked \"do not use\": neither path nor fields are known",
    ),
    EndpointMeta {
        direction: Direction::Callback,
        uri: "{callback_url}",
        request: <installment::application::ApplicationNotice as WireType>::TYPE.fields(),
        source: Some("https://docs.freedompay.kz/application-callback-status-41332155e0"),
        ..EndpointMeta::undocumented(
            "merchant.installment.application_callback_status",
            MerchantInvoice::META,
            "its fields are known, but not the key, the algorithm and the protected header of its signature, so it could not \
             be verified",
        )
    },
    EndpointMeta {
        direction: Direction::Callback,
        auth: Some("other"),
        uri: "{state_callback}",
        request: <recurring_profile::RecurringProfile as WireType>::TYPE.fields(),
        source: Some("https://docs.freedompay.kz/notify-43613038e0"),
        ..EndpointMeta::undocumented(
            "merchant.recurring_profile.notify",
            MerchantInvoice::META,
            "its fields are known, but not whether it is signed: its page says nothing of a signature, so it could not be \
             verified",
        )
    },
];
