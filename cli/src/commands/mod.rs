//! The commands: one file each, with the command line it accepts (`cli`) and the work it does (`run`).

mod advice;
mod call;
mod drift;
mod endpoints;
mod import;
mod modules;
mod openapi;
mod ping;
mod present;
mod reconcile;
mod request;
mod sandbox;
mod sign;
mod signed_message;
mod tour;
pub(crate) mod usage;
mod verify;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};

use crate::exit::{CommandResult, Failure};

const EXITS: &str = "\
Exit status: 0 success, or authentic; 1 bad usage or invalid request; 2 the provider returned an error;
3 certainly not sent; 4 outcome unknown; 5 response not authentic or not readable; 6 additive changes;
7 breaking changes; 8 some documents could not be read.

Credentials come from FREEDOMPAY_AUTH_ID (JSON APIs), FREEDOMPAY_MERCHANT_ID (form APIs), FREEDOMPAY_SECRET and
FREEDOMPAY_PAYOUT_SECRET, what another scheme takes from FREEDOMPAY_ and its name; the sandbox defaults to its own.";

/// Describes the whole command line.
pub(crate) fn cli() -> Command {
    Command::new("freedompay")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Calls, signs, verifies and tries the Freedom Pay API. Without a command: a tour against the sandbox.")
        .after_help(EXITS)
        .subcommand(endpoints::cli())
        .subcommand(openapi::cli())
        .subcommand(import::cli())
        .subcommand(drift::cli())
        .subcommand(call::cli())
        .subcommand(ping::cli())
        .subcommand(reconcile::cli())
        .subcommand(sign::cli())
        .subcommand(verify::cli())
        .subcommand(sandbox::cli())
}

/// Runs the command that was chosen, or the tour without one.
pub(crate) fn run(matches: &ArgMatches) -> CommandResult {
    match matches.subcommand() {
        None => block_on(tour::run),
        Some(("endpoints", args)) => endpoints::run(args),
        Some(("openapi", args)) => openapi::run(args),
        Some(("import", args)) => import::run(args),
        Some(("drift", args)) => drift::run(args),
        Some(("call", args)) => block_on(|| call::run(args)),
        Some(("ping", args)) => block_on(|| ping::run(args)),
        Some(("reconcile", args)) => block_on(|| reconcile::run(args)),
        Some(("sign", args)) => sign::run(args),
        Some(("verify", args)) => verify::run(args),
        Some(("sandbox", args)) => block_on(|| sandbox::run(args)),
        Some((other, _)) => Err(Failure::invalid(format!("unknown command: {other}"))),
    }
}

/// Runs a command on an async runtime of one thread: the tool waits for one call at a time.
fn block_on<F: Future<Output = CommandResult>>(work: impl FnOnce() -> F) -> CommandResult {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::invalid(format!("failed to start the async runtime: {e}")))?;
    runtime.block_on(work())
}

/// Builds an option that takes any value.
fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// Builds an option that takes one of a few values.
fn choice(name: &'static str, values: &[&'static str], help: &'static str) -> Arg {
    option(name, "NAME", help).value_parser(PossibleValuesParser::new(values.to_vec()))
}
