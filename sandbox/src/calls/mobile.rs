//! Payments from the account of a phone: the number is charged after its subscriber has given the code of an SMS.
//!
//! Phones and code are those of the documentation's overview (<https://docs.freedompay.kz/overview-741636m0>). The page
//! of the payer and the calls of a merchant with screens of its own come to the same.

use super::{Asked, Facts};
use crate::state::State;
use crate::world::errors::{self, NOT_FOUND};
use crate::world::payment::{Payment, Refused, State as PaymentState};

/// The code of every SMS.
pub(crate) const CODE: &str = "111111";
/// Wrong codes after which it is over; no source says how many.
const ATTEMPTS: u8 = 3;
/// Test phones and their operators.
const PHONES: &[(&str, &str)] = &[
    ("77017777777", "KCELLKZT"),
    ("77027777777", "ACTIVKZT"),
    ("77037777777", "TELE2KZT"),
    ("77047777777", "ALTELKZT"),
];
const OPERATORS: &[&str] = &["TELE2KZT", "ALTELKZT", "BEELINEKZT", "KCELLKZT", "ACTIVKZT"];

pub(super) async fn pay(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let id = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let phone = asked.text("pg_abonent_phone").unwrap_or_default();
    begin(state, id, phone, asked.text("pg_payment_system_code")).await?;
    told(state, id, "need_approve")
}

pub(super) fn confirm(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    let id = asked.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    approve(state, id, asked.text("pg_approval_code").unwrap_or_default())?;
    told(state, id, "ok")
}

/// No source names a field of this call, so it is answered `ok` whatever it has; a payment is looked for all the same.
pub(super) fn resend(state: &State, asked: Asked<'_>) -> Facts {
    if let Some(id) = asked.parsed("pg_payment_id") {
        send_again(state, id);
    }
    Facts::ok(state.world().now())
}

/// Asks the merchant, then the subscriber.
pub(crate) async fn begin(state: &State, id: u64, phone: &str, operator: Option<&str>) -> Result<(), Refused> {
    let digits = number(phone).ok_or((11004, None))?;
    let known = PHONES.iter().find(|(number, _)| *number == digits).map(|(_, operator)| *operator);
    let is_served = operator.is_none_or(|given| OPERATORS.contains(&given) && known.is_none_or(|own| own == given));
    if !is_served {
        return Err((11021, None));
    }
    let tried = |payment: &mut Payment, now| {
        payment.note(now, "tried with a phone");
        payment.card = None;
        payment.phone = Some(digits);
        payment.method = "mobile_commerce".to_owned();
    };
    if !state.agreed(id, tried).await? {
        return Ok(());
    }
    state.change(id, |payment, now| {
        payment.note(now, "the operator sends a code");
        payment.state = PaymentState::Code { wrong: 0 };
    });
    Ok(())
}

/// Takes the money if the code is right; after too many wrong ones the payment fails.
pub(crate) fn approve(state: &State, id: u64, code: &str) -> Result<(), Refused> {
    {
        let mut world = state.world();
        let now = world.now();
        let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
        let PaymentState::Code { wrong } = payment.state else { return Err((120, None)) };
        if code != CODE {
            let wrong = wrong.saturating_add(1);
            if wrong < ATTEMPTS {
                payment.note(now, "a wrong code");
                payment.state = PaymentState::Code { wrong };
                return Err((11002, None));
            }
            payment.fail(now, 11007, errors::meaning(11007));
            drop(world);
            state.tell_later(id);
            return Err((11007, None));
        }
        payment.note(now, "the subscriber has confirmed");
    }
    state.settle(id);
    Ok(())
}

pub(crate) fn send_again(state: &State, id: u64) {
    state.change(id, |payment, now| {
        if matches!(payment.state, PaymentState::Code { .. }) {
            payment.note(now, "the code is sent again");
        }
    });
}

/// A mobile number of Kazakhstan in digits; a leading 8 is how it is dialled inside the country.
pub(crate) fn number(typed: &str) -> Option<String> {
    let is_filler = |c: char| matches!(c, '+' | ' ' | '-' | '(' | ')');
    let mut digits: String = typed.chars().filter(|c| !is_filler(*c)).collect();
    if digits.starts_with("87") {
        digits.replace_range(..1, "7");
    }
    let is_number = digits.len() == 11 && digits.starts_with("77") && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(digits)
}

fn told(state: &State, id: u64, status: &str) -> Result<Facts, Refused> {
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    match &payment.state {
        PaymentState::Failed { code, what } => Err((*code, Some(what.clone()))),
        _ => Ok(Facts::default().with("pg_status", status).with("pg_payment_id", id)),
    }
}
