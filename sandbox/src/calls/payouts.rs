//! Payouts to a card, a saved card, an account, or a card that the recipient enters; the balance.

use std::time::Duration;

use freedompay::{AlmatyTime, Amount};
use jiff::Timestamp;

use super::request_fields::{RequestFields, typed_card};
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::World;
use crate::world::clock::{almaty, utc};
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::payout::{CURRENCY, Payout, PayoutState};
use crate::world::queue::Job;
use crate::world::response_fields::ResponseFields;
use crate::world::saved_card::{CardDetails, SavedCard};

/// "Within a minute of the request" the status of a payout that was refused has the id 0.
const YOUNG: Duration = Duration::from_secs(60);

/// Handles the calls about payouts.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    let id = call.endpoint.id;
    let done = match id {
        "merchant.payout.create_payment" => page(state, id, request),
        "merchant.payout.card_token.create_payment" | "gateway.sync.token.token_payout" => {
            to_saved_card(state, id, request)
        }
        "merchant.payout.iban" | "gateway.sync.payout.iban" => max_concurrency(state, id, request, |_| Ok(None)),
        "gateway.sync.payout.card" => max_concurrency(state, id, request, |world| typed(world, request).map(Some)),
        "merchant.payout.status" | "merchant.payout.status_by_payment_id" | "gateway.sync.payout.status" => {
            status(state, request)
        }
        "merchant.payout.status_by_order_id" => status_of_order(state, request),
        "merchant.payout.balance_status" | "gateway.sync.payout.balance" => Ok(balance(state, request)),
        _ => return None,
    };
    Some(done.map_err(ApiError::from))
}

/// Creates a payout that waits for a card: `/api/reg2nonreg`.
fn page(state: &State, made_by: &str, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let payout = new_payout(&mut world, made_by, request)?;
    let fields = ResponseFields::ok(world.now())
        .with("pg_payment_id", payout.id)
        .with("pg_merchant_id", &state.credentials.merchant_id)
        .with("pg_redirect_url", state.page_url(&payout.page));
    if let Some(at) = payout.expires {
        world.queue.add(at, Job::ExpirePayout(payout.id));
    }
    world.payouts.insert(payout.id, payout);
    drop(world);
    state.jobs_changed.notify_one();
    Ok(fields)
}

fn to_saved_card(state: &State, made_by: &str, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let (user, token) = (request.text("pg_user_id"), request.text("pg_card_token_to"));
    let is_it = |saved: &&SavedCard| Some(saved.user.as_str()) == user && Some(saved.token.as_str()) == token;
    // Cards that were saved for payments are accepted, too: no source excludes them.
    let found =
        |world: &World| world.cards.iter().find(is_it).map(|saved| saved.card.clone()).ok_or(ErrorCode::new(10032));
    max_concurrency(state, made_by, request, |world| found(world).map(Some))
}

fn typed(world: &World, request: RequestFields<'_>) -> Result<CardDetails, ErrorCode> {
    let (number, owner) = (request.text("pg_payment_to"), request.text("pg_card_name"));
    // The call has no expiry: a recipient's card counts as valid.
    typed_card(number.unwrap_or_default(), "12", "99", owner.unwrap_or_default(), world.now())
}

/// Makes a payout whose recipient is known.
fn max_concurrency(
    state: &State,
    made_by: &str,
    request: RequestFields<'_>,
    recipient: impl Fn(&World) -> Result<Option<CardDetails>, ErrorCode>,
) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let payout = new_payout(&mut world, made_by, request)?;
    let (id, card) = (payout.id, recipient(&world)?);
    world.payouts.insert(id, payout);
    world.pay_out(id, card)?;
    let response = payout_response(state, &world, id);
    drop(world);
    state.jobs_changed.notify_one();
    response
}

/// Creates a payout from a call; the caller stores it. One that the balance does not cover is refused.
fn new_payout(world: &mut World, made_by: &str, request: RequestFields<'_>) -> Result<Payout, ErrorCode> {
    let now = world.now();
    let order_id = request.owned("pg_order_id").unwrap_or_default();
    let amount = request.amount("pg_amount").unwrap_or(Amount::ZERO);
    let currency = request.text("pg_currency").unwrap_or(CURRENCY).to_owned();
    // The zone is not documented: Almaty's, as in the provider's other dates without an offset.
    let limit = request.parsed::<AlmatyTime>("pg_order_time_limit");
    let expires = limit.and_then(|limit| Timestamp::from_second(limit.unix_seconds()).ok());
    let refusal = if expires.is_some_and(|at| at <= now) {
        Some(10018)
    } else if amount > world.balance(&currency) {
        Some(8888)
    } else {
        None
    };
    if let Some(code) = refusal {
        world.refused_payouts.push((order_id, now));
        return Err(ErrorCode::new(code));
    }
    Ok(Payout {
        id: world.ids.number(),
        made_by: made_by.to_owned(),
        order_id,
        amount,
        currency,
        description: request.owned("pg_description").unwrap_or_default(),
        user: request.owned("pg_user_id"),
        card: None,
        token: request.owned("pg_card_token_to"),
        page: world.ids.uuid().to_string(),
        post_link: request.owned("pg_post_link"),
        back_link: request.owned("pg_back_link"),
        created: now,
        expires,
        state: PayoutState::Waiting,
        settled: None,
        balance: Amount::ZERO,
        reference: world.ids.digits(12),
    })
}

/// Returns the response to a payout.
fn payout_response(state: &State, world: &World, id: u64) -> Result<ResponseFields, ErrorCode> {
    let payout = world.payouts.get(&id).ok_or(NOT_FOUND)?;
    let is_gateway = payout.made_by.starts_with("gateway.");
    let status = match &payout.state {
        PayoutState::Failed { code, message } => return Err(ErrorCode::with_message(*code, message.clone())),
        PayoutState::Paid => "ok",
        // Each API's documentation has its own word.
        PayoutState::Waiting | PayoutState::Process if is_gateway => "pending",
        PayoutState::Waiting | PayoutState::Process => "process",
    };
    let fields = ResponseFields::default()
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
    // 0 in the Gateway's sample of a successful response.
    Ok(if is_gateway { fields.with("pg_error_code", 0) } else { fields })
}

fn status(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let (id, order) = (request.parsed("pg_payment_id"), request.text("pg_order_id"));
    let fields = ResponseFields::ok(world.now()).with("pg_merchant_id", &state.credentials.merchant_id);
    let Some(payout) = world.payout(id, order) else {
        return match order.filter(|order| id.is_none() && was_just_refused(&world, order)) {
            Some(order) => Ok(fields.with("pg_payment_id", 0).with("pg_order_id", order)),
            None => Err(NOT_FOUND),
        };
    };
    Ok(fields
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

/// Returns the status by order: `/get_status2.php`, the older call, which has its own words.
fn status_of_order(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let payout = world.payout(None, request.text("pg_order_id")).ok_or(NOT_FOUND)?;
    let status = match payout.state {
        // The word of the sample, which is not explained: an incomplete payout.
        PayoutState::Waiting => "partial",
        PayoutState::Process => "pending",
        PayoutState::Paid => "ok",
        PayoutState::Failed { .. } => "failed",
    };
    Ok(ResponseFields::ok(world.now())
        .with("pg_payment_id", payout.id)
        .with("pg_transaction_status", status)
        .flag("pg_can_reject", false)
        .flag("pg_captured", payout.state == PayoutState::Paid)
        .with("pg_create_date", almaty(payout.created)))
}

fn balance(state: &State, request: RequestFields<'_>) -> ResponseFields {
    let world = state.world();
    let currency = request.text("pg_currency").unwrap_or(CURRENCY);
    ResponseFields::ok(world.now()).with("pg_balance", world.balance(currency)).with("pg_currency", currency)
}
