//! Shared pieces of the tests: servers that do not behave, messages made from the tables, the answer types by id.

pub mod hasty;
pub mod hostile;
pub mod http1;
pub mod inputs;
pub mod made;
pub mod script;
pub mod side_by_side;
pub mod typed;

pub use hasty::Hasty;
pub use hostile::{Behaviour, Hostile, http};
pub use script::Script;
