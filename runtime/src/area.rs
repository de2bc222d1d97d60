//! The APIs of Freedom Pay as types. An area fixes credentials, signature, wire, name prefix, error shape and hosts.

use std::fmt::{self, Debug};

use crate::credentials::{AnyCredentials, JwsCredentials, PgCredentials};
use crate::sign::jws::Algorithm;

/// One of the APIs. A request of one cannot be sent with another's client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an API of Freedom Pay",
    label = "not an API",
    note = "there are `Partner`, `Card`, `GatewayAsync`, `MerchantInvoice`, `Merchant` and `Gateway`"
)]
pub trait Area: Debug + Send + Sync + 'static {
    /// What signs its calls.
    type Credentials: Into<AnyCredentials>;
    /// Its table.
    const META: &'static AreaMeta;
}

/// What all endpoints of an area have in common. `Debug` shows its name.
pub struct AreaMeta {
    /// Name in tables and on the command line: `partner`.
    pub name: &'static str,
    /// Name of the type: `Partner`.
    pub rust: &'static str,
    /// How calls are signed.
    pub scheme: Scheme,
    /// How bodies are written.
    pub wire: Wire,
    /// What every top-level field name begins with.
    pub prefix: &'static str,
    /// Beginnings of its paths. Declarations infer the area from the same list.
    pub paths: &'static [&'static str],
    /// How an error looks in an answer.
    pub errors: ErrorShape,
    /// Headers that every call of the area carries.
    pub headers: &'static [crate::meta::HeaderMeta],
    /// Whether the provider answers a repeated `X-Request-Id` with its first answer, so that a call may be sent again.
    pub replays_request_id: bool,
    /// Wire names of the fields that identify a call towards the provider; they appear in errors.
    pub ids: &'static [&'static str],
    /// The test host, where a source names one.
    pub test_host: Option<&'static str>,
}

impl fmt::Debug for AreaMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl AreaMeta {
    pub(crate) const DEFAULT: Self = Self {
        name: "",
        rust: "",
        scheme: Scheme::Jws { default: Algorithm::Hs256 },
        wire: Wire::Json,
        prefix: "",
        paths: &[],
        errors: ErrorShape::Status,
        headers: &[],
        replays_request_id: false,
        ids: &["request_id", "order_id", "payment_id", "id"],
        test_host: None,
    };

    /// The area that a path belongs to. Scripts at the top level (`/init_payment`) are the Merchant API's.
    pub fn of_path(path: &str) -> Option<&'static AreaMeta> {
        let by_path = AREAS.iter().find(|area| area.paths.iter().any(|start| path.starts_with(start)));
        let is_script = path.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        by_path.or_else(|| AREAS.iter().find(|area| is_script && area.name == "merchant")).copied()
    }

    /// Names of the request fields that the runtime adds and no declaration may.
    pub fn added_fields(&self) -> &'static [&'static str] {
        match self.scheme {
            Scheme::Jws { .. } => &[],
            Scheme::PgSig => &["pg_merchant_id", "pg_salt", "pg_sig"],
        }
    }

    /// Names of the headers that the runtime adds for the signature.
    pub fn added_headers(&self) -> &'static [&'static str] {
        match self.scheme {
            Scheme::Jws { .. } => &["X-JWS-Signature"],
            Scheme::PgSig => &[],
        }
    }
}

/// How calls are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Detached JWS in `X-JWS-Signature`.
    Jws {
        /// The algorithm unless the credentials say otherwise.
        default: Algorithm,
    },
    /// MD5 over the values, in the field `pg_sig`.
    PgSig,
}

impl Scheme {
    /// Name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scheme::Jws { .. } => "jws",
            Scheme::PgSig => "pg_sig",
        }
    }
}

/// How bodies are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// JSON both ways.
    Json,
    /// A form out, signed XML back.
    Form,
}

impl Wire {
    /// Name in the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Wire::Json => "json",
            Wire::Form => "form",
        }
    }

    /// Media type of an answer.
    pub const fn accept(self) -> &'static str {
        match self {
            Wire::Json => "application/json",
            Wire::Form => "application/xml",
        }
    }
}

/// How an error looks in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorShape {
    /// `status: error` with `error_code` and `error_description` beside it.
    Status,
    /// An object `error` with `code` and `description`.
    Object,
    /// `pg_status: error` with `pg_error_code` and `pg_error_description`.
    Pg,
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
    /// The production host, the same for every area.
    pub const fn host(self) -> &'static str {
        match self {
            Country::Kazakhstan => "https://api.freedompay.kz",
            Country::Kyrgyzstan => "https://api.freedompay.kg",
            Country::Uzbekistan => "https://api.freedompay.uz",
        }
    }
}

/// Where calls go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Environment {
    /// The live API: real money.
    Production(Country),
    /// The provider's test host, for the areas for which one is documented.
    Test,
}

const TEST_HOST: Option<&str> = Some("https://test-api.freedompay.kz");

macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident: $credentials:ty = $meta:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $area {}

            impl Area for $area {
                type Credentials = $credentials;
                const META: &'static AreaMeta = &$meta;
            }
        )*

        /// All areas.
        pub const AREAS: &[&AreaMeta] = &[$($area::META),*];
    };
}

areas! {
    /// Partner API: rates, products, e-money, accounts, invoices. JSON, JWS with HS256.
    Partner: JwsCredentials = AreaMeta {
        name: "partner",
        rust: "Partner",
        paths: &["/v5/partner/", "/api/v5/partner/"],
        ..AreaMeta::DEFAULT
    };

    /// Card API: issuing. JSON, JWS; HS512 by the dated overview of the provider's documentation
    /// (docs.freedompay.kz/doc-760202), HS256 by a newer undated copy, so the credentials can say which.
    Card: JwsCredentials = AreaMeta {
        name: "card",
        rust: "Card",
        paths: &["/v5/card-api/"],
        scheme: Scheme::Jws { default: Algorithm::Hs512 },
        test_host: TEST_HOST,
        ..AreaMeta::DEFAULT
    };

    /// Gateway Async API: payments with card data, JSON, JWS with HS256. `X-Action` picks the operation, and the
    /// provider answers a repeated `X-Request-Id` with its first answer.
    GatewayAsync: JwsCredentials = AreaMeta {
        name: "gateway_async",
        rust: "GatewayAsync",
        paths: &["/v5/g2g/"],
        errors: ErrorShape::Object,
        headers: &[crate::meta::HeaderMeta { name: "X-Request-Id", value: None }],
        replays_request_id: true,
        ..AreaMeta::DEFAULT
    };

    /// The JSON part of the Merchant API: invoices, recurring profiles, tips, installments. JWS with HS256.
    MerchantInvoice: JwsCredentials = AreaMeta {
        name: "merchant_invoice",
        rust: "MerchantInvoice",
        paths: &["/v5/merchant/", "/v5/installment/"],
        ids: &["external_id", "invoice_id", "profile_id", "order_id", "id"],
        ..AreaMeta::DEFAULT
    };

    /// Merchant API: hosted pages, card tokens, payouts, mobile balance. Forms out, signed XML back, `pg_sig`.
    Merchant: PgCredentials = AreaMeta {
        name: "merchant",
        rust: "Merchant",
        paths: &["/v1/merchant/", "/api/", "/mfs/"],
        test_host: TEST_HOST,
        ..PG
    };

    /// Gateway Sync API: payments, payouts and transfers with card data. Forms out, signed XML back, `pg_sig`.
    /// Calling it takes a PCI DSS certificate.
    Gateway: PgCredentials = AreaMeta {
        name: "gateway",
        rust: "Gateway",
        paths: &["/g2g/"],
        test_host: TEST_HOST,
        ..PG
    };
}

const PG: AreaMeta = AreaMeta {
    scheme: Scheme::PgSig,
    wire: Wire::Form,
    prefix: "pg_",
    errors: ErrorShape::Pg,
    ids: &["pg_order_id", "pg_payment_id", "pg_idempotency_key", "pg_recurring_profile"],
    ..AreaMeta::DEFAULT
};
