//! `freedompay`: call, sign, verify and try the Freedom Pay API from the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    freedompay_cli::run(&[])
}
