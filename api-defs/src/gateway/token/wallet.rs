//! Wallets. The merchant decrypts the wallet's token itself and sends what is inside.

use super::saved::TokenPaymentStatus;
use crate::card_data::{CardHolder, CardNumber, ExpiryMonth, ExpiryYear};
use crate::gateway::purchase::card::CardPayment;
use crate::gateway::purchase::status;
use crate::{Amount, Flag, Secret, freedompay_endpoint, freedompay_enum};

/// Charges a card in Apple Pay.
///
/// The page marks every field of the response as required, though most are there only with 3-D Secure, a recurring
/// profile or a saved card. It shows no error sample.
///
/// Source: <https://docs.freedompay.kz/api-9856298>
#[freedompay_endpoint(
    uri = "/g2g/payment",
    method = "POST",
    id = "gateway.sync.token.apple_pay",
    response = CardPayment,
    effect = money,
    recover = TokenPaymentStatus,
    outcome = status::CHARGED,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9856298"
)]
pub struct PayWithApplePay {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount in `currency`, major units.
    #[freedompay(example = "1000")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Order 8841")]
    pub description: String,
    /// Whether to capture at once (one step) or to hold until capture or cancel (two steps).
    pub auto_clearing: Option<Flag>,
    /// [`Wallet::ApplePay`].
    #[freedompay(example = "apple_pay")]
    pub payment_method: Wallet,
    /// Number of the device's card, from the wallet's token.
    #[freedompay(example = "4111XXXXXXXX1111")]
    pub card_pan: CardNumber,
    /// Year the device's card expires, two digits.
    #[freedompay(pattern = "[0-9]{2}", example = "31")]
    pub card_year: ExpiryYear,
    /// Month the device's card expires.
    #[freedompay(example = "12")]
    pub card_month: ExpiryMonth,
    /// Holder's name.
    #[freedompay(example = "John Doe")]
    pub card_name: CardHolder,
    /// Cryptogram (TAVV) from the wallet's token, base64.
    #[freedompay(example = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    pub online_payment_cryptogram: Secret,
    /// ECI from the directory server. The schema's name of it ends in a tab, which is not sent.
    #[freedompay(example = "05")]
    pub eci_indicator: Eci,
    /// Free text of the merchant's.
    pub param1: Option<String>,
    /// Free text of the merchant's.
    pub param2: Option<String>,
    /// Free text of the merchant's.
    pub param3: Option<String>,
}

/// Charges a card in Google Pay.
///
/// With `three_ds` set in the response the payer has to pass 3-D Secure first, as after
/// [`PayByCard`](crate::gateway::purchase::card::PayByCard). The page shows no error sample.
///
/// Source: <https://docs.freedompay.kz/api-9890798>
#[freedompay_endpoint(
    uri = "/g2g/payment",
    method = "POST",
    id = "gateway.sync.token.google_pay",
    response = CardPayment,
    effect = money,
    recover = TokenPaymentStatus,
    outcome = status::CHARGED,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9890798"
)]
pub struct PayWithGooglePay {
    /// Order number on the merchant's side; keep it unique.
    #[freedompay(example = "ORD12345")]
    pub order_id: String,
    /// Amount in `currency`, major units; at least 0.01.
    #[freedompay(min = 0.01, example = "1000")]
    pub amount: Amount,
    /// Currency of the amount, ISO 4217.
    #[freedompay(example = "KZT")]
    pub currency: Option<String>,
    /// Text that the payer is shown. The provider's anti-fraud scores it.
    #[freedompay(example = "Order 8841")]
    pub description: String,
    /// Whether to capture at once (one step) or to hold until capture or cancel (two steps).
    pub auto_clearing: Option<Flag>,
    /// [`Wallet::GooglePay`].
    #[freedompay(example = "google_pay")]
    pub payment_method: Wallet,
    /// Payer's IP address.
    #[freedompay(example = "127.0.0.1")]
    pub user_ip: Option<String>,
    /// Cryptogram (TAVV) from the wallet's token, base64.
    #[freedompay(example = "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    pub online_payment_cryptogram: Secret,
    /// ECI from the directory server. The schema's name of it ends in a tab, which is not sent.
    #[freedompay(example = "05")]
    pub eci_indicator: Eci,
    /// Number of the device's card, from the wallet's token.
    #[freedompay(example = "4111XXXXXXXX1111")]
    pub card_pan: CardNumber,
    /// Year the device's card expires; two digits in the sample.
    #[freedompay(example = "31")]
    pub card_year: ExpiryYear,
    /// Month the device's card expires; two digits in the sample.
    #[freedompay(example = "06")]
    pub card_month: ExpiryMonth,
}

/// A wallet.
#[freedompay_enum]
pub enum Wallet {
    /// Apple Pay.
    ApplePay,
    /// Google Pay.
    GooglePay,
}

/// Electronic commerce indicator, as the card schemes define it. The pages give these values as examples.
#[freedompay_enum]
pub enum Eci {
    /// 00.
    #[freedompay(rename = "00")]
    Eci00,
    /// 01.
    #[freedompay(rename = "01")]
    Eci01,
    /// 02.
    #[freedompay(rename = "02")]
    Eci02,
    /// 05.
    #[freedompay(rename = "05")]
    Eci05,
    /// 06.
    #[freedompay(rename = "06")]
    Eci06,
    /// 07.
    #[freedompay(rename = "07")]
    Eci07,
}
