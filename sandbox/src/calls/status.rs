//! The status calls of payments.

use freedompay::Amount;
use jiff::Timestamp;

use super::request_fields::RequestFields;
use crate::state::State;
use crate::world::clock::almaty;
use crate::world::errors::{ErrorCode, NOT_FOUND};
use crate::world::payment::{Payment, PaymentState, Refund};
use crate::world::response_fields::ResponseFields;

/// Returns the status in the Merchant API: `/get_status3.php`, which puts refunds into an element of their own.
pub(super) fn of_merchant(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    find(state, request, |payment, now| {
        let fields = common(payment, now)
            .flag("pg_can_reject", false)
            .with("pg_payment_method", &payment.method)
            .flag("pg_testing_mode", payment.is_test)
            .with("pg_create_date", almaty(payment.created));
        if payment.refunds.is_empty() {
            return fields;
        }
        fields.object("pg_refund_payments", ResponseFields::default().list("pg_refund_payment", refunds(payment)))
    })
}

/// Returns the status in the Gateway API: `/g2g/status_v2`.
pub(super) fn of_gateway(state: &State, request: RequestFields<'_>) -> Result<ResponseFields, ErrorCode> {
    find(state, request, |payment, now| {
        let fields =
            common(payment, now).maybe("pg_net_amount", payment.authorized.map(|_| Payment::net(payment.amount)));
        let fields = match &payment.card {
            Some(card) => {
                fields.with("pg_card_exp", format!("{}/{}", card.month, card.year)).with("pg_card_brand", &card.brand)
            }
            None => fields,
        };
        if payment.refunds.is_empty() { fields } else { fields.list("pg_refund_payments", refunds(payment)) }
    })
}

fn find(
    state: &State,
    request: RequestFields<'_>,
    describe: impl Fn(&Payment, Timestamp) -> ResponseFields,
) -> Result<ResponseFields, ErrorCode> {
    let world = state.world();
    let payment = world.payment(request.parsed("pg_payment_id"), request.text("pg_order_id")).ok_or(NOT_FOUND)?;
    Ok(describe(payment, world.now()))
}

fn common(payment: &Payment, now: Timestamp) -> ResponseFields {
    let fields = ResponseFields::ok(now)
        .with("pg_payment_id", payment.id)
        .maybe("pg_order_id", payment.order_id.as_deref())
        .with("pg_payment_status", payment.status())
        .with("pg_amount", payment.amount)
        .with("pg_currency", &payment.currency)
        .maybe("pg_user_phone", payment.user.phone.as_deref())
        .maybe("pg_user_email", payment.user.email.as_deref());
    // These appear only after a card was tried.
    let fields = match &payment.card {
        Some(card) => {
            let capture = payment.visible_capture(now);
            fields
                .with("pg_card_pan", &card.masked)
                .with("pg_card_name", &card.owner)
                .flag("pg_captured", capture.is_some())
                .with("pg_clearing_amount", capture.map_or(Amount::ZERO, |capture| capture.amount))
        }
        None => fields,
    };
    let fields = match payment.authorized {
        Some(at) => fields
            .with("pg_payment_date", almaty(at))
            .with("pg_reference", &payment.reference)
            .with("pg_auth_code", &payment.auth_code)
            .maybe("pg_card_token", payment.card_token.as_ref())
            .with("pg_refund_amount", negative(payment.refunded())),
        None => fields,
    };
    match &payment.state {
        PaymentState::Failed { code, message } => {
            fields.with("pg_failure_code", code).with("pg_failure_description", message)
        }
        _ => fields,
    }
}

fn refunds(payment: &Payment) -> impl Iterator<Item = ResponseFields> {
    payment.refunds.iter().map(|refund: &Refund| {
        ResponseFields::default()
            .with("pg_payment_id", refund.id)
            .with("pg_payment_status", "success")
            .with("pg_amount", negative(refund.amount))
            .with("pg_payment_date", almaty(refund.at))
            .with("pg_reference", &refund.reference)
    })
}

/// Negates an amount: refunds are reported as negative amounts.
fn negative(amount: Amount) -> Amount {
    if amount == Amount::ZERO { amount } else { Amount::from(-amount.decimal()) }
}
