//! The second pass: what was written, held against the rules.

pub(crate) mod callback;
pub(crate) mod endpoint;
pub(crate) mod fields;
mod limits;
mod names;
pub(crate) mod uri;
