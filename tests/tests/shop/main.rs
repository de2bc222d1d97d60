//! The example's shop, killed at any step of what it does: nothing is lost, and nothing is done twice.
//!
//! Instances are processes that end by SIGKILL at random microseconds, and at every step of a payout, of a recovery and of a
//! notification; PostgreSQL is stopped and crashes; responses get lost, notifications repeat themselves. In the end the books of
//! the shop are compared with those of the provider, row by row.
//!
//! A run has at least 2,000 payouts and 2,000 notifications and takes one to three minutes; it goes on until every step was hit. `FREEDOMPAY_TEST_PAYOUTS` sets another number. `FREEDOMPAY_TEST_LOG=1` shows what the instances complain about.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed
#![allow(clippy::duplicate_mod)] // the example is compiled once for each engine

mod audit;
mod balancer;
mod clock;
mod fleet;
mod instance;
mod kills;
#[allow(dead_code)] // each has parts that only the other uses
mod over_postgres;
#[allow(dead_code)]
mod over_sqlite;
mod run;
mod steps;
mod town;
mod trace;
mod watched;

use std::process::ExitCode;

use freedompay_test_support::harness::{self, Missing, trial};

fn three_instances_over_postgres() -> Result<(), Missing> {
    run::over_postgres()
}

#[allow(clippy::unnecessary_wraps)] // as every trial
fn one_process_over_sqlite() -> Result<(), Missing> {
    run::over_sqlite();
    Ok(())
}

fn main() -> ExitCode {
    instance::be_one_if_told();
    harness::run(vec![trial!(three_instances_over_postgres), trial!(one_process_over_sqlite)])
}
