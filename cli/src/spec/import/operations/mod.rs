//! Operations of a document: those of our own export read back without loss, those of third parties interpreted.

pub(crate) mod effect;
pub(crate) mod exported;
mod parameters;
mod responses;
pub(crate) mod third_party;
