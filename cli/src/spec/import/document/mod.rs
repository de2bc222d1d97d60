//! Files as nodes: finds documents in files and pages, parses them, and follows their references.

pub(super) mod markdown;
pub(crate) mod node;
pub(crate) mod object;
pub(crate) mod refs;
pub(crate) mod source;
pub(crate) mod yaml;
