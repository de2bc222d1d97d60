//! `pg_sig`: MD5 over the script name, the values in the order of their names, and the key.
//!
//! The rule and its corner cases are the provider's (docs.freedompay.kz/overview-741636m0) and, for nested data, its
//! own PHP helper's: nested values stand in the place of their parent's name, list items in their order, empty values
//! stay as empty segments, and names never enter the string.

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
    let mut hex = String::with_capacity(32);
    for byte in digest(script, message, secret) {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }));
        }
    }
    hex
}

/// Whether the message's own `pg_sig` is right; compared in constant time. A message with no signature or with
/// several is not authentic.
pub fn verify(script: &str, message: Ref<'_>, secret: &Secret) -> bool {
    let mut claims = message.children().filter(|field| field.name() == FIELD);
    let (Some(claim), None) = (claims.next(), claims.next()) else { return false };
    let expected = sign(script, message, secret);
    claim.text().as_bytes().ct_eq(expected.as_bytes()).into()
}

/// Calls `segment` with every segment between the script name and the key, in order: name path and value.
pub fn segments<'t>(message: Ref<'t>, segment: &mut dyn FnMut(Ref<'t>)) {
    let mut order = Vec::with_capacity(64);
    walk(message, true, &mut order, segment);
}

/// Whether some list is longer than implementations agree about.
pub fn has_disputed_list(message: Ref<'_>) -> bool {
    let too_long = message.kind() == Kind::List && message.children().count() > LONGEST_AGREED_LIST;
    too_long || message.children().any(has_disputed_list)
}

fn digest(script: &str, message: Ref<'_>, secret: &Secret) -> [u8; 16] {
    let mut md5 = Md5::new();
    md5.update(script);
    segments(message, &mut |leaf| {
        md5.update(b";");
        md5.update(leaf.form_text());
    });
    md5.update(b";");
    md5.update(secret.expose_secret());
    md5.finalize().into()
}

/// `order` is one scratch list for all levels.
fn walk<'t>(node: Ref<'t>, top: bool, order: &mut Vec<Ref<'t>>, segment: &mut dyn FnMut(Ref<'t>)) {
    if !node.is_container() {
        segment(node);
        return;
    }
    let start = order.len();
    order.extend(node.children().filter(|child| !(top && child.name() == FIELD)));
    let end = order.len();
    if node.kind() == Kind::Map {
        // Stable: fields of one name keep message order.
        if let Some(level) = order.get_mut(start..end) {
            level.sort_by(|a, b| a.name().as_bytes().cmp(b.name().as_bytes()));
        }
    }
    for at in start..end {
        if let Some(child) = order.get(at).copied() {
            walk(child, false, order, segment);
        }
    }
    order.truncate(start);
}
