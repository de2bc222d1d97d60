//! `freedompay sandbox`.

use std::{fs, io};

use clap::ArgMatches;
use freedompay_sandbox::{Builder, Plan, Rule, Sandbox};

use crate::exit::{Exit, Failure, Outcome};
use crate::input;
use crate::style::out;

pub(crate) async fn run(args: &ArgMatches) -> Outcome {
    let port = args.get_one::<u16>("port").copied().unwrap_or(0);
    let credentials = input::sandbox_credentials()?;
    let known = format!("shop {}, identity {}", credentials.merchant_id, credentials.auth_id);
    let builder = settings(args)?.port(port).credentials(credentials);
    let sandbox = builder.start().await.map_err(|e| match e.kind() {
        io::ErrorKind::InvalidInput => Failure::invalid(format!("the faults cannot happen as written: {e}")),
        _ => Failure::invalid(format!("cannot listen on 127.0.0.1:{port}: {e}")),
    })?;
    let save = match args.get_one::<String>("save") {
        None => None,
        Some(file) => {
            // Once at the beginning: a file that cannot be written is found out now.
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
    Ok(Exit::Answered)
}

fn settings(args: &ArgMatches) -> Result<Builder, Failure> {
    let mut builder = Sandbox::builder();
    if let Some(seed) = args.get_one::<u64>("seed") {
        builder = builder.seed(*seed);
    }
    if let Some(text) = args.get_one::<String>("clock") {
        let time = text
            .parse()
            .map_err(|_| Failure::invalid(format!("--clock: {text:?} is no time; write it as 2026-01-01T00:00:00Z")))?;
        builder = builder.clock(time);
    }
    if args.get_flag("samples") {
        builder = builder.samples();
    }
    if let Some(file) = args.get_one::<String>("load") {
        builder = builder.snapshot(&text(file)?).map_err(|e| Failure::invalid(format!("--load {file}: {e}")))?;
    }
    match plan(args)? {
        Some(plan) => Ok(builder.faults(plan)),
        None => Ok(builder),
    }
}

/// The rules of the file, then those of the command line.
fn plan(args: &ArgMatches) -> Result<Option<Plan>, Failure> {
    let file = args.get_one::<String>("faults");
    let rules = args.get_many::<String>("fault");
    if file.is_none() && rules.is_none() {
        return Ok(None);
    }
    let mut plan = match file {
        Some(file) => Plan::parse(&text(file)?).map_err(|e| Failure::invalid(format!("--faults {file}: {e}")))?,
        None => Plan::new(),
    };
    for rule in rules.into_iter().flatten() {
        let rule: Rule = rule.parse().map_err(|e| Failure::invalid(format!("--fault: {e}")))?;
        plan = plan.rule(rule);
    }
    Ok(Some(plan))
}

fn text(file: &str) -> Result<String, Failure> {
    String::from_utf8(input::read(file)?).map_err(|_| Failure::invalid(format!("{file} is not UTF-8")))
}

/// Whole or not at all: a snapshot that was cut off would be lost.
fn write(file: &str, sandbox: &Sandbox) -> Result<(), Failure> {
    let unfinished = format!("{file}.unfinished");
    let written = fs::write(&unfinished, sandbox.snapshot()).and_then(|()| fs::rename(&unfinished, file));
    written.map_err(|e| Failure::invalid(format!("--save: cannot write {file}: {e}")))
}

/// Comes when Ctrl-C is pressed or the process is asked to end.
#[cfg(unix)]
fn stopped() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let failed = |e: io::Error| Failure::invalid(format!("the system does not tell when to stop: {e}"));
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    Ok(std::future::poll_fn(move |context| {
        let is_over = terminate.poll_recv(context).is_ready() || interrupt.poll_recv(context).is_ready();
        if is_over { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }))
}

/// Comes when Ctrl-C is pressed.
#[cfg(not(unix))]
fn stopped() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async { drop(tokio::signal::ctrl_c().await) })
}
