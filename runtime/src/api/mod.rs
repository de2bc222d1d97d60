//! The APIs of Freedom Pay as types. An API fixes credentials, signature, wire, name prefix, error shape and hosts.

pub(crate) mod endpoint;

use std::fmt::Debug;

use crate::meta::scheme::{AnyScheme, Scheme};
use crate::meta::{ApiMeta, EndpointMeta, ErrorShape, FieldMatch, HeaderMeta, Hosts, Refusal, Wire};
use crate::scheme::{Jws, Jws512, PgSig};

/// One of the APIs. A request of one cannot be sent with another's client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an API of Freedom Pay",
    label = "not an API",
    note = "there are `Partner`, `CardIssuing`, `GatewayAsync`, `MerchantInvoice`, `Merchant` and `Gateway`"
)]
pub trait Api: Debug + Send + Sync + 'static {
    /// What signs its calls.
    type Scheme: Scheme;
    /// Its table.
    const META: &'static ApiMeta;
    /// Its calls and callbacks, as far as its declaration lists them (`endpoints(…)`): what the sandbox and the command line of an
    /// application serve. Those of the APIs in this library are in `freedompay::endpoints()`.
    const ENDPOINTS: &'static [&'static EndpointMeta] = &[];
}

/// What the calls of an API are signed with.
pub type Credentials<A> = <<A as Api>::Scheme as Scheme>::Credentials;

impl ApiMeta {
    /// Returns the API that a path belongs to. Scripts at the top level (`/init_payment`) are the Merchant API's.
    pub fn of_path(path: &str) -> Option<&'static ApiMeta> {
        let by_path = APIS.iter().find(|api| api.paths.iter().any(|start| path.starts_with(start)));
        let is_script = path.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        by_path.or_else(|| APIS.iter().find(|api| is_script && api.name == "merchant")).copied()
    }
}

/// The country whose hosts are called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Country {
    /// api.freedompay.kz
    #[default]
    Kazakhstan,
    /// api.freedompay.kg
    Kyrgyzstan,
    /// api.freedompay.uz
    Uzbekistan,
}

impl Hosts {
    /// Returns the production host of a country, if there is one.
    pub const fn production(&self, country: Country) -> Option<&'static str> {
        match country {
            Country::Kazakhstan => self.kazakhstan,
            Country::Kyrgyzstan => self.kyrgyzstan,
            Country::Uzbekistan => self.uzbekistan,
        }
    }
}

/// The environment that is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Environment {
    /// The live API: real money.
    Production(Country),
    /// The provider's test host, for the APIs for which one is documented.
    Test,
}

const HOSTS: Hosts = Hosts { test: Some("https://test-api.freedompay.kz"), ..Hosts::DEFAULT };

macro_rules! apis {
    ($($(#[$doc:meta])* $api:ident: $scheme:ty = $meta:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $api {}

            impl Api for $api {
                type Scheme = $scheme;
                const META: &'static ApiMeta = &ApiMeta { scheme: AnyScheme::of::<$scheme>(), ..$meta };
            }
        )*

        /// All APIs.
        pub const APIS: &[&ApiMeta] = &[$($api::META),*];
    };
}

apis! {
    /// Partner API: rates, products, e-money, accounts, invoices. JSON, JWS with HS256.
    Partner: Jws = ApiMeta {
        name: "partner",
        rust: "Partner",
        paths: &["/v5/partner/", "/api/v5/partner/"],
        open_codes: &["9999"],
        refusals: PARTNER_REFUSALS,
        ..ApiMeta::DEFAULT
    };

    /// Card API: issuing. JSON, JWS; HS512 by the dated overview of the provider's documentation
    /// (docs.freedompay.kz/doc-760202), HS256 by a newer undated copy, so the credentials can set it.
    CardIssuing: Jws512 = ApiMeta {
        name: "card",
        rust: "CardIssuing",
        paths: &["/v5/card-api/"],
        hosts: HOSTS,
        ..ApiMeta::DEFAULT
    };

    /// Gateway Async API: payments with card data, JSON, JWS with HS256. `X-Action` picks the operation, and the
    /// provider answers a repeated `X-Request-Id` with its first response.
    GatewayAsync: Jws = ApiMeta {
        name: "gateway_async",
        rust: "GatewayAsync",
        paths: &["/v5/g2g/"],
        errors: ErrorShape::OBJECT,
        open_codes: OPEN_CODES,
        refusals: ASYNC_REFUSALS,
        headers: &[HeaderMeta { name: "X-Request-Id", value: None }],
        has_actions: true,
        replays_request_id: true,
        ..ApiMeta::DEFAULT
    };

    /// The JSON part of the Merchant API: invoices, recurring profiles, tips, installments. JWS with HS256.
    MerchantInvoice: Jws = ApiMeta {
        name: "merchant_invoice",
        rust: "MerchantInvoice",
        paths: &["/v5/merchant/", "/v5/installment/"],
        // The invoices of the older generation are asked about by the id of their QR code, `customer`.
        ids: &["external_id", "invoice_id", "profile_id", "order_id", "id", "customer"],
        refusals: INSTALLMENT_REFUSALS,
        ..ApiMeta::DEFAULT
    };

    /// Merchant API: hosted pages, card tokens, payouts, mobile balance. Form requests, signed XML responses, `pg_sig`.
    Merchant: PgSig = ApiMeta {
        name: "merchant",
        rust: "Merchant",
        paths: &["/v1/merchant/", "/api/", "/mfs/"],
        hosts: HOSTS,
        ..PG
    };

    /// Gateway Sync API: payments, payouts and transfers with card data. Form requests, signed XML responses, `pg_sig`.
    /// Calling it requires a PCI DSS certificate.
    Gateway: PgSig = ApiMeta {
        name: "gateway",
        rust: "Gateway",
        paths: &["/g2g/"],
        hosts: HOSTS,
        ..PG
    };
}

const PG: ApiMeta = ApiMeta {
    wire: Wire::Form,
    prefix: "pg_",
    errors: ErrorShape::PG,
    open_codes: OPEN_CODES,
    unsigned_errors: UNSIGNED_ERRORS,
    ids: &["pg_order_id", "pg_payment_id", "pg_idempotency_key", "pg_recurring_profile"],
    ..ApiMeta::DEFAULT
};

/// Codes whose responses the provider documents as unsigned: unknown merchant, wrong signature, nothing found.
/// (docs.freedompay.kz/overview-741636m0 for 9998; samples for the others.) They are believed as errors only.
const UNSIGNED_ERRORS: &[&str] = &["9998", "1100", "11068"];

/// Codes of the provider's common list that leave it open whether the call took effect. The official list
/// (customer.freedompay.kz/dev/error) is not public; these meanings are those of a copy in a public PHP integration
/// (`PayboxCodeEnum`), the last five of the older PayBox list.
const OPEN_CODES: &[&str] = &[
    "9999", "10016", "10025", "10026", "11014", "11052", "12000",
    "99999", // system, general and unexpected errors
    "9991", "10011", "10015", "10033", "10036", "11013", "11017",
    "11018", // done already, perhaps by this very call
    "465", "470", "475", "600", "1000", // the older system and general errors
];

/// Gateway Async API > Create: 9403 with HTTP status 422, also shown with 200; a declined payment with status 200 and
/// `status: error` beside the code. Of the declines the page shows 10045, the page of Read 10012, the table of test cards
/// 10000, 10001 and 8888; of the edits Read > Request shows 1202.
const ASYNC_REFUSALS: &[Refusal] = &[
    Refusal { path: "/v5/g2g/", http_status: &[200, 422], codes: &["9403"], beside: None },
    Refusal {
        path: "/v5/g2g/",
        http_status: &[200],
        codes: &["10045", "10012", "10000", "10001", "8888", "1202"],
        beside: Some(FieldMatch { path: "status", values: &["error"] }),
    },
];

/// Partner API > Account (api-19285405) and E-Money (doc-761039). Of E-Money 1002, 1003 and 1007 are left out: the request
/// id, the wallet or the closing is there already.
const PARTNER_REFUSALS: &[Refusal] = &[
    Refusal { path: "/v5/partner/settlement-partitions", http_status: &[200], codes: &["1001", "9403"], beside: None },
    Refusal {
        path: "/v5/partner/wallet/",
        http_status: &[200],
        codes: &["1001", "1004", "1005", "1006", "1008"],
        beside: None,
    },
];

/// Merchant API > Installments (overview-2287927m0): invalid request, application not found. 1003 (invalid change of the
/// status) may mean that it was changed already, 1004 is a general error.
const INSTALLMENT_REFUSALS: &[Refusal] =
    &[Refusal { path: "/v5/installment/", http_status: &[200], codes: &["1001", "1002"], beside: None }];
