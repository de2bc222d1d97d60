//! Rejects requests of other sites: any page in a browser on this machine can send requests to loopback.

use crate::http::incoming::Incoming;
use crate::protocol::api_error::ApiError;

/// Rejects requests of another site's page, or of a host name that resolves to loopback (DNS rebinding).
pub(crate) fn check(incoming: &Incoming<'_>) -> Result<(), ApiError> {
    let forbidden = |what: &str| Err(ApiError::new(403, "", what));
    let host = incoming.header("host").unwrap_or_default();
    if !is_loopback(host) {
        return forbidden("the sandbox's pages are served under 127.0.0.1 and localhost only");
    }
    if incoming.header("origin").is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return forbidden("requests of another site's pages are not accepted");
    }
    let is_own = match incoming.header("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        // Other sites may link to the pages; following a link changes nothing.
        Some(_) => incoming.method == "GET" && incoming.header("sec-fetch-dest") == Some("document"),
    };
    if is_own { Ok(()) } else { forbidden("requests of another site's pages are not accepted") }
}

/// Returns whether the host is `127.0.0.1`, `localhost` or `[::1]`, with or without a port.
fn is_loopback(host: &str) -> bool {
    let is_port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.strip_prefix(name).is_some_and(is_port))
}
