//! Faults by plan: what goes wrong, with which calls, and doing it.

mod active;
mod apply;
mod fault;
mod plan;
mod rule;
mod tamper;

pub(crate) use active::Faults;
pub(crate) use apply::{Before, after, before};
pub use fault::{Fault, FaultError};
pub use plan::{Plan, PlanError};
pub use rule::{Calls, Rule};
pub(crate) use tamper::{after_signing, before_signing, signature};
