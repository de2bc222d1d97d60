//! Card data encrypted for the provider: JWE (RFC 7516) in compact form, RSA-OAEP-256 and A256GCM.
//!
//! The crate `rsa` has an open advisory (RUSTSEC-2023-0071, "Marvin": timing of operations with the *private* key).
//! Only the provider's public key is used here, with which nothing is decrypted or signed.

use std::fmt;

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs8::DecodePublicKey as _;
use rsa::rand_core::{OsRng, RngCore as _};
use rsa::sha2::Sha256;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Oaep, RsaPublicKey};
use zeroize::Zeroizing;

use super::{CardNumber, Cvc, Expiry};
use crate::secret::Secret;
use crate::types::card::timestamp::CardTimestamp;

const SMALLEST_KEY: usize = 2048;
const TAG: usize = 16;

/// The provider's public key for card data, with its id.
///
/// How a merchant gets the two is not documented; ask the manager. The result goes into `encrypted_card` of the payment
/// by card (`pg_encrypted_card`):
///
/// ```
/// # use freedompay_runtime as freedompay;
/// use freedompay::{CardEncryptionKey, CardNumber, CardTimestamp, Cvc, Expiry};
///
/// # fn example(pem: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let key = CardEncryptionKey::from_pem("761a", pem)?;
/// let (number, expiry, cvc) = (CardNumber::new("4716047261941981")?, "09/31".parse()?, Cvc::new("123")?);
/// let encrypted = key.encrypt(&number, &expiry, &cvc, &CardTimestamp::now_utc())?;
/// # Ok(())
/// # }
/// ```
///
/// Source: <https://docs.freedompay.kz/card-9586997e0>
#[derive(Clone)]
pub struct CardEncryptionKey {
    key: RsaPublicKey,
    kid: String,
    /// The encoded header, which is the same for every card.
    header: String,
}

impl CardEncryptionKey {
    /// Creates a value from a PEM file: `PUBLIC KEY` (SPKI) or `RSA PUBLIC KEY` (PKCS #1).
    ///
    /// # Errors
    /// If not an RSA public key of 2048 to 4096 bits, or the id is empty.
    pub fn from_pem(kid: impl Into<String>, pem: &str) -> Result<Self, CardEncryptionError> {
        let key = RsaPublicKey::from_public_key_pem(pem).ok().or_else(|| RsaPublicKey::from_pkcs1_pem(pem).ok());
        Self::checked(kid.into(), key.ok_or(CardEncryptionError::Key)?)
    }

    /// Creates a value from modulus and exponent, base64url without padding, as `n` and `e` of a JWK (RFC 7518, 6.3.1).
    ///
    /// # Errors
    /// If they are not an RSA public key of 2048 to 4096 bits, or the id is empty.
    pub fn from_jwk(kid: impl Into<String>, n: &str, e: &str) -> Result<Self, CardEncryptionError> {
        let number = |text| B64.decode(text).map(|bytes| BigUint::from_bytes_be(&bytes));
        let (Ok(n), Ok(e)) = (number(n), number(e)) else { return Err(CardEncryptionError::Key) };
        if n.bits() < SMALLEST_KEY {
            return Err(CardEncryptionError::KeyTooShort);
        }
        Self::checked(kid.into(), RsaPublicKey::new(n, e).map_err(|_| CardEncryptionError::Key)?)
    }

    fn checked(kid: String, key: RsaPublicKey) -> Result<Self, CardEncryptionError> {
        if key.n().bits() < SMALLEST_KEY {
            return Err(CardEncryptionError::KeyTooShort);
        }
        if kid.is_empty() {
            return Err(CardEncryptionError::KeyId);
        }
        let quoted = serde_json::to_string(&kid).map_err(|_| CardEncryptionError::KeyId)?;
        let header = B64.encode(format!(r#"{{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":{quoted}}}"#));
        Ok(Self { key, kid, header })
    }

    /// Encrypts one card for one payment. Content key and IV are new each time, so two results are never equal.
    ///
    /// # Errors
    /// If the operating system gives no random numbers.
    pub fn encrypt(
        &self,
        number: &CardNumber,
        expiry: &Expiry,
        cvc: &Cvc,
        at: &CardTimestamp,
    ) -> Result<Secret, CardEncryptionError> {
        let (mut content_key, mut iv) = (Zeroizing::new([0; 32]), [0; 12]);
        OsRng.try_fill_bytes(content_key.as_mut_slice()).map_err(|_| CardEncryptionError::Random)?;
        OsRng.try_fill_bytes(&mut iv).map_err(|_| CardEncryptionError::Random)?;
        let wrapped = self.key.encrypt(&mut OsRng, Oaep::new::<Sha256>(), content_key.as_slice());
        let wrapped = wrapped.map_err(|_| CardEncryptionError::Encryption)?;

        let plain = plaintext(number, expiry, cvc, at);
        let content_key: &Key<Aes256Gcm> = (&*content_key).into();
        let cipher = Aes256Gcm::new(content_key);
        let payload = Payload { msg: plain.as_bytes(), aad: self.header.as_bytes() };
        let sealed = cipher.encrypt(&Nonce::from(iv), payload).map_err(|_| CardEncryptionError::Encryption)?;
        let (text, tag) =
            sealed.split_at_checked(sealed.len().saturating_sub(TAG)).ok_or(CardEncryptionError::Encryption)?;
        let parts = [&self.header, &B64.encode(wrapped), &B64.encode(iv), &B64.encode(text), &B64.encode(tag)];
        Ok(Secret::new(parts.map(String::as_str).join(".")))
    }
}

/// Returns all values are digits, so nothing has to be escaped.
fn plaintext(number: &CardNumber, expiry: &Expiry, cvc: &Cvc, at: &CardTimestamp) -> Zeroizing<String> {
    let (year_month, mut text) = (expiry.year_month(), Zeroizing::new(String::with_capacity(128)));
    let parts = [
        r#"{"pan":""#,
        number.expose_secret(),
        r#"","expDate":""#,
        year_month.expose_secret(),
        r#"","cvv2":""#,
        cvc.expose_secret(),
        r#"","timestamp":""#,
        at.as_str(),
        r#""}"#,
    ];
    for part in parts {
        text.push_str(part);
    }
    text
}

impl fmt::Debug for CardEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardEncryptionKey")
            .field("kid", &self.kid)
            .field("bits", &self.key.n().bits())
            .finish_non_exhaustive()
    }
}

/// Why card data cannot be encrypted. Never holds any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardEncryptionError {
    /// The key is not an RSA public key that can be used.
    Key,
    /// The key has fewer than 2048 bits.
    KeyTooShort,
    /// The key's id is empty.
    KeyId,
    /// The operating system gave no random numbers.
    Random,
    /// The encryption itself failed.
    Encryption,
}

impl fmt::Display for CardEncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => {
                "not an RSA public key of 2048 to 4096 bits; give PEM (PUBLIC KEY or RSA PUBLIC KEY), or n and e \
                 in base64url without padding"
            }
            Self::KeyTooShort => "the RSA key has fewer than 2048 bits, which the provider and RFC 7518 refuse",
            Self::KeyId => "the key id (kid) is empty; the provider names it together with the key",
            Self::Random => "the operating system gave no random numbers; nothing was encrypted",
            Self::Encryption => "the card data could not be encrypted with this key",
        })
    }
}

impl std::error::Error for CardEncryptionError {}
