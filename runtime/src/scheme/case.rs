//! A request whose signature is explained.

use crate::message::masks::Masks;
use crate::meta::scheme::Unverified;
use crate::secret::Secret;

/// A request whose signature is explained, and what its scheme knows.
pub(super) struct Case<'a> {
    pub(super) message: &'a Unverified<'a>,
    /// The account that the scheme signs for.
    pub(super) account: &'a str,
    /// The keys under which the call is accepted.
    pub(super) keys: Vec<&'a Secret>,
    /// The key for accepting payments, or the only one.
    pub(super) acceptance: &'a Secret,
    /// The key for payouts, if it is known.
    pub(super) payout: Option<&'a Secret>,
    pub(super) masks: Masks<'a>,
    pub(super) is_right: bool,
}

/// Formats bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
