//! Merchant API > Installment > Create application, Status: orders that are paid in parts.

use super::ErrorCode;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::{Amount, Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Sends an order and gets the link to the checkout at which the customer pays it in parts.
///
/// Amounts are in major units of `currency`. Which codes belong to this call is deduced from their meaning.
///
/// Errors: HTTP status 422 (bad phone, bad goods, amount outside a bank's limits, wrong total), 1001 (wrong request),
/// 1004 (it could not be processed).
///
/// Source: <https://docs.freedompay.kz/create-application-41328080e0>
#[freedompay_endpoint(
    uri = "/v5/installment/applications",
    method = "POST",
    id = "merchant.installment.create_application",
    response = CreatedApplication,
    effect = write,
    recover = ApplicationStatus,
    outcome = CREATED,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-application-41328080e0"
)]
pub struct CreateApplication {
    /// Number on the merchant's side. Not documented whether required.
    #[freedompay(example = "TGR1234")]
    pub external_id: Option<String>,
    /// Sum of price times quantity over the goods, in `currency`, major units; another total is refused with HTTP
    /// status 422. Not documented whether required.
    #[freedompay(example = "1500000")]
    pub total_amount: Option<Amount>,
    /// Currency of all amounts, ISO 4217. Not documented whether required.
    #[freedompay(example = "UZS")]
    pub currency: Option<String>,
    /// Description of the purchase. Not documented whether required.
    pub goods: Option<Vec<Goods>>,
    /// Who buys it. Not documented whether required.
    pub customer: Option<Customer>,
    /// Told changes of the application's state. Not documented whether required.
    #[freedompay(example = "https://shop.uz/fp/status-callback")]
    pub callback_url: Option<String>,
}

/// One kind of goods.
#[freedompay_model(request)]
pub struct Goods {
    /// Name of the product. Not documented whether required.
    #[freedompay(example = "Смартфон Xiaomi Poco F3 256/8GB")]
    pub name: Option<String>,
    /// Price of one, major units of the application's currency. Not documented whether required.
    #[freedompay(example = "1500000")]
    pub price: Option<Amount>,
    /// Quantity. Not documented whether required.
    #[freedompay(example = "1")]
    pub quantity: Option<u64>,
    /// Category of the product. Not documented whether required.
    #[freedompay(example = "electronics")]
    pub category: Option<String>,
}

/// Who buys.
#[freedompay_model(request)]
pub struct Customer {
    /// The customer's phone as a compact JWE (`PBES2-HS512+A256KW`, `A256GCM` in the sample). Which password encrypts
    /// it is not documented, nor whether it is required.
    pub phone: Option<Secret>,
}

/// A new application.
#[freedompay_model]
pub struct CreatedApplication {
    /// Freedom Pay's id of the application.
    #[freedompay(example = "497f6eca-6276-4993-bfeb-53cbbbba6f08")]
    pub id: Option<Uuid>,
    /// State of the application.
    #[freedompay(example = "new")]
    pub status: Option<ApplicationState>,
    /// URL to which the customer is sent.
    #[freedompay(example = "http://example.com")]
    pub redirect_url: Option<String>,
    /// The token in that URL.
    pub token: Option<Secret>,
    /// The error.
    pub error_code: Option<ErrorCode>,
    /// The same in words.
    #[freedompay(max_len = 255)]
    pub error_description: Option<String>,
}

/// Asks for the state of an application, by one of its two ids.
///
/// Name exactly one; both or neither is refused with HTTP status 422. The page's text puts them into the query, its
/// schema into a body, which a GET has not; they go into the query.
///
/// Errors: 1002 (no such application).
///
/// Source: <https://docs.freedompay.kz/application-status-41331029e0>
#[freedompay_endpoint(
    uri = "/v5/installment/applications",
    method = "GET",
    id = "merchant.installment.application_status",
    response = Application,
    effect = read,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/application-status-41331029e0"
)]
pub struct ApplicationStatus {
    /// Freedom Pay's id of the application; needed without `external_id`.
    #[freedompay(query, example = "0190c3e2-7f3a-7c1b-9e4d-2a6f8b1c4d55")]
    pub id: Option<Uuid>,
    /// Number on the merchant's side; needed without `id`.
    #[freedompay(query, example = "TGR1234")]
    pub external_id: Option<String>,
}

/// An application that the call began, by the merchant's number; 1002: not found.
const CREATED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "id", values: FieldMatch::ANY }],
    not_found_codes: &["1002"],
    not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
    ..OutcomeRules::DEFAULT
};

/// An application.
#[freedompay_model]
pub struct Application {
    /// Freedom Pay's id of the application.
    #[freedompay(example = "497f6eca-6276-4993-bfeb-53cbbbba6f08")]
    pub id: Option<Uuid>,
    /// Number on the merchant's side.
    pub external_id: Option<String>,
    /// State of the application.
    #[freedompay(example = "new")]
    pub status: Option<ApplicationState>,
    /// Approved amount in `currency`, major units.
    #[freedompay(example = "1500000")]
    pub approved_amount: Option<Amount>,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "UZS")]
    pub currency: Option<String>,
    /// The bank: [`PartnerBank::code`](super::partners::PartnerBank::code).
    #[freedompay(example = "anorbank")]
    pub bank_code: Option<String>,
    /// Time of creation, ISO 8601 with milliseconds; UTC in the sample.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub created_at: Option<String>,
    /// Time of the last change, ISO 8601 with milliseconds; UTC in the sample.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub updated_at: Option<String>,
    /// The error.
    pub error_code: Option<ErrorCode>,
    /// The same in words.
    #[freedompay(max_len = 255)]
    pub error_description: Option<String>,
}

/// State of an application. Collected from samples and from what it can be changed to; there is no list.
#[freedompay_enum]
pub enum ApplicationState {
    /// Created.
    New,
    /// Cancelled.
    Canceled,
    /// Delivered to the customer.
    Delivered,
    /// Refunded.
    Refund,
}

/// Moves an application on: cancels it, reports the delivery, or refunds it.
///
/// Name it by exactly one of its two ids; both or neither is refused with HTTP status 422. Which state may follow which
/// is not documented.
///
/// Errors: 1002 (no such application), 1003 (the state cannot follow; this page speaks of HTTP status 409 for it, the
/// overview of 200).
///
/// Source: <https://docs.freedompay.kz/application-change-status-41334140e0>
#[freedompay_endpoint(
    uri = "/v5/installment/applications/status",
    method = "POST",
    id = "merchant.installment.application_change_status",
    response = ChangedApplication,
    effect = money,
    recover = ApplicationStatus,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/application-change-status-41334140e0"
)]
pub struct ChangeApplicationStatus {
    /// Freedom Pay's id of the application; needed without `external_id`.
    #[freedompay(example = "0190c3e2-7f3a-7c1b-9e4d-2a6f8b1c4d55")]
    pub id: Option<Uuid>,
    /// Number on the merchant's side; needed without `id`.
    #[freedompay(example = "TGR1234")]
    pub external_id: Option<String>,
    /// Its new state. Not documented whether required.
    #[freedompay(example = "canceled")]
    pub status: Option<NextState>,
}

/// The states to which an application can be changed.
#[freedompay_enum]
pub enum NextState {
    /// Cancelled.
    Canceled,
    /// Delivered to the customer.
    Delivered,
    /// Refunded.
    Refund,
}

/// An application that was moved on.
#[freedompay_model]
pub struct ChangedApplication {
    /// Freedom Pay's id of the application.
    #[freedompay(example = "497f6eca-6276-4993-bfeb-53cbbbba6f08")]
    pub id: Option<Uuid>,
    /// State of the application.
    #[freedompay(example = "canceled")]
    pub status: Option<ApplicationState>,
    /// Time of the change, ISO 8601 with milliseconds; UTC in the sample.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub updated_at: Option<String>,
    /// The error.
    pub error_code: Option<ErrorCode>,
    /// The same in words.
    #[freedompay(max_len = 255)]
    pub error_description: Option<String>,
}

/// The message to the merchant's `callback_url` on every change of an application's state.
///
/// The provider documents its fields and that `X-JWS-Signature` carries a detached JWS, but not with which key,
/// algorithm and protected header it is made, so nothing here receives it. Who knows verifies the raw body with
/// [`Detached::verify`](freedompay_runtime::sign::jws::Detached::verify) and reads this type after that. It is repeated until it is
/// answered with a 2xx status.
///
/// Source: <https://docs.freedompay.kz/application-callback-status-41332155e0>
#[freedompay_model]
pub struct ApplicationNotice {
    /// Id of the application.
    #[freedompay(example = "497f6eca-6276-4993-bfeb-53cbbbba6f08")]
    pub id: Option<Uuid>,
    /// Order number on the merchant's side.
    pub external_id: Option<String>,
    /// State of the application.
    #[freedompay(example = "new")]
    pub status: Option<ApplicationState>,
    /// Amount that the bank approved, major units of `currency`.
    #[freedompay(example = "1500000")]
    pub approved_amount: Option<Amount>,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "UZS")]
    pub currency: Option<String>,
    /// The bank.
    #[freedompay(example = "anorbank")]
    pub bank_code: Option<String>,
    /// Time of creation, ISO 8601 with milliseconds; UTC in the sample.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub created_at: Option<String>,
    /// Time of the last change, ISO 8601 with milliseconds; UTC in the sample.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub updated_at: Option<String>,
}
