//! Messages by their tables: filled by name, validated, masked.

pub mod fill;
pub mod redact;
pub mod suggestion;
pub mod validate;
