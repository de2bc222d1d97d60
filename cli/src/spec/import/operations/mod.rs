//! Operations of a document: those of our own export read back without loss, those of third parties interpreted.

mod body;
pub(crate) mod effect;
mod errors;
pub(crate) mod exported;
mod headers;
mod listed;
mod media;
mod message;
mod naming;
mod parameters;
mod place;
mod responses;
mod security;
mod server;
mod servers;
mod shape;
mod style;
pub(crate) mod third_party;
