//! Calls from another language, with code that shares nothing with this repository. Without Python this test is reported as
//! ignored.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};

use freedompay_test_support::harness::{self, Missing, trial};
use program::program;

/// A sandbox that ends with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn a_payment_in_python_goes_from_hold_to_refund() -> Result<(), Missing> {
    harness::program("python3", "--version")?;
    let mut sandbox = Running(program(&["sandbox"]).stdout(Stdio::piped()).spawn().unwrap());
    let mut output = BufReader::new(sandbox.0.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let url = line.trim_end().strip_prefix("listening on ").unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/checkout.py");
    let called = Command::new("python3").args([script, url]).output().unwrap();
    assert!(called.status.success(), "{}", String::from_utf8_lossy(&called.stderr));
    assert_eq!(String::from_utf8(called.stdout).unwrap().trim_end(), "held, captured, refunded");
    Ok(())
}

fn main() -> ExitCode {
    harness::run(vec![trial!(a_payment_in_python_goes_from_hold_to_refund)])
}
