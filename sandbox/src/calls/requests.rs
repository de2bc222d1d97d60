//! Requests of the Card and Partner APIs, which are accepted first and queried later by their id.
//!
//! A query of an unknown id gets a sample response, as do all of these calls whose state no source explains.

use freedompay::meta::Effect;

use super::request_fields::RequestFields;
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::World;
use crate::world::clock::utc;
use crate::world::response_fields::ResponseFields;
use crate::world::work::Work;

/// Handles the requests of these APIs and the queries of their results.
pub(super) fn handle(
    state: &State,
    call: &CheckedCall,
    request: RequestFields<'_>,
) -> Option<Result<ResponseFields, ApiError>> {
    let id = call.endpoint.id;
    match id {
        "card.request_status" | "card.transactions.status" | "partner.products.request_status" => {
            outcome(state, request)
        }
        "card.card.set_pin" => Some(Ok(set_pin(state, request))),
        "partner.emoney.add" | "partner.emoney.block" => Some(wallet(state, id, request)),
        _ => {
            let is_of_api = id.starts_with("card.") || id.starts_with("partner.products.");
            let is_work = is_of_api && call.endpoint.effect != Effect::Read;
            if is_work { begin(state, id, request) } else { None }
        }
    }
}

/// Reports a repeated request id, which "is answered with an error and not processed". The code is that of E-Money, the
/// only section that names one.
fn repeated() -> ApiError {
    ApiError::new(200, "1002", "the request id is not unique")
}

fn remember(world: &mut World, begun_by: &str, request: RequestFields<'_>, fails: bool) -> Result<(), ApiError> {
    let Some(id) = request.owned("request_id") else { return Ok(()) };
    if world.work.contains_key(&id) {
        return Err(repeated());
    }
    let work = Work {
        begun_by: begun_by.to_owned(),
        begun: world.now(),
        fails,
        number: world.ids.number(),
        name: world.ids.uuid().to_string(),
    };
    world.work.insert(id, work);
    Ok(())
}

fn begin(state: &State, begun_by: &str, request: RequestFields<'_>) -> Option<Result<ResponseFields, ApiError>> {
    request.text("request_id")?;
    let mut world = state.world();
    // Closing is irreversible; every further request for a closed card fails.
    let card = request.text("card_id");
    let fails = card.is_some_and(|card| world.closed_cards.contains(card));
    if let Err(refusal) = remember(&mut world, begun_by, request, fails) {
        return Some(Err(refusal));
    }
    if let ("card.card.close", Some(card)) = (begun_by, card) {
        world.closed_cards.insert(card.to_owned());
    }
    Some(Ok(under_way(&world, "process")))
}

fn under_way(world: &World, status: &str) -> ResponseFields {
    ResponseFields::default().with("status", "ok").with("request_status", status).with("dt", utc(world.now()))
}

/// Returns the result of a request.
fn outcome(state: &State, request: RequestFields<'_>) -> Option<Result<ResponseFields, ApiError>> {
    let world = state.world();
    let work = world.work.get(request.text("request_id")?)?;
    let status = work.status(world.now());
    let fields = under_way(&world, status);
    if status != "success" {
        return Some(Ok(fields));
    }
    Some(Ok(match work.begun_by.as_str() {
        "card.card.issue" => {
            fields.list("cards", [ResponseFields::default().with("card_id", &work.name)]).with("client_id", work.number)
        }
        "card.client.create" => fields.with("client_id", work.number),
        "card.transactions.refund" => fields.with("transaction_id", &work.name).with("fin_document_id", work.number),
        // No source settles which of the two is the shop's number: here they are the same.
        "partner.products.add_client_with_product" => fields
            .with("terminal_number", work.number)
            .with("user_id", work.number)
            .with("merchant_id", work.number)
            .with("external_id ", work.number)
            .with("client_id", work.number)
            .with("secret_key", format!("sandbox-secret-of-{}", work.number)),
        "partner.products.create_terminal" => fields.with("terminal_number", work.number),
        _ => fields,
    }))
}

/// Sets a PIN: the call has no request id and is done at once.
fn set_pin(state: &State, request: RequestFields<'_>) -> ResponseFields {
    let world = state.world();
    let is_closed = request.text("card_id").is_some_and(|card| world.closed_cards.contains(card));
    under_way(&world, if is_closed { "error" } else { "success" })
}

/// Adds or blocks a wallet. No page shows how a wallet gets its name, so any name is accepted.
fn wallet(state: &State, begun_by: &str, request: RequestFields<'_>) -> Result<ResponseFields, ApiError> {
    let mut world = state.world();
    remember(&mut world, begun_by, request, false)?;
    if let Some(wallet) = request.owned("identifier")
        && !world.blocked_wallets.insert(wallet)
    {
        return Err(ApiError::new(200, "1008", "the wallet is blocked already"));
    }
    // 0 is "processed".
    Ok(under_way(&world, "0"))
}
