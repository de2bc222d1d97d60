//! What a signature scheme is. The client, the sandbox and the tables know schemes by this contract alone.

mod credentials;
mod explanation;
mod message;
mod none;
mod signer;

use std::fmt;

use crate::meta::ApiMeta;
use crate::tree::Tree;

pub use self::credentials::{AnyCredentials, CredentialMeta, CredentialRole};
pub use self::explanation::{Difference, Explanation, Mistake, Part, Step};
pub use self::message::{Encoded, Signed, Unsigned, Unverified};
pub use self::none::{NoCredentials, NoSignature};
pub use self::signer::{AnyScheme, Signer};

/// A signature scheme: what it adds to a message, and how it verifies one.
///
/// The client signs requests and verifies responses; the sandbox verifies requests and signs responses. Both sides call the same
/// four functions, so a mistake that signing and verifying share is found by neither: test a scheme with a signature that
/// somebody else made.
///
/// ```
/// # use freedompay_runtime as freedompay;
/// use freedompay::AnyCredentials;
/// use freedompay::meta::ApiMeta;
/// use freedompay::scheme::{CredentialMeta, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict};
///
/// /// A key in a header.
/// #[derive(Debug)]
/// pub struct ApiKey(AnyCredentials);
///
/// impl Scheme for ApiKey {
///     type Credentials = AnyCredentials;
///     const META: &'static SchemeMeta = &SchemeMeta {
///         name: "api_key",
///         title: "a key in the header `X-Api-Key`",
///         credentials: &[CredentialMeta::identity("shop"), CredentialMeta::secret("key")],
///         added_headers: &["X-Api-Key"],
///         secrets: &["X-Api-Key"],
///         sends_key: true,
///         ..SchemeMeta::DEFAULT
///     };
///
///     fn new(_: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
///         Ok(Self(credentials.clone()))
///     }
///
///     fn account(&self) -> &str {
///         self.0.get("shop").unwrap_or_default()
///     }
///
///     fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
///         message.add_header("X-Api-Key", self.0.get("key").unwrap_or_default().to_owned());
///         Ok(())
///     }
///
///     fn verify(&self, message: &Unverified<'_>) -> Verdict {
///         match message.header("x-api-key") {
///             _ if message.is_response => Verdict::Unsigned,
///             Some(key) if Some(key) == self.0.get("key") => Verdict::Right,
///             Some(_) => Verdict::Wrong("X-Api-Key is wrong".to_owned()),
///             None => Verdict::Missing("X-Api-Key is missing".to_owned()),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a signature scheme",
    label = "not a signature scheme",
    note = "there are `Jws`, `Jws512`, `PgSig`, `SignHeader`, `Basic`, `Bearer` and `NoSignature`; one of your own implements \
            `freedompay::scheme::Scheme`"
)]
pub trait Scheme: fmt::Debug + Send + Sync + Sized + 'static {
    /// What it signs with.
    type Credentials: Into<AnyCredentials>;
    /// Its table.
    const META: &'static SchemeMeta;

    /// Prepares credentials for an API: what can be computed once is computed here. Every part that the table requires is there
    /// and not empty.
    ///
    /// # Errors
    /// What is wrong with them, without any part of a secret.
    fn new(api: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String>;

    /// Returns the account that signs, as the provider knows it. It names the calls of this account in the journal.
    fn account(&self) -> &str;

    /// Signs a message: adds the fields and headers that the table lists.
    ///
    /// # Errors
    /// Why the message cannot be signed, without any part of a secret.
    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError>;

    /// Verifies the signature of a message. Compare in constant time.
    fn verify(&self, message: &Unverified<'_>) -> Verdict;

    /// Explains the signature that a request has to have, and what is wrong with the one that it has. Nothing of a key, a
    /// secret or card data may be in it.
    fn explain(&self, message: &Unverified<'_>) -> Explanation {
        Explanation::of_verdict(Self::META, self.verify(message))
    }
}

/// The table of a signature scheme. A literal ends with `..SchemeMeta::DEFAULT`, so that it can grow. `Debug` shows its name.
pub struct SchemeMeta {
    /// Name in tables and on the command line, in lower case: `jws`.
    pub name: &'static str,
    /// What signs a call, for people: "a detached JWS (HS256) in the header `X-JWS-Signature`".
    pub title: &'static str,
    /// How it is computed, in whole sentences for who signs without this library.
    pub about: &'static str,
    /// The parts of its credentials.
    pub credentials: &'static [CredentialMeta],
    /// Fields that it adds to a request; no declaration and no caller may.
    pub added_fields: &'static [&'static str],
    /// Headers that it adds to a message.
    pub added_headers: &'static [&'static str],
    /// Which of those fields and headers are masked wherever a message is shown.
    pub secrets: &'static [&'static str],
    /// Whether these hold a key itself, such as a password or a token in a header. A signature may be shown beside its request once
    /// that is sent; a key is never shown.
    pub sends_key: bool,
    /// The authentication scheme of HTTP that it is, as registered: `basic`.
    pub http_auth: Option<&'static str>,
    /// The parameter of a path that is the account: `merchant_id`.
    pub path_account: Option<&'static str>,
    /// Whether the provider signs its responses. Then one that is not signed proves nothing.
    pub signs_responses: bool,
    /// Which part of a verified response is signed, if that is not all of it.
    pub signed_part: Option<fn(Tree) -> Tree>,
    /// The algorithm that it signs with, where credentials do not set another: `HS256`.
    pub algorithm: Option<&'static str>,
    /// Whether it signs the script name of a call, with one of two keys ([`EndpointMeta::key`](crate::meta::EndpointMeta::key)).
    pub signs_script: bool,
}

impl SchemeMeta {
    /// A scheme that adds nothing and takes no credentials.
    pub const DEFAULT: Self = Self {
        name: "",
        title: "",
        about: "",
        credentials: &[],
        added_fields: &[],
        added_headers: &[],
        secrets: &[],
        sends_key: false,
        http_auth: None,
        path_account: None,
        signs_responses: false,
        signed_part: None,
        algorithm: None,
        signs_script: false,
    };
}

impl fmt::Debug for SchemeMeta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// What the signature of a message is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Right,
    /// The scheme does not sign such messages.
    Unsigned,
    /// The message has no signature; says what is missing.
    Missing(String),
    /// It is from an account that the verifier does not know; says which part names it.
    UnknownAccount(String),
    /// It is wrong; says why, without the signature that would be right.
    Wrong(String),
}

/// Why a message cannot be signed. Without any part of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignError {
    /// Wire name of the field that it is about; empty for none.
    pub field: &'static str,
    /// What is wrong.
    pub message: String,
}

impl SignError {
    /// Creates an error about a message as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { field: "", message: message.into() }
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.field, self.message) }
    }
}

impl std::error::Error for SignError {}
