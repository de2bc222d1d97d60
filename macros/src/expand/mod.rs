//! The third pass: code. Everything it names comes from the runtime's `__private`, so names in the user's
//! module cannot shadow it.

mod builder;
pub(crate) mod callback;
mod debug;
pub(crate) mod deprecated;
mod deserialize;
mod endless;
pub(crate) mod endpoint;
mod frame;
mod item;
mod meta;
pub(crate) mod model;
pub(crate) mod open_enum;
mod part;
mod serde;
mod serialize;
mod stub;
mod table;
mod unique;
