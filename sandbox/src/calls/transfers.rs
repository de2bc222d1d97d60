//! Transfers from one card to another.

use freedompay::Amount;

use super::asked::typed_card;
use super::{Asked, Facts};
use crate::check::Outcome;
use crate::flow::saved_card;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::clock::{almaty, utc};
use crate::world::errors::NOT_FOUND;
use crate::world::payment::Refused;
use crate::world::saved_card::CardFacts;
use crate::world::transfer::{State as TransferState, Transfer};

/// In the place of a saved card's token: nothing is taken from, or given to, that side.
const SKIP_TOKEN: &str = "2d0b504c-b95d-4cf6-b782-5a7d13ab2c85";
/// Tenge for one unit of a currency: round numbers of the sandbox's own.
const TENGE: &[(&str, i64)] = &[("KZT", 1), ("USD", 400), ("EUR", 500)];

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    let done = match call.endpoint.id {
        "gateway.sync.transfer.card" => transfer(state, asked),
        "gateway.sync.transfer.three_ds" => after_challenge(state, asked),
        "gateway.sync.transfer.status" => status(state, asked),
        "gateway.sync.transfer.rates" => rates(state, asked),
        _ => return None,
    };
    Some(done.map_err(Refusal::from))
}

fn wrong(what: &str) -> Refused {
    (9403, Some(what.to_owned()))
}

fn transfer(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let (sender_token, recipient_token) = (asked.text("pg_card_token"), asked.text("pg_card_recipient_token"));
    let sender = match sender_token {
        Some(SKIP_TOKEN) => None,
        Some(token) => Some(saved_card(&world, token).ok_or((10032, None))?),
        None => Some(sender(&world, asked)?),
    };
    let recipient = match recipient_token {
        Some(SKIP_TOKEN) => None,
        Some(token) => Some(saved_card(&world, token).ok_or((10032, None))?),
        None => Some(recipient(&world, asked, sender.is_none())?),
    };
    if sender.is_none() && recipient.is_none() {
        return Err(wrong("one of the two cards can be skipped, not both"));
    }
    let (currency, currency_to) = (asked.text("pg_currency_from"), asked.text("pg_currency_to"));
    let (currency, currency_to) = (currency.unwrap_or_default(), currency_to.unwrap_or_default());
    let rate = rate(currency, currency_to).ok_or_else(|| wrong("the sandbox has rates of KZT, USD and EUR"))?;
    let amount = asked.amount("pg_amount").unwrap_or(Amount::ZERO);
    let converted = Amount::from((amount.decimal() * rate.decimal()).round_dp(2).normalize());
    let sender_token = save(&mut world, asked, "pg_save_sender_card", sender_token, sender.as_ref())?;
    let recipient_token = save(&mut world, asked, "pg_save_recipient_card", recipient_token, recipient.as_ref())?;
    let (id, md, created) = (world.ids.number(), world.ids.token(), world.now());
    let asks = sender.as_ref().is_some_and(|card| card.behaviour.three_ds);
    let transfer = Transfer {
        id,
        order_id: asked.owned("pg_order_id").unwrap_or_default(),
        amount,
        amount_to: asked.amount("pg_amount_to").unwrap_or(converted),
        currency: currency.to_owned(),
        currency_to: currency_to.to_owned(),
        sender,
        recipient,
        sender_token,
        recipient_token,
        created,
        state: TransferState::Challenge { md, found: None },
        settled: None,
        is_returned: false,
    };
    world.transfers.insert(id, transfer);
    if !asks {
        world.debit(id);
    }
    let answer = told(state, &world, id);
    drop(world);
    state.wake.notify_one();
    answer
}

fn sender(world: &World, asked: Asked<'_>) -> Result<CardFacts, Refused> {
    let needed = ["pg_card_pan", "pg_card_cvc", "pg_card_year", "pg_card_month", "pg_card_name"];
    match needed.iter().find(|name| asked.text(name).is_none()) {
        Some(missing) => Err(wrong(&format!("without pg_card_token {missing} is required"))),
        None => asked.card(world.now()),
    }
}

fn recipient(world: &World, asked: Asked<'_>, is_credit_alone: bool) -> Result<CardFacts, Refused> {
    let number = asked.text("pg_card_recipient");
    let number = number.ok_or_else(|| wrong("without pg_card_recipient_token pg_card_recipient is required"))?;
    let owner = asked.text("pg_card_recipient_name").or(asked.text("pg_card_name"));
    if is_credit_alone && owner.is_none() {
        return Err(wrong("without a debit pg_card_name or pg_card_recipient_name is required"));
    }
    // No expiry is asked for: a recipient's card is taken for valid.
    typed_card(number, "12", "99", owner.unwrap_or_default(), world.now())
}

/// The token that a card is told by: its own, or a new one if it is to be saved.
fn save(
    world: &mut World,
    asked: Asked<'_>,
    wish: &str,
    own: Option<&str>,
    card: Option<&CardFacts>,
) -> Result<Option<String>, Refused> {
    let (Some(card), false) = (card, own.is_some()) else {
        return Ok(own.filter(|token| *token != SKIP_TOKEN).map(str::to_owned));
    };
    if asked.flag(wish) != Some(true) {
        return Ok(None);
    }
    let user = asked.owned("pg_user_id").ok_or_else(|| wrong(&format!("with {wish} pg_user_id is required")))?;
    Ok(Some(world.save_card(user, card.clone(), false).token))
}

fn after_challenge(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let mut world = state.world();
    let id = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    world.complete_transfer(id)?;
    let answer = told(state, &world, id);
    drop(world);
    state.wake.notify_one();
    answer
}

/// How a transfer came out. An error keeps the fields of the transfer.
fn told(state: &State, world: &World, id: u64) -> Result<Facts, Refused> {
    let transfer = world.transfers.get(&id).ok_or(NOT_FOUND)?;
    let facts = common(world, transfer);
    Ok(match &transfer.state {
        TransferState::Challenge { md, .. } => {
            facts.with("pg_status", "pending").flag("pg_3ds", true).with("pg_3d_acsurl", state.acs_url(md))
        }
        TransferState::Process => facts.with("pg_status", "pending").flag("pg_3ds", false),
        TransferState::Done => facts.with("pg_status", "ok").flag("pg_3ds", false),
        TransferState::Failed { code, what } => facts
            .with("pg_status", "error")
            .flag("pg_3ds", false)
            .with("pg_error_code", code)
            .with("pg_error_description", what),
    })
}

fn status(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let world = state.world();
    let found = world.transfer(asked.parsed("pg_payment_id"), asked.text("pg_order_id"));
    Ok(common(&world, found.ok_or(NOT_FOUND)?).with("pg_status", "ok"))
}

fn common(world: &World, transfer: &Transfer) -> Facts {
    let status = match transfer.state {
        TransferState::Challenge { .. } | TransferState::Process => "process",
        TransferState::Done => "success",
        TransferState::Failed { .. } => "error",
    };
    let is_done = transfer.state == TransferState::Done;
    let facts = Facts::default()
        .with("pg_payment_id", transfer.id)
        .with("pg_payment_status", status)
        .with("pg_order_id", &transfer.order_id)
        .with("pg_payment_amount", transfer.amount)
        .with("pg_currency_from", &transfer.currency)
        .maybe("pg_card_mask", transfer.sender.as_ref().map(|card| &card.masked))
        .maybe("pg_card_token", transfer.sender_token.as_ref())
        .with("pg_datetime", utc(world.now()))
        // An empty element until then.
        .with("pg_payment_date", transfer.settled.filter(|_| is_done).map(almaty).unwrap_or_default());
    // Of the recipient only good answers speak.
    if !is_done {
        return facts;
    }
    facts
        .with("pg_payout_amount", transfer.amount_to)
        .with("pg_currency_to", &transfer.currency_to)
        .maybe("pg_card_recipient_mask", transfer.recipient.as_ref().map(|card| &card.masked))
        .maybe("pg_card_recipient_token", transfer.recipient_token.as_ref())
}

fn rates(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let is_wanted = |name: &str, currency: &str| asked.text(name).is_none_or(|wanted| wanted == currency);
    let mut found = Vec::new();
    for (from, _) in TENGE.iter().filter(|(from, _)| is_wanted("pg_currency_from", from)) {
        for (to, _) in TENGE.iter().filter(|(to, _)| to != from && is_wanted("pg_currency_to", to)) {
            let pair = Facts::default().with("pg_currency_from", from).with("pg_currency_to", to);
            found.push(pair.maybe("pg_rate", rate(from, to)));
        }
    }
    if found.is_empty() {
        return Err(wrong("the sandbox has rates of KZT, USD and EUR"));
    }
    Ok(Facts::ok(state.world().now()).list("rate", found))
}

fn rate(from: &str, to: &str) -> Option<Amount> {
    let tenge = |currency: &str| TENGE.iter().find(|(known, _)| *known == currency).map(|(_, tenge)| *tenge);
    let (from, to) = (Amount::from(tenge(from)?), Amount::from(tenge(to)?));
    Some(Amount::from((from.decimal() / to.decimal()).normalize()))
}
