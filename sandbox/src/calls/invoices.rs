//! Invoices, which are paid like all payments, and recurring agreements.
//!
//! The pages document no errors. The codes are from the provider's common list: 11068 for an unknown object, 120 for an
//! operation that its state forbids.

use freedompay::{Amount, Value};
use jiff::Timestamp;

use super::charges::without_challenge;
use super::pages::new_payment;
use super::request_fields::RequestFields;
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::World;
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::ids::{number_of, uuid_of};
use crate::world::invoice::{Agreement, AgreementState, Invoice};
use crate::world::payment::{Payment, PaymentState, Refund};
use crate::world::queue::Job;
use crate::world::response_fields::ResponseFields;

/// Handles the calls about invoices and recurring agreements.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    let id = call.endpoint.id;
    let done = match id {
        "merchant.invoice.init" => Ok(create(state, id, request)),
        "merchant.invoice.execute" => execute(state, id, request),
        "merchant.invoice.status" => status(state, request),
        "merchant.invoice.info" => info(state, request),
        "merchant.invoice.refund" => refund(state, request),
        "merchant.invoice.cancel" => cancel(state, request),
        "merchant.recurring_profile.create" => Ok(agree(state, request)),
        "merchant.recurring_profile.info" => of_agreement(state, request),
        "merchant.recurring_profile.cancel" => end_agreement(state, request),
        _ => return None,
    };
    Some(done.map_err(ApiError::from))
}

/// Formats a time as `2026-03-20T07:15:00Z`.
pub(super) fn iso(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn create(state: &State, made_by: &str, request: RequestFields<'_>) -> ResponseFields {
    let mut world = state.world();
    let mut payment = payment(&mut world, made_by, request);
    payment.expires = request.parsed("expires_at");
    let fields = ResponseFields::default()
        .with("id", uuid_of(payment.id))
        .with("status", payment.invoice_status())
        .with("url", state.page_url(&payment.page))
        .with("created_at", iso(payment.created));
    if let Some(at) = payment.expires {
        world.queue.add(at, Job::Expire(payment.id));
    }
    world.payments.insert(payment.id, payment);
    drop(world);
    state.jobs_changed.notify_one();
    fields
}

/// Creates the payment of an invoice; the caller stores it.
fn payment(world: &mut World, made_by: &str, request: RequestFields<'_>) -> Payment {
    let mut payment = new_payment(world, made_by, request);
    payment.order_id = request.owned("external_id");
    payment.amount = request.amount("amount").unwrap_or(Amount::ZERO);
    payment.currency = request.owned("currency").unwrap_or_default();
    payment.description = request.owned("description").unwrap_or_default();
    payment.urls.success = request.owned("back_url");
    payment.urls.failure = request.owned("back_url");
    // The state callback has no documented message, so it is not called.
    payment.extra = Vec::new();
    world.invoices.insert(payment.id, Invoice { fields: request.members(|_| true) });
    payment
}

/// Charges under an agreement that the payer has signed.
fn execute(state: &State, made_by: &str, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let id = {
        let mut world = state.world();
        let now = world.now();
        let agreement = find_agreement(&mut world, request.text("profile_id"), None)?;
        let AgreementState::Active(card) = &agreement.state else {
            return Err(ErrorCode::with_message(120, "the recurring profile is not active"));
        };
        if agreement.is_over(now) {
            return Err(ErrorCode::new(365));
        }
        let card = without_challenge(card.clone());
        let mut payment = payment(&mut world, made_by, request);
        payment.card = Some(card);
        let id = payment.id;
        world.payments.insert(id, payment);
        id
    };
    state.settle(id);
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    match &payment.state {
        PaymentState::Failed { code, message } => Err(ErrorCode::with_message(*code, message.clone())),
        _ => Ok(ResponseFields::default()
            .with("invoice_id", uuid_of(id))
            .with("status", payment.invoice_status())
            .with("created_at", iso(payment.created))),
    }
}

fn find<'w>(world: &'w mut World, request: RequestFields<'_>) -> Result<(&'w Invoice, &'w mut Payment), ErrorCode> {
    let id = request.text("id").and_then(number_of).ok_or(NOT_FOUND)?;
    let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
    Ok((world.invoices.get(&id).ok_or(NOT_FOUND)?, payment))
}

fn status(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (_, payment) = find(&mut world, request)?;
    Ok(ResponseFields::default().with("status", payment.invoice_status()).with("created_at", iso(payment.created)))
}

fn info(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (invoice, payment) = find(&mut world, request)?;
    let fields = ResponseFields::default().with("status", payment.invoice_status());
    let fields = invoice.fields.iter().fold(fields, |fields, (name, value)| fields.value(name, value.clone()));
    let refunds = payment.refunds.iter().map(|refund| {
        ResponseFields::default()
            .with("id", uuid_of(refund.id))
            .with("amount", refund.amount)
            .with("status", "success")
            .with("created_at", iso(refund.at))
    });
    Ok(fields.list("refunds", refunds))
}

fn refund(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (at, id, reference) = (world.now(), world.ids.number(), world.ids.digits(12));
    let (_, payment) = find(&mut world, request)?;
    let amount = request.amount("amount").unwrap_or_else(|| payment.refundable());
    payment.refund(Refund { id, amount, at, reference })?;
    // The refund's status, as in the sample.
    Ok(ResponseFields::default().with("refund_id", uuid_of(id)).with("status", "refunded").with("created_at", iso(at)))
}

fn cancel(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let (now, number) = (world.now(), world.ids.number());
    let (_, payment) = find(&mut world, request)?;
    if !payment.is_payable() {
        return Err(ErrorCode::new(120));
    }
    payment.cancelled = Some(number);
    payment.cancelled_at = Some(now);
    payment.note(now, "the invoice is cancelled");
    Ok(ResponseFields::default().with("status", payment.invoice_status()).with("created_at", iso(now)))
}

fn agree(state: &State, request: RequestFields<'_>) -> ResponseFields {
    let mut world = state.world();
    let agreement = Agreement {
        id: world.ids.number(),
        page: world.ids.uuid().to_string(),
        external_id: request.owned("external_id"),
        fields: request.members(|_| true),
        created: world.now(),
        state: AgreementState::New,
    };
    let fields = ResponseFields::default()
        .with("profile_id", agreement.id)
        .with("url", state.page_url(&agreement.page))
        .with("created_at", iso(agreement.created));
    world.agreements.push(agreement);
    fields
}

/// Finds an agreement by either id; whether one is enough is not documented.
fn find_agreement<'w>(
    world: &'w mut World,
    id: Option<&str>,
    external: Option<&str>,
) -> Result<&'w mut Agreement, ErrorCode> {
    let is_it = |agreement: &&mut Agreement| {
        (id.is_some() || external.is_some())
            && id.is_none_or(|id| agreement.id.to_string() == id)
            && external.is_none_or(|external| agreement.external_id.as_deref() == Some(external))
    };
    world.agreements.iter_mut().rev().find(is_it).ok_or(ErrorCode::with_message(11068, "no such recurring profile"))
}

fn of_agreement(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let agreement = find_agreement(&mut world, request.text("profile_id"), request.text("external_id"))?;
    let fields = ResponseFields::default()
        .with("status", agreement.status())
        .with("profile_id", agreement.id)
        .with("created_at", iso(agreement.created));
    let is_text = |value: &&(String, Value)| value.1.as_text().is_some();
    Ok(agreement.fields.iter().filter(is_text).fold(fields, |fields, (name, value)| fields.value(name, value.clone())))
}

fn end_agreement(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let now = world.now();
    let agreement = find_agreement(&mut world, request.text("profile_id"), request.text("external_id"))?;
    if matches!(agreement.state, AgreementState::Canceled) {
        return Err(ErrorCode::new(120));
    }
    agreement.state = AgreementState::Canceled;
    Ok(ResponseFields::default().with("status", agreement.status()).with("created_at", iso(now)))
}
