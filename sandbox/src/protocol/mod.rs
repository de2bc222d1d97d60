//! One API call checked against its endpoint's table: route, signature, fields, and the log entry made of it.
//!
//! Works from credentials and tables alone; what the call does to payments is decided in `calls`.

pub(crate) mod api_error;
pub(crate) mod check;
pub(crate) mod progress;
pub(crate) mod record;
pub(crate) mod route;
