//! Card API > Limits: how much may be spent with a card, from an account or by a client.

use super::requests::{self, RequestStatus};
use crate::{Uuid, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Lists the limits in force, with what is used and what is left of each.
///
/// The field names of the response are not documented, so it is untyped. By the page's introduction each limit has a type of
/// transaction, a period, a maximum amount, a currency, what is used and what remains.
///
/// Source: <https://docs.freedompay.kz/api-18614458>
#[freedompay_endpoint(
    uri = "/v5/card-api/limits/list",
    method = "POST",
    id = "card.limits.list",
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-18614458"
)]
pub struct LimitsList {
    /// The partner's own id of this request.
    #[freedompay(example = "123e4567-e89b-12d3-a456-426614174000")]
    pub request_id: Uuid,
    /// Whose limits.
    pub object: LimitedObject,
}

/// Sets limits by type of transaction, region, period and currency.
///
/// The page stood in the navigation of mid 2025 and is absent from the newest, so the call may have been withdrawn. Its
/// answer is not documented, so it is untyped.
///
/// Source: <https://docs.freedompay.kz/api-18613819>
#[freedompay_endpoint(
    uri = "/v5/card-api/limits/set",
    method = "POST",
    id = "card.limits.set",
    effect = write,
    recover = RequestStatus,
    outcome = requests::DONE,
    idempotency = request_id,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-18613819"
)]
pub struct SetLimits {
    /// The partner's own id of this request; it must not repeat.
    #[freedompay(example = "550e8400-e29b-41d4-a716-446655440000")]
    pub request_id: Uuid,
    /// Whose limits.
    pub object: LimitedObject,
    /// The limits.
    pub limits: Vec<Limit>,
}

/// Subject of limits.
#[freedompay_model(request)]
pub struct LimitedObject {
    /// Kind of the object.
    #[freedompay(rename = "type", example = "card")]
    pub kind: LimitedObjectType,
    /// Its id.
    #[freedompay(example = "123456789")]
    pub value: String,
}

/// Subjects of limits.
#[freedompay_enum]
pub enum LimitedObjectType {
    /// A card.
    Card,
    /// An account.
    Account,
    /// A client.
    Client,
}

/// One limit.
#[freedompay_model(request)]
pub struct Limit {
    /// Which transactions count.
    #[freedompay(example = "withdrawal_atm")]
    pub transaction_type: TransactionType,
    /// Where; its values are not documented.
    pub region: Option<String>,
    /// In which time.
    #[freedompay(example = "month")]
    pub period: Option<Period>,
    /// Amount, by currency.
    pub amount: Option<Vec<LimitAmount>>,
}

/// Type of transaction. The full list is not documented; these are the ones of the samples and introductions.
#[freedompay_enum]
pub enum TransactionType {
    /// A payment.
    Pay,
    /// A withdrawal of cash.
    Withdrawal,
    /// A withdrawal of cash at a cash machine.
    WithdrawalAtm,
    /// A payment online without 3-D Secure.
    #[freedompay(rename = "pay_online_non3ds")]
    PayOnlineNon3ds,
}

/// Period of a limit. The full list is not documented.
#[freedompay_enum]
pub enum Period {
    /// A day.
    Day,
    /// A month.
    Month,
}

/// Amount of a limit. Its parts and their types are those of the sample; that all are required is assumed.
#[freedompay_model(request)]
pub struct LimitAmount {
    /// Which amount it is: `max` in the sample.
    #[freedompay(rename = "type", example = "max")]
    pub kind: LimitAmountType,
    /// The amount in `currency`. Text in the sample, so it is not an [`Amount`](crate::Amount), which travels as a number;
    /// its units are not documented.
    #[freedompay(example = "5000")]
    pub value: String,
    /// Currency, ISO 4217.
    #[freedompay(example = "USD")]
    pub currency: String,
}

/// Which amount of a limit is meant. The full list is not documented.
#[freedompay_enum]
pub enum LimitAmountType {
    /// The most that may be spent.
    Max,
}
