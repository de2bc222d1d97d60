//! The program under test.

use std::process::Command;

/// Builds the command with these arguments, without the credentials of the environment.
pub(crate) fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_freedompay"));
    for name in ["FREEDOMPAY_AUTH_ID", "FREEDOMPAY_MERCHANT_ID", "FREEDOMPAY_SECRET", "FREEDOMPAY_PAYOUT_SECRET"] {
        command.env_remove(name);
    }
    command.args(args);
    command
}
