//! Invoices, which are paid like all payments, and agreements to be charged again.
//!
//! The pages show no errors. The codes are those that the provider's common list has for the same thing: 11068 for what is
//! not there, 120 for what a state forbids.

use freedompay::{Amount, Value};
use jiff::Timestamp;

use super::charges::without_challenge;
use super::pages::new_payment;
use super::{Asked, Facts};
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::errors::NOT_FOUND;
use crate::world::ids::{number_of, uuid_of};
use crate::world::invoice::{Agreement, AgreementState, Invoice};
use crate::world::payment::{Payment, Refund, Refused, State as PaymentState};
use crate::world::queue::Job;

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let id = call.endpoint.id;
    let done = match id {
        "merchant.invoice.init" => Ok(create(state, id, asked)),
        "merchant.invoice.execute" => execute(state, id, asked),
        "merchant.invoice.status" => status(state, asked),
        "merchant.invoice.info" => info(state, asked),
        "merchant.invoice.refund" => refund(state, asked),
        "merchant.invoice.cancel" => cancel(state, asked),
        "merchant.recurring_profile.create" => Ok(agree(state, asked)),
        "merchant.recurring_profile.info" => of_agreement(state, asked),
        "merchant.recurring_profile.cancel" => end_agreement(state, asked),
        _ => return None,
    };
    Some(done.map_err(Refusal::from))
}

/// `2026-03-20T07:15:00Z`
pub(super) fn iso(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn create(state: &State, made_by: &str, asked: Asked<'_>) -> Facts {
    let mut world = state.world();
    let mut payment = payment(&mut world, made_by, asked);
    payment.expires = asked.parsed("expires_at");
    let facts = Facts::default()
        .with("id", uuid_of(payment.id))
        .with("status", payment.invoice_status())
        .with("url", state.page_url(&payment.page))
        .with("created_at", iso(payment.created));
    if let Some(at) = payment.expires {
        world.queue.add(at, Job::Expire(payment.id));
    }
    world.payments.insert(payment.id, payment);
    drop(world);
    state.wake.notify_one();
    facts
}

/// The payment of an invoice; the caller keeps it.
fn payment(world: &mut World, made_by: &str, asked: Asked<'_>) -> Payment {
    let mut payment = new_payment(world, made_by, asked);
    payment.order_id = asked.owned("external_id");
    payment.amount = asked.amount("amount").unwrap_or(Amount::ZERO);
    payment.currency = asked.owned("currency").unwrap_or_default();
    payment.description = asked.owned("description").unwrap_or_default();
    payment.urls.success = asked.owned("back_url");
    payment.urls.failure = asked.owned("back_url");
    // The state callback has no documented message, so it is not called.
    payment.extra = Vec::new();
    world.invoices.insert(payment.id, Invoice { said: asked.members(|_| true) });
    payment
}

/// Charges under an agreement that the payer has signed.
fn execute(state: &State, made_by: &str, asked: Asked<'_>) -> Result<Facts, Refused> {
    let id = {
        let mut world = state.world();
        let now = world.now();
        let agreement = find_agreement(&mut world, asked.text("profile_id"), None)?;
        let AgreementState::Active(card) = &agreement.state else {
            return Err((120, Some("the recurring profile is not active".to_owned())));
        };
        if agreement.is_over(now) {
            return Err((365, None));
        }
        let card = without_challenge(card.clone());
        let mut payment = payment(&mut world, made_by, asked);
        payment.card = Some(card);
        let id = payment.id;
        world.payments.insert(id, payment);
        id
    };
    state.settle(id);
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    match &payment.state {
        PaymentState::Failed { code, what } => Err((*code, Some(what.clone()))),
        _ => Ok(Facts::default()
            .with("invoice_id", uuid_of(id))
            .with("status", payment.invoice_status())
            .with("created_at", iso(payment.created))),
    }
}

fn find<'w>(world: &'w mut World, asked: Asked<'_>) -> Result<(&'w Invoice, &'w mut Payment), Refused> {
    let id = asked.text("id").and_then(number_of).ok_or(NOT_FOUND)?;
    let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
    Ok((world.invoices.get(&id).ok_or(NOT_FOUND)?, payment))
}

fn status(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (_, payment) = find(&mut world, asked)?;
    Ok(Facts::default().with("status", payment.invoice_status()).with("created_at", iso(payment.created)))
}

fn info(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (invoice, payment) = find(&mut world, asked)?;
    let facts = Facts::default().with("status", payment.invoice_status());
    let facts = invoice.said.iter().fold(facts, |facts, (name, value)| facts.value(name, value.clone()));
    let refunds = payment.refunds.iter().map(|refund| {
        Facts::default()
            .with("id", uuid_of(refund.id))
            .with("amount", refund.amount)
            .with("status", "success")
            .with("created_at", iso(refund.at))
    });
    Ok(facts.list("refunds", refunds))
}

fn refund(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (at, id, reference) = (world.now(), world.ids.number(), world.ids.digits(12));
    let (_, payment) = find(&mut world, asked)?;
    let amount = asked.amount("amount").unwrap_or_else(|| payment.refundable());
    payment.refund(Refund { id, amount, at, reference })?;
    // The state of the refund, by the sample.
    Ok(Facts::default().with("refund_id", uuid_of(id)).with("status", "refunded").with("created_at", iso(at)))
}

fn cancel(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (now, number) = (world.now(), world.ids.number());
    let (_, payment) = find(&mut world, asked)?;
    if !payment.is_payable() {
        return Err((120, None));
    }
    payment.cancelled = Some(number);
    payment.cancelled_at = Some(now);
    payment.note(now, "the invoice is cancelled");
    Ok(Facts::default().with("status", payment.invoice_status()).with("created_at", iso(now)))
}

fn agree(state: &State, asked: Asked<'_>) -> Facts {
    let mut world = state.world();
    let agreement = Agreement {
        id: world.ids.number(),
        page: world.ids.uuid().to_string(),
        external_id: asked.owned("external_id"),
        said: asked.members(|_| true),
        created: world.now(),
        state: AgreementState::New,
    };
    let facts = Facts::default()
        .with("profile_id", agreement.id)
        .with("url", state.page_url(&agreement.page))
        .with("created_at", iso(agreement.created));
    world.agreements.push(agreement);
    facts
}

/// By either name; whether one is enough is not documented.
fn find_agreement<'w>(
    world: &'w mut World,
    id: Option<&str>,
    external: Option<&str>,
) -> Result<&'w mut Agreement, Refused> {
    let is_it = |agreement: &&mut Agreement| {
        (id.is_some() || external.is_some())
            && id.is_none_or(|id| agreement.id.to_string() == id)
            && external.is_none_or(|external| agreement.external_id.as_deref() == Some(external))
    };
    world.agreements.iter_mut().rev().find(is_it).ok_or((11068, Some("there is no such profile".to_owned())))
}

fn of_agreement(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let agreement = find_agreement(&mut world, asked.text("profile_id"), asked.text("external_id"))?;
    let facts = Facts::default()
        .with("status", agreement.status())
        .with("profile_id", agreement.id)
        .with("created_at", iso(agreement.created));
    let is_text = |value: &&(String, Value)| value.1.as_text().is_some();
    Ok(agreement.said.iter().filter(is_text).fold(facts, |facts, (name, value)| facts.value(name, value.clone())))
}

fn end_agreement(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let now = world.now();
    let agreement = find_agreement(&mut world, asked.text("profile_id"), asked.text("external_id"))?;
    if matches!(agreement.state, AgreementState::Canceled) {
        return Err((120, None));
    }
    agreement.state = AgreementState::Canceled;
    Ok(Facts::default().with("status", agreement.status()).with("created_at", iso(now)))
}
