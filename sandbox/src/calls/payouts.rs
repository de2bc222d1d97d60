//! Payouts: to a card, to a saved card, to an account, to whoever types a card; the balance.

use std::time::Duration;

use freedompay::{AlmatyTime, Amount};
use jiff::Timestamp;

use super::asked::typed_card;
use super::{Asked, Facts};
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::clock::{almaty, utc};
use crate::world::errors::NOT_FOUND;
use crate::world::payment::Refused;
use crate::world::payout::{CURRENCY, Payout, State as PayoutState};
use crate::world::queue::Job;
use crate::world::saved_card::{CardFacts, SavedCard};

/// "Within a minute of the request" the status of a payout that was not made has the id 0.
const YOUNG: Duration = Duration::from_secs(60);

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let id = call.endpoint.id;
    let done = match id {
        "merchant.payout.create_payment" => page(state, id, asked),
        "merchant.payout.card_token.create_payment" | "gateway.sync.token.token_payout" => {
            to_saved_card(state, id, asked)
        }
        "merchant.payout.iban" | "gateway.sync.payout.iban" => max_concurrency(state, id, asked, |_| Ok(None)),
        "gateway.sync.payout.card" => max_concurrency(state, id, asked, |world| typed(world, asked).map(Some)),
        "merchant.payout.status" | "merchant.payout.status_by_payment_id" | "gateway.sync.payout.status" => {
            status(state, asked)
        }
        "merchant.payout.status_by_order_id" => status_of_order(state, asked),
        "merchant.payout.balance_status" | "gateway.sync.payout.balance" => Ok(balance(state, asked)),
        _ => return None,
    };
    Some(done.map_err(Refusal::from))
}

/// `/api/reg2nonreg`: waits for a card.
fn page(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let payout = request(&mut world, made_by, asked)?;
    let facts = Facts::ok(world.now())
        .with("pg_payment_id", payout.id)
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_redirect_url", state.page_url(&payout.page));
    if let Some(at) = payout.expires {
        world.queue.add(at, Job::ExpirePayout(payout.id));
    }
    world.payouts.insert(payout.id, payout);
    drop(world);
    state.wake.notify_one();
    Ok(facts)
}

fn to_saved_card(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let (user, token) = (asked.text("pg_user_id"), asked.text("pg_card_token_to"));
    let is_it = |saved: &&SavedCard| Some(saved.user.as_str()) == user && Some(saved.token.as_str()) == token;
    // Cards that were saved to pay with are taken, too: no source says that they are not.
    let found = |world: &World| world.cards.iter().find(is_it).map(|saved| saved.card.clone()).ok_or((10032, None));
    max_concurrency(state, made_by, asked, |world| found(world).map(Some))
}

fn typed(world: &World, asked: Asked<'_>) -> Result<CardFacts, Refused> {
    let (number, owner) = (asked.text("pg_payment_to"), asked.text("pg_card_name"));
    // The call asks for no expiry: a recipient's card is taken for valid.
    typed_card(number.unwrap_or_default(), "12", "99", owner.unwrap_or_default(), world.now())
}

/// A payout whose recipient is known.
fn max_concurrency(
    state: &State,
    made_by: &str,
    asked: Asked<'_>,
    recipient: impl Fn(&World) -> Result<Option<CardFacts>, Refused>,
) -> Result<Facts, Refused> {
    let mut world = state.world();
    let payout = request(&mut world, made_by, asked)?;
    let (id, card) = (payout.id, recipient(&world)?);
    world.payouts.insert(id, payout);
    world.pay_out(id, card)?;
    let answer = told(state, &world, id);
    drop(world);
    state.wake.notify_one();
    answer
}

/// A payout as a call describes it; the caller keeps it. One that the balance does not cover is not made.
fn request(world: &mut World, made_by: &str, asked: Asked<'_>) -> Result<Payout, Refused> {
    let now = world.now();
    let order_id = asked.owned("pg_order_id").unwrap_or_default();
    let amount = asked.amount("pg_amount").unwrap_or(Amount::ZERO);
    let currency = asked.text("pg_currency").unwrap_or(CURRENCY).to_owned();
    // The zone is not documented: Almaty's, as in the provider's other dates without an offset.
    let limit = asked.parsed::<AlmatyTime>("pg_order_time_limit");
    let expires = limit.and_then(|limit| Timestamp::from_second(limit.unix_seconds()).ok());
    let no = if expires.is_some_and(|at| at <= now) {
        Some(10018)
    } else if amount > world.balance(&currency) {
        Some(8888)
    } else {
        None
    };
    if let Some(code) = no {
        world.refused_payouts.push((order_id, now));
        return Err((code, None));
    }
    Ok(Payout {
        id: world.ids.number(),
        made_by: made_by.to_owned(),
        order_id,
        amount,
        currency,
        description: asked.owned("pg_description").unwrap_or_default(),
        user: asked.owned("pg_user_id"),
        card: None,
        token: asked.owned("pg_card_token_to"),
        page: world.ids.uuid().to_string(),
        post_link: asked.owned("pg_post_link"),
        back_link: asked.owned("pg_back_link"),
        created: now,
        expires,
        state: PayoutState::Waiting,
        settled: None,
        balance: Amount::ZERO,
        reference: world.ids.digits(12),
    })
}

/// How a payout came out, so far.
fn told(state: &State, world: &World, id: u64) -> Result<Facts, Refused> {
    let payout = world.payouts.get(&id).ok_or(NOT_FOUND)?;
    let is_gateway = payout.made_by.starts_with("gateway.");
    let status = match &payout.state {
        PayoutState::Failed { code, what } => return Err((*code, Some(what.clone()))),
        PayoutState::Paid => "ok",
        // The word of each page.
        PayoutState::Waiting | PayoutState::Process if is_gateway => "pending",
        PayoutState::Waiting | PayoutState::Process => "process",
    };
    let facts = Facts::default()
        .with("pg_status", status)
        .with("pg_datetime", utc(world.now()))
        .with("pg_payment_id", id)
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_order_id", &payout.order_id)
        .with("pg_balance", world.balance(&payout.currency))
        .maybe("pg_card_hash", payout.card.as_ref().map(|card| &card.masked))
        .maybe("pg_card_token", payout.token.as_ref())
        .with("pg_payment_amount", payout.amount)
        .with("pg_payment_date", utc(payout.settled.unwrap_or(payout.created)))
        .with("pg_reference", &payout.reference);
    // 0 in the Gateway's sample of a good answer.
    Ok(if is_gateway { facts.with("pg_error_code", 0) } else { facts })
}

fn status(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let world = state.world();
    let (id, order) = (asked.parsed("pg_payment_id"), asked.text("pg_order_id"));
    let facts = Facts::ok(world.now()).with("pg_merchant_id", &state.credentials.merchant_id);
    let Some(payout) = world.payout(id, order) else {
        return match order.filter(|order| id.is_none() && was_just_refused(&world, order)) {
            Some(order) => Ok(facts.with("pg_payment_id", 0).with("pg_order_id", order)),
            None => Err(NOT_FOUND),
        };
    };
    Ok(facts
        .with("pg_payment_status", payout.status())
        .with("pg_payment_id", payout.id)
        .with("pg_order_id", &payout.order_id)
        .with("pg_currency", &payout.currency)
        .with("pg_amount", payout.amount)
        // The same as the amount in the sample.
        .with("pg_net_amount", payout.amount)
        .maybe("pg_card_name", payout.card.as_ref().map(|card| &card.owner)))
}

fn was_just_refused(world: &World, order: &str) -> bool {
    let is_young = |at: Timestamp| world.now().duration_since(at).unsigned_abs() < YOUNG;
    world.refused_payouts.iter().any(|(refused, at)| refused == order && is_young(*at))
}

/// `/get_status2.php`, the old way, which has words of its own.
fn status_of_order(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let world = state.world();
    let payout = world.payout(None, asked.text("pg_order_id")).ok_or(NOT_FOUND)?;
    let status = match payout.state {
        // The word of the sample, which nothing explains: a payout that is not complete.
        PayoutState::Waiting => "partial",
        PayoutState::Process => "pending",
        PayoutState::Paid => "ok",
        PayoutState::Failed { .. } => "failed",
    };
    Ok(Facts::ok(world.now())
        .with("pg_payment_id", payout.id)
        .with("pg_transaction_status", status)
        .flag("pg_can_reject", false)
        .flag("pg_captured", payout.state == PayoutState::Paid)
        .with("pg_create_date", almaty(payout.created)))
}

fn balance(state: &State, asked: Asked<'_>) -> Facts {
    let world = state.world();
    let currency = asked.text("pg_currency").unwrap_or(CURRENCY);
    Facts::ok(world.now()).with("pg_balance", world.balance(currency)).with("pg_currency", currency)
}
