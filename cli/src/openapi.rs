//! `freedompay openapi`.

use clap::ArgMatches;

use crate::describe;
use crate::docs::{declared, openapi, yaml};
use crate::endpoints::selected;
use crate::exit::{Exit, Outcome};
use crate::style::out;

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    let list = selected(args.get_one::<String>("api").map(String::as_str))?;
    let document = openapi::document(&declared::api(&list), env!("CARGO_PKG_VERSION"));
    match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => out(&describe::pretty(&document)?),
        _ => out(&yaml::write(&document)?),
    }
    Ok(Exit::Answered)
}
