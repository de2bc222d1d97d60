//! Shared pieces of the tests: servers that do not behave, fixtures generated from the tables, response types by id.

pub mod compare;
pub mod fixtures;
pub mod hostile;
pub mod http1;
pub mod inputs;
pub mod instant;
pub mod memory;
pub mod page;
pub mod script;
pub mod typed;

pub use hostile::{Behaviour, Hostile, http};
pub use instant::InstantTransport;
pub use memory::{Clock, at_once, last_state};
pub use script::Script;
