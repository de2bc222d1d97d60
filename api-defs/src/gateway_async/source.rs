//! The source of the money of a payment.

use crate::card_data::{CardHolder, CardNumber, Cvc, Expiry};
use crate::{Secret, freedompay_enum, freedompay_model};

/// Source of the money: a card, a wallet's token, a recurring profile or a saved card.
///
/// | `kind` | needs |
/// | --- | --- |
/// | [`Card`](SourceKind::Card) | `card` with number and expiry |
/// | [`Tokenized`](SourceKind::Tokenized) | `card` with the device's number and expiry, and `token` |
/// | [`Recurrent`](SourceKind::Recurrent) | `recurrent` with the profile's id |
/// | [`Saved`](SourceKind::Saved) | `card` with the saved card's token |
#[freedompay_model(request)]
pub struct PaymentSource {
    /// Which of them it is.
    #[freedompay(rename = "type", example = "card")]
    pub kind: SourceKind,
    /// The card; what it must hold depends on `kind`.
    pub card: Option<SourceCard>,
    /// Begins a recurring profile with this payment, or pays by one.
    pub recurrent: Option<Recurrent>,
    /// Data of a wallet or a card scheme for this payment; the secret in it is its cryptogram.
    #[freedompay(not_secret)]
    pub token: Option<WalletToken>,
    /// Whether the card is to be saved for later payments; not unless asked for.
    #[freedompay(example = "true")]
    pub save: Option<bool>,
}

/// Source of the money.
#[freedompay_enum]
pub enum SourceKind {
    /// A card by its number.
    Card,
    /// A number that stands for a card in a wallet.
    Tokenized,
    /// A recurring profile.
    Recurrent,
    /// A card saved earlier.
    Saved,
}

/// A card that pays.
///
/// The schema requires holder, number and expiry always; its own samples leave the holder out for wallets, and all of
/// them out for saved cards. The samples are followed: none is demanded here.
#[freedompay_model(request)]
pub struct SourceCard {
    /// Cardholder's name. Required by the schema, absent from the wallet and saved-card samples.
    #[freedompay(example = "Test Testov")]
    pub name: Option<CardHolder>,
    /// Card number, digits only. Required by the schema, absent from the saved-card sample.
    #[freedompay(example = "4400444400004440")]
    pub pan: Option<CardNumber>,
    /// Card verification code.
    #[freedompay(example = "123")]
    pub cvc: Option<Cvc>,
    /// Last two digits of the year of expiry. Required by the schema, absent from the saved-card sample.
    #[freedompay(secret, max = 99, example = "30")]
    pub year: Option<u8>,
    /// Month of expiry. Required by the schema, absent from the saved-card sample.
    #[freedompay(secret, example = "12")]
    pub month: Option<u8>,
    /// Token of a saved card. The schema says that saved cards need it; their sample sends `token` instead.
    #[freedompay(example = "01978c91-569a-7471-ae7b-942e7f045fac")]
    pub uuid: Option<Secret>,
    /// Id of a card saved earlier, as the saved-card sample sends it.
    #[freedompay(example = "d6a069dc-0fac-40d4-be4f-2273350ee256")]
    pub token: Option<Secret>,
}

impl SourceCard {
    /// Sets both [`month`](field@Self::month) and [`year`](field@Self::year).
    #[must_use]
    pub fn expiry(self, expiry: &Expiry) -> Self {
        self.month(expiry.month().number()).year(expiry.year().number())
    }
}

/// A recurring profile: `lifetime` begins one, `profile_id` pays by one.
#[freedompay_model(request)]
pub struct Recurrent {
    /// Validity of the new profile, in months. Required by the schema, absent from the sample that pays by a
    /// profile.
    #[freedompay(min = 1, max = 156, example = "5")]
    pub lifetime: Option<u32>,
    /// Profile to pay by. Only the sample has it, the schema does not.
    #[freedompay(example = "019980ce-543f-71d5-a91f-56bbca52e99e")]
    pub profile_id: Option<String>,
}

/// A wallet's or card scheme's proof for one payment. The merchant decrypts the wallet's message itself.
#[freedompay_model(request)]
pub struct WalletToken {
    /// Who made it.
    #[freedompay(rename = "type", example = "applepay")]
    pub kind: WalletKind,
    /// E-commerce indicator; `05` and `07` in the samples, absent from the schema.
    #[freedompay(example = "05")]
    pub eci_indicator: Option<String>,
    /// Payment cryptogram, base64. Only the samples have it, the schema does not.
    #[freedompay(example = "/wAAAAAAjiq1vn8AmeRKgwsAAAA=")]
    pub online_payment_cryptogram: Option<Secret>,
}

/// Origin of a token.
#[freedompay_enum(case = "lowercase")]
pub enum WalletKind {
    /// Apple Pay.
    ApplePay,
    /// Google Pay.
    GooglePay,
    /// `vts`; not spelt out in the documentation, presumably Visa's token service.
    Vts,
    /// `mscof`; not spelt out in the documentation, presumably Mastercard's card on file.
    Mscof,
}
