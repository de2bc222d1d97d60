//! Applications for paying by instalments.

use freedompay::Amount;

use super::invoices::iso;
use super::{Asked, Facts};
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::ids::{number_of, uuid_of};
use crate::world::installment::Application;

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let done = match call.endpoint.id {
        "merchant.installment.create_application" => apply(state, asked),
        "merchant.installment.application_status" => status(state, asked),
        "merchant.installment.application_change_status" => change(state, asked),
        _ => return None,
    };
    Some(done)
}

/// HTTP 422; its body is not documented: the area's, with the code of an invalid request.
fn invalid(what: &str) -> Refusal {
    Refusal::new(422, "1001", what)
}

fn apply(state: &State, asked: Asked<'_>) -> Result<Facts, Refusal> {
    let total = asked.amount("total_amount").unwrap_or(Amount::ZERO);
    let mut sum = Amount::ZERO;
    for item in asked.each("goods") {
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
        external_id: asked.owned("external_id"),
        currency: asked.owned("currency"),
        status: "new".to_owned(),
        created: now,
        updated: now,
    };
    let facts = Facts::default()
        .with("id", uuid_of(id))
        .with("status", &application.status)
        .with("redirect_url", state.page_url(&page.to_string()))
        .with("token", token);
    world.applications.push(application);
    Ok(facts)
}

fn find<'w>(world: &'w mut World, asked: Asked<'_>) -> Result<&'w mut Application, Refusal> {
    let (id, external) = (asked.text("id"), asked.text("external_id"));
    if id.is_some() == external.is_some() {
        return Err(invalid("exactly one of id and external_id is needed"));
    }
    let is_it = |application: &&mut Application| match id {
        Some(id) => Some(application.id) == number_of(id),
        None => application.external_id.as_deref() == external,
    };
    let found = world.applications.iter_mut().rev().find(is_it);
    found.ok_or_else(|| Refusal::new(200, "1002", "there is no such application"))
}

fn status(state: &State, asked: Asked<'_>) -> Result<Facts, Refusal> {
    let mut world = state.world();
    let application = find(&mut world, asked)?;
    Ok(Facts::default()
        .with("id", uuid_of(application.id))
        .maybe("external_id", application.external_id.as_ref())
        .with("status", &application.status)
        .maybe("currency", application.currency.as_ref())
        .with("created_at", iso(application.created))
        .with("updated_at", iso(application.updated)))
}

fn change(state: &State, asked: Asked<'_>) -> Result<Facts, Refusal> {
    let mut world = state.world();
    let now = world.now();
    let application = find(&mut world, asked)?;
    let next = asked.text("status").ok_or_else(|| invalid("status is missing"))?;
    if !application.may_become(next) {
        // The page points to a 409 that nothing shows; the overview has this code for the same thing.
        let what = format!("an application that is {} does not become {next}", application.status);
        return Err(Refusal::new(200, "1003", what));
    }
    next.clone_into(&mut application.status);
    application.updated = now;
    Ok(Facts::default()
        .with("id", uuid_of(application.id))
        .with("status", &application.status)
        .with("updated_at", iso(now)))
}
