//! The Async API: payments that are accepted first and charged a little later.

use freedompay::Amount;
use jiff::Timestamp;

use super::charges::without_challenge;
use super::pages::new_payment;
use super::request_fields::{RequestFields, typed_card};
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::ids::{number_of, uuid_of};
use crate::world::payment::{PROCESSING_TIME, Payment, PaymentState, Refund, STATUS_LAG};
use crate::world::queue::Job;
use crate::world::response_fields::{ResponseFields, StoredResponse};
use crate::world::saved_card::CardDetails;
use crate::world::{World, clock};

const MADE_BY: &str = "gateway.async.create.payment";

/// The payment that a request is about, and its response.
type PaymentResult = Result<(u64, ResponseFields), ErrorCode>;

/// Handles the calls of this API.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    if !call.endpoint.id.starts_with("gateway.async.") {
        return None;
    }
    let mut world = state.world();
    // The documentation says of every operation that a repeated request id gets the first response again.
    if let Some(stored) = call.request_id.as_ref().and_then(|id| world.responses.get(id)) {
        return Some(stored.result.clone().map_err(ApiError::from));
    }
    let result = match call.endpoint.id {
        "gateway.async.create.payment" | "gateway.async.create.payment_recurrent" => create(&mut world, request),
        "gateway.async.read.payment" => read(state, &world, request),
        "gateway.async.read.request" => return Some(Ok(of_request(&world, request))),
        "gateway.async.edit.refund" => refund(&mut world, request),
        "gateway.async.edit.reverse" => reverse(&mut world, request),
        "gateway.async.edit.clearing" => capture(&mut world, request),
        _ => return None,
    };
    let result = result.map_err(with_codes_of_this_api);
    let payment = result.as_ref().ok().map(|(payment, _)| *payment);
    let result = result.map(|(_, fields)| fields);
    if let Some(id) = call.request_id.clone() {
        world.responses.insert(id, StoredResponse { payment, result: result.clone() });
    }
    drop(world);
    state.jobs_changed.notify_one();
    Some(result.map_err(ApiError::from))
}

/// Maps an error to the codes of this API: it documents 9403 and 1202; errors of a payment's state keep their common codes.
fn with_codes_of_this_api(error: ErrorCode) -> ErrorCode {
    match error.code {
        11068 => ErrorCode { code: 1202, ..error },
        10005 | 10020 | 10032 | 11005 => ErrorCode::with_message(9403, error.into_message()),
        _ => error,
    }
}

fn wrong(what: &str) -> ErrorCode {
    ErrorCode::with_message(9403, what)
}

fn create(world: &mut World, request: RequestFields<'_>) -> PaymentResult {
    let order = request.text("order_id");
    let is_same = |payment: &&Payment| payment.made_by == MADE_BY && payment.order_id.as_deref() == order;
    // An order is paid once: a repeated call gets the original response, whatever the state of the payment.
    if let Some(payment) = world.payments.values().find(is_same) {
        return Ok((payment.id, accepted(payment)));
    }
    let from = request.inside("from").ok_or_else(|| wrong("from is missing"))?;
    let (card, profile) = source(world, request.text("user_id"), from)?;
    let token = match from.flag("save") {
        Some(true) if request.text("user_id").is_none() => return Err(wrong("user_id is required with from.save")),
        Some(true) => Some(world.ids.uuid().to_string()),
        _ => None,
    };
    // One sample has `urls`; the message to them is not documented, so none is sent.
    let mut payment = new_payment(world, MADE_BY, request);
    payment.order_id = order.map(str::to_owned);
    payment.amount = request.amount("amount").unwrap_or(Amount::ZERO);
    payment.currency = request.owned("currency").unwrap_or_default();
    payment.description = request.owned("description").unwrap_or_default();
    payment.user.id = request.owned("user_id");
    payment.captures_at_once = request.flag("auto_clearing").unwrap_or(true);
    payment.recurring_profile = profile;
    payment.recurring_months = from.inside("recurrent").and_then(|recurrent| recurrent.parsed("lifetime"));
    payment.card = Some(card);
    payment.card_token = token;
    payment.extra = Vec::new();
    let fields = accepted(&payment);
    let id = payment.id;
    world.queue.add(clock::after(payment.created, PROCESSING_TIME), Job::Charge(id));
    world.payments.insert(id, payment);
    Ok((id, fields))
}

/// Returns the card to debit, and its recurring profile, if any.
fn source(world: &World, user: Option<&str>, from: RequestFields<'_>) -> Result<(CardDetails, Option<u64>), ErrorCode> {
    let card = from.inside("card");
    let typed = || {
        let card = card.ok_or_else(|| wrong("from.card is missing"))?;
        let field = |name: &str| card.text(name).ok_or_else(|| wrong(&format!("from.card.{name} is missing")));
        let owner = card.text("name").unwrap_or_default();
        typed_card(field("pan")?, field("month")?, field("year")?, owner, world.now())
    };
    match from.text("type") {
        Some("card") => Ok((typed()?, None)),
        // The wallet has authenticated its owner already.
        Some("tokenized") => Ok((without_challenge(typed()?), None)),
        Some("saved") => {
            let token = card.and_then(|card| card.text("token").or(card.text("uuid")));
            let token = token.ok_or_else(|| wrong("from.card.token is missing"))?;
            let saved = world.cards.iter().find(|saved| saved.token == token).ok_or(ErrorCode::new(10032))?;
            if Some(saved.user.as_str()) != user {
                return Err(wrong("the saved card belongs to another user"));
            }
            Ok((saved.card.clone(), None))
        }
        Some("recurrent") => {
            let profile = from.inside("recurrent").and_then(|recurrent| recurrent.text("profile_id"));
            let profile = profile.and_then(number_of).ok_or_else(|| wrong("from.recurrent.profile_id is not known"))?;
            match world.profile(profile) {
                Ok((card, _)) => Ok((without_challenge(card), Some(profile))),
                Err(ErrorCode { code: 11068, .. }) => Err(wrong("from.recurrent.profile_id is not known")),
                Err(refused) => Err(refused),
            }
        }
        _ => Err(wrong("from.type must be card, tokenized, recurrent or saved")),
    }
}

/// Returns the response to the creation, which stays the same whatever the state of the payment.
fn accepted(payment: &Payment) -> ResponseFields {
    short(payment, "process")
}

fn short(payment: &Payment, status: &str) -> ResponseFields {
    ResponseFields::default()
        .with("id", uuid_of(payment.id))
        .with("status", status)
        .with("amount", payment.amount)
        .with("created_at", payment.created)
}

fn find<'w>(world: &'w mut World, request: RequestFields<'_>) -> Result<&'w mut Payment, ErrorCode> {
    let id = request.text("id").and_then(number_of).ok_or(NOT_FOUND)?;
    world.payments.get_mut(&id).ok_or(NOT_FOUND)
}

fn capture(world: &mut World, request: RequestFields<'_>) -> PaymentResult {
    let now = world.now();
    let payment = find(world, request)?;
    payment.capture(now, request.amount("amount"))?;
    let id = payment.id;
    // Zero: the capture is still in progress.
    let clearing = ResponseFields::default().with("amount", Amount::ZERO);
    let fields = short(payment, "process_clearing").object("clearing", clearing);
    world.queue.cancel(&Job::Capture(id));
    Ok((id, fields))
}

fn reverse(world: &mut World, request: RequestFields<'_>) -> PaymentResult {
    let (now, number) = (world.now(), world.ids.number());
    let payment = find(world, request)?;
    payment.cancel(now, number)?;
    let id = payment.id;
    let change = ResponseFields::default().with("id", uuid_of(number)).with("status", "process");
    let fields = ResponseFields::default().with("id", uuid_of(id)).with("amount", payment.amount);
    world.queue.cancel(&Job::Capture(id));
    Ok((id, fields.object("reverse_payment", change)))
}

fn refund(world: &mut World, request: RequestFields<'_>) -> PaymentResult {
    let (at, id, reference) = (world.now(), world.ids.number(), world.ids.digits(12));
    let payment = find(world, request)?;
    let amount = request.amount("amount").unwrap_or_else(|| payment.refundable());
    let refund = Refund { id, amount, at, reference };
    let change = change(&refund, "process");
    payment.refund(refund)?;
    let fields = ResponseFields::default().with("id", uuid_of(payment.id)).with("amount", payment.amount);
    Ok((payment.id, fields.object("refund_payment", change)))
}

fn change(refund: &Refund, status: &str) -> ResponseFields {
    let negative = Amount::from(-refund.amount.decimal());
    ResponseFields::default().with("id", uuid_of(refund.id)).with("status", status).with("amount", negative)
}

/// Returns the status of a payment. Changes show after a while.
fn status(payment: &Payment, now: Timestamp) -> &'static str {
    match payment.state {
        PaymentState::New | PaymentState::Code { .. } => "process",
        PaymentState::Challenge { .. } => "waiting_3ds",
        PaymentState::Failed { .. } | PaymentState::Expired => "error",
        PaymentState::Paid if payment.cancelled_at.is_some_and(|at| has_settled(at, now)) => "reversed",
        PaymentState::Paid if payment.visible_capture(now).is_some() => "success",
        PaymentState::Paid if payment.capture.is_some() => "process_clearing",
        PaymentState::Paid => "approved",
    }
}

fn has_settled(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at).unsigned_abs() >= STATUS_LAG
}

fn read(state: &State, world: &World, request: RequestFields<'_>) -> PaymentResult {
    let order = request.text("order_id");
    let payment = match request.text("id") {
        Some(id) => number_of(id).and_then(|id| world.payments.get(&id)),
        None => world.payment(None, order),
    };
    let payment = payment.ok_or(NOT_FOUND)?;
    let now = world.now();
    let fields = short(payment, status(payment, now));
    if let PaymentState::Failed { code, message } = &payment.state {
        let error = ResponseFields::default().with("code", code).with("description", message);
        return Ok((payment.id, fields.object("error", error)));
    }
    let fields = fields
        .maybe("order_id", payment.order_id.as_deref())
        .object("from", debited(world, payment))
        .object("3ds", challenge(state, payment));
    let fields = match payment.authorized {
        None => fields,
        Some(_) => {
            let capture = payment.visible_capture(now);
            let clearing = ResponseFields::default()
                .flag("cleared", capture.is_some())
                .with("amount", capture.map_or(Amount::ZERO, |capture| capture.amount));
            let bank = ResponseFields::default()
                .with("approval_code", &payment.auth_code)
                .with("reference", &payment.reference);
            fields.object("clearing", clearing).object("additional", bank)
        }
    };
    let done = |at| if has_settled(at, now) { "success" } else { "process" };
    let refunds = payment.refunds.iter().map(|refund| change(refund, done(refund.at)));
    let fields = if payment.refunds.is_empty() { fields } else { fields.list("refund_payments", refunds) };
    let reversal = payment.cancelled.zip(payment.cancelled_at).map(|(id, at)| {
        let all = Refund { id, amount: payment.amount, at, reference: String::new() };
        change(&all, done(at))
    });
    let fields = if reversal.is_some() { fields.list("reverse_payments", reversal) } else { fields };
    Ok((payment.id, fields))
}

fn debited(world: &World, payment: &Payment) -> ResponseFields {
    let is_saved = |token: &&String| world.cards.iter().any(|saved| saved.token == **token);
    let card = ResponseFields::default()
        .maybe("token", payment.card_token.as_ref().filter(is_saved))
        .maybe("brand", payment.card.as_ref().map(|card| &card.brand));
    let fields = ResponseFields::default().object("card", card);
    match (payment.recurring_profile, payment.authorized) {
        (Some(profile), Some(_)) => {
            let recurrent = ResponseFields::default()
                .with("profile_id", uuid_of(profile))
                .maybe("profile_expiry_date", payment.profile_expiry());
            fields.object("recurrent", recurrent)
        }
        _ => fields,
    }
}

fn challenge(state: &State, payment: &Payment) -> ResponseFields {
    let asks = payment.card.as_ref().is_some_and(|card| card.behaviour.three_ds);
    let flow = (payment.state != PaymentState::New).then_some(if asks { "C" } else { "F" });
    // Empty if the payer need not go there.
    let url = match &payment.state {
        PaymentState::Challenge { md, .. } => state.acs_url(md),
        _ => String::new(),
    };
    ResponseFields::default().maybe("flow_type", flow).with("acs_url", url)
}

/// Returns the result of an earlier request. The samples show the payment's current status: one request occurs as
/// `approved` and as `success`.
fn of_request(world: &World, request: RequestFields<'_>) -> ResponseFields {
    let id = request.text("id").unwrap_or_default();
    let stored = world.responses.get(id);
    let fields = ResponseFields::default().with("id", id);
    let failed = |error: ErrorCode| {
        let code = error.code;
        ResponseFields::default()
            .with("id", id)
            .with("status", "error")
            .with("amount", 0)
            .with("created_at", "0001-01-01T00:00:00Z")
            .object("error", ResponseFields::default().with("code", code).with("description", error.into_message()))
    };
    match stored.map(|stored| (&stored.result, stored.payment.and_then(|id| world.payments.get(&id)))) {
        Some((Ok(_), Some(payment))) => {
            let response = short(payment, status(payment, world.now()));
            let response = match &payment.state {
                PaymentState::Failed { code, message } => {
                    response.object("error", ResponseFields::default().with("code", code).with("description", message))
                }
                _ => response,
            };
            fields.with("status", "success").object("response", response)
        }
        Some((Err(refused), _)) => fields.with("status", "error").object("response", failed(refused.clone())),
        _ => fields.with("status", "error").object("response", failed(ErrorCode::new(1202))),
    }
}
