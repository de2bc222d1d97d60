//! The second pass: what was written, held against the rules.

mod arguments;
mod attributes;
pub(crate) mod callback;
pub(crate) mod endpoint;
mod fields;
mod headers;
mod limits;
pub(crate) mod model;
mod names;
pub(crate) mod open_enum;
mod paths;
mod role;
mod uri;
mod wire_names;
