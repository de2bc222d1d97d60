//! Gateway API > Sync API > Card: the storage of cards. The manager has to permit saving.

use crate::card_data::{CardHolder, CardNumber, Cvc, ExpiryMonth, ExpiryYear};
use crate::gateway::purchase::status::{self, PaymentDetails};
use crate::gateway::values::CallStatus;
use crate::{Flag, Secret, freedompay_endpoint, freedompay_enum, freedompay_model};

/// Saves a user's card, from details that the merchant collected.
///
/// The card is given by its number, or by a token whose missing details are to be filled in. Either it is saved at once
/// (the response has its token), or the holder has to pass 3-D Secure at `three_ds_acs_url`; then
/// [`CompleteCardAddition`] finishes it.
///
/// Errors: 10000 (failed, try later), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/9886819e0>
#[freedompay_endpoint(
    uri = "/g2g/cardstorage/add",
    method = "POST",
    id = "gateway.sync.card.add",
    response = AddedCard,
    effect = write,
    recover = CardStatus,
    outcome = status::CHARGED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/9886819e0"
)]
pub struct AddCard {
    /// Number on the merchant's side. Without one [`CardStatus`] cannot find a call that got no response.
    #[freedompay(example = "12345")]
    pub order_id: Option<String>,
    /// Text that the payer is shown.
    pub description: Option<String>,
    /// User's id on the merchant's side. A number here, text in the response.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Card number, needed without `card_token` (by an older page).
    #[freedompay(example = "4405645000006150")]
    pub card_pan: Option<CardNumber>,
    /// Token of a card whose details are incomplete, needed without `card_pan` (by an older page).
    pub card_token: Option<Secret>,
    /// Security code, three digits; text, because it may begin with 0.
    #[freedompay(pattern = "[0-9]{3}", example = "653")]
    pub card_cvc: Cvc,
    /// Year the card expires, two digits.
    #[freedompay(pattern = "[0-9]{2}", example = "25")]
    pub card_year: ExpiryYear,
    /// Month the card expires, two digits.
    #[freedompay(pattern = "[0-9]{2}", example = "09")]
    pub card_month: ExpiryMonth,
    /// Holder's name: Latin letters, dashes and spaces (by an older page).
    #[freedompay(example = "TEST TESTOV")]
    pub card_name: CardHolder,
}

/// Finishes saving a card with what the issuer's 3-D Secure page (ACS) sent back.
///
/// The sample of a success looks copied from [`AddCard`]: it asks for 3-D Secure again and has no token.
///
/// Errors: 10000 (failed, try later), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/9888280e0>
#[freedompay_endpoint(
    uri = "/g2g/cardstorage/payment_acs",
    method = "POST",
    id = "gateway.sync.card.three_ds",
    response = AddedCard,
    effect = write,
    recover = CardStatus,
    outcome = status::CONTINUED,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/9888280e0"
)]
pub struct CompleteCardAddition {
    /// Payment id from the first step.
    #[freedompay(example = "7777777777")]
    pub payment_id: u64,
    /// `MD` as the ACS returned it.
    pub md: String,
    /// `PaRes` as the ACS returned it.
    pub pares: Secret,
}

/// A card that was saved, or will be after 3-D Secure. The pages mark fields as required that their samples lack.
#[freedompay_model(prefix = "pg_")]
pub struct AddedCard {
    /// Freedom Pay's id of the payment that checks the card.
    #[freedompay(example = "1610142012")]
    pub payment_id: Option<u64>,
    /// The merchant's number.
    #[freedompay(example = "123453")]
    pub order_id: Option<String>,
    /// `ok`.
    #[freedompay(example = "ok")]
    pub status: Option<CallStatus>,
    /// Masked card number.
    #[freedompay(example = "4400-43XX-XXXX-1358")]
    pub card_mask: Option<String>,
    /// Token of the saved card, if it needs no challenge.
    #[freedompay(example = "abcd1234token")]
    pub card_token: Option<Secret>,
    /// URL of the issuer's ACS.
    #[freedompay(rename = "pg_3d_acsurl")]
    pub three_ds_acs_url: Option<String>,
    /// User's id on the merchant's side.
    pub user_id: Option<String>,
    /// Whether the holder has to pass 3-D Secure first.
    #[freedompay(rename = "pg_3ds", example = "0")]
    pub three_ds: Option<Flag>,
    /// Outcome of 3-D Secure; not after [`CompleteCardAddition`].
    #[freedompay(example = "F")]
    pub secure_details: Option<SecureDetails>,
    /// When it was answered, ISO 8601 with offset; in the samples only.
    #[freedompay(example = "2025-08-20T06:36:25+00:00")]
    pub datetime: Option<String>,
}

/// Mode of 3-D Secure when a card is saved. The schema types it as a number; the values are letters.
#[freedompay_enum]
pub enum SecureDetails {
    /// The issuer asks for nothing.
    #[freedompay(rename = "F")]
    Frictionless,
    /// The holder has to answer a challenge.
    #[freedompay(rename = "C")]
    Challenge,
}

/// Asks for a user's saved cards.
///
/// What the response is for a user without cards is not documented. Errors: 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-9888586>
#[freedompay_endpoint(
    uri = "/g2g/cardstorage/list",
    method = "POST",
    id = "gateway.sync.card.list",
    response = SavedCards,
    effect = read,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-9888586"
)]
pub struct ListCards {
    /// User's id on the merchant's side.
    #[freedompay(example = "1234")]
    pub user_id: String,
}

/// A user's saved cards.
#[freedompay_model]
pub struct SavedCards {
    /// The cards: one element for each, which the schema implies but does not say.
    pub card: Vec<SavedCard>,
}

/// A saved card. Its fields bear the provider's names, because one of them lacks the prefix `pg_`.
#[freedompay_model]
pub struct SavedCard {
    /// State of the card; `approved` in the sample. The list of states is not published.
    #[freedompay(example = "approved")]
    pub pg_status: Option<String>,
    /// Token of the card.
    #[freedompay(example = "abcd1234token")]
    pub pg_card_token: Option<Secret>,
    /// The page does not explain it; [`AddCard`] completes cards whose details are missing.
    #[freedompay(example = "1")]
    pub pg_is_filled: Option<Flag>,
    /// Masked card number (not a hash, whatever its name says).
    #[freedompay(example = "411111-XXXXXX-1111")]
    pub pg_card_hash: Option<String>,
    /// When it was saved, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub created_at: Option<String>,
}

/// Deletes one of a user's saved cards.
///
/// Errors: 9999 (what the sample prints where any code may stand), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.uz/api-13679464>
#[freedompay_endpoint(
    uri = "/g2g/cardstorage/remove",
    method = "POST",
    id = "gateway.sync.card.remove",
    response = RemovedCard,
    effect = write,
    recover = ListCards,
    since = "0.1.0",
    source = "https://docs.freedompay.uz/api-13679464"
)]
pub struct RemoveCard {
    /// User's id on the merchant's side.
    #[freedompay(example = "1234")]
    pub user_id: String,
    /// Token of the card.
    #[freedompay(example = "abcd1234token")]
    pub card_token: Secret,
}

/// A card that was deleted. Its fields bear the provider's names, because one of them lacks the prefix `pg_`.
#[freedompay_model]
pub struct RemovedCard {
    /// `success`, unlike the `ok` of other calls.
    #[freedompay(example = "success")]
    pub pg_status: Option<CallStatus>,
    /// When it was deleted, ISO 8601 with offset.
    #[freedompay(example = "2024-09-02T12:19:01+00:00")]
    pub deleted_at: Option<String>,
}

/// Asks for the state of the payment that saving a card makes: the same call as
/// [`PaymentStatus`](crate::gateway::purchase::status::PaymentStatus), on a page of its own.
///
/// Both ids are optional here, though the page requires them; see there.
///
/// Errors: 11068 (no such payment; unsigned), 9998 (unknown merchant; unsigned).
///
/// Source: <https://docs.freedompay.kz/api-13528554>
#[freedompay_endpoint(
    uri = "/g2g/status_v2",
    method = "POST",
    id = "gateway.sync.card.status",
    response = PaymentDetails,
    effect = read,
    shares_uri,
    since = "0.1.0",
    source = "https://docs.freedompay.kz/api-13528554"
)]
pub struct CardStatus {
    /// Freedom Pay's id of the payment.
    #[freedompay(example = "1427057029")]
    pub payment_id: Option<u64>,
    /// The merchant's number.
    #[freedompay(example = "2343253465454")]
    pub order_id: Option<String>,
}
