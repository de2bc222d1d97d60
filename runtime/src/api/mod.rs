//! The APIs of Freedom Pay as types. An API fixes credentials, signature, wire, name prefix, error shape and hosts.

pub(crate) mod credentials;
pub(crate) mod endpoint;

use std::fmt::Debug;

use crate::api::credentials::{AnyCredentials, JwsCredentials, PgCredentials};
use crate::meta::{ApiMeta, ErrorShape, HeaderMeta, Scheme, Wire};
use crate::sign::jws::Algorithm;

/// One of the APIs. A request of one cannot be sent with another's client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an API of Freedom Pay",
    label = "not an API",
    note = "there are `Partner`, `CardIssuing`, `GatewayAsync`, `MerchantInvoice`, `Merchant` and `Gateway`"
)]
pub trait Api: Debug + Send + Sync + 'static {
    /// What signs its calls.
    type Credentials: Into<AnyCredentials>;
    /// Its table.
    const META: &'static ApiMeta;
}

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

impl Country {
    /// Returns the production host, the same for every API.
    pub const fn host(self) -> &'static str {
        match self {
            Country::Kazakhstan => "https://api.freedompay.kz",
            Country::Kyrgyzstan => "https://api.freedompay.kg",
            Country::Uzbekistan => "https://api.freedompay.uz",
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

const TEST_HOST: Option<&str> = Some("https://test-api.freedompay.kz");

macro_rules! apis {
    ($($(#[$doc:meta])* $api:ident: $credentials:ty = $meta:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $api {}

            impl Api for $api {
                type Credentials = $credentials;
                const META: &'static ApiMeta = &$meta;
            }
        )*

        /// All APIs.
        pub const APIS: &[&ApiMeta] = &[$($api::META),*];
    };
}

apis! {
    /// Partner API: rates, products, e-money, accounts, invoices. JSON, JWS with HS256.
    Partner: JwsCredentials = ApiMeta {
        name: "partner",
        rust: "Partner",
        paths: &["/v5/partner/", "/api/v5/partner/"],
        ..ApiMeta::DEFAULT
    };

    /// Card API: issuing. JSON, JWS; HS512 by the dated overview of the provider's documentation
    /// (docs.freedompay.kz/doc-760202), HS256 by a newer undated copy, so the credentials can set it.
    CardIssuing: JwsCredentials = ApiMeta {
        name: "card",
        rust: "CardIssuing",
        paths: &["/v5/card-api/"],
        scheme: Scheme::Jws { default: Algorithm::Hs512 },
        test_host: TEST_HOST,
        ..ApiMeta::DEFAULT
    };

    /// Gateway Async API: payments with card data, JSON, JWS with HS256. `X-Action` picks the operation, and the
    /// provider returns its first response to a repeated `X-Request-Id`.
    GatewayAsync: JwsCredentials = ApiMeta {
        name: "gateway_async",
        rust: "GatewayAsync",
        paths: &["/v5/g2g/"],
        errors: ErrorShape::Object,
        headers: &[HeaderMeta { name: "X-Request-Id", value: None }],
        replays_request_id: true,
        ..ApiMeta::DEFAULT
    };

    /// The JSON part of the Merchant API: invoices, recurring profiles, tips, installments. JWS with HS256.
    MerchantInvoice: JwsCredentials = ApiMeta {
        name: "merchant_invoice",
        rust: "MerchantInvoice",
        paths: &["/v5/merchant/", "/v5/installment/"],
        ids: &["external_id", "invoice_id", "profile_id", "order_id", "id"],
        ..ApiMeta::DEFAULT
    };

    /// Merchant API: hosted pages, card tokens, payouts, mobile balance. Form requests, signed XML responses, `pg_sig`.
    Merchant: PgCredentials = ApiMeta {
        name: "merchant",
        rust: "Merchant",
        paths: &["/v1/merchant/", "/api/", "/mfs/"],
        test_host: TEST_HOST,
        ..PG
    };

    /// Gateway Sync API: payments, payouts and transfers with card data. Form requests, signed XML responses, `pg_sig`.
    /// Calling it requires a PCI DSS certificate.
    Gateway: PgCredentials = ApiMeta {
        name: "gateway",
        rust: "Gateway",
        paths: &["/g2g/"],
        test_host: TEST_HOST,
        ..PG
    };
}

const PG: ApiMeta = ApiMeta {
    scheme: Scheme::PgSig,
    wire: Wire::Form,
    prefix: "pg_",
    errors: ErrorShape::Pg,
    ids: &["pg_order_id", "pg_payment_id", "pg_idempotency_key", "pg_recurring_profile"],
    ..ApiMeta::DEFAULT
};
