//! The built-in APIs, whether or not the features of their endpoints are on. The build script lists them in `APIS`, and the macros
//! infer the API of a path from the same lines.

use crate::freedompay_api;
use crate::meta::{ErrorShape, FieldMatch, Refusal};
use crate::scheme::{Jws, Jws512, NoSignature, PgSig};

/// Partner API: rates, products, e-money, accounts, invoices. JSON, JWS with HS256.
#[freedompay_api(
    name = "partner",
    scheme = Jws,
    paths("/v5/partner/", "/api/v5/partner/"),
    open_codes = GENERAL_CODES,
    refusals = PARTNER_REFUSALS
)]
pub enum Partner {}

/// Card API: issuing. JSON, JWS; HS512 by the dated overview of the provider's documentation
/// (docs.freedompay.kz/doc-760202), HS256 by a newer undated copy, so the credentials can set it.
#[freedompay_api(
    name = "card",
    scheme = Jws512,
    paths("/v5/card-api/"),
    hosts(test = "https://test-api.freedompay.kz")
)]
pub enum CardIssuing {}

/// Gateway Async API: payments with card data, JSON, JWS with HS256. `X-Action` picks the operation, and the
/// provider answers a repeated `X-Request-Id` with its first response.
#[freedompay_api(
    name = "gateway_async",
    scheme = Jws,
    paths("/v5/g2g/"),
    errors = ErrorShape::OBJECT,
    headers("X-Request-Id"),
    actions,
    replays_request_id,
    open_codes = OPEN_CODES,
    refusals = ASYNC_REFUSALS
)]
pub enum GatewayAsync {}

/// The JSON part of the Merchant API: invoices, recurring profiles, tips, installments. JWS with HS256.
// The invoices of the older generation are asked about by the id of their QR code, `customer`.
#[freedompay_api(
    name = "merchant_invoice",
    scheme = Jws,
    paths("/v5/merchant/", "/v5/installment/"),
    ids("external_id", "invoice_id", "profile_id", "order_id", "id", "customer"),
    refusals = INSTALLMENT_REFUSALS
)]
pub enum MerchantInvoice {}

/// Merchant API: hosted pages, card tokens, payouts, mobile balance. Form requests, signed XML responses, `pg_sig`.
#[freedompay_api(
    name = "merchant",
    scheme = PgSig,
    wire = form,
    prefix = "pg_",
    paths("/v1/merchant/", "/api/", "/mfs/", "/*"),
    errors = ErrorShape::PG,
    ids("pg_order_id", "pg_payment_id", "pg_idempotency_key", "pg_recurring_profile"),
    open_codes = OPEN_CODES,
    unsigned_errors = UNSIGNED_ERRORS,
    hosts(test = "https://test-api.freedompay.kz")
)]
pub enum Merchant {}

/// Gateway Sync API: payments, payouts and transfers with card data. Form requests, signed XML responses, `pg_sig`.
/// Calling it requires a PCI DSS certificate.
#[freedompay_api(
    name = "gateway",
    scheme = PgSig,
    wire = form,
    prefix = "pg_",
    paths("/g2g/"),
    errors = ErrorShape::PG,
    ids("pg_order_id", "pg_payment_id", "pg_idempotency_key", "pg_recurring_profile"),
    open_codes = OPEN_CODES,
    unsigned_errors = UNSIGNED_ERRORS,
    hosts(test = "https://test-api.freedompay.kz")
)]
pub enum Gateway {}

/// Overview: whether the API is up. JSON; nothing is signed.
#[freedompay_api(name = "overview", scheme = NoSignature, paths("/status/"))]
pub enum Overview {}

/// Of the Partner API only the general error is known.
const GENERAL_CODES: &[&str] = &["9999"];

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
