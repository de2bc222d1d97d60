//! Messages by their tables: filled by name, validated, masked, read.

pub mod fill;
pub mod masks;
pub mod redact;
pub mod suggestion;
pub mod unread;
pub mod validate;
