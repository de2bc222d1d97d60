//! The third pass: code. Everything it names comes from the runtime's `__private`, so names in the user's
//! module cannot shadow it.

pub(crate) mod api;
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
mod own_macro;
mod part;
mod serde;
mod serialize;
mod stub;
mod table;
mod through;
mod unique;
