//! Runs tests that need something of the machine. Where it is missing they are reported as ignored, with the reason: a test
//! that proves nothing must not count as passed.
//!
//! ```no_run
//! use freedompay_test_support::harness::{self, Missing, trial};
//!
//! fn it_sorts() -> Result<(), Missing> {
//!     let program = harness::program("sort", "--version")?;
//!     assert!(program.status.success());
//!     Ok(())
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     harness::run(vec![trial!(it_sorts)])
//! }
//! ```
//!
//! In the manifest such a test has `harness = false`.

use std::process::{Command, ExitCode, Output};
use std::{env, fmt};

pub use libtest_mimic::Trial;
use libtest_mimic::{Arguments, Completion, Failed};

pub use crate::trial;

/// Names what must be there, by commas: `postgres,chromium`. Missing, it is a failure then.
const REQUIRED: &str = "FREEDOMPAY_TEST_REQUIRE";

/// Something that a test needs and this machine does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    name: String,
    reason: String,
}

impl Missing {
    /// Names it, and says why it cannot be used and how to get it.
    pub fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into() }
    }

    fn is_required(&self, required: &str) -> bool {
        required.split(',').any(|name| name.trim() == self.name)
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Missing {}

/// Runs a program that a test needs, with one argument.
///
/// # Errors
/// If there is no such program.
pub fn program(name: &str, argument: &str) -> Result<Output, Missing> {
    Command::new(name).arg(argument).output().map_err(|e| Missing::new(name, format!("{name} does not run: {e}")))
}

/// Runs the tests that the command line selects.
pub fn run(trials: Vec<Trial>) -> ExitCode {
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Makes a test of a function that either tests or names what is missing; [`trial!`] gives it the function's name.
pub fn trial(name: &str, test: impl FnOnce() -> Result<(), Missing> + Send + 'static) -> Trial {
    Trial::ignorable_test(name, || match test() {
        Ok(()) => Ok(Completion::Completed),
        Err(missing) => ignore(&missing, &env::var(REQUIRED).unwrap_or_default()),
    })
}

fn ignore(missing: &Missing, required: &str) -> Result<Completion, Failed> {
    if missing.is_required(required) {
        return Err(format!("{missing}; {REQUIRED} names {}", missing.name).into());
    }
    Ok(Completion::ignored_with(missing))
}

/// Makes a test of a function, named after it.
#[macro_export]
macro_rules! trial {
    ($function:path) => {
        $crate::harness::trial(stringify!($function), $function)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_ignored_unless_it_is_required() {
        let missing = Missing::new("postgres", "PostgreSQL is not installed");
        let ignored =
            |required| ignore(&missing, required).is_ok_and(|done| matches!(done, Completion::Ignored { .. }));
        assert!(ignored(""));
        assert!(ignored("postgresql,node"));
        assert!(!ignored("node, postgres"));
    }
}
