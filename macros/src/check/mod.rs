//! The second pass: checks the declaration against the rules, and reports every violation.

pub(crate) mod api;
mod arguments;
mod attributes;
pub(crate) mod callback;
pub(crate) mod endpoint;
mod fields;
mod headers;
mod hosts;
mod limits;
pub(crate) mod model;
mod names;
pub(crate) mod open_enum;
mod paths;
mod role;
mod secrets;
mod status_call;
mod uri;
mod wire_names;

/// The arguments of a field that only a call has.
pub(crate) const LOCATIONS: [&str; 3] = ["path", "query", "header"];
