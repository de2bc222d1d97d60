//! The key by which a repeated notification is recognised.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::sign::pg_sig;
use crate::tree::Ref;

/// The fields that identify an event: which payment or card, how much, and the result. Fields that differ between
/// repetitions are left out: salt and signature, whether a rejection still counts, balances.
const IDENTITY: [&str; 14] = [
    "pg_amount",
    "pg_captured",
    "pg_card_hash",
    "pg_card_id",
    "pg_card_token",
    "pg_currency",
    "pg_merchant_id",
    "pg_order_id",
    "pg_payment_amount",
    "pg_payment_id",
    "pg_result",
    "pg_status",
    "pg_type",
    "pg_user_id",
];

/// Returns a key that repetitions share: the callback's id and a digest. Without a payment's number every signed field
/// counts, so that two events are never taken for one.
pub(super) fn key(id: &str, message: Ref<'_>) -> String {
    let has_payment = message.get("pg_payment_id").is_some_and(|payment| !payment.text().is_empty());
    let counts = |name: &str| {
        if has_payment { IDENTITY.contains(&name) } else { name != pg_sig::FIELD && name != "pg_salt" }
    };
    let mut fields: Vec<Ref<'_>> = message.children().filter(|field| counts(field.name())).collect();
    fields.sort_by_key(|field| field.name());
    let mut digest = Sha256::new();
    for field in fields {
        pg_sig::segments(field, &mut |leaf| {
            // With lengths, so that no two messages run together.
            for part in [field.name(), leaf.name(), leaf.text()] {
                digest.update(part.len().to_be_bytes());
                digest.update(part);
            }
        });
    }
    let mut key = format!("{id}:");
    for byte in digest.finalize() {
        // Writing to a String does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}
