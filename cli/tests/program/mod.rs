//! The program under test.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// Builds the command with these arguments, without the credentials of the environment.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_freedompay"));
    for name in ["FREEDOMPAY_AUTH_ID", "FREEDOMPAY_MERCHANT_ID", "FREEDOMPAY_SECRET", "FREEDOMPAY_PAYOUT_SECRET"] {
        command.env_remove(name);
    }
    command.args(args);
    command
}

/// Runs a command with this secret, and with a text as its standard input.
#[allow(dead_code, clippy::expect_used)] // not every test has an input, and one without its program has failed
pub(crate) fn run_with(secret: &str, stdin: &str, args: &[&str]) -> Output {
    let mut child = program(args)
        .env("FREEDOMPAY_SECRET", secret)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A command that fails before it reads closes the pipe.
    let _ = child.stdin.take().expect("it is piped").write_all(stdin.as_bytes());
    child.wait_with_output().expect("the program ends")
}
