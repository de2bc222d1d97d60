//! `freedompay endpoints`: lists the endpoints as a table, as JSON, as a page or as a lock file.

mod coverage;
mod json;
mod withdrawn;

use clap::{ArgMatches, Command};
use freedompay::Value;
use freedompay::meta::{Direction, EndpointMeta, Status};

use super::{choice, option};
use crate::exit::{CommandResult, Exit};
use crate::json::pretty;
use crate::registry;
use crate::spec::{declared, lock};
use crate::style::{OUT, out};

/// Describes the command line of `freedompay endpoints`.
pub(crate) fn cli() -> Command {
    Command::new("endpoints")
        .about("Lists every endpoint and its status")
        .arg(option("api", "NAME", "Only this API: partner, merchant, …"))
        .arg(choice("format", &["table", "json", "markdown", "lock"], "How to print the list").default_value("table"))
}

/// Runs `freedompay endpoints`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    let list = registry::endpoints(args.get_one::<String>("api").map(String::as_str))?;
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&pretty(&Value::List(list.iter().map(|e| json::endpoint(e)).collect()))?),
        Some("lock") => out(lock::write(&declared::spec(&list)).trim_end()),
        Some("markdown") => {
            let of_one_api = args.get_one::<String>("api").is_some();
            let rest = if of_one_api { String::new() } else { coverage::withdrawn() };
            out(format!("{}{rest}", coverage::page(&list)).trim_end());
        }
        _ => table(&list),
    }
    Ok(Exit::Success)
}

/// Prints one line per endpoint, and how many there are.
fn table(list: &[&'static EndpointMeta]) {
    let width = |column: fn(&EndpointMeta) -> &str| list.iter().map(|e| column(e).len()).max().unwrap_or(0);
    let (ids, uris) = (width(|e| e.id), width(|e| e.uri));
    for endpoint in list {
        let status = match endpoint.status {
            Status::Implemented => OUT.good(endpoint.status.as_str()),
            Status::Deprecated(why) => format!("{}: {why}", endpoint.status.as_str()),
            Status::Undocumented(why) => OUT.dim(&format!("{}: {why}", endpoint.status.as_str())),
            _ => endpoint.status.as_str().to_owned(),
        };
        let known = !matches!(endpoint.status, Status::Undocumented(_));
        let method = if known { endpoint.method.as_str() } else { "-" };
        let uri = if known { endpoint.uri } else { "-" };
        let is_request = endpoint.direction == Direction::Request;
        let effect = if known && is_request { endpoint.effect.as_str() } else { "-" };
        let id = OUT.name(&format!("{:ids$}", endpoint.id));
        out(&format!("{id}  {method:4}  {uri:uris$}  {:6}  {effect:5}  {status}", endpoint.auth()));
    }
    let count = |wanted: &str| list.iter().filter(|e| e.status.as_str() == wanted).count();
    out(&OUT.dim(&format!(
        "{} endpoints: {} implemented, {} deprecated, {} awaiting documentation",
        list.len(),
        count("implemented"),
        count("deprecated"),
        count("awaiting-documentation")
    )));
}
