//! `freedompay sandbox`: runs the sandbox as a server of its own.

use std::{fs, io};

use clap::{Arg, ArgAction, ArgMatches, Command};
use freedompay_sandbox::{Builder, Plan, Rule, Sandbox};

use super::option;
use crate::exit::{CommandResult, Exit, Failure};
use crate::input;
use crate::registry;
use crate::style::out;

const SANDBOX: &str = "\
It accepts the credentials in the FREEDOMPAY_ variables, or else its own (see the README).

A plan is a list of [[rules]], each with an endpoint, a fault and, unless it applies to every call, nth, every, first or
share; --fault takes one rule on one line:
  merchant.payout.*: drop-after, nth=2
  gateway.sync.purchase.card: error=10000, share=25%
  merchant.callbacks.result_notify: callback-late=10m, first=1
Faults: delay-before=TIME, delay-after=TIME, drop-before, drop-after, truncate, malformed, wrong-signature,
no-signature, changed-amount, tampered-amount, http=STATUS, redirect=URL, drip=TIME, error=CODE, and for callbacks callback-twice,
callback-late=TIME, callback-missing. TIME is 500ms, 2s, 10m or 1h.

While it runs: GET, PUT, POST and DELETE /_sandbox/faults, GET and PUT /_sandbox/snapshot, GET /_sandbox/requests.";

/// Describes the command line of `freedompay sandbox`.
pub(crate) fn cli() -> Command {
    Command::new("sandbox")
        .about("Runs the stand-in for Freedom Pay until it is stopped")
        .after_help(SANDBOX)
        .arg(option("port", "N", "Loopback port; any free one by default").value_parser(clap::value_parser!(u16)))
        .arg(
            option("seed", "N", "Seed of generated ids: the same seed and calls give the same ids")
                .value_parser(clap::value_parser!(u64)),
        )
        .arg(option("clock", "TIME", "Stops the clock at this time: 2026-01-01T00:00:00Z"))
        .arg(option("faults", "FILE", "Fault plan (TOML)"))
        .arg(option("fault", "RULE", "Another rule: 'ENDPOINT: FAULT[, WHICH CALLS]'").action(ArgAction::Append))
        .arg(
            option("load", "FILE", "Continues from a snapshot, with its seed and clock")
                .conflicts_with_all(["seed", "clock"]),
        )
        .arg(option("save", "FILE", "Saves a snapshot when the sandbox stops"))
        .arg(
            Arg::new("samples")
                .long("samples")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["load", "save"])
                .help("Responds to every valid call with a sample and remembers nothing"),
        )
}

/// Runs `freedompay sandbox`.
pub(crate) async fn run(args: &ArgMatches) -> CommandResult {
    let port = args.get_one::<u16>("port").copied().unwrap_or(0);
    let credentials = input::sandbox_credentials()?;
    let known = format!("shop {}, identity {}", credentials.merchant_id, credentials.auth_id);
    let builder = settings(args)?.port(port).credentials(credentials);
    let sandbox = builder.start().await.map_err(|e| match e.kind() {
        io::ErrorKind::InvalidInput => Failure::invalid(format!("invalid fault plan: {e}")),
        _ => Failure::invalid(format!("cannot listen on 127.0.0.1:{port}: {e}")),
    })?;
    let save = match args.get_one::<String>("save") {
        None => None,
        Some(file) => {
            // Saved once at the start, so that a file that cannot be written is reported now.
            write(file, &sandbox)?;
            Some((file, stopped()?))
        }
    };
    out(&format!("listening on {}", sandbox.url()));
    out(&format!("knows        {known}"));
    out(&format!("dashboard    {}/_sandbox/", sandbox.url()));
    for (rule, _) in sandbox.faults() {
        out(&format!("fault        {rule}"));
    }
    match save {
        None => sandbox.serve().await,
        Some((file, stopped)) => {
            stopped.await;
            write(file, &sandbox)?;
            out(&format!("saved        {file}"));
        }
    }
    Ok(Exit::Success)
}

/// Configures the sandbox by the arguments.
fn settings(args: &ArgMatches) -> Result<Builder, Failure> {
    let mut builder = Sandbox::builder().endpoints(registry::own());
    if let Some(seed) = args.get_one::<u64>("seed") {
        builder = builder.seed(*seed);
    }
    if let Some(text) = args.get_one::<String>("clock") {
        let time = text.parse().map_err(|_| {
            Failure::invalid(format!("--clock: {text:?} is not a time; write it as 2026-01-01T00:00:00Z"))
        })?;
        builder = builder.clock(time);
    }
    if args.get_flag("samples") {
        builder = builder.samples();
    }
    if let Some(file) = args.get_one::<String>("load") {
        builder = builder.snapshot(&input::text(file)?).map_err(|e| Failure::invalid(format!("--load {file}: {e}")))?;
    }
    match plan(args)? {
        Some(plan) => Ok(builder.faults(plan)),
        None => Ok(builder),
    }
}

/// Combines the rules of the file with those of the command line.
fn plan(args: &ArgMatches) -> Result<Option<Plan>, Failure> {
    let file = args.get_one::<String>("faults");
    let rules = args.get_many::<String>("fault");
    if file.is_none() && rules.is_none() {
        return Ok(None);
    }
    let mut plan = match file {
        Some(file) => {
            Plan::parse(&input::text(file)?).map_err(|e| Failure::invalid(format!("--faults {file}: {e}")))?
        }
        None => Plan::new(),
    };
    for rule in rules.into_iter().flatten() {
        let rule: Rule = rule.parse().map_err(|e| Failure::invalid(format!("--fault: {e}")))?;
        plan = plan.rule(rule);
    }
    Ok(Some(plan))
}

/// Saves a snapshot completely or not at all: a truncated one would be useless.
fn write(file: &str, sandbox: &Sandbox) -> Result<(), Failure> {
    let unfinished = format!("{file}.unfinished");
    let written = fs::write(&unfinished, sandbox.snapshot()).and_then(|()| fs::rename(&unfinished, file));
    written.map_err(|e| Failure::invalid(format!("--save: cannot write {file}: {e}")))
}

/// Resolves when Ctrl-C is pressed or the process is asked to terminate.
#[cfg(unix)]
fn stopped() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |e: io::Error| Failure::invalid(format!("cannot listen for termination signals: {e}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(std::future::poll_fn(move |context| {
        let is_over = terminate.poll_recv(context).is_ready() || interrupt.poll_recv(context).is_ready();
        if is_over { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }))
}

/// Resolves when Ctrl-C is pressed.
#[cfg(not(unix))]
fn stopped() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
