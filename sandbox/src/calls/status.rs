//! What is told of a payment that is asked about.

use freedompay::Amount;
use jiff::Timestamp;

use super::{Asked, Facts};
use crate::state::State;
use crate::world::clock::almaty;
use crate::world::errors::NOT_FOUND;
use crate::world::payment::{Payment, Refund, Refused, State as PaymentState};

/// `/get_status3.php`: refunds stand in an element of their own.
pub(super) fn of_merchant(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    find(state, asked, |payment, now| {
        let facts = common(payment, now)
            .flag("pg_can_reject", false)
            .with("pg_payment_method", &payment.method)
            .flag("pg_testing_mode", payment.is_test)
            .with("pg_create_date", almaty(payment.created));
        if payment.refunds.is_empty() {
            return facts;
        }
        facts.object("pg_refund_payments", Facts::default().list("pg_refund_payment", refunds(payment)))
    })
}

/// `/g2g/status_v2`.
pub(super) fn of_gateway(state: &State, asked: Asked<'_>) -> Result<Facts, Refused> {
    find(state, asked, |payment, now| {
        let facts =
            common(payment, now).maybe("pg_net_amount", payment.authorized.map(|_| Payment::net(payment.amount)));
        let facts = match &payment.card {
            Some(card) => {
                facts.with("pg_card_exp", format!("{}/{}", card.month, card.year)).with("pg_card_brand", &card.brand)
            }
            None => facts,
        };
        if payment.refunds.is_empty() { facts } else { facts.list("pg_refund_payments", refunds(payment)) }
    })
}

fn find(state: &State, asked: Asked<'_>, tell: impl Fn(&Payment, Timestamp) -> Facts) -> Result<Facts, Refused> {
    let world = state.world();
    let payment = world.payment(asked.parsed("pg_payment_id"), asked.text("pg_order_id")).ok_or(NOT_FOUND)?;
    Ok(tell(payment, world.now()))
}

fn common(payment: &Payment, now: Timestamp) -> Facts {
    let facts = Facts::ok(now)
        .with("pg_payment_id", payment.id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_payment_status", payment.status())
        .with("pg_amount", payment.amount)
        .with("pg_currency", &payment.currency)
        .maybe("pg_user_phone", payment.user.phone.as_deref())
        .maybe("pg_user_email", payment.user.email.as_deref());
    // Both appear only after a card was tried.
    let facts = match &payment.card {
        Some(card) => {
            let capture = payment.visible_capture(now);
            facts
                .with("pg_card_pan", &card.masked)
                .with("pg_card_name", &card.owner)
                .flag("pg_captured", capture.is_some())
                .with("pg_clearing_amount", capture.map_or(Amount::ZERO, |capture| capture.amount))
        }
        None => facts,
    };
    let facts = match payment.authorized {
        Some(at) => facts
            .with("pg_payment_date", almaty(at))
            .with("pg_reference", &payment.reference)
            .with("pg_auth_code", &payment.auth_code)
            .maybe("pg_card_token", payment.card_token.as_ref())
            .with("pg_refund_amount", negative(payment.refunded())),
        None => facts,
    };
    match &payment.state {
        PaymentState::Failed { code, what } => facts.with("pg_failure_code", code).with("pg_failure_description", what),
        _ => facts,
    }
}

fn refunds(payment: &Payment) -> impl Iterator<Item = Facts> {
    payment.refunds.iter().map(|refund: &Refund| {
        Facts::default()
            .with("pg_payment_id", refund.id)
            .with("pg_payment_status", "success")
            .with("pg_amount", negative(refund.amount))
            .with("pg_payment_date", almaty(refund.at))
            .with("pg_reference", &refund.reference)
    })
}

/// Refunds are told as negative amounts.
fn negative(amount: Amount) -> Amount {
    if amount == Amount::ZERO { amount } else { Amount::from(-amount.decimal()) }
}
