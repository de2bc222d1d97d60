//! Applications to pay by instalments.

use freedompay::Amount;

use super::invoices::iso;
use super::request_fields::RequestFields;
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::World;
use crate::world::ids::{number_of, uuid_of};
use crate::world::installment::Application;
use crate::world::response_fields::ResponseFields;

/// Handles the calls about instalments.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    let done = match call.endpoint.id {
        "merchant.installment.create_application" => apply(state, request),
        "merchant.installment.application_status" => status(state, request),
        "merchant.installment.application_change_status" => change(state, request),
        _ => return None,
    };
    Some(done)
}

/// Reports an invalid request as HTTP 422. Its body is not documented, so it has the API's error shape and code.
fn invalid(what: &str) -> ApiError {
    ApiError::new(422, "1001", what)
}

fn apply(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ApiError> {
    let total = request.amount("total_amount").unwrap_or(Amount::ZERO);
    let mut sum = Amount::ZERO;
    for item in request.each("goods") {
        let (price, count) = (item.amount("price").unwrap_or(Amount::ZERO), item.parsed("quantity").unwrap_or(1_u32));
        let item = price.decimal().checked_mul(Amount::from(i64::from(count)).decimal());
        let so_far = item.and_then(|item| sum.decimal().checked_add(item));
        sum = Amount::from(so_far.ok_or_else(|| invalid("the sum of the goods is too large"))?);
    }
    if sum != total {
        return Err(invalid(&format!("total_amount is {total}, the sum of price x quantity {sum}")));
    }
    let mut world = state.world();
    let (id, page, token, now) = (world.ids.number(), world.ids.uuid(), world.ids.token(), world.now());
    let application = Application {
        id,
        external_id: request.owned("external_id"),
        currency: request.owned("currency"),
        status: "new".to_owned(),
        created: now,
        updated: now,
    };
    let fields = ResponseFields::default()
        .with("id", uuid_of(id))
        .with("status", &application.status)
        .with("redirect_url", state.page_url(&page.to_string()))
        .with("token", token);
    world.applications.push(application);
    Ok(fields)
}

fn find<'w>(world: &'w mut World, request: RequestFields<'_>) -> Result<&'w mut Application, ApiError> {
    let (id, external) = (request.text("id"), request.text("external_id"));
    if id.is_some() == external.is_some() {
        return Err(invalid("exactly one of id and external_id is required"));
    }
    let is_it = |application: &&mut Application| match id {
        Some(id) => Some(application.id) == number_of(id),
        None => application.external_id.as_deref() == external,
    };
    let found = world.applications.iter_mut().rev().find(is_it);
    found.ok_or_else(|| ApiError::new(200, "1002", "no such application"))
}

fn status(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ApiError> {
    let mut world = state.world();
    let application = find(&mut world, request)?;
    Ok(ResponseFields::default()
        .with("id", uuid_of(application.id))
        .maybe("external_id", application.external_id.as_ref())
        .with("status", &application.status)
        .maybe("currency", application.currency.as_ref())
        .with("created_at", iso(application.created))
        .with("updated_at", iso(application.updated)))
}

fn change(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ApiError> {
    let mut world = state.world();
    let now = world.now();
    let application = find(&mut world, request)?;
    let next = request.text("status").ok_or_else(|| invalid("status is missing"))?;
    if !application.may_become(next) {
        // The page mentions an undocumented 409; the overview has this code for the same error.
        let what = format!("an application with status {} cannot change to {next}", application.status);
        return Err(ApiError::new(200, "1003", what));
    }
    next.clone_into(&mut application.status);
    application.updated = now;
    Ok(ResponseFields::default()
        .with("id", uuid_of(application.id))
        .with("status", &application.status)
        .with("updated_at", iso(now)))
}
