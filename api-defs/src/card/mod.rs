//! Card API: issuing. Clients, their cards, the limits and the transactions of these.
//!
//! A call that changes something carries a `request_id`, the partner's own UUID of it. The response reports whether the work
//! is done ([`answer::RequestState`]); while it is not, [`requests::RequestStatus`] is asked with the same `request_id`.
//! A `request_id` that was used before is refused and not processed, so it guards against doing something twice; that
//! the rule is about this field is our reading, the overview speaks of a request id only.
//!
//! Error codes are not documented for any call of this API.

pub mod answer;
pub mod cards;
pub mod client;
pub mod limits;
pub mod phone;
pub mod pin;
pub mod requests;
pub mod statements;
pub mod transactions;
pub mod validation;

use crate::Api as _;
use crate::CardIssuing;
use crate::meta::EndpointMeta;

/// Calls that are known to exist, but whose pages are not readable in public.
pub(crate) const UNDOCUMENTED: &[EndpointMeta] = &[
    awaiting("card.client.cards_list", UNREADABLE),
    awaiting("card.client.info", UNREADABLE),
    awaiting("card.client.verify", UNREADABLE),
    awaiting("card.card.activate", UNREADABLE),
    awaiting("card.card.block", UNREADABLE),
    awaiting("card.card.balance", UNREADABLE),
    awaiting("card.card.update", UNREADABLE),
    awaiting("card.card.tokenization", UNREADABLE),
    awaiting("card.card.find", UNREADABLE),
    awaiting("card.card.issue_plastic", UNREADABLE),
    awaiting(
        "card.card.secret_data",
        "no readable copy of its page: neither path nor fields nor the encryption are known",
    ),
    awaiting(
        "card.transactions.create",
        "no readable copy of its two pages, of which one is deprecated: neither path nor fields are known",
    ),
    awaiting("card.transactions.clearing", UNREADABLE),
    awaiting("card.transactions.info", UNREADABLE),
    awaiting("card.bulk_issue", UNREADABLE),
];

const UNREADABLE: &str = "no readable copy of its page: neither path nor fields are known";

const fn awaiting(id: &'static str, why: &'static str) -> EndpointMeta {
    EndpointMeta::undocumented(id, CardIssuing::META, why)
}
