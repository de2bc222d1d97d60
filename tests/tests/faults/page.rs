//! Writes docs/FAULTS.md from the results of the run.

use std::fmt::Write as _;

use crate::table::{Cell, Fault, Told};

const INTRODUCTION: &str = "\
# Faults

What the client reports when something goes wrong between it and the provider, and how many requests the server sees. A test
runs every cell against a misbehaving server over real loopback HTTP and writes this page from the results; `.ci/renew`
renews it.

The rules behind it:

- A call that changes something (`write`, `money`) is sent exactly once as soon as a byte of it may have left. No setting
  changes that, and neither does a status of 429 or 503. It is retried only before the first byte (name lookup, connecting,
  TLS).
- A call that reads is retried if its response got lost or the server turned it away temporarily (408, 429, 502, 503, 504); a
  form gets a new salt. So is any call of the Gateway Async API, with the same `X-Request-Id` and the same bytes: the provider
  repeats its first response.
- In doubt a call counts as sent. *may have happened* is `Error::may_have_happened`: money may have moved, so find out with
  `Client::reconcile` before you call again.
- A response that is not authentic or not readable is never returned as a value, and it is not a reason to retry.

Each cell lists the variant of `Error` and the stage at which the call failed (`Error::failed_at`), whether the call may have
happened, how many requests the server saw, and the number of attempts if it was higher. The clients have their default
settings: two retries.

";

const HEAD: &str = "\
| fault of the server or the network | read | write | money | money, replayed by request id (Gateway Async) |
|---|---|---|---|---|
";

pub(crate) fn write(faults: &[(&Fault, [Option<Cell>; 4])]) -> String {
    let mut page = format!("{INTRODUCTION}{HEAD}");
    for (fault, cells) in faults {
        let cells = cells.map(|cell| cell.map_or_else(|| "does not sign its responses".to_owned(), text));
        let _ = writeln!(page, "| {} | {} |", fault.what, cells.join(" | "));
    }
    page
}

fn text(cell: Cell) -> String {
    let told = match cell.told {
        Told::Answer => "the response".to_owned(),
        Told::NotSent(stage) => format!("`NotSent` at {}", stage.as_str()),
        Told::Unknown(stage) => format!("`Unknown` at {}", stage.as_str()),
        other => format!("`{other:?}`"),
    };
    let happened = match (cell.told, cell.may_have_happened) {
        (Told::Answer, _) => "",
        (_, true) => "<br>**may have happened**",
        (_, false) => "<br>nothing happened",
    };
    let requests = if cell.requests == 1 { "1 request".to_owned() } else { format!("{} requests", cell.requests) };
    let attempts =
        if cell.requests == cell.attempts as usize { String::new() } else { format!("<br>{} attempts", cell.attempts) };
    format!("{told}{happened}<br>{requests}{attempts}")
}
