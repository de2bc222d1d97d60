//! The usual mistakes with detached JWS, and their messages.

use super::body::Variant;
use super::recipe::{Change, Encoding, Key};
use crate::meta::scheme::Mistake;
use crate::secret::Secret;

/// A mistake and what it changes.
pub(super) struct Suspect<'a> {
    pub(super) mistake: Mistake,
    pub(super) change: Change<'a>,
}

/// Lists the usual mistakes, the commonest first.
pub(super) fn suspects<'a>(bodies: &'a [Variant], payout: Option<&Secret>) -> Vec<Suspect<'a>> {
    let of = |code, message: &str, change| Suspect { mistake: Mistake { code, message: message.to_owned() }, change };
    let mut all: Vec<Suspect<'a>> =
        bodies.iter().map(|body| of(body.code, &body.message, Change::Body(&body.bytes))).collect();
    let other = "it was signed with the payout key; the JSON APIs use the other key";
    all.extend(payout.map(|key| of("payout_key", other, Change::Key(Key::Other(key.clone())))));
    let fixed = [
        (
            "body_encoding",
            "the body was encoded as base64 with padding; it is base64url without padding",
            Change::Encoding(Encoding::StandardPadded),
        ),
        (
            "body_encoding",
            "the body was encoded as base64url with padding; it has none",
            Change::Encoding(Encoding::UrlSafePadded),
        ),
        (
            "body_encoding",
            "the body was encoded as base64 with + and /; it is base64url",
            Change::Encoding(Encoding::Standard),
        ),
        (
            "body_encoding",
            "the body was signed as it is; it must be base64url-encoded first",
            Change::Encoding(Encoding::None),
        ),
        (
            "body_encoding",
            "the body was encoded as hexadecimal digits; it is base64url",
            Change::Encoding(Encoding::Hex),
        ),
        ("other_algorithm", "it was signed with HS256; the header names another algorithm", Change::Algorithm("HS256")),
        ("other_algorithm", "it was signed with HS512; the header names another algorithm", Change::Algorithm("HS512")),
        ("other_algorithm", "it was signed with HS384; the header names another algorithm", Change::Algorithm("HS384")),
        (
            "header_not_signed",
            "only the body was signed; the string to sign is header, dot, body",
            Change::HeaderLeftOut,
        ),
        ("key_decoded", "the key was decoded from base64 first; its text is the key", Change::Key(Key::Base64Decoded)),
        (
            "key_decoded",
            "the key was decoded from base64url first; its text is the key",
            Change::Key(Key::Base64UrlDecoded),
        ),
        (
            "key_decoded",
            "the key was decoded from hexadecimal digits first; its text is the key",
            Change::Key(Key::HexDecoded),
        ),
        ("key_encoded", "the key was encoded as base64 first; its text is the key", Change::Key(Key::Base64Encoded)),
        (
            "key_whitespace",
            "a line break followed the key, as from a file or echo; the key has no trailing characters",
            Change::Key(Key::Padded("\n")),
        ),
        (
            "key_whitespace",
            "a space followed the key; the key has no trailing characters",
            Change::Key(Key::Padded(" ")),
        ),
    ];
    all.extend(fixed.map(|(code, message, change)| of(code, message, change)));
    all
}
