//! The key by which a repeated notification is recognised.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::meta::{EndpointMeta, TypeMeta};
use crate::sign::pg_sig;
use crate::tree::notation::whole;
use crate::tree::{Kind, Ref};
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
/// counts, so that two events are never taken for one.
///
/// The shop counts, because two shops may number their orders alike; its secret does not, because it changes.
pub(super) fn key(callback: &EndpointMeta, merchant: Option<&str>, message: Ref<'_>) -> String {
    let has_payment = message.get("pg_payment_id").is_some_and(|payment| !payment.text().is_empty());
    let counts = |name: &str| {
        if has_payment { IDENTITY.contains(&name) } else { name != pg_sig::FIELD && name != "pg_salt" }
    };
    let mut digest = Fingerprint(Sha256::new());
    digest.text(merchant.unwrap_or_default());
    for field in sorted(message).filter(|field| counts(field.name())) {
        digest.text(field.name());
        match Notation::of(callback, field.name()) {
            Some(notation) if !field.is_container() => digest.text(&notation.canonical(field.text())),
            _ => digest.node(field),
        }
    }
    let mut key = format!("{}:", callback.id);
    for byte in digest.0.finalize() {
        // Writing to a String does not fail.
        let _ = write!(key, "{byte:02x}");
    }
    key
}

/// Returns the members of a message by name; those of one name keep the order of the message.
fn sorted(message: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    let mut members: Vec<Ref<'_>> = message.children().collect();
    members.sort_by_key(|member| member.name());
    members.into_iter()
}

/// A digest in which no two messages run together: every text comes with its length, every node with its shape. The same on every
/// machine, because instances of different kinds may share a store.
struct Fingerprint(Sha256);

impl Fingerprint {
    /// Stands where the length of a text would: no text is that long.
    const CONTAINER: u64 = u64::MAX;

    fn number(&mut self, number: u64) {
        self.0.update(number.to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text);
    }

    fn node(&mut self, node: Ref<'_>) {
        if !node.is_container() {
            return self.text(node.text());
        }
        self.number(Self::CONTAINER);
        self.number(node.children().count() as u64);
        let mut add = |child: Ref<'_>| {
            self.text(child.name());
            self.node(child);
        };
        match node.kind() {
            Kind::Map => sorted(node).for_each(&mut add),
            _ => node.children().for_each(&mut add),
        }
    }
}

/// The values that can be written in several ways and mean the same. No page says that the provider writes any other value
/// differently when it repeats a notification, so any other difference makes another event.
enum Notation {
    /// `500`, `500.00` and `5e2`.
    Amount,
    /// `1` and `1.0`.
    Whole,
    /// `KZT` and `kzt`, which `is_for` takes for the same, too.
    Currency,
}

impl Notation {
    fn of(callback: &EndpointMeta, name: &str) -> Option<Self> {
        let field = callback.request.iter().find(|field| field.name == name)?;
        match field.ty {
            TypeMeta::Decimal => Some(Self::Amount),
            TypeMeta::Integer { .. } | TypeMeta::Flag | TypeMeta::Enum { numeric: true, .. } => Some(Self::Whole),
            TypeMeta::Text if name == "pg_currency" => Some(Self::Currency),
            _ => None,
        }
    }

    /// Returns the one text of all notations of a value. What is not an amount has one only: a plus sign or a leading zero is none
    /// either, and a notification with it is refused as malformed.
    fn canonical(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Amount => match Amount::from_wire(text) {
                Ok(amount) => amount.decimal().normalize().to_string().into(),
                Err(_) => text.into(),
            },
            Self::Whole => whole(text).unwrap_or_else(|| text.into()),
            Self::Currency => text.to_ascii_uppercase().into(),
        }
    }
}
