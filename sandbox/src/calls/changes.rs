//! Changes of an authorised payment: capture, cancel, refund.

use super::request_fields::RequestFields;
use crate::state::State;
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::response_fields::ResponseFields;

/// Captures a hold.
pub(super) fn capture(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let id = id(request)?;
    let (amount, captured) = world.capture(id, request.amount("pg_clearing_amount"))?;
    Ok(ResponseFields::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_amount", amount)
        .with("pg_clearing_amount", captured)
        .flag("pg_status_clearing", true))
}

/// Releases a hold.
pub(super) fn cancel(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let id = id(request)?;
    let number = world.cancel(id)?;
    Ok(ResponseFields::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_payment_revoke_id", number)
        .with("pg_cancel_payment_id", number)
        .with("pg_revoke_status", "success"))
}

/// Refunds captured money; `amount` names the field that holds how much.
pub(super) fn refund(state: &State, request: RequestFields<'_>, amount: &str) -> Result<ResponseFields, ErrorCode> {
    let mut world = state.world();
    let id = id(request)?;
    let number = world.refund(id, request.amount(amount))?;
    Ok(ResponseFields::ok(world.now())
        .with("pg_payment_id", id)
        .with("pg_payment_refund_id", number)
        .with("pg_revoke_payment_id", number)
        .with("pg_refund_status", "success"))
}

fn id(request: RequestFields<'_>) -> Result<u64, ErrorCode> {
    request.parsed("pg_payment_id").ok_or(NOT_FOUND)
}
