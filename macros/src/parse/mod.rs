//! The first pass: reads the tokens and remembers their spans. Checks that can wait are left to the second pass.

pub(crate) mod above;
pub(crate) mod api;
pub(crate) mod args;
pub(crate) mod attributes;
pub(crate) mod callback;
pub(crate) mod declared;
pub(crate) mod endpoint;
pub(crate) mod field;
pub(crate) mod item;
pub(crate) mod lists;
pub(crate) mod model;
pub(crate) mod open_enum;
mod recover;
pub(crate) mod serde;
pub(crate) mod split;
pub(crate) mod status_call;
pub(crate) mod types;
mod values;
