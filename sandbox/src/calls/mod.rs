//! What calls do to the world, by the id of their endpoint.

pub(crate) mod asked;
mod async_payments;
pub(crate) mod card_forms;
pub(crate) mod cards;
mod changes;
mod charges;
mod facts;
mod installments;
mod invoices;
pub(crate) mod mobile;
mod pages;
mod payouts;
mod requests;
mod status;
mod transfers;

use asked::Asked;
pub(crate) use facts::Facts;

use crate::check::Outcome;
use crate::refusal::Refusal;
use crate::server::Reply;
use crate::state::State;
use crate::world::errors;
use crate::world::payment::Refused;

/// What a call comes to.
pub(crate) enum Done {
    /// The sandbox has no state for such calls: the answer is made of its table.
    Sample,
    /// The answer says this.
    Says(Facts),
    /// The answer is a page for the payer.
    Page(Reply),
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let (code, what) = errors::words(refused);
        // Seen unsigned: the provider's own sample, and a live run.
        Self { unsigned: code == 11068, ..Self::new(200, code.to_string(), what) }
    }
}

/// What the calls of an area do; nothing if the call is another's.
type Act = fn(&State, &Outcome, Asked<'_>) -> Option<Result<Facts, Refusal>>;

const APIS: &[Act] =
    &[payouts::act, transfers::act, async_payments::act, invoices::act, installments::act, requests::act];

/// Does what a valid call asks for.
pub(crate) async fn act(state: &State, call: &Outcome) -> Result<Done, Refusal> {
    let asked = Asked::of(call);
    let done = match call.endpoint.id {
        "merchant.purchase.create_payment"
        | "merchant.purchase.any_amount"
        | "merchant.mobile_balance.init"
        | "gateway.sync.purchase.create_payment"
        | "gateway.sync.purchase.any_amount" => Ok(pages::open(state, call.endpoint.id, asked)),

        "merchant.purchase.status" | "merchant.mobile_balance.status" => status::of_merchant(state, asked),
        "gateway.sync.purchase.status" | "gateway.sync.token.status" | "gateway.sync.card.status" => {
            status::of_gateway(state, asked)
        }

        "merchant.purchase.clearing" | "gateway.sync.purchase.clearing" => changes::capture(state, asked),
        "merchant.purchase.cancel_payment" | "gateway.sync.purchase.cancel" => changes::cancel(state, asked),
        "merchant.purchase.refund_payment" => changes::refund(state, asked, "pg_refund_amount"),
        "gateway.sync.purchase.refund" => changes::refund(state, asked, "pg_amount"),

        "gateway.sync.purchase.card"
        | "gateway.sync.token.token_pay"
        | "gateway.sync.token.apple_pay"
        | "gateway.sync.token.google_pay" => charges::by_card(state, call.endpoint.id, asked).await,
        "gateway.sync.purchase.three_d_secure" => charges::after_challenge(state, asked),
        "gateway.sync.purchase.recurrent" | "merchant.purchase.reccuring_payment" => {
            charges::recurring(state, call.endpoint.id, asked).await
        }
        "merchant.purchase.card_token.create_payment" | "merchant.purchase.card_token.create_payment_with_cvc" => {
            charges::prepare(state, call.endpoint.id, asked)
        }
        "merchant.purchase.card_token.confirm_payment" => charges::confirm(state, asked).await,

        "merchant.purchase.card_token.confirm_payment_with_cvc" => {
            return charges::page(state, asked).map(Done::Page).map_err(Refusal::from);
        }

        "merchant.mobile_balance.pay" => mobile::pay(state, asked).await,
        "merchant.mobile_balance.approve" => mobile::confirm(state, asked),
        "merchant.mobile_balance.resend_code" => Ok(mobile::resend(state, asked)),

        "merchant.purchase.card_token.tokenize_card" => Ok(card_forms::open(state, asked, false)),
        "merchant.payout.card_token.tokenize_card" => Ok(card_forms::open(state, asked, true)),

        "gateway.sync.card.add" => cards::add(state, asked),
        "gateway.sync.card.three_ds" => cards::after_challenge(state, asked),
        "gateway.sync.card.list" | "merchant.purchase.card_token.card_token_list" => {
            Ok(cards::list(state, asked, false))
        }
        "merchant.payout.card_token.card_token_list" => Ok(cards::list(state, asked, true)),
        "gateway.sync.card.remove"
        | "merchant.purchase.card_token.delete_token"
        | "merchant.payout.card_token.delete_token" => cards::remove(state, asked),
        _ => match APIS.iter().find_map(|act| act(state, call, asked)) {
            Some(done) => return done.map(Done::Says),
            None => return Ok(Done::Sample),
        },
    };
    done.map(Done::Says).map_err(Refusal::from)
}
