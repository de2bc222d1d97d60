//! docs/FAULTS.md, written from what the run saw.

use std::fmt::Write as _;

use crate::table::{Cell, Fault, Told};

const INTRODUCTION: &str = "\
# Faults

What a caller is told when something goes wrong between the client and the provider, and how often the server sees the
call. A test runs every cell against a misbehaving server over real loopback HTTP and writes this page from what it saw:
`FREEDOMPAY_BLESS=1 cargo test -p freedompay-tests --test faults`.

The rules behind it:

- A call that changes something (`write`, `money`) is sent exactly once as soon as a byte of it may have left. No setting
  changes that, and a status of 429 or 503 does not either. Only before the first byte (name lookup, connecting, TLS) is it
  tried again.
- A call that reads is asked again when the answer got lost or the server turned it away for a while (408, 429, 502, 503, 504);
  a form with a new salt. So is any call of the Gateway Async API, under the same `X-Request-Id` and with the same bytes: the
  provider answers it as it did the first time.
- Doubt counts as sent. *may have happened* is what `Error::may_have_happened` says: money may have moved; ask before doing it again.
- An answer that is not authentic or not readable is never given to the caller as a value, and asking again makes it no better.

A cell reads: the variant of `Error` and the stage at which it failed (`Error::failed_at`), whether it may have happened, how
many requests the server saw. The last line of a cell stands only where there were more attempts than that.
The clients have their default settings: two repeats.

";

const HEAD: &str = "\
| the server, or the way to it | read | write | money | money, replayed by request id (Gateway Async) |
|---|---|---|---|---|
";

pub(crate) fn write(faults: &[(&Fault, [Option<Cell>; 4])]) -> String {
    let mut page = format!("{INTRODUCTION}{HEAD}");
    for (fault, cells) in faults {
        let cells = cells.map(|cell| cell.map_or_else(|| "does not sign its answers".to_owned(), text));
        let _ = writeln!(page, "| {} | {} |", fault.what, cells.join(" | "));
    }
    page
}

fn text(cell: Cell) -> String {
    let told = match cell.told {
        Told::Answer => "the answer".to_owned(),
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
