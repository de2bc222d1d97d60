//! The third pass: code. Everything it names comes from the runtime's `__private`, so nothing in the user's module
//! can get in its way.

mod builder;
pub(crate) mod callback;
mod debug;
pub(crate) mod endpoint;
mod frame;
mod item;
mod meta;
pub(crate) mod model;
pub(crate) mod open_enum;
mod stub;
mod table;
mod unique;
