//! Call handlers: what each call does to the world and returns, by the id of its endpoint.

mod async_payments;
pub(crate) mod card_forms;
pub(crate) mod cards;
mod changes;
mod charges;
mod installments;
mod invoices;
pub(crate) mod mobile;
mod pages;
mod payouts;
pub(crate) mod request_fields;
mod requests;
mod status;
mod transfers;

use request_fields::RequestFields;

use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::state::State;
use crate::world::errors::ErrorCode;
use crate::world::payment::Payment;
use crate::world::response_fields::ResponseFields;

/// The result of a call.
pub(crate) enum CallResult {
    /// The sandbox has no state for such calls: the response is a sample made from its table.
    Sample,
    /// The response has these fields.
    Fields(ResponseFields),
    /// The response is the payer's page of this payment.
    PayerPage(Box<Payment>),
}

impl From<ErrorCode> for ApiError {
    fn from(error: ErrorCode) -> Self {
        // Seen unsigned: the provider's own sample, and a live run.
        Self { unsigned: error.code == 11068, ..Self::new(200, error.code.to_string(), error.into_message()) }
    }
}

/// Handles the calls of a section; `None` if the call belongs to another.
type Handler = fn(&State, &CheckedCall, RequestFields<'_>) -> Option<Result<ResponseFields, ApiError>>;

const HANDLERS: &[Handler] = &[
    payouts::handle,
    transfers::handle,
    async_payments::handle,
    invoices::handle,
    installments::handle,
    requests::handle,
];

/// Handles a valid call.
pub(crate) async fn handle(state: &State, call: &CheckedCall) -> Result<CallResult, ApiError> {
    let request = RequestFields::of(call);
    let done = match call.endpoint.id {
        "merchant.purchase.create_payment"
        | "merchant.purchase.any_amount"
        | "merchant.mobile_balance.init"
        | "gateway.sync.purchase.create_payment"
        | "gateway.sync.purchase.any_amount" => Ok(pages::open(state, call.endpoint.id, request)),

        "merchant.purchase.status" | "merchant.mobile_balance.status" => status::of_merchant(state, request),
        "gateway.sync.purchase.status" | "gateway.sync.token.status" | "gateway.sync.card.status" => {
            status::of_gateway(state, request)
        }

        "merchant.purchase.clearing" | "gateway.sync.purchase.clearing" => changes::capture(state, request),
        "merchant.purchase.cancel_payment" | "gateway.sync.purchase.cancel" => changes::cancel(state, request),
        "merchant.purchase.refund_payment" => changes::refund(state, request, "pg_refund_amount"),
        "gateway.sync.purchase.refund" => changes::refund(state, request, "pg_amount"),

        "gateway.sync.purchase.card"
        | "gateway.sync.token.token_pay"
        | "gateway.sync.token.apple_pay"
        | "gateway.sync.token.google_pay" => charges::by_card(state, call.endpoint.id, request).await,
        "gateway.sync.purchase.three_d_secure" => charges::after_challenge(state, request),
        "gateway.sync.purchase.recurrent" | "merchant.purchase.reccuring_payment" => {
            charges::recurring(state, call.endpoint.id, request).await
        }
        "merchant.purchase.card_token.create_payment" | "merchant.purchase.card_token.create_payment_with_cvc" => {
            charges::prepare(state, call.endpoint.id, request)
        }
        "merchant.purchase.card_token.confirm_payment" => charges::confirm(state, request).await,

        "merchant.purchase.card_token.confirm_payment_with_cvc" => {
            let payment = charges::payer_page(state, request);
            return payment.map(|payment| CallResult::PayerPage(Box::new(payment))).map_err(ApiError::from);
        }

        "merchant.mobile_balance.pay" => mobile::pay(state, request).await,
        "merchant.mobile_balance.approve" => mobile::confirm(state, request),
        "merchant.mobile_balance.resend_code" => Ok(mobile::resend(state, request)),

        "merchant.purchase.card_token.tokenize_card" => Ok(card_forms::open(state, request, false)),
        "merchant.payout.card_token.tokenize_card" => Ok(card_forms::open(state, request, true)),

        "gateway.sync.card.add" => cards::add(state, request),
        "gateway.sync.card.three_ds" => cards::after_challenge(state, request),
        "gateway.sync.card.list" | "merchant.purchase.card_token.card_token_list" => {
            Ok(cards::list(state, request, false))
        }
        "merchant.payout.card_token.card_token_list" => Ok(cards::list(state, request, true)),
        "gateway.sync.card.remove"
        | "merchant.purchase.card_token.delete_token"
        | "merchant.payout.card_token.delete_token" => cards::remove(state, request),
        "overview.healthcheck" => {
            let now = state.world().now().strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string();
            return Ok(CallResult::Fields(ResponseFields::default().with("status", "ok").with("time", &now)));
        }

        _ => match HANDLERS.iter().find_map(|handler| handler(state, call, request)) {
            Some(done) => return done.map(CallResult::Fields),
            None => return Ok(CallResult::Sample),
        },
    };
    done.map(CallResult::Fields).map_err(ApiError::from)
}
