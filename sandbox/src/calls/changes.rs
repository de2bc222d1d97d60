//! What becomes of a payment after it was authorised: capture, cancel, refund.

use super::{Asked, Facts};
use crate::state::State;
use crate::world::errors::NOT_FOUND;
use crate::world::payment::Refused;

pub(super) fn capture(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let id = id(asked)?;
    let (amount, captured) = world.capture(id, asked.amount("pg_clearing_amount"))?;
    Ok(Facts::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_amount", amount)
        .with("pg_clearing_amount", captured)
        .flag("pg_status_clearing", true))
}

pub(super) fn cancel(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let id = id(asked)?;
    let number = world.cancel(id)?;
    Ok(Facts::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_payment_revoke_id", number)
        .with("pg_cancel_payment_id", number)
        .with("pg_revoke_status", "success"))
}

pub(super) fn refund(state: &State, asked: Asked<'_>, amount: &str) -> Result<Facts, Refused> {
    let mut world = state.world();
    let id = id(asked)?;
    let number = world.refund(id, asked.amount(amount))?;
    Ok(Facts::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_payment_refund_id", number)
        .with("pg_revoke_payment_id", number)
        .with("pg_refund_status", "success"))
}

fn id(asked: Asked<'_>) -> Result<u64, Refused> {
    asked.parsed("pg_payment_id").ok_or(NOT_FOUND)
}
