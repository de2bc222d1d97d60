//! Payments without a page: with a card's data, a saved card, a wallet, a recurring profile.

use super::pages::new_payment;
use super::{Asked, Facts};
use crate::flow::saved_card;
use crate::server::Reply;
use crate::state::State;
use crate::web::pay;
use crate::world::errors::NOT_FOUND;
use crate::world::payment::{Payment, Refused, State as PaymentState};
use crate::world::saved_card::CardFacts;

/// `/g2g/payment`, in each of its forms.
pub(super) async fn by_card(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let (id, card) = {
        let mut world = state.world();
        let now = world.now();
        let card = match asked.text("pg_card_token") {
            Some(token) => saved_card(&world, token).ok_or((10032, None))?,
            None if asked.text("pg_encrypted_card").is_some() => encrypted(),
            None => asked.card(now)?,
        };
        // A wallet has asked its owner already.
        let is_wallet = asked.text("pg_online_payment_cryptogram").is_some();
        let card = if is_wallet { without_challenge(card) } else { card };
        let mut payment = new_payment(&mut world, made_by, asked);
        if asked.flag("pg_save_card").unwrap_or(false) && payment.user.id.is_some() {
            payment.card_token = Some(world.ids.uuid().to_string());
        }
        let id = payment.id;
        world.payments.insert(id, payment);
        (id, card)
    };
    state.charge(id, card).await?;
    told(state, id)
}

/// `/g2g/paymentAcs`.
pub(super) fn after_challenge(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let id = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    state.complete(id, asked.text("pg_md").unwrap_or_default(), asked.text("pg_pares").unwrap_or_default())?;
    told(state, id)
}

/// Charges a profile that an earlier payment began.
pub(super) async fn recurring(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let profile: u64 = asked.parsed("pg_recurring_profile").ok_or(NOT_FOUND)?;
    let (id, card) = {
        let mut world = state.world();
        let (card, currency) = world.profile(profile)?;
        let card = without_challenge(card);
        let mut payment = new_payment(&mut world, made_by, asked);
        payment.currency = currency;
        payment.recurring_profile = Some(profile);
        let id = payment.id;
        world.payments.insert(id, payment);
        (id, card)
    };
    state.charge(id, card).await?;
    Ok(told(state, id)?.with("pg_recurring_profile", profile))
}

/// `card/init`: a payment with a saved card that waits to be confirmed.
pub(super) fn prepare(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let card = saved_card(&world, asked.text("pg_card_token").unwrap_or_default()).ok_or((10032, None))?;
    let mut payment = new_payment(&mut world, made_by, asked);
    payment.card = Some(card);
    let facts = Facts::ok(world.now())
        .with("pg_payment_id", payment.id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_merchant_id", &state.credentials.merchant_id);
    world.payments.insert(payment.id, payment);
    Ok(facts)
}

/// `card/pay`: the payer is asked for the CVC.
pub(super) fn page(state: &State, asked: Asked<'_>) -> Result<Reply, Refused> {
    let id: u64 = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let payment = state.world().payments.get(&id).cloned().ok_or(NOT_FOUND)?;
    if payment.state != PaymentState::New || payment.card.is_none() {
        return Err((120, None));
    }
    Ok(pay::first(state, &payment))
}

/// `card/direct`: the payer is not asked. A second time it is refused with 120.
pub(super) async fn confirm(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let id: u64 = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let card = {
        let world = state.world();
        let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
        if payment.state != PaymentState::New {
            return Err((120, None));
        }
        payment.card.clone().map(without_challenge).ok_or((120, None))?
    };
    state.charge(id, card).await?;
    let facts = told(state, id)?;
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    let status = if matches!(payment.state, PaymentState::Paid) { "ok" } else { "failed" };
    Ok(facts
        .with("pg_transaction_status", status)
        .flag("pg_can_reject", false)
        .flag("pg_captured", payment.capture.is_some())
        .with("pg_payment_method", &payment.method)
        .with("pg_amount", payment.amount)
        .with("pg_currency", &payment.currency)
        .maybe("pg_card_pan", payment.card.as_ref().map(|card| &card.masked))
        .with("pg_create_date", crate::world::clock::almaty(payment.created)))
}

/// How a charge came out.
fn told(state: &State, id: u64) -> Result<Facts, Refused> {
    let world = state.world();
    let payment: &Payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    let facts = Facts::default()
        .with("pg_payment_id", id)
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_datetime", crate::world::clock::utc(world.now()));
    match &payment.state {
        PaymentState::Failed { code, what } => Err((*code, Some(what.clone()))),
        PaymentState::Challenge { md, .. } => Ok(facts
            .with("pg_status", "pending")
            .flag("pg_3ds", true)
            .with("pg_3d_acsurl", state.acs_url(md))
            .with("pg_3d_md", md)
            .with("pg_3d_pareq", md)),
        _ => Ok(facts
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

pub(super) fn without_challenge(mut card: CardFacts) -> CardFacts {
    card.behaviour.three_ds = false;
    card
}

/// Card data that only the provider can read: the sandbox takes it for a card that works.
fn encrypted() -> CardFacts {
    CardFacts {
        masked: "XXXX-XXXX-XXXX-XXXX".to_owned(),
        brand: String::new(),
        month: String::new(),
        year: String::new(),
        owner: String::new(),
        behaviour: crate::world::test_cards::behaviour(""),
    }
}
