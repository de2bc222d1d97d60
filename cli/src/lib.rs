//! The program `freedompay` as a function: an application serves its own APIs from the command line in one line.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! # use freedompay::Gateway as MyApi;
//! use freedompay::Api as _;
//!
//! fn main() -> ExitCode {
//!     // Everything that `freedompay` can do, with the calls of your API beside the others.
//!     freedompay_cli::run(MyApi::ENDPOINTS)
//! }
//! ```

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
use freedompay::meta::EndpointMeta;

/// Runs the program with the arguments of the process: `endpoints`, `call`, `sandbox` and the others work for the endpoints of
/// `own` APIs as for those of the library. Returns the exit status, which the README lists.
pub fn run(own: &[&'static EndpointMeta]) -> ExitCode {
    registry::add(own);
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
