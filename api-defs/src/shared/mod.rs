//! The common parts of the Merchant and the Gateway API. Each re-exports what it uses, so neither needs the other's
//! feature.

#[cfg(feature = "gateway")]
pub(crate) mod list;
pub mod notify;
pub mod receipt;
