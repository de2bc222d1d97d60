//! `/_sandbox/`: the dashboard, and the same data as JSON.

mod actions;
mod events;
mod view;

use std::sync::Arc;

use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::protocol::api_error::ApiError;
use crate::state::State;

use super::{faults, guard, snapshot};

const ROOT: &str = "/_sandbox/";

/// Static files: path below the root, media type, content.
const FILES: &[(&str, &str, &str)] = &[
    ("", "text/html; charset=utf-8", include_str!("index.html")),
    ("style.css", "text/css; charset=utf-8", include_str!("style.css")),
    ("details.css", "text/css; charset=utf-8", include_str!("details.css")),
    ("app.js", "text/javascript; charset=utf-8", include_str!("app.js")),
    ("dom.js", "text/javascript; charset=utf-8", include_str!("dom.js")),
    ("requests.js", "text/javascript; charset=utf-8", include_str!("requests.js")),
    ("payments.js", "text/javascript; charset=utf-8", include_str!("payments.js")),
    ("notices.js", "text/javascript; charset=utf-8", include_str!("notices.js")),
    ("welcome.js", "text/javascript; charset=utf-8", include_str!("welcome.js")),
];

const HEADERS: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
];

/// Returns whether a path belongs to the dashboard.
pub(super) fn is_under(path: &str) -> bool {
    path.starts_with(ROOT) || path == ROOT.trim_end_matches('/')
}

/// Serves the dashboard.
pub(super) async fn serve(state: &Arc<State>, incoming: &Incoming<'_>) -> Reply {
    let mut reply = match guard::check(incoming) {
        Ok(()) => route(state, incoming).await.unwrap_or_else(|refusal| refusal.plain()),
        Err(refusal) => refusal.plain(),
    };
    reply.headers.extend(HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned())));
    reply
}

async fn route(state: &Arc<State>, incoming: &Incoming<'_>) -> Result<Reply, ApiError> {
    let Some(name) = incoming.path.strip_prefix(ROOT) else {
        let mut reply = Reply::new(308, "text/plain; charset=utf-8", "the dashboard is at /_sandbox/\n");
        reply.headers.push(("location", ROOT.to_owned()));
        return Ok(reply);
    };
    match (incoming.method, name) {
        ("GET", "requests") => Ok(view::json(200, &state.log.all())),
        ("GET", "state") => Ok(view::state(state)),
        ("GET", "events") => Ok(events::stream(state)),
        (_, "faults") => Ok(faults::serve(state, incoming)),
        (_, "snapshot") => Ok(snapshot::serve(state, incoming)),
        ("POST", _) => actions::run(state, name, incoming.body).await,
        ("GET", _) => match FILES.iter().find(|(path, ..)| *path == name) {
            Some((_, media_type, content)) => Ok(Reply::new(200, media_type, *content)),
            None => Err(ApiError::new(404, "", "no such page; the dashboard is at /_sandbox/")),
        },
        _ => Err(ApiError::new(405, "", "use GET to read and POST for actions")),
    }
}
