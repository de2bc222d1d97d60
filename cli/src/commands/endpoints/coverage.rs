//! The page docs/COVERAGE.md: `freedompay endpoints --format markdown`.

use std::fmt::Write as _;

use freedompay::meta::{Direction, EndpointMeta, Status};

use super::withdrawn::WITHDRAWN;
use crate::registry;

/// Month in which the provider's pages behind the declarations were read.
const READ: &str = "2026-11";

const HEAD: &str = "\
# Coverage

Every endpoint of the Freedom Pay API that this library knows of, and its status. Generated from the library's own
tables: `cargo run -- endpoints --format markdown > docs/COVERAGE.md`.

- *implemented*: declared, typed, and called against the sandbox in the tests.
- *deprecated*: the same, but the provider advises against using it.
- *awaiting documentation*: undocumented; the endpoint exists, but how to call it is unknown. Nothing is guessed; if you
  have the page, the call is one struct (see [CONTRIBUTING.md](../CONTRIBUTING.md)).

`effect` is what a call may change: nothing (`read`), records (`write`) or `money`. `read in` is the month in which the
source was read.
";

/// Writes the page.
pub(crate) fn page(list: &[&'static EndpointMeta]) -> String {
    let mut page = HEAD.to_owned();
    summary(&mut page, list);
    for api in registry::apis() {
        let of_api: Vec<_> = list.iter().copied().filter(|endpoint| endpoint.api.name == api.name).collect();
        if !of_api.is_empty() {
            write(&mut page, format_args!("\n## {}\n\n", api.rust));
            write(&mut page, format_args!("| id | method | path | auth | effect | state | source | read in |\n"));
            write(&mut page, format_args!("|---|---|---|---|---|---|---|---|\n"));
            for endpoint in of_api {
                row(&mut page, endpoint);
            }
        }
    }
    page
}

/// Writes the calls that stand in no list of the library.
pub(crate) fn withdrawn() -> String {
    let mut page = String::from(
        "\n## Known, not in the newest navigation\n\nThe documentation of 2025, or an older copy of it, has these calls, and the newest \
         navigation, which the library follows, has\nthem no more. They are in none of the counts above. Who needs one declares \
         it: see [`freedompay_api`](../api-defs/docs/api.md).\n\n| id | method | path | auth | what is known | source |\n\
         |---|---|---|---|---|---|\n",
    );
    for call in WITHDRAWN {
        let path = if call.path.is_empty() { "?".to_owned() } else { format!("`{}`", call.path) };
        let source = format!("[{}]({})", call.source.strip_prefix("https://").unwrap_or(call.source), call.source);
        let cells = [call.id, call.method, &path, call.auth, call.why, &source];
        write(&mut page, format_args!("| {} |\n", cells.join(" | ")));
    }
    page
}

/// Writes the number of endpoints per API and status.
fn summary(page: &mut String, list: &[&'static EndpointMeta]) {
    write(page, format_args!("\n| API | implemented | deprecated | awaiting documentation |\n|---|---:|---:|---:|\n"));
    let mut line = |name: &str, of: &dyn Fn(&EndpointMeta) -> bool| {
        let count = |status: &str| list.iter().filter(|e| of(e) && e.status.as_str() == status).count();
        let counts = ["implemented", "deprecated", "awaiting-documentation"].map(count);
        if counts != [0, 0, 0] {
            let [implemented, deprecated, awaiting] = counts;
            write(page, format_args!("| {name} | {implemented} | {deprecated} | {awaiting} |\n"));
        }
    };
    for api in registry::apis() {
        line(api.rust, &|endpoint| endpoint.api.name == api.name);
    }
    line("all", &|_| true);
}

/// Writes the row of an endpoint.
fn row(page: &mut String, endpoint: &EndpointMeta) {
    let state = match endpoint.status {
        Status::Deprecated(why) => format!("deprecated: {why}"),
        Status::Undocumented(why) => format!("awaiting documentation: {why}"),
        status => status.as_str().to_owned(),
    };
    let (mut method, mut path, mut effect) = (String::from("?"), String::from("?"), "?");
    if !matches!(endpoint.status, Status::Undocumented(_)) {
        method = endpoint.method.to_string();
        path = format!("`{}`", endpoint.uri);
        effect = endpoint.effect.as_str();
    }
    if let Some(action) = endpoint.action {
        write(&mut path, format_args!(" with `X-Action: {action}`"));
    }
    if endpoint.direction == Direction::Callback {
        // Freedom Pay calls the merchant's own URL.
        (method, path, effect) = ("callback".to_owned(), "the merchant's own".to_owned(), "-");
    }
    let source = endpoint.source.map_or_else(
        || "-".to_owned(),
        |source| format!("[{}]({source})", source.strip_prefix("https://").unwrap_or(source)),
    );
    let cells = [endpoint.id, &method, &path, endpoint.auth(), effect, &state, &source, READ];
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    write(page, format_args!("| {} |\n", cells.join(" | ")));
}

fn write(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = page.write_fmt(text);
}
