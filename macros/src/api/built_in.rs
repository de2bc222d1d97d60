//! The built-in APIs. Written from `api-defs/src/apis.rs` by the test `built_in`; renew it with `.ci/renew`.

use std::borrow::Cow::Borrowed;

use super::{Api, Wire};

#[rustfmt::skip]
pub(crate) const BUILT_IN: &[Api] = &[
    Api {
        name: Borrowed("partner"),
        rust: Borrowed("Partner"),
        scheme: Borrowed("Jws"),
        paths: &["/v5/partner/", "/api/v5/partner/"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("card"),
        rust: Borrowed("CardIssuing"),
        scheme: Borrowed("Jws512"),
        paths: &["/v5/card-api/"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("gateway_async"),
        rust: Borrowed("GatewayAsync"),
        scheme: Borrowed("Jws"),
        has_actions: true,
        headers: Borrowed(&[Borrowed("X-Request-Id")]),
        paths: &["/v5/g2g/"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("merchant_invoice"),
        rust: Borrowed("MerchantInvoice"),
        scheme: Borrowed("Jws"),
        paths: &["/v5/merchant/", "/v5/installment/"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("merchant"),
        rust: Borrowed("Merchant"),
        scheme: Borrowed("PgSig"),
        wire: Wire::Form,
        prefix: Borrowed("pg_"),
        paths: &["/v1/merchant/", "/api/", "/mfs/", "/*"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("gateway"),
        rust: Borrowed("Gateway"),
        scheme: Borrowed("PgSig"),
        wire: Wire::Form,
        prefix: Borrowed("pg_"),
        paths: &["/g2g/"],
        ..Api::DEFAULT
    },
    Api {
        name: Borrowed("overview"),
        rust: Borrowed("Overview"),
        scheme: Borrowed("NoSignature"),
        paths: &["/status/"],
        ..Api::DEFAULT
    },
];
