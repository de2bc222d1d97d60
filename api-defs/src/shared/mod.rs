//! The common parts of the Merchant and the Gateway API. Each re-exports what it uses, so neither needs the other's
//! feature.

pub mod notify;
pub mod receipt;
