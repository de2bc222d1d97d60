//! Payments without a page: by card data, a saved card, a wallet, a recurring profile.

use super::pages::new_payment;
use super::request_fields::RequestFields;
use crate::bank::payments::saved_card;
use crate::state::State;
use crate::world::clock::{almaty, utc};
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::payment::{Payment, PaymentState};
use crate::world::response_fields::ResponseFields;
use crate::world::saved_card::CardDetails;
use crate::world::test_cards;

/// Charges a card, saved card or wallet: `/g2g/payment` in each of its forms.
pub(super) async fn by_card(
    state: &State,
    made_by: &str,
    request: RequestFields<'_>,
) -> Result<ResponseFields, ErrorCode> {
    let (id, card) = {
        let mut world = state.world();
        let now = world.now();
        let card = match request.text("pg_card_token") {
            Some(token) => saved_card(&world, token).ok_or(ErrorCode::new(10032))?,
            None if request.text("pg_encrypted_card").is_some() => encrypted(),
            None => request.card(now)?,
        };
        // A wallet has authenticated its owner already.
        let is_wallet = request.text("pg_online_payment_cryptogram").is_some();
        let card = if is_wallet { without_challenge(card) } else { card };
        let mut payment = new_payment(&mut world, made_by, request);
        if request.flag("pg_save_card").unwrap_or(false) && payment.user.id.is_some() {
            payment.card_token = Some(world.ids.uuid().to_string());
        }
        let id = payment.id;
        world.payments.insert(id, payment);
        (id, card)
    };
    state.charge(id, card).await?;
    charge_response(state, id)
}

/// Continues a payment after its challenge: `/g2g/paymentAcs`.
pub(super) fn after_challenge(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let id = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    state.complete(id, request.text("pg_md").unwrap_or_default(), request.text("pg_pares").unwrap_or_default())?;
    charge_response(state, id)
}

/// Charges a profile that an earlier payment started.
pub(super) async fn recurring(
    state: &State,
    made_by: &str,
    request: RequestFields<'_>,
) -> Result<ResponseFields, ErrorCode> {
    let profile: u64 = request.parsed("pg_recurring_profile").ok_or(NOT_FOUND)?;
    let (id, card) = {
        let mut world = state.world();
        let (card, currency) = world.profile(profile)?;
        let card = without_challenge(card);
        let mut payment = new_payment(&mut world, made_by, request);
        payment.currency = currency;
        payment.recurring_profile = Some(profile);
        let id = payment.id;
        world.payments.insert(id, payment);
        (id, card)
    };
    state.charge(id, card).await?;
    Ok(charge_response(state, id)?.with("pg_recurring_profile", profile))
}

/// Creates a payment by saved card that waits for confirmation: `card/init`.
pub(super) fn prepare(state: &State, made_by: &str, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let card = saved_card(&world, request.text("pg_card_token").unwrap_or_default()).ok_or(ErrorCode::new(10032))?;
    let mut payment = new_payment(&mut world, made_by, request);
    payment.card = Some(card);
    let fields = ResponseFields::ok(world.now())
        .with("pg_payment_id", payment.id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_merchant_id", &state.credentials.merchant_id);
    world.payments.insert(payment.id, payment);
    Ok(fields)
}

/// Returns the payment whose page asks for the CVC: `card/pay`.
pub(super) fn payer_page(state: &State, request: RequestFields<'_>) -> Result<Payment, ErrorCode> {
    let id: u64 = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let payment = state.world().payments.get(&id).cloned().ok_or(NOT_FOUND)?;
    if payment.state != PaymentState::New || payment.card.is_none() {
        return Err(ErrorCode::new(120));
    }
    Ok(payment)
}

/// Charges a prepared payment without asking the payer: `card/direct`. A second time it fails with 120.
pub(super) async fn confirm(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let id: u64 = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let card = {
        let world = state.world();
        let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
        if payment.state != PaymentState::New {
            return Err(ErrorCode::new(120));
        }
        payment.card.clone().map(without_challenge).ok_or(ErrorCode::new(120))?
    };
    state.charge(id, card).await?;
    let fields = charge_response(state, id)?;
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    let status = if matches!(payment.state, PaymentState::Paid) { "ok" } else { "failed" };
    Ok(fields
        .with("pg_transaction_status", status)
        .flag("pg_can_reject", false)
        .flag("pg_captured", payment.capture.is_some())
        .with("pg_payment_method", &payment.method)
        .with("pg_amount", payment.amount)
        .with("pg_currency", &payment.currency)
        .maybe("pg_card_pan", payment.card.as_ref().map(|card| &card.masked))
        .with("pg_create_date", almaty(payment.created)))
}

/// Returns the response to a charge.
fn charge_response(state: &State, id: u64) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let payment: &Payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    let fields = ResponseFields::default()
        .with("pg_payment_id", id)
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_datetime", utc(world.now()));
    match &payment.state {
        PaymentState::Failed { code, message } => Err(ErrorCode::with_message(*code, message.clone())),
        PaymentState::Challenge { md, .. } => Ok(fields
            .with("pg_status", "pending")
            .flag("pg_3ds", true)
            .with("pg_3d_acsurl", state.acs_url(md))
            .with("pg_3d_md", md)
            .with("pg_3d_pareq", md)),
        _ => Ok(fields
            .with("pg_status", "ok")
            .flag("pg_3ds", false)
            .with("pg_amount", payment.amount)
            .with("pg_currency", &payment.currency)
            .with("pg_auth_code", &payment.auth_code)
            .with("pg_reference", &payment.reference)
            .maybe("pg_recurring_profile", payment.recurring_profile)
            .maybe("pg_card_token", payment.card_token.as_ref())),
    }
}

/// Turns off the 3-D Secure challenge of a card.
pub(super) fn without_challenge(mut card: CardDetails) -> CardDetails {
    card.behaviour.three_ds = false;
    card
}

/// Stands in for card data that only the provider can decrypt: a card that works.
fn encrypted() -> CardDetails {
    CardDetails {
        masked: "XXXX-XXXX-XXXX-XXXX".to_owned(),
        brand: String::new(),
        month: String::new(),
        year: String::new(),
        owner: String::new(),
        behaviour: test_cards::behaviour(""),
    }
}
