//! Transfers from card to card.

use freedompay::Amount;

use super::request_fields::{RequestFields, typed_card};
use crate::bank::payments::saved_card;
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::World;
use crate::world::clock::{almaty, utc};
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::response_fields::ResponseFields;
use crate::world::saved_card::CardDetails;
use crate::world::transfer::{Transfer, TransferState};

/// The token that skips a side of the transfer.
const SKIP_TOKEN: &str = "2d0b504c-b95d-4cf6-b782-5a7d13ab2c85";
/// Tenge for one unit of a currency: round numbers of our own.
const TENGE: &[(&str, i64)] = &[("KZT", 1), ("USD", 400), ("EUR", 500)];

/// Handles the calls about transfers.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    let done = match call.endpoint.id {
        "gateway.sync.transfer.card" => transfer(state, request),
        "gateway.sync.transfer.three_ds" => after_challenge(state, request),
        "gateway.sync.transfer.status" => status(state, request),
        "gateway.sync.transfer.rates" => rates(state, request),
        _ => return None,
    };
    Some(done.map_err(ApiError::from))
}

fn wrong(what: &str) -> ErrorCode {
    ErrorCode::with_message(9403, what)
}

fn transfer(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (sender_token, recipient_token) = (request.text("pg_card_token"), request.text("pg_card_recipient_token"));
    let sender = match sender_token {
        Some(SKIP_TOKEN) => None,
        Some(token) => Some(saved_card(&world, token).ok_or(ErrorCode::new(10032))?),
        None => Some(sender(&world, request)?),
    };
    let recipient = match recipient_token {
        Some(SKIP_TOKEN) => None,
        Some(token) => Some(saved_card(&world, token).ok_or(ErrorCode::new(10032))?),
        None => Some(recipient(&world, request, sender.is_none())?),
    };
    if sender.is_none() && recipient.is_none() {
        return Err(wrong("only one of the two cards can be skipped"));
    }
    let (currency, currency_to) = (request.text("pg_currency_from"), request.text("pg_currency_to"));
    let (currency, currency_to) = (currency.unwrap_or_default(), currency_to.unwrap_or_default());
    let rate = rate(currency, currency_to).ok_or_else(|| wrong("the sandbox has rates of KZT, USD and EUR"))?;
    let amount = request.amount("pg_amount").unwrap_or(Amount::ZERO);
    let converted = Amount::from((amount.decimal() * rate.decimal()).round_dp(2).normalize());
    let sender_token = save(&mut world, request, "pg_save_sender_card", sender_token, sender.as_ref())?;
    let recipient_token = save(&mut world, request, "pg_save_recipient_card", recipient_token, recipient.as_ref())?;
    let (id, md, created) = (world.ids.number(), world.ids.token(), world.now());
    let asks = sender.as_ref().is_some_and(|card| card.behaviour.three_ds);
    let transfer = Transfer {
        id,
        order_id: request.owned("pg_order_id").unwrap_or_default(),
        amount,
        amount_to: request.amount("pg_amount_to").unwrap_or(converted),
        currency: currency.to_owned(),
        currency_to: currency_to.to_owned(),
        sender,
        recipient,
        sender_token,
        recipient_token,
        created,
        state: TransferState::Challenge { md, found: None },
        settled: None,
        is_returned: false,
    };
    world.transfers.insert(id, transfer);
    if !asks {
        world.debit(id);
    }
    let response = transfer_response(state, &world, id);
    drop(world);
    state.jobs_changed.notify_one();
    response
}

fn sender(world: &World, request: RequestFields<'_>) -> Result<CardDetails, ErrorCode> {
    let needed = ["pg_card_pan", "pg_card_cvc", "pg_card_year", "pg_card_month", "pg_card_name"];
    match needed.iter().find(|name| request.text(name).is_none()) {
        Some(missing) => Err(wrong(&format!("{missing} is required without pg_card_token"))),
        None => request.card(world.now()),
    }
}

fn recipient(world: &World, request: RequestFields<'_>, is_credit_alone: bool) -> Result<CardDetails, ErrorCode> {
    let number = request.text("pg_card_recipient");
    let number = number.ok_or_else(|| wrong("pg_card_recipient is required without pg_card_recipient_token"))?;
    let owner = request.text("pg_card_recipient_name").or(request.text("pg_card_name"));
    if is_credit_alone && owner.is_none() {
        return Err(wrong("pg_card_name or pg_card_recipient_name is required without a debit"));
    }
    // The call has no expiry: a recipient's card counts as valid.
    typed_card(number, "12", "99", owner.unwrap_or_default(), world.now())
}

/// Returns the token of a card: its own, or a new one if the call saves it.
fn save(
    world: &mut World,
    request: RequestFields<'_>,
    wish: &str,
    own: Option<&str>,
    card: Option<&CardDetails>,
) -> Result<Option<String>, ErrorCode> {
    let (Some(card), false) = (card, own.is_some()) else {
        return Ok(own.filter(|token| *token != SKIP_TOKEN).map(str::to_owned));
    };
    if request.flag(wish) != Some(true) {
        return Ok(None);
    }
    let user = request.owned("pg_user_id").ok_or_else(|| wrong(&format!("pg_user_id is required with {wish}")))?;
    Ok(Some(world.save_card(user, card.clone(), false).token))
}

fn after_challenge(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let id = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    world.complete_transfer(id)?;
    let response = transfer_response(state, &world, id);
    drop(world);
    state.jobs_changed.notify_one();
    response
}

/// Returns the response to a transfer. An error keeps the fields of the transfer.
fn transfer_response(state: &State, world: &World, id: u64) -> Result<ResponseFields, ErrorCode> {
    let transfer = world.transfers.get(&id).ok_or(NOT_FOUND)?;
    let fields = common(world, transfer);
    Ok(match &transfer.state {
        TransferState::Challenge { md, .. } => {
            fields.with("pg_status", "pending").flag("pg_3ds", true).with("pg_3d_acsurl", state.acs_url(md))
        }
        TransferState::Process => fields.with("pg_status", "pending").flag("pg_3ds", false),
        TransferState::Done => fields.with("pg_status", "ok").flag("pg_3ds", false),
        TransferState::Failed { code, message } => fields
            .with("pg_status", "error")
            .flag("pg_3ds", false)
            .with("pg_error_code", code)
            .with("pg_error_description", message),
    })
}

fn status(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let found = world.transfer(request.parsed("pg_payment_id"), request.text("pg_order_id"));
    Ok(common(&world, found.ok_or(NOT_FOUND)?).with("pg_status", "ok"))
}

fn common(world: &World, transfer: &Transfer) -> ResponseFields {
    let status = match transfer.state {
        TransferState::Challenge { .. } | TransferState::Process => "process",
        TransferState::Done => "success",
        TransferState::Failed { .. } => "error",
    };
    let is_done = transfer.state == TransferState::Done;
    let fields = ResponseFields::default()
        .with("pg_payment_id", transfer.id)
        .with("pg_payment_status", status)
        .with("pg_order_id", &transfer.order_id)
        .with("pg_payment_amount", transfer.amount)
        .with("pg_currency_from", &transfer.currency)
        .maybe("pg_card_mask", transfer.sender.as_ref().map(|card| &card.masked))
        .maybe("pg_card_token", transfer.sender_token.as_ref())
        .with("pg_datetime", utc(world.now()))
        // Empty until it is done.
        .with("pg_payment_date", transfer.settled.filter(|_| is_done).map(almaty).unwrap_or_default());
    // Only successful responses have the recipient.
    if !is_done {
        return fields;
    }
    fields
        .with("pg_payout_amount", transfer.amount_to)
        .with("pg_currency_to", &transfer.currency_to)
        .maybe("pg_card_recipient_mask", transfer.recipient.as_ref().map(|card| &card.masked))
        .maybe("pg_card_recipient_token", transfer.recipient_token.as_ref())
}

fn rates(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let is_wanted = |name: &str, currency: &str| request.text(name).is_none_or(|wanted| wanted == currency);
    let mut found = Vec::new();
    for (from, _) in TENGE.iter().filter(|(from, _)| is_wanted("pg_currency_from", from)) {
        for (to, _) in TENGE.iter().filter(|(to, _)| to != from && is_wanted("pg_currency_to", to)) {
            let pair = ResponseFields::default().with("pg_currency_from", from).with("pg_currency_to", to);
            found.push(pair.maybe("pg_rate", rate(from, to)));
        }
    }
    if found.is_empty() {
        return Err(wrong("the sandbox has rates of KZT, USD and EUR"));
    }
    Ok(ResponseFields::ok(state.world().now()).list("rate", found))
}

fn rate(from: &str, to: &str) -> Option<Amount> {
    let tenge = |currency: &str| TENGE.iter().find(|(known, _)| *known == currency).map(|(_, tenge)| *tenge);
    let (from, to) = (Amount::from(tenge(from)?), Amount::from(tenge(to)?));
    Some(Amount::from((from.decimal() / to.decimal()).normalize()))
}
