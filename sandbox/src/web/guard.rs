//! Keeps other sites' pages away: a browser on the same machine reaches loopback for any page that asks it to.

use crate::message::Incoming;
use crate::refusal::Refusal;

/// Refuses what another site's page sent, or a page whose name was pointed at loopback (DNS rebinding).
pub(crate) fn check(incoming: &Incoming<'_>) -> Result<(), Refusal> {
    let forbidden = |what: &str| Err(Refusal::new(403, "", what));
    let host = incoming.header("host").unwrap_or_default();
    if !is_loopback(host) {
        return forbidden("the sandbox's pages are served under 127.0.0.1 and localhost only");
    }
    if incoming.header("origin").is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return forbidden("another site's page asked for this; the sandbox's pages answer themselves only");
    }
    let is_own = match incoming.header("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        // A link to the pages may stand anywhere; following it changes nothing.
        Some(_) => incoming.method == "GET" && incoming.header("sec-fetch-dest") == Some("document"),
    };
    if is_own { Ok(()) } else { forbidden("another site's page asked for this") }
}

/// `127.0.0.1`, `localhost` or `[::1]`, with or without a port.
fn is_loopback(host: &str) -> bool {
    let is_port = |rest: &str| {
        rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host.strip_prefix(name).is_some_and(is_port))
}
