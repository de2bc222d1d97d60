//! What the Merchant and the Gateway API have in common. Each re-exports what it uses, so neither needs the other's
//! feature.

pub mod receipt;
