//! Plans of faults: which calls and callbacks they happen to, and how messages are altered.
//!
//! Decides; `dispatch` and `bank` act on it.

mod active;
mod fault;
mod plan;
mod rule;
mod tamper;

pub(crate) use active::Faults;
pub use fault::{Fault, FaultError};
pub use plan::{Plan, PlanError};
pub use rule::{Calls, Rule};
pub(crate) use tamper::{after_signing, before_signing, signature, signed};
