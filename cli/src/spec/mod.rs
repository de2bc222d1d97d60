//! Descriptions of an API as documents: out of the tables, into OpenAPI and the lock file, and compared.

pub(crate) mod declared;
pub(crate) mod diff;
pub(crate) mod import;
pub(crate) mod lock;
pub(crate) mod model;
pub(crate) mod openapi;
pub(crate) mod yaml;
