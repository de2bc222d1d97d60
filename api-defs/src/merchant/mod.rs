//! Merchant API: hosted pages, card tokens, payouts, mobile balance. No PCI DSS certificate is needed.

pub mod callbacks;
pub mod card_storage;
pub mod mobile_balance;
pub mod payout;
pub mod purchase;

pub use crate::shared::{notify, receipt};
