//! Merchant API > Installment > Get partners: the banks that lend.

use super::ErrorCode;
use crate::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Lists the partner banks with their programmes and limits.
///
/// The page shows `X-Request-Id` in a body, which a GET has not; it goes into the header of that name.
///
/// Source: <https://docs.freedompay.kz/get-partners-41316452e0>
#[freedompay_endpoint(
    uri = "/v5/installment/partners",
    method = "GET",
    id = "merchant.installment.get_partners",
    response = PartnerBanks,
    effect = read,
    headers("X-Request-Id"),
    since = "0.1.0",
    source = "https://docs.freedompay.kz/get-partners-41316452e0"
)]
pub struct ListPartnerBanks {}

/// The partner banks.
#[freedompay_model]
pub struct PartnerBanks {
    /// One by one.
    pub partners: Vec<PartnerBank>,
    /// The error.
    pub error_code: Option<ErrorCode>,
    /// The same in words.
    #[freedompay(max_len = 255)]
    pub error_description: Option<String>,
}

/// A bank that lends.
#[freedompay_model]
pub struct PartnerBank {
    /// The bank's code: [`Application::bank_code`](super::application::Application::bank_code).
    #[freedompay(example = "anorbank")]
    pub code: Option<String>,
    /// Name of the bank.
    #[freedompay(example = "Anorbank")]
    pub name: Option<String>,
    /// URL of its logo.
    #[freedompay(example = "https://cdn.freedompay.kz/logos/anorbank.png")]
    pub logo: Option<String>,
    /// Its offer.
    pub products: Vec<InstallmentProduct>,
}

/// A programme of a bank.
#[freedompay_model]
pub struct InstallmentProduct {
    /// Duration for the customer, in months.
    #[freedompay(example = "12")]
    pub term_months: Option<u32>,
    /// Factor by which the price in the shop is multiplied to get one month's payment: a ratio, not money.
    #[freedompay(example = "0.095")]
    pub calculation_rate: Option<Amount>,
    /// Kind of the programme.
    #[freedompay(rename = "type", example = "installment")]
    pub kind: Option<ProductKind>,
    /// Scope of the financing.
    pub amount_limits: Option<AmountLimits>,
}

/// Kind of a programme. Collected from the sample; there is no list.
#[freedompay_enum]
pub enum ProductKind {
    /// Parts of the price.
    Installment,
    /// A credit.
    Credit,
}

/// Scope of a programme.
#[freedompay_model]
pub struct AmountLimits {
    /// Currency of the limits, ISO 4217.
    #[freedompay(example = "UZS")]
    pub currency: Option<String>,
    /// Smallest amount, major units.
    #[freedompay(example = "100000")]
    pub min: Option<Amount>,
    /// Largest amount, major units.
    #[freedompay(example = "30000000")]
    pub max: Option<Amount>,
}
