//! Descriptions of the API as data: read from the tables, a lock file or documents, compared, and written as OpenAPI
//! or as a lock file.

pub(crate) mod declared;
pub(crate) mod diff;
pub(crate) mod import;
pub(crate) mod lock;
pub(crate) mod model;
pub(crate) mod openapi;
pub(crate) mod yaml;
