//! Saved cards.

use super::request_fields::RequestFields;
use crate::bank::payments::saved_card;
use crate::state::State;
use crate::world::World;
use crate::world::clock::almaty;
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::response_fields::ResponseFields;
use crate::world::saved_card::{CardChallenge, SavedCard};

/// Saves a card, at once or after a challenge: `/g2g/cardstorage/add`.
pub(super) fn add(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let now = world.now();
    let card = match request.text("pg_card_token") {
        Some(token) => saved_card(&world, token).ok_or(ErrorCode::new(10032))?,
        None => request.card(now)?,
    };
    if let Some(code) = card.behaviour.error {
        return Err(ErrorCode::new(code));
    }
    let (user, number) = (request.owned("pg_user_id").unwrap_or_default(), world.ids.number());
    let fields = ResponseFields::ok(now)
        .with("pg_payment_id", number)
        .maybe("pg_order_id", request.text("pg_order_id"))
        .with("pg_user_id", &user)
        .with("pg_card_mask", &card.masked)
        .flag("pg_3ds", card.behaviour.three_ds);
    if card.behaviour.three_ds {
        let md = world.ids.token();
        let acs = state.acs_url(&md);
        world.card_challenges.push(CardChallenge { id: number, md, user, card, is_for_payouts: false, found: None });
        return Ok(fields.with("pg_secure_details", "C").with("pg_3d_acsurl", acs));
    }
    let saved = world.save_card(user, card, false);
    Ok(fields.with("pg_secure_details", "F").with("pg_card_token", &saved.token))
}

/// Saves a card after its challenge.
pub(super) fn after_challenge(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let id: u64 = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let saved = save_after_challenge(&mut world, id, request.text("pg_pares").unwrap_or_default())?;
    let fields = ResponseFields::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_user_id", &saved.user)
        .with("pg_card_mask", &saved.card.masked)
        .flag("pg_3ds", true)
        .with("pg_secure_details", "F")
        .with("pg_card_token", &saved.token);
    Ok(fields)
}

/// Saves the card of a challenge, if `given` proves that it was passed.
pub(crate) fn save_after_challenge(world: &mut World, id: u64, given: &str) -> Result<SavedCard, ErrorCode> {
    let at = world.card_challenges.iter().position(|waiting| waiting.id == id).ok_or(NOT_FOUND)?;
    let waiting = world.card_challenges.remove(at);
    if !waiting.found.as_ref().is_some_and(|found| found.passed && found.pares == given) {
        return Err(ErrorCode::new(10004));
    }
    Ok(world.save_card(waiting.user, waiting.card, waiting.is_for_payouts))
}

/// Lists the saved cards of a user.
pub(super) fn list(state: &State, request: RequestFields<'_>, is_for_payouts: bool) -> ResponseFields {
    let world = state.world();
    let user = request.text("pg_user_id").unwrap_or_default();
    let extended = request.flag("pg_extend_data").unwrap_or(false);
    let of_user = world.cards.iter().filter(|saved| saved.user == user && saved.is_for_payouts == is_for_payouts);
    let cards = of_user.map(|saved| {
        let fields = ResponseFields::default()
            .with("pg_status", "success")
            .with("pg_merchant_id", &state.credentials.merchant_id)
            .with("pg_card_id", saved.id)
            .with("pg_card_token", &saved.token)
            .flag("pg_is_filled", true)
            .with("pg_card_hash", &saved.card.masked)
            .with("created_at", &saved.created);
        if !extended {
            return fields;
        }
        fields
            .with("brand_alias", &saved.card.brand)
            .with("expiry_year", &saved.card.year)
            .with("expiry_month", &saved.card.month)
    });
    ResponseFields::default().list("card", cards)
}

/// Removes a saved card.
pub(super) fn remove(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (user, token) = (request.text("pg_user_id"), request.text("pg_card_token"));
    let is_it = |saved: &SavedCard| Some(saved.user.as_str()) == user && Some(saved.token.as_str()) == token;
    let at = world.cards.iter().position(is_it).ok_or(ErrorCode::new(10032))?;
    let saved = world.cards.remove(at);
    let gone = ResponseFields::default()
        .with("pg_status", "success")
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_card_id", saved.id)
        .with("pg_card_hash", &saved.card.masked)
        .with("deleted_at", almaty(world.now()));
    // Some copies show the fields directly, others inside an element of their own.
    Ok(gone.clone().list("card", [gone]))
}
