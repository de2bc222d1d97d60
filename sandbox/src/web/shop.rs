//! What all of a shop's pages share: its name, the paths of its pages, the page of a link that leads nowhere.

use super::html::{Navigation, Page};
use super::texts::Language;
use crate::http::reply::Reply;
use crate::state::State;

/// Returns the shop's name; the sandbox knows only its number.
pub(crate) fn shop_name(state: &State, language: Language) -> String {
    format!("{} {}", language.texts().shop, state.credentials.merchant_id)
}

/// Returns whether a path is `/v1/merchant/{number}` with this end.
pub(crate) fn is_shop_path(path: &str, end: &str) -> bool {
    let number = path.strip_prefix("/v1/merchant/").and_then(|rest| rest.strip_suffix(end));
    number.is_some_and(|number| !number.is_empty() && !number.contains('/'))
}

/// Renders the page of a link that leads nowhere.
pub(crate) fn unknown(state: &State, language: Language) -> Reply {
    let texts = language.texts();
    let body = format!("<h1>{}</h1>\n<p>{}</p>\n", texts.unknown_title, texts.unknown);
    let (title, name) = (texts.unknown_title, shop_name(state, language));
    let (navigation, address) = (Navigation::SameSite, "?customer=");
    Page { status: 404, language, title, name: &name, address, again: None, navigation, then: None, body: &body }
        .reply()
}
