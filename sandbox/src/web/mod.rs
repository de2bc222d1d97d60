//! Everything that is not a call of the API: pages for payers and developers, JSON for programs.

mod acs;
mod card_entry;
mod card_page;
mod dashboard;
mod faults;
mod fields;
mod form_data;
mod guard;
mod html;
pub(crate) mod pay;
pub(crate) mod shop;
mod snapshot;
mod texts;

use std::sync::Arc;

use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::state::State;
use shop::is_shop_path;

/// Serves a request that is not a call of the API; returns `None` if it may be one.
pub(crate) async fn serve(state: &Arc<State>, incoming: &Incoming<'_>) -> Option<Reply> {
    match (incoming.method, incoming.path) {
        (_, path) if dashboard::is_under(path) => Some(dashboard::serve(state, incoming).await),
        // Browsers request it for every page without an icon, such as plain text.
        ("GET", "/favicon.ico") => Some(Reply::new(204, "image/x-icon", Vec::new())),
        ("GET" | "POST", "/pay.html") => Some(pay::serve(state, incoming).await),
        ("GET" | "POST", "/acs") => Some(acs::serve(state, incoming)),
        ("GET" | "POST", path) if is_shop_path(path, "/cardstorage/view") => {
            Some(card_page::serve(state, incoming).await)
        }
        _ => None,
    }
}

/// Returns whether a request changes nothing that the dashboard shows.
pub(crate) fn is_read_only(incoming: &Incoming<'_>) -> bool {
    incoming.method == "GET" && dashboard::is_under(incoming.path)
}
