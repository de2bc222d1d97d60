//! `freedompay`: call, sign, verify and try the Freedom Pay API from the command line.

mod commands;
mod documents;
mod exit;
mod input;
mod json;
mod registry;
mod spec;
mod style;

use std::process::ExitCode;

use exit::Exit;

fn main() -> ExitCode {
    let cli = commands::cli();
    let matches = match cli.clone().try_get_matches() {
        Ok(matches) => matches,
        // Requested help goes to stdout, a usage error to stderr.
        Err(e) if !e.use_stderr() => {
            style::out(e.render().to_string().trim_end());
            return Exit::Success.into();
        }
        Err(e) => {
            // `args` panics at an argument that is not Unicode.
            let args = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned());
            style::err(&commands::usage::message(e, &cli, args));
            return Exit::Invalid.into();
        }
    };
    match commands::run(&matches) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            style::err(&format!("{} {}", style::ERR.bad("error:"), failure.message));
            failure.exit.into()
        }
    }
}
