//! The verifier of callbacks: the one way to a callback's fields.

use std::fmt;
use std::sync::Arc;

use super::decision::Decision;
use super::reply::ReplyContext;
use super::{Callback, CallbackError, Incoming, Received, ReplyKind, identity};
use crate::message::unread;
use crate::meta::{EndpointMeta, TypeMeta};
use crate::scheme::PgCredentials;
use crate::secret::{Secret, invisible_character};
use crate::sign::pg_sig;
use crate::tree::{Kind, Ref, Tree, TreeWriter};

/// Far more than the few kilobytes of a callback.
const MAX_BYTES: usize = 1 << 20;

/// Verifies callbacks with a shop's secrets.
///
/// Several secrets are tried in their order: the old one while keys are changed, and the payout key beside the one for
/// payments (which of them signs a payout's notification no page says). The reply is signed with the one that fits. An empty
/// secret fits nothing. If none fits, and one has a character that nobody can see, the error says so ([`CallbackError::Secret`]).
#[derive(Clone)]
pub struct CallbackVerifier {
    secrets: Arc<[Secret]>,
    script: Option<Arc<str>>,
    max_bytes: usize,
    merchant: Option<Arc<str>>,
}

impl fmt::Debug for CallbackVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbackVerifier")
            .field("secrets", &self.secrets.len())
            .field("script", &self.script)
            .field("max_bytes", &self.max_bytes)
            .field("merchant", &self.merchant)
            .finish()
    }
}

impl From<&PgCredentials> for CallbackVerifier {
    /// Creates a verifier of a shop with its payment key, and its payout key if there is one.
    fn from(credentials: &PgCredentials) -> Self {
        let verifier = Self::new(credentials.secret.clone()).merchant(&credentials.merchant_id);
        match &credentials.payout_secret {
            Some(payout) => verifier.also(payout.clone()),
            None => verifier,
        }
    }
}

/// A message that was verified.
struct Verified {
    message: Tree,
    envelope: ReplyContext,
    secret_index: usize,
}

impl CallbackVerifier {
    /// Creates a verifier with one secret.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secrets: Arc::new([secret.into()]), script: None, max_bytes: MAX_BYTES, merchant: None }
    }

    /// Accepts another secret, too.
    #[must_use]
    pub fn also(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets = self.secrets.iter().cloned().chain([secret.into()]).collect();
        self
    }

    /// Sets the script name to verify under, whatever path arrives: for a server behind a proxy that rewrites paths. It
    /// is the last segment of the path of the URL that was given to Freedom Pay.
    #[must_use]
    pub fn script(mut self, name: &str) -> Self {
        self.script = Some(name.into());
        self
    }

    /// Names the shop, where several share a server or a store. The name is part of [`Received::key`], so that two shops that number
    /// their orders alike never share a decision, and [`Received::merchant`] returns it. Take one that never changes, such as the shop's
    /// number: after a change every earlier notification counts as new.
    #[must_use]
    pub fn merchant(mut self, id: &str) -> Self {
        self.merchant = Some(id.into());
        self
    }

    /// Limits the bytes of a message; 1 MiB by default.
    #[must_use]
    pub fn max_bytes(mut self, limit: usize) -> Self {
        self.max_bytes = limit;
        self
    }

    #[cfg(feature = "axum")]
    pub(super) fn names_merchant(&self) -> bool {
        self.merchant.as_deref().is_some_and(|merchant| !merchant.is_empty())
    }

    #[cfg(feature = "axum")]
    pub(super) fn limit(&self) -> usize {
        self.max_bytes
    }

    /// Verifies a callback over every received field, and decodes it.
    ///
    /// # Errors
    /// If it cannot be read, is not authentic, or is not as `T` declares. The error has the reply.
    pub fn receive<T: Callback>(&self, incoming: Incoming<'_>) -> Result<Received<T>, CallbackError> {
        let opened = self.open(&incoming, T::META, T::Reply::SIGNED)?;
        let key = identity::key(T::META, self.merchant.as_deref(), opened.message.root());
        let typed = declared(T::META, opened.message.root());
        match unread::read(T::META, &TypeMeta::Object(T::META.request), &typed) {
            Ok(typed) => {
                let Verified { message, envelope, secret_index } = opened;
                Ok(Received { typed, message, envelope, key, secret_index, merchant: self.merchant.clone() })
            }
            Err(e) => {
                let reply = opened.envelope.reply(&Decision::error("The notice could not be interpreted"));
                let (field, reason) = (e.path().to_owned(), e.message().to_owned());
                Err(CallbackError::Malformed { id: T::META.id, field, message: reason, reply })
            }
        }
    }

    fn open(
        &self,
        incoming: &Incoming<'_>,
        callback: &EndpointMeta,
        is_signed: bool,
    ) -> Result<Verified, CallbackError> {
        if self.secrets.iter().all(is_empty) {
            return Err(CallbackError::NoSecret);
        }
        let message = pg_sig::signed_part(incoming.message(self.max_bytes)?);
        let script = self.script.as_deref().unwrap_or_else(|| incoming.script());
        let found = self.find(script, message.root());
        tracing::debug!(
            callback = callback.id,
            merchant = self.merchant.as_deref(),
            script,
            authentic = found.is_ok(),
            "freedompay.callback"
        );
        let (secret_index, secret) = found.map_err(|reason| self.why_nothing_fits(reason))?;
        let salt = message.root().get("pg_salt").map(|salt| salt.text().to_owned()).filter(|salt| !salt.is_empty());
        let envelope = ReplyContext { script: script.to_owned(), salt, secret: secret.clone(), is_signed };
        Ok(Verified { message, envelope, secret_index })
    }

    /// Returns the error about a signature that no secret fits. A secret that cannot fit any is the likelier mistake.
    fn why_nothing_fits(&self, reason: &'static str) -> CallbackError {
        match self.secrets.iter().find_map(|secret| invisible_character(secret.expose_secret())) {
            Some(found) => {
                CallbackError::Secret { message: format!("a secret of the verifier has {found}; copy it again") }
            }
            None => CallbackError::Signature { message: reason },
        }
    }

    /// Returns which secret signed the message.
    fn find(&self, script: &str, message: Ref<'_>) -> Result<(usize, &Secret), &'static str> {
        let mut usable = self.secrets.iter().enumerate().filter(|(_, secret)| !is_empty(secret));
        let found = usable.find(|(_, secret)| pg_sig::verify(script, message, secret));
        found.ok_or_else(|| match message.children().filter(|field| field.name() == pg_sig::FIELD).count() {
            0 => "it has no pg_sig",
            1 if pg_sig::has_disputed_list(message) => {
                "its pg_sig is wrong, or covers a list of more than 10 items in another order (implementations disagree)"
            }
            1 => "its pg_sig is wrong",
            _ => "it has more than one pg_sig",
        })
    }
}

/// Returns whether a secret is empty: anybody can sign with nothing.
fn is_empty(secret: &Secret) -> bool {
    secret.expose_secret().is_empty()
}

/// Returns the fields for the declared type: those that it knows, and the merchant's own. Signature and salt were for the way,
/// and what the provider adds tomorrow stays with the message.
fn declared(callback: &EndpointMeta, message: Ref<'_>) -> Tree {
    let prefix = callback.api.prefix;
    let is_known = |name: &str| callback.request.iter().any(|field| field.name == name);
    let mut writer = TreeWriter::new().syntax(message.syntax());
    writer.begin("", Kind::Map);
    message
        .children()
        .filter(|field| is_known(field.name()) || !field.name().starts_with(prefix))
        .for_each(|field| writer.copy(field));
    writer.end();
    // A part of a tree fits into a tree.
    writer.finish().unwrap_or_else(Tree::empty)
}
