//! A message against its table: filled by name, checked, masked.

pub mod fill;
pub mod redact;
pub mod validate;
