//! The second pass: what was written, held against the rules.

mod against_api;
mod arguments;
mod attributes;
pub(crate) mod callback;
mod conflicts;
pub(crate) mod endpoint;
pub(crate) mod fields;
mod headers;
mod limits;
pub(crate) mod model;
pub(crate) mod names;
pub(crate) mod open_enum;
mod paths;
mod uri;
mod wire_names;
