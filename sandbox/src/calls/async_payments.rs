//! The Async API: payments that are accepted first and charged a little later; they are payments like all others.

use freedompay::Amount;
use jiff::Timestamp;

use super::asked::typed_card;
use super::charges::without_challenge;
use super::pages::new_payment;
use super::{Asked, Facts};
use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::state::State;
use crate::world::World;
use crate::world::clock;
use crate::world::errors::NOT_FOUND;
use crate::world::ids::{number_of, uuid_of};
use crate::world::payment::{LAG, Payment, Refund, Refused, State as PaymentState, WORK};
use crate::world::queue::Job;
use crate::world::replay::Kept;
use crate::world::saved_card::CardFacts;

const MADE_BY: &str = "gateway.async.create.payment";

/// An answer, and the payment it is about.
type Told = Result<(u64, Facts), Refused>;

pub(super) fn act(state: &State, call: &Outcome, asked: Asked<'_>) -> Option<Result<Facts, Refusal>> {
    if !call.endpoint.id.starts_with("gateway.async.") {
        return None;
    }
    let mut world = state.world();
    // The documentation says of every operation that a repeated request id is answered as it was the first time.
    if let Some(kept) = call.request_id.as_ref().and_then(|id| world.answers.get(id)) {
        return Some(kept.answer.clone().map_err(Refusal::from));
    }
    let told = match call.endpoint.id {
        "gateway.async.create.payment" | "gateway.async.create.payment_recurrent" => create(&mut world, asked),
        "gateway.async.read.payment" => read(state, &world, asked),
        "gateway.async.read.request" => return Some(Ok(of_request(&world, asked))),
        "gateway.async.edit.refund" => refund(&mut world, asked),
        "gateway.async.edit.reverse" => reverse(&mut world, asked),
        "gateway.async.edit.clearing" => capture(&mut world, asked),
        _ => return None,
    };
    let told = told.map_err(in_words_of_this_api);
    let kept =
        Kept { payment: told.as_ref().ok().map(|(payment, _)| *payment), answer: told.clone().map(|(_, facts)| facts) };
    if let Some(id) = call.request_id.clone() {
        world.answers.insert(id, kept);
    }
    drop(world);
    state.wake.notify_one();
    Some(told.map(|(_, facts)| facts).map_err(Refusal::from))
}

/// Documented here are 9403 and 1202; what a payment's state forbids has the codes of the provider's common list.
fn in_words_of_this_api((code, what): Refused) -> Refused {
    match code {
        11068 => (1202, what),
        10005 | 10020 | 10032 | 11005 => (9403, what.or_else(|| Some(crate::world::errors::meaning(code).to_owned()))),
        _ => (code, what),
    }
}

fn wrong(what: &str) -> Refused {
    (9403, Some(what.to_owned()))
}

fn create(world: &mut World, asked: Asked<'_>) -> Told {
    let order = asked.text("order_id");
    let is_same = |payment: &&Payment| payment.made_by == MADE_BY && payment.order_id.as_deref() == order;
    // An order is paid once: a repetition gets the original answer, whatever has become of the payment.
    if let Some(payment) = world.payments.values().find(is_same) {
        return Ok((payment.id, accepted(payment)));
    }
    let from = asked.inside("from").ok_or_else(|| wrong("from is missing"))?;
    let (card, profile) = source(world, asked.text("user_id"), from)?;
    let token = match from.flag("save") {
        Some(true) if asked.text("user_id").is_none() => return Err(wrong("with from.save user_id is required")),
        Some(true) => Some(world.ids.uuid().to_string()),
        _ => None,
    };
    // urls are not documented but for one sample; what would be sent there is unknown, so nothing is.
    let mut payment = new_payment(world, MADE_BY, asked);
    payment.order_id = order.map(str::to_owned);
    payment.amount = asked.amount("amount").unwrap_or(Amount::ZERO);
    payment.currency = asked.owned("currency").unwrap_or_default();
    payment.description = asked.owned("description").unwrap_or_default();
    payment.user.id = asked.owned("user_id");
    payment.captures_at_once = asked.flag("auto_clearing").unwrap_or(true);
    payment.recurring_profile = profile;
    payment.recurring_months = from.inside("recurrent").and_then(|recurrent| recurrent.parsed("lifetime"));
    payment.card = Some(card);
    payment.card_token = token;
    payment.extra = Vec::new();
    let facts = accepted(&payment);
    let id = payment.id;
    world.queue.add(clock::after(payment.created, WORK), Job::Charge(id));
    world.payments.insert(id, payment);
    Ok((id, facts))
}

/// What is debited; with it the recurring profile, if it is one's.
fn source(world: &World, user: Option<&str>, from: Asked<'_>) -> Result<(CardFacts, Option<u64>), Refused> {
    let card = from.inside("card");
    let typed = || {
        let card = card.ok_or_else(|| wrong("from.card is missing"))?;
        let field = |name: &str| card.text(name).ok_or_else(|| wrong(&format!("from.card.{name} is missing")));
        let owner = card.text("name").unwrap_or_default();
        typed_card(field("pan")?, field("month")?, field("year")?, owner, world.now())
    };
    match from.text("type") {
        Some("card") => Ok((typed()?, None)),
        // The wallet has asked its owner already.
        Some("tokenized") => Ok((without_challenge(typed()?), None)),
        Some("saved") => {
            let token = card.and_then(|card| card.text("token").or(card.text("uuid")));
            let token = token.ok_or_else(|| wrong("from.card.token is missing"))?;
            let saved = world.cards.iter().find(|saved| saved.token == token).ok_or((10032, None))?;
            if Some(saved.user.as_str()) != user {
                return Err(wrong("the saved card is another user's"));
            }
            Ok((saved.card.clone(), None))
        }
        Some("recurrent") => {
            let profile = from.inside("recurrent").and_then(|recurrent| recurrent.text("profile_id"));
            let profile = profile.and_then(number_of).ok_or_else(|| wrong("from.recurrent.profile_id is not known"))?;
            match world.profile(profile) {
                Ok((card, _)) => Ok((without_challenge(card), Some(profile))),
                Err((11068, _)) => Err(wrong("from.recurrent.profile_id is not known")),
                Err(refused) => Err(refused),
            }
        }
        _ => Err(wrong("from.type is none of card, tokenized, recurrent and saved")),
    }
}

/// The answer to the creation, which is the same whatever becomes of the payment.
fn accepted(payment: &Payment) -> Facts {
    short(payment, "process")
}

fn short(payment: &Payment, status: &str) -> Facts {
    Facts::default()
        .with("id", uuid_of(payment.id))
        .with("status", status)
        .with("amount", payment.amount)
        .with("created_at", payment.created)
}

fn find<'w>(world: &'w mut World, asked: Asked<'_>) -> Result<&'w mut Payment, Refused> {
    let id = asked.text("id").and_then(number_of).ok_or(NOT_FOUND)?;
    world.payments.get_mut(&id).ok_or(NOT_FOUND)
}

fn capture(world: &mut World, asked: Asked<'_>) -> Told {
    let now = world.now();
    let payment = find(world, asked)?;
    payment.capture(now, asked.amount("amount"))?;
    let id = payment.id;
    // Nothing yet: the capture is under way.
    let clearing = Facts::default().with("amount", Amount::ZERO);
    let facts = short(payment, "process_clearing").object("clearing", clearing);
    world.queue.cancel(&Job::Capture(id));
    Ok((id, facts))
}

fn reverse(world: &mut World, asked: Asked<'_>) -> Told {
    let (now, number) = (world.now(), world.ids.number());
    let payment = find(world, asked)?;
    payment.cancel(now, number)?;
    let id = payment.id;
    let change = Facts::default().with("id", uuid_of(number)).with("status", "process");
    let facts = Facts::default().with("id", uuid_of(id)).with("amount", payment.amount);
    world.queue.cancel(&Job::Capture(id));
    Ok((id, facts.object("reverse_payment", change)))
}

fn refund(world: &mut World, asked: Asked<'_>) -> Told {
    let (at, id, reference) = (world.now(), world.ids.number(), world.ids.digits(12));
    let payment = find(world, asked)?;
    let amount = asked.amount("amount").unwrap_or_else(|| payment.refundable());
    let refund = Refund { id, amount, at, reference };
    let change = change(&refund, "process");
    payment.refund(refund)?;
    let facts = Facts::default().with("id", uuid_of(payment.id)).with("amount", payment.amount);
    Ok((payment.id, facts.object("refund_payment", change)))
}

fn change(refund: &Refund, status: &str) -> Facts {
    let negative = Amount::from(-refund.amount.decimal());
    Facts::default().with("id", uuid_of(refund.id)).with("status", status).with("amount", negative)
}

/// Where a payment stands. What was done to it shows after a while.
fn status(payment: &Payment, now: Timestamp) -> &'static str {
    match payment.state {
        PaymentState::New | PaymentState::Code { .. } => "process",
        PaymentState::Challenge { .. } => "waiting_3ds",
        PaymentState::Failed { .. } | PaymentState::Expired => "error",
        PaymentState::Paid if payment.cancelled_at.is_some_and(|at| has_settled(at, now)) => "reversed",
        PaymentState::Paid if payment.visible_capture(now).is_some() => "success",
        PaymentState::Paid if payment.capture.is_some() => "process_clearing",
        PaymentState::Paid => "approved",
    }
}

fn has_settled(at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(at).unsigned_abs() >= LAG
}

fn read(state: &State, world: &World, asked: Asked<'_>) -> Told {
    let order = asked.text("order_id");
    let payment = match asked.text("id") {
        Some(id) => number_of(id).and_then(|id| world.payments.get(&id)),
        None => world.payment(None, order),
    };
    let payment = payment.ok_or(NOT_FOUND)?;
    let now = world.now();
    let facts = short(payment, status(payment, now));
    if let PaymentState::Failed { code, what } = &payment.state {
        let error = Facts::default().with("code", code).with("description", what);
        return Ok((payment.id, facts.object("error", error)));
    }
    let facts = facts
        .maybe("order_id", payment.order_id.as_deref())
        .object("from", debited(world, payment))
        .object("3ds", challenge(state, payment));
    let facts = match payment.authorized {
        None => facts,
        Some(_) => {
            let capture = payment.visible_capture(now);
            let clearing = Facts::default()
                .flag("cleared", capture.is_some())
                .with("amount", capture.map_or(Amount::ZERO, |capture| capture.amount));
            let bank = Facts::default().with("approval_code", &payment.auth_code).with("reference", &payment.reference);
            facts.object("clearing", clearing).object("additional", bank)
        }
    };
    let done = |at| if has_settled(at, now) { "success" } else { "process" };
    let refunds = payment.refunds.iter().map(|refund| change(refund, done(refund.at)));
    let facts = if payment.refunds.is_empty() { facts } else { facts.list("refund_payments", refunds) };
    let reversal = payment.cancelled.zip(payment.cancelled_at).map(|(id, at)| {
        let all = Refund { id, amount: payment.amount, at, reference: String::new() };
        change(&all, done(at))
    });
    let facts = if reversal.is_some() { facts.list("reverse_payments", reversal) } else { facts };
    Ok((payment.id, facts))
}

fn debited(world: &World, payment: &Payment) -> Facts {
    let is_saved = |token: &&String| world.cards.iter().any(|saved| saved.token == **token);
    let card = Facts::default()
        .maybe("token", payment.card_token.as_ref().filter(is_saved))
        .maybe("brand", payment.card.as_ref().map(|card| &card.brand));
    let facts = Facts::default().object("card", card);
    match (payment.recurring_profile, payment.authorized) {
        (Some(profile), Some(_)) => {
            let recurrent = Facts::default()
                .with("profile_id", uuid_of(profile))
                .maybe("profile_expiry_date", payment.profile_expiry());
            facts.object("recurrent", recurrent)
        }
        _ => facts,
    }
}

fn challenge(state: &State, payment: &Payment) -> Facts {
    let asks = payment.card.as_ref().is_some_and(|card| card.behaviour.three_ds);
    let flow = (payment.state != PaymentState::New).then_some(if asks { "C" } else { "F" });
    // Empty when nobody has to go there.
    let url = match &payment.state {
        PaymentState::Challenge { md, .. } => state.acs_url(md),
        _ => String::new(),
    };
    Facts::default().maybe("flow_type", flow).with("acs_url", url)
}

/// The samples show the payment of an earlier request as it stands now: one request is there as `approved` and as `success`.
fn of_request(world: &World, asked: Asked<'_>) -> Facts {
    let id = asked.text("id").unwrap_or_default();
    let kept = world.answers.get(id);
    let facts = Facts::default().with("id", id);
    let failed = |refused: Refused| {
        let (code, what) = crate::world::errors::words(refused);
        Facts::default()
            .with("id", id)
            .with("status", "error")
            .with("amount", 0)
            .with("created_at", "0001-01-01T00:00:00Z")
            .object("error", Facts::default().with("code", code).with("description", what))
    };
    match kept.map(|kept| (&kept.answer, kept.payment.and_then(|id| world.payments.get(&id)))) {
        Some((Ok(_), Some(payment))) => {
            let response = short(payment, status(payment, world.now()));
            let response = match &payment.state {
                PaymentState::Failed { code, what } => {
                    response.object("error", Facts::default().with("code", code).with("description", what))
                }
                _ => response,
            };
            facts.with("status", "success").object("response", response)
        }
        Some((Err(refused), _)) => facts.with("status", "error").object("response", failed(refused.clone())),
        _ => facts.with("status", "error").object("response", failed((1202, None))),
    }
}
