//! Partner API > Products: merchants as clients of the partner, and their terminals.
//!
//! Both [`AddClientWithProduct`] and [`CreateTerminal`] only begin the work. [`ClientRequestStatus`] with the same
//! `request_id` reports when it is done, and brings the numbers and the key of the new terminal.

mod limit_values;
mod limits;
mod product;

pub use limit_values::{
    BoxDailyPerCard, BoxDailyTurnover, DailyRefunds, DailyRefundsPerCard, EcomDailyPerCard, EcomDailyTurnover,
    EcomMastercardTransaction, EcomMonthlyTurnover, EcomTransaction, EcomVisaTransaction, PosDailyPerCard,
    PosDailyTurnover,
};
pub use limits::{Limit, LimitType};
pub use product::{BoxPackage, BoxProduct, Cashier, EcomProduct, PosProduct, Product, ProductAddress, ProductId};

use super::answer::CallStatus;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::poll::PollStatus;
use crate::{Secret, Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Registers a merchant as a client of the partner, and connects a product to it if one is given.
///
/// [`ClientRequestStatus`] reports what the merchant gets. Error codes are not documented for this call.
///
/// The overview of the section and the pages of 2023 show another body for the same path (`name`, `bin`, `ceo_info` and
/// `address_info` side by side); this is the one of the endpoint's own page. The documentation of Uzbekistan requires
/// `iban`, `description` and `legal_type` as well.
///
/// Source: <https://docs.freedompay.kz/api-12075992>
#[freedompay_endpoint(
    uri = "/v5/partner/client/add",
    method = "POST",
    id = "partner.products.add_client_with_product",
    response = ProductRequest,
    effect = write,
    recover = ClientRequestStatus,
    outcome = REQUESTED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-12075992"
)]
pub struct AddClientWithProduct {
    /// The partner's own id of this request.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub request_id: Uuid,
    /// The merchant.
    pub company: Company,
    /// Product to connect at once.
    pub product: Option<Product>,
}

/// A merchant that becomes a client.
#[freedompay_model(request)]
pub struct Company {
    /// Id of the company, a UUID in a sample. Who gives it is not documented.
    #[freedompay(example = "7cebad9e-dd7a-49c9-afe6-d880d58c999a")]
    pub company_id: String,
    /// Name.
    pub name: String,
    /// Business identification number (BIN). Text on the endpoint's page, a number in the body of 2023.
    pub bin: String,
    /// Its location.
    pub address: CompanyAddress,
    /// Bank account. Required by the documentation of Uzbekistan.
    pub iban: Option<String>,
    /// Free text. Required by the documentation of Uzbekistan.
    pub description: Option<String>,
    /// Type of legal entity; its values are not documented. Required by the documentation of Uzbekistan.
    pub legal_type: Option<String>,
}

/// Location of a merchant. None of its parts is documented as required: they are seen in the sample only. What the lines
/// hold is taken from [`ProductAddress`].
#[freedompay_model(request)]
pub struct CompanyAddress {
    /// Country.
    pub country: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub address_line1: Option<String>,
    /// Street.
    pub address_line2: Option<String>,
    /// Building and premises.
    pub address_line3: Option<String>,
}

/// Progress of the work behind a request.
#[freedompay_model]
pub struct ProductRequest {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the work behind it.
    #[freedompay(example = "process")]
    pub request_status: Option<RequestState>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2025-06-24T14:15:22Z")]
    pub dt: Option<String>,
}

/// Progress of the work behind a request.
#[freedompay_enum]
pub enum RequestState {
    /// Done.
    Success,
    /// Still under way.
    Process,
    /// Failed.
    Error,
}

/// Asks how far an [`AddClientWithProduct`] or a [`CreateTerminal`] has got, and collects what it made.
///
/// Error codes and how often to ask are not documented.
///
/// Source: <https://docs.freedompay.kz/client-request-status-12076005e0>
#[freedompay_endpoint(
    uri = "/v5/partner/client/request/status",
    method = "POST",
    id = "partner.products.request_status",
    response = ClientRequest,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/client-request-status-12076005e0"
)]
pub struct ClientRequestStatus {
    /// The `request_id` of the earlier request. Whether it is required is not documented; it is the only field of the
    /// documented sample.
    #[freedompay(example = "266ea41d-adf5-480b-af50-15b940c2b846")]
    pub request_id: Option<Uuid>,
}

/// A request by its own id. The response to an id that never arrived is not documented, so it is not conclusive.
const REQUESTED: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "request_status", values: &["success"] }],
    failed: &[FieldMatch { path: "request_status", values: &["error"] }],
    ..OutcomeRules::DEFAULT
};

/// Outcome of a request.
///
/// The pages do not settle which number is the MID that [`CreateTerminal`] wants: in the samples `external_id` equals it,
/// while `merchant_id` is 0.
#[freedompay_model]
pub struct ClientRequest {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Outcome of the earlier request. The rest is there once it is [`RequestState::Success`].
    #[freedompay(example = "success")]
    pub request_status: Option<RequestState>,
    /// Number of the terminal (TID).
    pub terminal_number: Option<String>,
    /// Id of the user.
    #[freedompay(example = "0")]
    pub user_id: Option<u64>,
    /// Id of the merchant.
    #[freedompay(example = "0")]
    pub merchant_id: Option<u64>,
    /// The key with which the new shop signs.
    pub secret_key: Option<Secret>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22.123Z")]
    pub dt: Option<String>,
    /// The error, as a code; text here. Its values are not documented.
    pub error_code: Option<String>,
    /// The error, in words.
    pub error_description: Option<String>,
    /// A number like those of merchants. The sample prints the name of this field with a space at the end; it is read
    /// without one too.
    #[freedompay(rename = "external_id ", example = "60000025")]
    #[serde(alias = "external_id")]
    pub external_id: Option<u64>,
    /// Id of the client.
    #[freedompay(example = "71423")]
    pub client_id: Option<u64>,
}

impl PollStatus for ClientRequest {
    fn is_final(&self) -> bool {
        self.request_status != Some(RequestState::Process)
    }
}

/// Adds one more terminal for a merchant who is a client already.
///
/// One call makes one terminal; [`ClientRequestStatus`] reports its number. Error codes are not documented for this
/// call.
///
/// Source: <https://docs.freedompay.kz/create-terminal-19294442e0>
#[freedompay_endpoint(
    uri = "/v5/partner/product/add",
    method = "POST",
    id = "partner.products.create_terminal",
    response = ProductRequest,
    effect = write,
    recover = ClientRequestStatus,
    outcome = REQUESTED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/create-terminal-19294442e0"
)]
pub struct CreateTerminal {
    /// The partner's own id of this request. Whether it is required is not documented.
    #[freedompay(example = "828cf71d-a447-4a67-a149-c1df8bc197ca")]
    pub request_id: Option<Uuid>,
    /// For whom. Whether it is required is not documented.
    pub company: Option<TerminalOwner>,
    /// Product of the terminal. Whether it is required is not documented; the sample leaves it empty.
    pub product: Option<Product>,
}

/// The merchant who gets another terminal.
#[freedompay_model(request)]
pub struct TerminalOwner {
    /// Id of the company, as in [`Company::company_id`](field@Company::company_id). Whether it is required is not documented.
    #[freedompay(example = "7cebad9e-dd7a-49c9-afe6-d880d58c999a")]
    pub company_id: Option<String>,
    /// MID that Freedom Pay gave the merchant; see [`ClientRequest`] for where it is reported. Whether it is required is not
    /// documented.
    #[freedompay(example = "60000025")]
    pub merchant_id: Option<u64>,
}
