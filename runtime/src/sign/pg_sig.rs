//! `pg_sig`: MD5 over the script name, the values in the order of their names, and the key.
//!
//! The rule and its corner cases are the provider's (docs.freedompay.kz/overview-741636m0) and, for nested data, its
//! own PHP helper's: nested values are sorted by their parent's name, list items keep their order, empty values
//! stay as empty segments, and names never enter the string.

use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;

use crate::secret::Secret;
use crate::tree::{Kind, Ref, Tree, TreeWriter, prefix_key};

/// Name of the field that holds the signature. Members of this name are left out of what is signed, at every depth, as the
/// provider's PHP helper leaves them out.
pub const FIELD: &str = "pg_sig";

/// Lists of at most this many items are signed equally by every known implementation; longer ones are not.
pub const LONGEST_AGREED_LIST: usize = 10;

/// Returns the signature of a message under a script name.
pub fn sign(script: &str, message: Ref<'_>, secret: &Secret) -> String {
    let hex = hex(digest(script, message, secret));
    // Its digits are ASCII.
    std::str::from_utf8(&hex).unwrap_or_default().to_owned()
}

/// Reports whether the message's own `pg_sig` is right; compared in constant time. A message with no signature or with
/// several is not authentic.
pub fn verify(script: &str, message: Ref<'_>, secret: &Secret) -> bool {
    let mut claims = message.children().filter(|field| field.name() == FIELD);
    let (Some(claim), None) = (claims.next(), claims.next()) else { return false };
    let expected = hex(digest(script, message, secret));
    claim.text().as_bytes().ct_eq(&expected).into()
}

/// Returns the part of a message that is signed, and its signature: members of that name inside of nested data are not, so
/// anybody on the way can have added them.
pub(crate) fn signed_part(message: Tree) -> Tree {
    let is_unsigned = |node: Ref<'_>| node.children().any(holds_signature);
    if !message.root().children().any(is_unsigned) {
        return message;
    }
    let mut writer = TreeWriter::new().syntax(message.root().syntax());
    writer.begin("", Kind::Map);
    message.root().children().filter(|field| has_signed_text(*field)).for_each(|field| copy_signed(field, &mut writer));
    writer.end();
    // A part of a tree fits into a tree.
    writer.finish().unwrap_or_else(Tree::empty)
}

fn holds_signature(node: Ref<'_>) -> bool {
    node.name() == FIELD || node.children().any(holds_signature)
}

fn copy_signed(node: Ref<'_>, writer: &mut TreeWriter) {
    if !node.is_container() {
        return writer.leaf(node.name(), node.kind(), node.text());
    }
    writer.begin(node.name(), node.kind());
    let is_signed = |child: &Ref<'_>| child.name() != FIELD && has_signed_text(*child);
    node.children().filter(is_signed).for_each(|child| copy_signed(child, writer));
    writer.end();
}

/// Reports whether anything of a field is signed. What holds nothing else than signatures is as unsigned as they are.
fn has_signed_text(node: Ref<'_>) -> bool {
    !node.is_container() || node.children().any(|child| child.name() != FIELD && has_signed_text(child))
}

/// Calls `segment` with every segment between the script name and the key, in order: name path and value.
pub fn segments<'t>(message: Ref<'t>, segment: &mut dyn FnMut(Ref<'t>)) {
    // A node occurs once at most, and there are few in all but the largest messages: then its index fits a byte.
    const FEW: u8 = 64;
    let size = message.nodes();
    if size <= usize::from(FEW) && message.index() <= u32::from(u8::MAX - FEW) {
        Order { which: u128::from(u8::MAX), segment }.walk(message, &mut [0; FEW as usize]);
    } else {
        Order { which: u128::from(u32::MAX), segment }.walk(message, &mut vec![0; size]);
    }
}

/// Reports whether some list is longer than implementations agree about.
pub fn has_disputed_list(message: Ref<'_>) -> bool {
    let too_long = message.kind() == Kind::List && message.children().count() > LONGEST_AGREED_LIST;
    too_long || message.children().any(has_disputed_list)
}

fn digest(script: &str, message: Ref<'_>, secret: &Secret) -> [u8; 16] {
    let mut text = Gathered { md5: Md5::new(), buffer: [0; 512], used: 0 };
    text.push(script);
    segments(message, &mut |leaf| text.push(leaf.form_text()));
    let mut md5 = text.finish();
    // The key is used nowhere else.
    md5.update(secret.expose_secret());
    md5.finalize().into()
}

/// A buffer of short texts before a digest: one by one they would take twice as long as together.
struct Gathered {
    md5: Md5,
    buffer: [u8; 512],
    used: usize,
}

impl Gathered {
    /// Adds a text and the separator after it.
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

/// Sorts nodes as numbers, which are compared faster than names: the first bytes of the name, then the bits of the
/// node's index.
struct Order<'s, 't> {
    /// The position of those bits.
    which: u128,
    segment: &'s mut dyn FnMut(Ref<'t>),
}

impl<'t> Order<'_, 't> {
    /// Visits the nodes below one in order; `places` are shared by all levels.
    fn walk(&mut self, node: Ref<'t>, places: &mut [u128]) {
        const SIGNATURE: u128 = prefix_key(FIELD.as_bytes(), FIELD.len());
        if !node.is_container() {
            return (self.segment)(node);
        }
        let is_map = node.kind() == Kind::Map;
        let mut count = 0;
        for child in node.children() {
            let prefix_key = if is_map { child.name_key() } else { 0 };
            let is_signature = prefix_key == SIGNATURE && child.name() == FIELD;
            if let Some(place) = places.get_mut(count).filter(|_| !is_signature) {
                *place = prefix_key & !self.which | u128::from(child.index());
                count += 1;
            }
        }
        let (level, rest) = places.split_at_mut(count);
        let which = self.which;
        let child = |place: u128| node.sibling(u32::try_from(place & which).unwrap_or_default());
        if is_map {
            level.sort_unstable();
            let alike = |a: &u128, b: &u128| (a ^ b) & !which == 0;
            if !level.is_sorted_by(|a, b| !alike(a, b)) {
                for alike in level.chunk_by_mut(alike) {
                    // Stable: fields of one name keep message order.
                    alike.sort_by_key(|place| child(*place).name());
                }
            }
        }
        for place in level {
            match child(*place) {
                child if child.is_container() => self.walk(child, rest),
                child => (self.segment)(child),
            }
        }
    }
}
