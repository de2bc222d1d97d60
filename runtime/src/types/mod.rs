//! Types of values as the provider writes them: exact amounts, flags, times, card data.

pub(crate) mod almaty_time;
pub(crate) mod amount;
pub(crate) mod card;
pub(crate) mod flag;
pub(crate) mod wire_type;
