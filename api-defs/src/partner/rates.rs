//! Partner API > Rates: the partner's own exchange rates.

use super::answer::CallStatus;
use crate::{Amount, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Uploads the partner's own exchange rates, with which Freedom Pay converts from then on.
///
/// No status call is documented for an upload, nor what its error codes mean.
///
/// The field table of 2025 (docs.freedompay.kz/api-12075837) calls `rates` an object. It is a list here, as in the newest
/// sample, in both examples of the overview and in the payload of its signed example.
///
/// Source: <https://docs.freedompay.kz/rates-12075837e0>
#[freedompay_endpoint(
    uri = "/v5/partner/rates/add",
    method = "POST",
    id = "partner.rates.rates",
    response = RatesAdded,
    effect = write,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/rates-12075837e0"
)]
pub struct AddRates {
    /// The rates, each with its pair of currencies.
    pub rates: Vec<Rate>,
}

/// One exchange rate.
#[freedompay_model(request)]
pub struct Rate {
    /// Currency that is converted.
    pub currency_from: Currency,
    /// Currency that it is converted to.
    pub currency_to: Currency,
    /// Conversion rate. Which of the two currencies it counts is not spelled out; a USD to KZT rate in the signed example
    /// is 441.507.
    #[freedompay(example = "123.123456")]
    pub rate: Amount,
    /// Kind of operation, where one pair has several rates: `p2p`, `retail` and `cbtj` in the samples.
    #[freedompay(example = "p2p")]
    pub rate_type: Option<String>,
    /// When it begins to hold, `YYYY-MM-DD HH:MM:SS` without a time zone; when the request arrived, if absent or in the
    /// past.
    ///
    /// The newest sample, which is generated, prints ISO 8601 with `Z` instead; this form is the one of the table of 2025
    /// and of the overview.
    #[freedompay(example = "2019-01-01 12:00:00")]
    pub start_date: Option<String>,
    /// When it ceases to hold, in the form of `start_date`; without it, when the next rate is uploaded.
    #[freedompay(example = "2019-01-01 12:00:00")]
    pub end_date: Option<String>,
    /// Which side of the exchange it is for. Documented only for Kazakhstan.
    pub operation: Option<Operation>,
}

/// Currency of a rate, ISO 4217. The page lists these and points to a directory of currencies, so there may be others.
#[freedompay_enum(case = "UPPERCASE")]
pub enum Currency {
    /// Tenge.
    Kzt,
    /// US dollar.
    Usd,
    /// Euro.
    Eur,
}

/// Side of the exchange.
#[freedompay_enum]
pub enum Operation {
    /// Sale.
    Sell,
    /// Purchase.
    Buy,
    /// Neither: the standard rate, as of the National Bank.
    Rate,
}

/// Whether an upload was accepted.
#[freedompay_model]
pub struct RatesAdded {
    /// Outcome of the call.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// A number here, unlike elsewhere in this API; its values are not documented.
    #[freedompay(example = "0")]
    pub error_code: Option<i64>,
    /// The error.
    pub error_description: Option<String>,
    /// When the call was processed, RFC 3339 with offset.
    #[freedompay(example = "2019-08-24T14:15:22Z")]
    pub dt: Option<String>,
}
