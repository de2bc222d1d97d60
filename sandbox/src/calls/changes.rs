//! What becomes of a payment after it was authorised: capture, cancel, refund.

use super::{Asked, Facts};
use crate::state::State;
use crate::world::World;
use crate::world::payment::{Payment, Refund, Refused};
use crate::world::queue::Job;

const NOT_FOUND: Refused = (11068, None);

pub(super) fn capture(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let now = world.now();
    let payment = find(&mut world, asked)?;
    let captured = payment.capture(now, asked.amount("pg_clearing_amount"))?;
    let (id, amount) = (payment.id, payment.amount);
    world.queue.cancel(&Job::Capture(id));
    Ok(Facts::ok(now)
        .with("pg_payment_id", id)
        .with("pg_amount", amount)
        .with("pg_clearing_amount", captured)
        .flag("pg_status_clearing", true))
}

pub(super) fn cancel(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (now, number) = (world.now(), world.ids.number());
    let payment = find(&mut world, asked)?;
    payment.cancel(now, number)?;
    let id = payment.id;
    world.queue.cancel(&Job::Capture(id));
    Ok(Facts::ok(now)
        .with("pg_payment_id", id)
        .with("pg_payment_revoke_id", number)
        .with("pg_cancel_payment_id", number)
        .with("pg_revoke_status", "success"))
}

pub(super) fn refund(state: &State, asked: Asked<'_>, amount: &str) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (at, id, reference) = (world.now(), world.ids.number(), world.ids.digits(12));
    let payment = find(&mut world, asked)?;
    let amount = asked.amount(amount).unwrap_or_else(|| payment.refundable());
    payment.refund(Refund { id, amount, at, reference })?;
    Ok(Facts::ok(at)
        .with("pg_payment_id", payment.id)
        .with("pg_payment_refund_id", id)
        .with("pg_revoke_payment_id", id)
        .with("pg_refund_status", "success"))
}

fn find<'w>(world: &'w mut World, asked: Asked<'_>) -> Result<&'w mut Payment, Refused> {
    let id: u64 = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    world.payments.get_mut(&id).ok_or(NOT_FOUND)
}
