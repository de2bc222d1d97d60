//! The verifiers of an axum server: one for all callbacks, or one for each shop.

use std::fmt;
use std::sync::Arc;

use axum::extract::FromRef;
use axum::http::request::Parts;

use super::{CallbackError, CallbackVerifier};
use crate::transport::BoxFuture;

type Resolve = dyn Fn(&Parts) -> BoxFuture<'static, Result<CallbackVerifier, CallbackError>> + Send + Sync;

/// Finds the verifier for a callback: one for all, or that of the shop whose URL was called.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::{Arc, PoisonError, RwLock};
///
/// use axum::extract::FromRef;
/// use freedompay_runtime as freedompay;
/// use freedompay::PgCredentials;
/// use freedompay::callback::{CallbackError, CallbackVerifier, Verifiers};
///
/// #[derive(Clone)]
/// struct AppState {
///     verifiers: Verifiers,
/// }
///
/// impl FromRef<AppState> for Verifiers {
///     fn from_ref(state: &AppState) -> Self {
///         state.verifiers.clone()
///     }
/// }
///
/// // One shop:
/// let state = AppState { verifiers: CallbackVerifier::new("its secret key").into() };
///
/// // Several, distinguished by their URLs (`/shops/{id}/result`). Keys can change while the server runs.
/// let shops = HashMap::from([("17".to_owned(), PgCredentials::new("530017", "the key of shop 17"))]);
/// let shops = Arc::new(RwLock::new(shops));
/// let state = AppState {
///     verifiers: Verifiers::resolve(move |call| {
///         let id = call.uri.path().split('/').nth(2).unwrap_or_default().to_owned();
///         let shops = Arc::clone(&shops);
///         // A database would be asked here, with `.await`; an error of it is `CallbackError::Unavailable`.
///         async move {
///             let shops = shops.read().unwrap_or_else(PoisonError::into_inner);
///             shops.get(&id).map(CallbackVerifier::from).ok_or(CallbackError::UnknownMerchant)
///         }
///     }),
/// };
/// # let _ = state;
/// ```
#[derive(Clone)]
pub struct Verifiers(Source);

#[derive(Clone)]
enum Source {
    One(CallbackVerifier),
    Resolver(Arc<Resolve>),
}

impl fmt::Debug for Verifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::One(verifier) => verifier.fmt(f),
            Source::Resolver(_) => f.write_str("Verifiers::resolve(..)"),
        }
    }
}

impl Verifiers {
    /// Finds the verifier by a function of the call's method, URL and headers, which may ask a database.
    ///
    /// **Nothing of what it sees is authentic**, and anybody can call it: it chooses the keys with which the message is then verified,
    /// and nothing else. The body is read after it, so a call of an unknown shop costs no more than the look-up.
    ///
    /// Each verifier names its [`merchant`](CallbackVerifier::merchant), as those of [`PgCredentials`] do, so that no two shops share a
    /// decision; one without is refused ([`CallbackError::NoMerchant`]). The handler gets the name from
    /// [`Received::merchant`](super::Received::merchant), and looks orders up among those of that shop: another shop of the same
    /// server can sign any order number with its own key.
    ///
    /// [`CallbackError::UnknownMerchant`] is replied to with HTTP status 404, [`CallbackError::Unavailable`] with 503; the provider
    /// sends the notification again after both.
    ///
    /// [`PgCredentials`]: crate::PgCredentials
    pub fn resolve<F>(by: impl Fn(&Parts) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<CallbackVerifier, CallbackError>> + Send + 'static,
    {
        Self(Source::Resolver(Arc::new(move |call| Box::pin(by(call)))))
    }

    pub(super) async fn find(&self, call: &Parts) -> Result<CallbackVerifier, CallbackError> {
        match &self.0 {
            Source::One(verifier) => Ok(verifier.clone()),
            Source::Resolver(resolve) => resolve(call).await.and_then(named),
        }
    }
}

/// Refuses a verifier without a name where there are several.
fn named(verifier: CallbackVerifier) -> Result<CallbackVerifier, CallbackError> {
    if verifier.names_merchant() { Ok(verifier) } else { Err(CallbackError::NoMerchant) }
}

impl From<CallbackVerifier> for Verifiers {
    fn from(verifier: CallbackVerifier) -> Self {
        Self(Source::One(verifier))
    }
}

impl FromRef<CallbackVerifier> for Verifiers {
    fn from_ref(verifier: &CallbackVerifier) -> Self {
        verifier.clone().into()
    }
}
