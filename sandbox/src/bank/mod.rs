//! What happens to payments between calls: the payer's bank, the operator's buttons, the scheduler, the merchant's URLs.

pub(crate) mod operator;
pub(crate) mod payer;
pub(crate) mod payments;
pub(crate) mod scheduler;
