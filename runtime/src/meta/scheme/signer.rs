//! Schemes behind one type, for code that learns the API at run time.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::{
    AnyCredentials, CredentialRole, Explanation, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict,
};
use crate::meta::ApiMeta;
use crate::meta::added::contains;
use crate::secret::Secret;

/// The scheme of an API. It dereferences to the scheme's table.
#[derive(Clone, Copy)]
pub struct AnyScheme {
    meta: &'static SchemeMeta,
    new: New,
}

type New = fn(&ApiMeta, &AnyCredentials) -> Result<Arc<dyn Signs>, String>;

impl AnyScheme {
    /// Names a scheme.
    pub const fn of<S: Scheme>() -> Self {
        Self { meta: S::META, new: new::<S> }
    }

    /// Returns the scheme's table, also in a constant.
    pub const fn meta(&self) -> &'static SchemeMeta {
        self.meta
    }
}

fn new<S: Scheme>(api: &ApiMeta, credentials: &AnyCredentials) -> Result<Arc<dyn Signs>, String> {
    Ok(Arc::new(S::new(api, credentials)?))
}

impl Deref for AnyScheme {
    type Target = SchemeMeta;

    fn deref(&self) -> &SchemeMeta {
        self.meta
    }
}

impl fmt::Debug for AnyScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.meta.fmt(f)
    }
}

/// Credentials ready to sign and to verify, of any scheme: what can be computed once is.
#[derive(Clone)]
pub struct Signer {
    scheme: Arc<dyn Signs>,
    /// Its keys, which nothing that is shown may hold.
    keys: Arc<[Secret]>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.scheme.fmt(f)
    }
}

impl Signer {
    /// Prepares the credentials of an API.
    ///
    /// # Errors
    /// What is missing or cannot be seen, or that they are of another scheme.
    pub fn new(api: &ApiMeta, credentials: &AnyCredentials) -> Result<Self, String> {
        check_tables(api)?;
        credentials.check(&api.scheme, api.rust)?;
        let is_key = |name: &str| {
            api.scheme.credentials.iter().any(|part| part.name == name && part.role == CredentialRole::Secret)
        };
        let keys = credentials.parts().filter(|(name, _)| is_key(name)).map(|(_, key)| key.clone()).collect();
        Ok(Self { scheme: (api.scheme.new)(api, credentials)?, keys })
    }

    /// Returns its keys, to mask them.
    pub(crate) fn keys(&self) -> &[Secret] {
        &self.keys
    }

    /// Returns the account that signs.
    pub fn account(&self) -> &str {
        self.scheme.account()
    }

    /// Signs a message.
    ///
    /// # Errors
    /// Why it cannot be signed.
    pub fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        self.scheme.sign(message)
    }

    /// Verifies the signature of a message.
    pub fn verify(&self, message: &Unverified<'_>) -> Verdict {
        self.scheme.verify(message)
    }

    /// Explains the signature of a request.
    pub fn explain(&self, message: &Unverified<'_>) -> Explanation {
        self.scheme.explain(message)
    }
}

/// Headers that the client sets from the message.
const OF_THE_CLIENT: [&str; 4] = ["Accept", "Content-Type", "Content-Length", "Host"];

/// Checks that the tables of a scheme and of an API fit together: each header is set once, and what is masked is what is added.
fn check_tables(api: &ApiMeta) -> Result<(), String> {
    let scheme = api.scheme;
    let added = || scheme.added_headers.iter().chain(scheme.added_fields);
    if let Some(unknown) = scheme.secrets.iter().find(|secret| !added().any(|name| name == *secret)) {
        return Err(format!("the scheme {} masks {unknown}, which is not among what it adds", scheme.name));
    }
    if let Some(twice) = scheme.added_headers.iter().find(|name| contains(&OF_THE_CLIENT, name, true)) {
        return Err(format!("the scheme {} adds the header {twice}, which the client sets", scheme.name));
    }
    match api.headers.iter().find(|header| contains(scheme.added_headers, header.name, true)) {
        Some(header) => Err(format!(
            "every call of the {} API sends {}, which its scheme {} adds",
            api.rust, header.name, scheme.name
        )),
        None => Ok(()),
    }
}

/// [`Scheme`] without its type.
trait Signs: fmt::Debug + Send + Sync {
    fn account(&self) -> &str;
    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError>;
    fn verify(&self, message: &Unverified<'_>) -> Verdict;
    fn explain(&self, message: &Unverified<'_>) -> Explanation;
}

impl<S: Scheme> Signs for S {
    fn account(&self) -> &str {
        Scheme::account(self)
    }

    fn sign(&self, message: &mut Unsigned<'_>) -> Result<(), SignError> {
        Scheme::sign(self, message)
    }

    fn verify(&self, message: &Unverified<'_>) -> Verdict {
        Scheme::verify(self, message)
    }

    fn explain(&self, message: &Unverified<'_>) -> Explanation {
        Scheme::explain(self, message)
    }
}
