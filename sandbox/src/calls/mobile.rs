//! Payments from a phone's balance: the number is charged after its subscriber has entered the code of an SMS.
//!
//! Phones and code are those of the documentation's overview (<https://docs.freedompay.kz/overview-741636m0>). The
//! payer's page and the calls of a merchant with its own screens share this code.

use super::request_fields::RequestFields;
use crate::state::State;
use crate::world::errors::{self, ErrorCode, NOT_FOUND};
use crate::world::payment::{Payment, PaymentState};
use crate::world::response_fields::ResponseFields;

/// The code of every SMS.
pub(crate) const CODE: &str = "111111";
/// Wrong codes after which the payment fails; no source says how many.
const ATTEMPTS: u8 = 3;
/// Test phones and their operators.
const PHONES: &[(&str, &str)] = &[
    ("77017777777", "KCELLKZT"),
    ("77027777777", "ACTIVKZT"),
    ("77037777777", "TELE2KZT"),
    ("77047777777", "ALTELKZT"),
];
const OPERATORS: &[&str] = &["TELE2KZT", "ALTELKZT", "BEELINEKZT", "KCELLKZT", "ACTIVKZT"];

/// Starts a payment by phone.
pub(super) async fn pay(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let id = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    let phone = request.text("pg_abonent_phone").unwrap_or_default();
    begin(state, id, phone, request.text("pg_payment_system_code")).await?;
    phone_response(state, id, "need_approve")
}

/// Confirms a payment by the code of the SMS.
pub(super) fn confirm(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    let id = request.parsed("pg_payment_id").ok_or(NOT_FOUND)?;
    approve(state, id, request.text("pg_approval_code").unwrap_or_default())?;
    phone_response(state, id, "ok")
}

/// Sends the code again. No source names a field of this call, so the response is `ok` whether it names a payment or not.
pub(super) fn resend(state: &State, request: RequestFields<'_>) -> ResponseFields {
    if let Some(id) = request.parsed("pg_payment_id") {
        send_again(state, id);
    }
    ResponseFields::ok(state.world().now())
}

/// Asks the merchant, then sends the subscriber a code.
pub(crate) async fn begin(state: &State, id: u64, phone: &str, operator: Option<&str>) -> Result<(), ErrorCode> {
    let digits = number(phone).ok_or(ErrorCode::new(11004))?;
    let known = PHONES.iter().find(|(number, _)| *number == digits).map(|(_, operator)| *operator);
    let is_served = operator.is_none_or(|given| OPERATORS.contains(&given) && known.is_none_or(|own| own == given));
    if !is_served {
        return Err(ErrorCode::new(11021));
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
pub(crate) fn approve(state: &State, id: u64, code: &str) -> Result<(), ErrorCode> {
    {
        let mut world = state.world();
        let now = world.now();
        let payment = world.payments.get_mut(&id).ok_or(NOT_FOUND)?;
        let PaymentState::Code { wrong } = payment.state else { return Err(ErrorCode::new(120)) };
        if code != CODE {
            let wrong = wrong.saturating_add(1);
            if wrong < ATTEMPTS {
                payment.note(now, "a wrong code");
                payment.state = PaymentState::Code { wrong };
                return Err(ErrorCode::new(11002));
            }
            payment.fail(now, 11007, errors::meaning(11007));
            drop(world);
            state.schedule_result(id);
            return Err(ErrorCode::new(11007));
        }
        payment.note(now, "the subscriber has confirmed");
    }
    state.settle(id);
    Ok(())
}

/// Sends the code of a payment again.
pub(crate) fn send_again(state: &State, id: u64) {
    state.change(id, |payment, now| {
        if matches!(payment.state, PaymentState::Code { .. }) {
            payment.note(now, "the code is sent again");
        }
    });
}

/// Reads a mobile number of Kazakhstan as digits. Inside the country it is dialled with a leading 8.
pub(crate) fn number(typed: &str) -> Option<String> {
    let is_filler = |c: char| matches!(c, '+' | ' ' | '-' | '(' | ')');
    let mut digits: String = typed.chars().filter(|c| !is_filler(*c)).collect();
    if digits.starts_with("87") {
        digits.replace_range(..1, "7");
    }
    let is_number = digits.len() == 11 && digits.starts_with("77") && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(digits)
}

fn phone_response(state: &State, id: u64, status: &str) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let payment = world.payments.get(&id).ok_or(NOT_FOUND)?;
    match &payment.state {
        PaymentState::Failed { code, message } => Err(ErrorCode::with_message(*code, message.clone())),
        _ => Ok(ResponseFields::default().with("pg_status", status).with("pg_payment_id", id)),
    }
}
