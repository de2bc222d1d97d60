//! The key by which a repeated notification is recognised.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::meta::{EndpointMeta, TypeMeta};
use crate::sign::pg_sig;
use crate::tree::Ref;
use crate::types::amount::Amount;

/// What makes a notification the same event: which payment or card, how much, and how it came out. Left out is what differs
/// between repetitions: salt and signature, whether refusing still counts, balances.
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

/// Returns a key that repetitions share: the callback's id and a digest. Without a payment's number everything that is signed
/// counts, so that two events are never taken for one. The shop counts, if the verifier names one: two shops may number their
/// orders alike. Never its secret, which changes.
pub(super) fn key(callback: &EndpointMeta, merchant: Option<&str>, message: Ref<'_>) -> String {
    let has_payment = message.get("pg_payment_id").is_some_and(|payment| !payment.text().is_empty());
    let counts = |name: &str| {
        if has_payment { IDENTITY.contains(&name) } else { name != pg_sig::FIELD && name != "pg_salt" }
    };
    let mut fields: Vec<Ref<'_>> = message.children().filter(|field| counts(field.name())).collect();
    fields.sort_by_key(|field| field.name());
    let mut digest = Sha256::new();
    // With lengths, so that no two messages run together.
    let mut add = |part: &str| {
        digest.update(part.len().to_be_bytes());
        digest.update(part);
    };
    if let Some(merchant) = merchant {
        ["", "", merchant].into_iter().for_each(&mut add);
    }
    for field in fields {
        let is_amount = callback.request.iter().any(|known| known.name == field.name() && is_amount(known.ty));
        pg_sig::segments(field, &mut |leaf| {
            let text = if is_amount { canonical(leaf.text()) } else { leaf.text().into() };
            [field.name(), leaf.name(), &text].into_iter().for_each(&mut add);
        });
    }
    let mut key = format!("{}:", callback.id);
    for byte in digest.finalize() {
        // Writing to a String does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

fn is_amount(ty: &TypeMeta) -> bool {
    matches!(ty, TypeMeta::Decimal)
}

/// Returns the one text of all notations of an amount: `500` and `500.00` are the same money. What is no amount stays as it is.
fn canonical(text: &str) -> Cow<'_, str> {
    match text.parse::<Amount>() {
        Ok(amount) => amount.decimal().normalize().to_string().into(),
        Err(_) => text.into(),
    }
}
