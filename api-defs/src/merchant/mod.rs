//! Merchant API: hosted pages, card tokens, payouts, mobile balance. No PCI DSS certificate is needed.

pub mod purchase;

pub use crate::shared::{notify, receipt};
