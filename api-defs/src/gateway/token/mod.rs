//! Gateway API > Sync API > Token: payments by saved cards and wallets, payouts to saved cards.
//!
//! Each has to be switched on by the manager.

pub mod saved;
pub mod wallet;
