//! `freedompay`: call, sign, verify and try the Freedom Pay API from the command line.

mod call;
mod commands;
mod coverage;
mod describe;
mod docs;
mod drift;
mod endpoints;
mod exit;
mod input;
mod openapi;
mod reconcile;
mod recover;
mod sandbox;
mod sign;
mod style;
mod tour;
mod verify;

use std::process::ExitCode;

use exit::Exit;

fn main() -> ExitCode {
    let matches = match commands::commands().try_get_matches() {
        Ok(matches) => matches,
        Err(e) => {
            // Help that was asked for goes to stdout, a wrong call to stderr.
            let text = e.render().to_string();
            if e.use_stderr() {
                style::err(text.trim_end());
                return Exit::Invalid.into();
            }
            style::out(text.trim_end());
            return Exit::Answered.into();
        }
    };
    let outcome = match matches.subcommand() {
        None => runtime(tour::run),
        Some(("endpoints", args)) => endpoints::run(args),
        Some(("openapi", args)) => openapi::run(args),
        Some(("drift", args)) => drift::run(args),
        Some(("call", args)) => runtime(|| call::run(args)),
        Some(("reconcile", args)) => runtime(|| reconcile::run(args)),
        Some(("sign", args)) => sign::run(args),
        Some(("verify", args)) => verify::run(args),
        Some(("sandbox", args)) => runtime(|| sandbox::run(args)),
        Some((other, _)) => Err(exit::Failure::invalid(format!("no such command: {other}"))),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            style::err(&format!("{} {}", style::ERR.bad("error:"), failure.message));
            failure.exit.into()
        }
    }
}

/// One thread is enough: the tool waits for one call at a time.
fn runtime<F: Future<Output = exit::Outcome>>(work: impl FnOnce() -> F) -> exit::Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| exit::Failure::invalid(format!("the system refuses what a runtime needs: {e}")))?;
    runtime.block_on(work())
}
