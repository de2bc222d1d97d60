//! Receipt positions, which several calls of the form APIs share.

use crate::{Amount, freedompay_enum, freedompay_model};

/// One line of the receipt that the payer gets.
///
/// The provider documents none of its parts as required. Send at most ten positions in a request: implementations of
/// the signature disagree about longer lists.
///
/// One type serves the Merchant and the Gateway API, though their pages differ a little: the Gateway pages for charging
/// a card, cancelling and refunding print 1 as the lowest price, and those for cancelling and refunding know no
/// `mark_list`. The wider limits are checked here.
#[freedompay_model(request)]
pub struct ReceiptPosition {
    /// Quantity.
    #[freedompay(min = 1, example = "2")]
    pub count: Option<u64>,
    /// Name of the product.
    #[freedompay(min_len = 1, example = "Mouse pad")]
    pub name: Option<String>,
    /// VAT of the product.
    #[freedompay(example = "0")]
    pub tax_type: Option<TaxType>,
    /// Price of one unit in the payment's currency, major units; 0.01 to 99,999,999.
    ///
    /// The card token page prints 9,999,999 as the maximum; the larger one is checked here.
    #[freedompay(min = 0.01, max = 99999999, example = "1000")]
    pub price: Option<Amount>,
    /// Unit of measurement. Documented only on the Gateway page of 2026 (docs.freedompay.kz/create-payment-9890787e0).
    #[freedompay(rename = "UnitCode", example = "796")]
    pub unit_code: Option<i64>,
    /// Barcode. Documented only on the Gateway page of 2026.
    #[freedompay(rename = "GTIN")]
    pub gtin: Option<String>,
    /// Code in the national catalogue of goods. Documented only on the Gateway page of 2026.
    #[freedompay(rename = "NTIN")]
    pub ntin: Option<String>,
    /// Marking codes, as many as `count`. Documented only on the Gateway page of 2026.
    pub mark_list: Option<Vec<String>>,
}

/// VAT of a receipt position.
///
/// The Merchant pages of 2025 list 0 to 9, the Gateway page of 2026 lists 0, 3 (then 16/116), 7 and 11 (5/105), so the
/// meaning of a number depends on when it is used, and others may come.
#[freedompay_enum(numeric)]
pub enum TaxType {
    /// No VAT.
    #[freedompay(rename = "0")]
    None,
    /// 0 %.
    #[freedompay(rename = "1")]
    Zero,
    /// 12 %.
    #[freedompay(rename = "2")]
    Twelve,
    /// 12/112 on the pages of 2025, 16/116 on the page of 2026.
    #[freedompay(rename = "3")]
    StandardIncluded,
    /// 18 %.
    #[freedompay(rename = "4")]
    Eighteen,
    /// 18/118.
    #[freedompay(rename = "5")]
    EighteenIncluded,
    /// 10 %.
    #[freedompay(rename = "6")]
    Ten,
    /// 10/110.
    #[freedompay(rename = "7")]
    TenIncluded,
    /// 20 %.
    #[freedompay(rename = "8")]
    Twenty,
    /// 20/120.
    #[freedompay(rename = "9")]
    TwentyIncluded,
    /// 5/105, on the page of 2026 only.
    #[freedompay(rename = "11")]
    FiveIncluded,
}
