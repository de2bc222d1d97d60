//! Recipes for the signature of a JWS: the right one, and those with mistakes.

use crate::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Sha256, Sha384, Sha512};

use crate::meta::scheme::Mistake;
use crate::scheme::case::hex;

/// The choice at each stage. The default is right.
#[derive(Clone, Default)]
pub(super) struct Recipe<'a> {
    pub(super) algorithm: Option<&'static str>,
    pub(super) body: Option<&'a [u8]>,
    pub(super) encoding: Encoding,
    pub(super) is_header_signed: Option<bool>,
    pub(super) key: Key,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    #[default]
    UrlSafe,
    UrlSafePadded,
    Standard,
    StandardPadded,
    None,
    Hex,
}

#[derive(Clone, Default)]
pub(super) enum Key {
    #[default]
    Right,
    Other(Secret),
    /// The key decoded as base64.
    Base64Decoded,
    /// The key decoded as base64url.
    Base64UrlDecoded,
    HexDecoded,
    /// The key encoded as base64.
    Base64Encoded,
    Padded(&'static str),
}

/// One deviation from the right recipe.
#[derive(Clone)]
pub(super) enum Change<'a> {
    Algorithm(&'static str),
    Body(&'a [u8]),
    Encoding(Encoding),
    HeaderLeftOut,
    Key(Key),
}

impl<'a> Recipe<'a> {
    /// Combines changes; `None` if two of them concern the same stage.
    pub(super) fn of(changes: &[&Change<'a>]) -> Option<Self> {
        let mut recipe = Self::default();
        for (at, change) in changes.iter().enumerate() {
            let stage = std::mem::discriminant(*change);
            if changes.iter().take(at).any(|earlier| std::mem::discriminant(*earlier) == stage) {
                return None;
            }
            match change {
                Change::Algorithm(algorithm) => recipe.algorithm = Some(algorithm),
                Change::Body(body) => recipe.body = Some(body),
                Change::Encoding(encoding) => recipe.encoding = *encoding,
                Change::HeaderLeftOut => recipe.is_header_signed = Some(false),
                Change::Key(key) => recipe.key = key.clone(),
            }
        }
        Some(recipe)
    }

    /// Computes the signature; `None` if the key cannot be decoded that way.
    pub(super) fn make(&self, header: &str, sent: &[u8], algorithm: &str, secret: &Secret) -> Option<Vec<u8>> {
        let key = self.key.bytes(secret)?;
        let mut input = Vec::new();
        if self.is_header_signed != Some(false) {
            input.extend_from_slice(header.as_bytes());
            input.push(b'.');
        }
        input.extend(self.encoding.encode(self.body.unwrap_or(sent)));
        macro_rules! mac {
            ($hash:ty) => {{
                let mut mac = Hmac::<$hash>::new_from_slice(&key).ok()?;
                mac.update(&input);
                Some(mac.finalize().into_bytes().to_vec())
            }};
        }
        match self.algorithm.unwrap_or(algorithm) {
            "HS256" => mac!(Sha256),
            "HS384" => mac!(Sha384),
            "HS512" => mac!(Sha512),
            _ => None,
        }
    }

    /// Describes the payload, such as `b64url(…)`.
    pub(super) fn payload(&self, shown: &str) -> String {
        match self.encoding {
            Encoding::UrlSafe => format!("b64url({shown})"),
            Encoding::UrlSafePadded => format!("padded_b64url({shown})"),
            Encoding::Standard => format!("base64_without_padding({shown})"),
            Encoding::StandardPadded => format!("base64({shown})"),
            Encoding::None => shown.to_owned(),
            Encoding::Hex => format!("hex({shown})"),
        }
    }
}

impl Encoding {
    fn encode(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Encoding::UrlSafe => URL_SAFE_NO_PAD.encode(bytes).into(),
            Encoding::UrlSafePadded => URL_SAFE.encode(bytes).into(),
            Encoding::Standard => STANDARD_NO_PAD.encode(bytes).into(),
            Encoding::StandardPadded => STANDARD.encode(bytes).into(),
            Encoding::None => bytes.to_vec(),
            Encoding::Hex => hex(bytes).into(),
        }
    }
}

impl Key {
    fn bytes(&self, secret: &Secret) -> Option<Vec<u8>> {
        let text = secret.expose_secret();
        match self {
            Key::Right => Some(text.into()),
            Key::Other(other) => Some(other.expose_secret().into()),
            Key::Base64Decoded => STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok(),
            Key::Base64UrlDecoded => URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok(),
            Key::HexDecoded => unhex(text),
            Key::Base64Encoded => Some(STANDARD.encode(text).into()),
            Key::Padded(behind) => Some(format!("{text}{behind}").into()),
        }
    }
}

/// Returns whether the received signature is this MAC, and the mistake in its encoding.
#[allow(clippy::option_option)] // whether it is, and if so what is wrong with its encoding
pub(super) fn written(received: &str, mac: &[u8]) -> Option<Option<Mistake>> {
    let wrong = |how: &str| {
        let message = format!("the signature is encoded as {how}; it must be base64url without padding");
        Some(Some(Mistake { code: "signature_encoding", message }))
    };
    let is = |text: String| received == text;
    match () {
        () if is(URL_SAFE_NO_PAD.encode(mac)) => Some(None),
        () if is(URL_SAFE.encode(mac)) => wrong("base64url with padding"),
        () if is(STANDARD.encode(mac)) || is(STANDARD_NO_PAD.encode(mac)) => wrong("base64 with + and /"),
        () if received.eq_ignore_ascii_case(&hex(mac)) => wrong("hexadecimal digits"),
        () if is(URL_SAFE_NO_PAD.encode(hex(mac))) => wrong("base64url of hexadecimal digits, not of the bytes"),
        () => None,
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}
