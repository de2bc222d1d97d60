//! `freedompay endpoints`.

use clap::ArgMatches;
use freedompay::Value;
use freedompay::api::APIS;
use freedompay::meta::{Direction, EndpointMeta, Status};
use freedompay_runtime::message::fill::did_you_mean;

use crate::docs::{declared, lock};
use crate::exit::{Exit, Failure, Outcome};
use crate::style::{OUT, out};
use crate::{coverage, describe};

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    let list = selected(args.get_one::<String>("api").map(String::as_str))?;
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&describe::pretty(&Value::List(list.iter().map(|e| describe::endpoint(e)).collect()))?),
        Some("lock") => out(lock::write(&declared::api(&list)).trim_end()),
        Some("markdown") => out(coverage::page(&list).trim_end()),
        _ => table(&list),
    }
    Ok(Exit::Answered)
}

/// The endpoints of an API, or all.
pub(crate) fn selected(api: Option<&str>) -> Result<Vec<&'static EndpointMeta>, Failure> {
    let all = freedompay::endpoints();
    let Some(api) = api else { return Ok(all.to_vec()) };
    let names: Vec<&str> = APIS.iter().map(|area| area.name).collect();
    if !names.contains(&api) {
        let meant = did_you_mean(api, names.iter().copied()).map(|name| format!("; did you mean {name}?"));
        let message = format!("there is no API {api}{} (there are {})", meant.unwrap_or_default(), names.join(", "));
        return Err(Failure::invalid(message));
    }
    Ok(all.iter().filter(|endpoint| endpoint.api.name == api).copied().collect())
}

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
