//! The values of a terminal's limits, by type of limit.
//!
//! A limit is one of some codes, and a code means another amount under another type of limit. What sets a code that ends
//! in `MIS` apart from its twin is not documented: their descriptions are the same.

use crate::freedompay_enum;

/// Turnover of an Ecom terminal in a day, in tenge.
#[freedompay_enum]
pub enum EcomDailyTurnover {
    /// 1,000,000, `MIS`.
    #[freedompay(rename = "1MLNKZTMIS")]
    OneMillionMis,
    /// 1,000,000.
    #[freedompay(rename = "1MLN")]
    OneMillion,
    /// 2,000,000.
    #[freedompay(rename = "2MLN")]
    TwoMillion,
    /// 5,000,000.
    #[freedompay(rename = "5MLN")]
    FiveMillion,
    /// 10,000,000.
    #[freedompay(rename = "10MLN")]
    TenMillion,
    /// 15,000,000.
    #[freedompay(rename = "15MLN")]
    FifteenMillion,
    /// 20,000,000.
    #[freedompay(rename = "20MLN")]
    TwentyMillion,
    /// 30,000,000.
    #[freedompay(rename = "30MLNKZT")]
    ThirtyMillion,
}

/// Payments with one card of any bank on an Ecom terminal in a day, in tenge.
#[freedompay_enum]
pub enum EcomDailyPerCard {
    /// 300,000, `MIS`.
    #[freedompay(rename = "300KKZTMIS")]
    ThreeHundredThousandMis,
    /// 300,000.
    #[freedompay(rename = "300KKZT")]
    ThreeHundredThousand,
    /// 500,000.
    #[freedompay(rename = "500KKZT")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "1MLNKZT")]
    OneMillion,
    /// 3,000,000.
    #[freedompay(rename = "3MLNKZT")]
    ThreeMillion,
    /// 5,000,000.
    #[freedompay(rename = "5MLNKZT")]
    FiveMillion,
}

/// One transaction on an Ecom terminal, in tenge.
#[freedompay_enum]
pub enum EcomTransaction {
    /// 100,000.
    #[freedompay(rename = "MAX100K")]
    OneHundredThousand,
    /// 500,000.
    #[freedompay(rename = "MAX500K")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "MAX1MLN")]
    OneMillion,
}

/// One transaction with a Visa card on an Ecom terminal.
#[freedompay_enum]
pub enum EcomVisaTransaction {
    /// 2,500 US dollars.
    #[freedompay(rename = "VMAX2500USD")]
    Usd2500,
}

/// One transaction with a Mastercard on an Ecom terminal.
#[freedompay_enum]
pub enum EcomMastercardTransaction {
    /// 5,000 US dollars.
    #[freedompay(rename = "MCMAX5000USD")]
    Usd5000,
}

/// Turnover of an Ecom terminal in a month, in tenge.
#[freedompay_enum]
pub enum EcomMonthlyTurnover {
    /// 10,000,000.
    #[freedompay(rename = "10MLNKZT")]
    TenMillion,
    /// 30,000,000.
    #[freedompay(rename = "30MLNKZT")]
    ThirtyMillion,
    /// 60,000,000.
    #[freedompay(rename = "60MLNKZT")]
    SixtyMillion,
    /// 300,000,000.
    #[freedompay(rename = "300MLNKZT")]
    ThreeHundredMillion,
    /// 1,000,000,000.
    #[freedompay(rename = "1BILKZT")]
    OneBillion,
}

/// Turnover of a Box terminal in a day, in tenge.
///
/// A second list on the same page (`daily_pos_limit`) says 10, 20, 30, 50, 70 and 100 million for `GROUP1` to `GROUP6`; the
/// amounts here are those of the table of the Box.
#[freedompay_enum]
pub enum BoxDailyTurnover {
    /// 1,000,000, `MIS`.
    #[freedompay(rename = "1MLNKZTMIS")]
    OneMillionMis,
    /// 1,000,000.
    #[freedompay(rename = "1MLNKZT")]
    OneMillion,
    /// 5,000,000.
    #[freedompay(rename = "5MLNKZT")]
    FiveMillion,
    /// 10,000,000.
    #[freedompay(rename = "GROUP1")]
    Group1,
    /// 15,000,000.
    #[freedompay(rename = "15MLNKZT")]
    FifteenMillion,
    /// 20,000,000.
    #[freedompay(rename = "GROUP2")]
    Group2,
    /// 30,000,000.
    #[freedompay(rename = "GROUP3")]
    Group3,
    /// 40,000,000.
    #[freedompay(rename = "GROUP4")]
    Group4,
    /// 50,000,000.
    #[freedompay(rename = "GROUP5")]
    Group5,
    /// 60,000,000.
    #[freedompay(rename = "GROUP6")]
    Group6,
}

/// Payments with one card of any bank on a Box terminal in a day, in tenge.
#[freedompay_enum]
pub enum BoxDailyPerCard {
    /// 300,000, `MIS`.
    #[freedompay(rename = "300KKZTMIS")]
    ThreeHundredThousandMis,
    /// 300,000.
    #[freedompay(rename = "300KKZT")]
    ThreeHundredThousand,
    /// 500,000.
    #[freedompay(rename = "500KKZT")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "GROUP1_2_3")]
    Group1To3,
    /// 2,000,000.
    #[freedompay(rename = "GROUP4_5")]
    Group4To5,
    /// 3,000,000.
    #[freedompay(rename = "GROUP6")]
    Group6,
    /// 5,000,000.
    #[freedompay(rename = "5MLNKZT")]
    FiveMillion,
}

/// Turnover of a Pos terminal in a day, in tenge. Its groups are not those of the Box.
#[freedompay_enum]
pub enum PosDailyTurnover {
    /// 1,000,000.
    #[freedompay(rename = "1MLNKZT")]
    OneMillion,
    /// 1,000,000, `MIS`.
    #[freedompay(rename = "1MLNKZTMIS")]
    OneMillionMis,
    /// 5,000,000.
    #[freedompay(rename = "GROUP1")]
    Group1,
    /// 10,000,000.
    #[freedompay(rename = "GROUP2")]
    Group2,
    /// 15,000,000.
    #[freedompay(rename = "15MLNKZT")]
    FifteenMillion,
    /// 20,000,000.
    #[freedompay(rename = "GROUP3")]
    Group3,
}

/// Payments with one card of any bank on a Pos terminal in a day, in tenge.
#[freedompay_enum]
pub enum PosDailyPerCard {
    /// 300,000.
    #[freedompay(rename = "300KKZT")]
    ThreeHundredThousand,
    /// 300,000, `MIS`.
    #[freedompay(rename = "300KKZTMIS")]
    ThreeHundredThousandMis,
    /// 500,000.
    #[freedompay(rename = "500KKZT")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "GROUP1_2_3")]
    Group1To3,
    /// 3,000,000.
    #[freedompay(rename = "GROUP6")]
    Group6,
    /// 5,000,000.
    #[freedompay(rename = "5MLNKZT")]
    FiveMillion,
}

/// Refunds of a terminal of any product in a day, in tenge.
#[freedompay_enum]
pub enum DailyRefunds {
    /// 50,000, `MIS`.
    #[freedompay(rename = "50KKZTMIS")]
    FiftyThousandMis,
    /// 50,000.
    #[freedompay(rename = "50KKZT")]
    FiftyThousand,
    /// 500,000.
    #[freedompay(rename = "500K")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "1MLNKZT")]
    OneMillion,
    /// 3,000,000.
    #[freedompay(rename = "3MLNKZT")]
    ThreeMillion,
    /// 5,000,000.
    #[freedompay(rename = "5MLNKZT")]
    FiveMillion,
}

/// Refunds to one card on a Box or Pos terminal in a day, in tenge.
#[freedompay_enum]
pub enum DailyRefundsPerCard {
    /// 25,000, `MIS`.
    #[freedompay(rename = "25KKZTMIS")]
    TwentyFiveThousandMis,
    /// 25,000.
    #[freedompay(rename = "25KKZT")]
    TwentyFiveThousand,
    /// 300,000.
    #[freedompay(rename = "300KKZT")]
    ThreeHundredThousand,
    /// 500,000.
    #[freedompay(rename = "500KKZT")]
    FiveHundredThousand,
    /// 1,000,000.
    #[freedompay(rename = "1MLNKZT")]
    OneMillion,
    /// 3,000,000.
    #[freedompay(rename = "3MLNKZT")]
    ThreeMillion,
}
