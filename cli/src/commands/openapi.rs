//! `freedompay openapi`: prints the API as an OpenAPI document.

use clap::{ArgMatches, Command};

use super::{choice, option};
use crate::exit::{CommandResult, Exit, Failure};
use crate::json::pretty;
use crate::registry;
use crate::spec::{declared, openapi, yaml};
use crate::style::out;

/// Describes the command line of `freedompay openapi`.
pub(crate) fn cli() -> Command {
    Command::new("openapi")
        .about("Prints the API as an OpenAPI 3.1 document")
        .arg(option("api", "NAME", "Only this API: partner, merchant, …"))
        .arg(choice("format", &["yaml", "json"], "How to print the document").default_value("yaml"))
}

/// Runs `freedompay openapi`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    let list = registry::endpoints(args.get_one::<String>("api").map(String::as_str))?;
    let document = openapi::document(&declared::spec(&list), env!("CARGO_PKG_VERSION"));
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&pretty(&document)?),
        _ => out(&yaml::write(&document).map_err(Failure::invalid)?),
    }
    Ok(Exit::Success)
}
