//! Limits of a terminal.

use super::limit_values::{
    BoxDailyPerCard, BoxDailyTurnover, DailyRefunds, DailyRefundsPerCard, EcomDailyPerCard, EcomDailyTurnover,
    EcomMastercardTransaction, EcomMonthlyTurnover, EcomTransaction, EcomVisaTransaction, PosDailyPerCard,
    PosDailyTurnover,
};
use crate::{freedompay_enum, freedompay_model};

/// One limit of a terminal.
///
/// Its type decides which values there are and what they mean, so a limit is made from a value, and the value brings its
/// type. `new` and the setters are for limits that are not listed yet; neither part is documented as required.
///
/// ```
/// use freedompay::partner::products::{DailyRefunds, EcomDailyTurnover, Limit};
///
/// let limits = [Limit::from(EcomDailyTurnover::TenMillion), Limit::from(DailyRefunds::OneMillion)];
/// ```
///
/// Source: <https://docs.freedompay.kz/dictionaries-856951m0>
#[freedompay_model(request)]
pub struct Limit {
    /// Limited quantity.
    #[freedompay(rename = "type", example = "DAILY_LIM")]
    pub kind: Option<LimitType>,
    /// To what: a code.
    #[freedompay(example = "1MLN")]
    pub value: Option<String>,
}

/// A value and its type have one name.
macro_rules! made_from {
    ($($value:ident),* $(,)?) => {$(
        impl From<$value> for Limit {
            fn from(value: $value) -> Self {
                Self::new().kind(LimitType::$value).value(value.as_str())
            }
        }
    )*};
}

made_from!(
    EcomDailyTurnover,
    EcomDailyPerCard,
    EcomTransaction,
    EcomVisaTransaction,
    EcomMastercardTransaction,
    EcomMonthlyTurnover,
    BoxDailyTurnover,
    BoxDailyPerCard,
    PosDailyTurnover,
    PosDailyPerCard,
    DailyRefunds,
    DailyRefundsPerCard,
);

/// Quantity that a limit limits.
#[freedompay_enum]
pub enum LimitType {
    /// Ecom: turnover in a day.
    #[freedompay(rename = "DAILY_LIM")]
    EcomDailyTurnover,
    /// Ecom: payments with one card of any bank in a day.
    #[freedompay(rename = "MAXTRAMOUNTLIMDAILYBYCARD")]
    EcomDailyPerCard,
    /// Ecom: one transaction.
    #[freedompay(rename = "MAX_TR_AMNT_LIM")]
    EcomTransaction,
    /// Ecom: one transaction with a Visa card.
    #[freedompay(rename = "VISA_MAX_TR_AMNT_LIM")]
    EcomVisaTransaction,
    /// Ecom: one transaction with a Mastercard.
    #[freedompay(rename = "MC_MAX_TR_AMNT_LIM")]
    EcomMastercardTransaction,
    /// Ecom: turnover in a month.
    #[freedompay(rename = "MONTHLY_LIM")]
    EcomMonthlyTurnover,
    /// Box: turnover in a day.
    #[freedompay(rename = "DAILY_LIM_POS")]
    BoxDailyTurnover,
    /// Box: payments with one card of any bank in a day.
    #[freedompay(rename = "DAILY_LIM_POS_BY_CARD")]
    BoxDailyPerCard,
    /// Pos: turnover in a day.
    #[freedompay(rename = "DAILY_LIM_SPOS")]
    PosDailyTurnover,
    /// Pos: payments with one card of any bank in a day.
    #[freedompay(rename = "DAILY_LIM_SPOS_BY_CARD")]
    PosDailyPerCard,
    /// Any product: refunds in a day.
    #[freedompay(rename = "DAILY_LIM_REVERS")]
    DailyRefunds,
    /// Box and Pos: refunds to one card in a day.
    #[freedompay(rename = "DAILY_LIM_REVERS_BY_CARD")]
    DailyRefundsPerCard,
}
