//! The usual mistakes with detached JWS, and how each is told.

use super::body::Variant;
use super::recipe::{Change, Encoding, Key};
use crate::Credentials;
use crate::explain::Mistake;

/// A mistake and what it changes.
pub(super) struct Suspect<'a> {
    pub(super) mistake: Mistake,
    pub(super) change: Change<'a>,
}

pub(super) fn suspects<'a>(bodies: &'a [Variant], credentials: &Credentials) -> Vec<Suspect<'a>> {
    let of = |code, what: &str, change| Suspect { mistake: Mistake { code, what: what.to_owned() }, change };
    let mut all: Vec<Suspect<'a>> =
        bodies.iter().map(|body| of(body.code, &body.what, Change::Body(&body.bytes))).collect();
    let other = Key::Other(credentials.payout_secret.clone());
    all.push(of("payout_key", "the payout key signed it; the JSON areas sign with the other key", Change::Key(other)));
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
            "the body was signed as it is; it is base64url encoded first",
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
        ("header_not_signed", "only the body was signed; the string is header, dot, body", Change::HeaderLeftOut),
        (
            "key_decoded",
            "the key was decoded from base64 first; its letters are the key",
            Change::Key(Key::Base64Decoded),
        ),
        (
            "key_decoded",
            "the key was decoded from base64url first; its letters are the key",
            Change::Key(Key::Base64UrlDecoded),
        ),
        (
            "key_decoded",
            "the key was decoded from hexadecimal digits first; its letters are the key",
            Change::Key(Key::HexDecoded),
        ),
        (
            "key_encoded",
            "the key was encoded as base64 first; its letters are the key",
            Change::Key(Key::Base64Encoded),
        ),
        (
            "key_whitespace",
            "a line break followed the key, as from a file or echo; it ends with its last letter",
            Change::Key(Key::Padded("\n")),
        ),
        ("key_whitespace", "a space followed the key; it ends with its last letter", Change::Key(Key::Padded(" "))),
    ];
    all.extend(fixed.map(|(code, what, change)| of(code, what, change)));
    all
}
