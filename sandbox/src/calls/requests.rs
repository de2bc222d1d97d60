//! Requests of the Card and Partner APIs, which are accepted first and asked about later by their own id.
//!
//! What is asked about by an id that the sandbox has not seen is answered with a sample, as all of these calls are whose
//! state no source explains.

use freedompay::meta::Effect;

use super::{Asked, Facts};
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::clock::utc;
use crate::world::work::Work;

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let id = call.endpoint.id;
    match id {
        "card.request_status" | "card.transactions.status" | "partner.products.request_status" => outcome(state, asked),
        "card.card.set_pin" => Some(Ok(set_pin(state, asked))),
        "partner.emoney.add" | "partner.emoney.block" => Some(wallet(state, id, asked)),
        _ => {
            let is_of_api = id.starts_with("card.") || id.starts_with("partner.products.");
            let is_work = is_of_api && call.endpoint.effect != Effect::Read;
            if is_work { begin(state, id, asked) } else { None }
        }
    }
}

/// "A repeated request id is answered with an error and not processed". The code is that of E-Money, the one section that
/// names one.
fn repeated() -> Refusal {
    Refusal::new(200, "1002", "the request id is not unique")
}

fn remember(world: &mut World, begun_by: &str, asked: Asked<'_>, fails: bool) -> Result<(), Refusal> {
    let Some(request) = asked.owned("request_id") else { return Ok(()) };
    if world.work.contains_key(&request) {
        return Err(repeated());
    }
    let work = Work {
        begun_by: begun_by.to_owned(),
        begun: world.now(),
        fails,
        number: world.ids.number(),
        name: world.ids.uuid().to_string(),
    };
    world.work.insert(request, work);
    Ok(())
}

fn begin(state: &State, begun_by: &str, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    asked.text("request_id")?;
    let mut world = state.world();
    // Closing is irreversible; whatever else is asked of a closed card fails.
    let card = asked.text("card_id");
    let fails = card.is_some_and(|card| world.closed_cards.contains(card));
    if let Err(refusal) = remember(&mut world, begun_by, asked, fails) {
        return Some(Err(refusal));
    }
    if let ("card.card.close", Some(card)) = (begun_by, card) {
        world.closed_cards.insert(card.to_owned());
    }
    Some(Ok(under_way(&world, "process")))
}

fn under_way(world: &World, status: &str) -> Facts {
    Facts::default().with("status", "ok").with("request_status", status).with("dt", utc(world.now()))
}

/// What became of a request, and what it made.
fn outcome(state: &State, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let world = state.world();
    let work = world.work.get(asked.text("request_id")?)?;
    let status = work.status(world.now());
    let facts = under_way(&world, status);
    if status != "success" {
        return Some(Ok(facts));
    }
    Some(Ok(match work.begun_by.as_str() {
        "card.card.issue" => {
            facts.list("cards", [Facts::default().with("card_id", &work.name)]).with("client_id", work.number)
        }
        "card.client.create" => facts.with("client_id", work.number),
        "card.transactions.refund" => facts.with("transaction_id", &work.name).with("fin_document_id", work.number),
        // Which of the two is the shop's number is unsettled: they are the same here.
        "partner.products.add_client_with_product" => facts
            .with("terminal_number", work.number)
            .with("user_id", work.number)
            .with("merchant_id", work.number)
            .with("external_id ", work.number)
            .with("client_id", work.number)
            .with("secret_key", format!("sandbox-secret-of-{}", work.number)),
        "partner.products.create_terminal" => facts.with("terminal_number", work.number),
        _ => facts,
    }))
}

/// Without a request id of its own: done at once.
fn set_pin(state: &State, asked: Asked<'_>) -> Facts {
    let world = state.world();
    let is_closed = asked.text("card_id").is_some_and(|card| world.closed_cards.contains(card));
    under_way(&world, if is_closed { "error" } else { "success" })
}

/// Wallets are named by the partner's side of a call whose answer no page shows, so any name may be one.
fn wallet(state: &State, begun_by: &str, asked: Asked<'_>) -> Result<Facts, Refusal> {
    let mut world = state.world();
    remember(&mut world, begun_by, asked, false)?;
    if let Some(wallet) = asked.owned("identifier")
        && !world.blocked_wallets.insert(wallet)
    {
        return Err(Refusal::new(200, "1008", "the wallet could not be blocked: it is blocked already"));
    }
    // 0 is "processed".
    Ok(under_way(&world, "0"))
}
