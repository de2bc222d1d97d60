//! `pg_sig`: MD5 over the script name, the values in the order of their names, and the key.
//!
//! The rule and its corner cases are the provider's (docs.freedompay.kz/overview-741636m0) and, for nested data, its
//! own PHP helper's: nested values stand in the place of their parent's name, list items in their order, empty values
//! stay as empty segments, and names never enter the string.

use std::cmp::Ordering;

use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;

use crate::secret::Secret;
use crate::tree::{Kind, Ref};

/// Name of the field that holds the signature, left out of what is signed.
pub const FIELD: &str = "pg_sig";

/// Lists of at most this many items are signed alike by every known implementation; longer ones are not.
pub const LONGEST_AGREED_LIST: usize = 10;

/// The signature of a message under a script name.
pub fn sign(script: &str, message: Ref<'_>, secret: &Secret) -> String {
    let hex = hex(digest(script, message, secret));
    // Its digits are ASCII.
    std::str::from_utf8(&hex).unwrap_or_default().to_owned()
}

/// Whether the message's own `pg_sig` is right; compared in constant time. A message with no signature or with
/// several is not authentic.
pub fn verify(script: &str, message: Ref<'_>, secret: &Secret) -> bool {
    let mut claims = message.children().filter(|field| field.name() == FIELD);
    let (Some(claim), None) = (claims.next(), claims.next()) else { return false };
    let expected = hex(digest(script, message, secret));
    claim.text().as_bytes().ct_eq(&expected).into()
}

/// Calls `segment` with every segment between the script name and the key, in order: name path and value.
pub fn segments<'t>(message: Ref<'t>, segment: &mut dyn FnMut(Ref<'t>)) {
    // A node stands in the scratch list once at most, and there are few in all but the largest messages.
    const FEW: usize = 64;
    let size = message.nodes();
    if !message.is_container() {
        segment(message);
    } else if size <= FEW {
        walk(message, true, &mut [Slot::of(message); FEW], segment);
    } else {
        walk(message, true, &mut vec![Slot::of(message); size], segment);
    }
}

/// Whether some list is longer than implementations agree about.
pub fn has_disputed_list(message: Ref<'_>) -> bool {
    let too_long = message.kind() == Kind::List && message.children().count() > LONGEST_AGREED_LIST;
    too_long || message.children().any(has_disputed_list)
}

fn digest(script: &str, message: Ref<'_>, secret: &Secret) -> [u8; 16] {
    let mut text = Gathered { md5: Md5::new(), buffer: [0; 512], used: 0 };
    text.push(script);
    segments(message, &mut |leaf| text.push(leaf.form_text()));
    let mut md5 = text.finish();
    // The key goes nowhere else.
    md5.update(secret.expose_secret());
    md5.finalize().into()
}

/// Many short texts on their way into a digest: given one by one they would take twice as long as together.
struct Gathered {
    md5: Md5,
    buffer: [u8; 512],
    used: usize,
}

impl Gathered {
    /// Takes a text and the separator behind it.
    fn push(&mut self, text: &str) {
        let end = self.used + text.len();
        if end >= self.buffer.len() {
            self.flush();
            self.md5.update(text);
            self.md5.update(b";");
        } else if let Some((separator, free)) = self.buffer.get_mut(self.used..=end).and_then(<[u8]>::split_last_mut) {
            free.copy_from_slice(text.as_bytes());
            *separator = b';';
            self.used = end + 1;
        }
    }

    fn flush(&mut self) {
        self.md5.update(self.buffer.get(..self.used).unwrap_or_default());
        self.used = 0;
    }

    fn finish(mut self) -> Md5 {
        self.flush();
        self.md5
    }
}

fn hex(digest: [u8; 16]) -> [u8; 32] {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let mut hex = [0; 32];
    for (pair, byte) in hex.chunks_exact_mut(2).zip(digest) {
        pair.copy_from_slice(&[byte >> 4, byte & 15].map(|nibble| DIGITS[usize::from(nibble)]));
    }
    hex
}

/// A node on its way to its place. Names are compared by their beginnings first, which are numbers here.
#[derive(Clone, Copy)]
struct Slot<'t> {
    beginning: u128,
    node: Ref<'t>,
}

impl<'t> Slot<'t> {
    fn of(node: Ref<'t>) -> Self {
        Self { beginning: beginning(node.name().as_bytes()), node }
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let rest = || self.node.name().as_bytes().cmp(other.node.name().as_bytes());
        self.beginning.cmp(&other.beginning).then_with(rest)
    }
}

/// The first sixteen bytes as a number, with zeros behind a shorter name.
fn beginning(name: &[u8]) -> u128 {
    let missing = 8 * 16_usize.saturating_sub(name.len());
    match (name.first_chunk(), name.first_chunk(), name.last_chunk()) {
        (Some(all), ..) => u128::from_be_bytes(*all),
        // Two halves, which overlap: what both have is shifted out of the second.
        (None, Some(first), Some(last)) => {
            let second = (u128::from(u64::from_be_bytes(*last)) << missing) & u128::from(u64::MAX);
            u128::from(u64::from_be_bytes(*first)) << 64 | second
        }
        _ if name.is_empty() => 0,
        _ => name.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)) << missing,
    }
}

/// `scratch` is shared by all levels.
fn walk<'t>(node: Ref<'t>, top: bool, scratch: &mut [Slot<'t>], segment: &mut dyn FnMut(Ref<'t>)) {
    if !node.is_container() {
        segment(node);
        return;
    }
    let children = node.children().filter(|child| !(top && child.name() == FIELD));
    let count = scratch.iter_mut().zip(children).map(|(slot, child)| *slot = Slot::of(child)).count();
    let (level, rest) = scratch.split_at_mut(count);
    if node.kind() == Kind::Map {
        // Stable: fields of one name keep message order.
        level.sort_by(Slot::cmp);
    }
    for slot in level {
        walk(slot.node, false, rest, segment);
    }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn beginnings_stand_in_the_order_of_the_names() {
        let names =
            ["", "a", "pg_sal", "pg_salt", "pg_salt_", "pg_salt_a", "pg_salt_of_some", "pg_salt_of_some_", "pg_t"];
        assert!(names.is_sorted_by_key(|name| beginning(name.as_bytes())));
        for name in names {
            let mut padded = [0; 16];
            padded[..name.len()].copy_from_slice(name.as_bytes());
            assert_eq!(beginning(name.as_bytes()), u128::from_be_bytes(padded), "{name}");
        }
        assert_eq!(beginning(b"pg_salt_of_some_other"), beginning(b"pg_salt_of_some_"));
    }
}
