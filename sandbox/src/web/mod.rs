//! Pages for people, and what programs read: everything that is not a call of the API.

mod acs;
mod card_page;
mod dashboard;
mod faults;
mod fields;
mod guard;
mod html;
pub(crate) mod pay;
mod posted;
mod snapshot;
mod taker;
mod texts;

use std::sync::Arc;

use freedompay_runtime::wire::form;

use crate::message::Incoming;
use crate::server::{HungUp, Reply};
use crate::state::State;

/// The answer to a request that is no call of the API; nothing if it may be one.
pub(crate) async fn serve(state: &Arc<State>, incoming: &Incoming<'_>) -> Result<Option<Reply>, HungUp> {
    Ok(match (incoming.method, incoming.path) {
        (_, path) if dashboard::is_under(path) => Some(dashboard::serve(state, incoming).await),
        // A browser asks for it beside every page that names no icon, such as a plain text.
        ("GET", "/favicon.ico") => Some(Reply::new(204, "image/x-icon", Vec::new())),
        ("GET" | "POST", "/pay.html") => Some(pay::serve(state, incoming).await),
        ("GET" | "POST", "/acs") => Some(acs::serve(state, incoming)),
        ("GET" | "POST", path) if is_of_shop(path, "/cardstorage/view") => {
            Some(card_page::serve(state, incoming).await)
        }
        // The provider's mobile SDKs do not post this call but open its URL with the signed fields in the query.
        ("GET", path) if is_of_shop(path, "/card/pay") => {
            let mut headers = incoming.headers.clone();
            headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
            headers.push(("content-type", form::MEDIA_TYPE));
            let body = incoming.query.as_bytes();
            let posted = Incoming { method: "POST", path, query: "", headers, body };
            return Box::pin(state.handle(&posted)).await.map(Some);
        }
        _ => None,
    })
}

/// Whether a request changes nothing that the dashboard shows.
pub(crate) fn only_looks(incoming: &Incoming<'_>) -> bool {
    incoming.method == "GET" && dashboard::is_under(incoming.path)
}

/// Whether a path is `/v1/merchant/{number}` with this end.
fn is_of_shop(path: &str, end: &str) -> bool {
    let number = path.strip_prefix("/v1/merchant/").and_then(|rest| rest.strip_suffix(end));
    number.is_some_and(|number| !number.is_empty() && !number.contains('/'))
}
