//! Shared pieces of the tests: servers that do not behave, messages made from the tables, the answer types by id.

pub mod hostile;
pub mod made;
pub mod typed;

pub use hostile::{Behaviour, Hostile, http};
