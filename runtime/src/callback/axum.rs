//! Callbacks in axum: [`Received`] is an extractor, [`Reply`] and [`CallbackError`] are responses.
//!
//! The router's state has the [`Verifiers`] (`FromRef`). The path is the one that was called, also inside nested routers.

use std::fmt;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, OriginalUri, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Callback, CallbackError, CallbackVerifier, Incoming, Received, Reply};
use crate::transport::BoxFuture;

type Resolve = dyn Fn(&Parts) -> BoxFuture<'static, Result<CallbackVerifier, CallbackError>> + Send + Sync;

/// Finds the verifier for a callback: one for all, or that of the shop whose URL was called.
///
/// ```
/// use axum::extract::FromRef;
/// use freedompay_runtime::callback::{CallbackError, CallbackVerifier, Verifiers};
///
/// #[derive(Clone)]
/// struct State {
///     verifiers: Verifiers,
/// }
///
/// impl FromRef<State> for Verifiers {
///     fn from_ref(state: &State) -> Self {
///         state.verifiers.clone()
///     }
/// }
///
/// // One shop:
/// let state = State { verifiers: CallbackVerifier::new("its secret key").into() };
/// // Several, told apart by their URLs: `/shops/{id}/result`.
/// let state = State {
///     verifiers: Verifiers::resolve(|call| {
///         let shop = call.uri.path().split('/').nth(2).map(str::to_owned);
///         async move {
///             match shop.as_deref() {
///                 Some("17") => Ok(CallbackVerifier::new("the secret key of shop 17").merchant("17")),
///                 _ => Err(CallbackError::UnknownMerchant),
///             }
///         }
///     }),
/// };
/// # let _ = state;
/// ```
#[derive(Clone)]
pub struct Verifiers(Found);

#[derive(Clone)]
enum Found {
    One(CallbackVerifier),
    By(Arc<Resolve>),
}

impl fmt::Debug for Verifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifiers")
    }
}

impl Verifiers {
    /// Finds the verifier by a function of the call's address and headers, which may look it up. Nothing of them is authentic yet:
    /// they choose the keys, and the message is verified with these. Each shop's verifier names its
    /// [`merchant`](CallbackVerifier::merchant), which the handler is told by [`Received::merchant`].
    ///
    /// [`CallbackError::UnknownMerchant`] is replied to with HTTP status 404, [`CallbackError::Unavailable`] with 503, so that the
    /// notification comes again.
    pub fn resolve<F>(by: impl Fn(&Parts) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<CallbackVerifier, CallbackError>> + Send + 'static,
    {
        Self(Found::By(Arc::new(move |call| Box::pin(by(call)))))
    }

    async fn find(&self, call: &Parts) -> Result<CallbackVerifier, CallbackError> {
        match &self.0 {
            Found::One(verifier) => Ok(verifier.clone()),
            Found::By(resolve) => resolve(call).await,
        }
    }
}

impl From<CallbackVerifier> for Verifiers {
    fn from(verifier: CallbackVerifier) -> Self {
        Self(Found::One(verifier))
    }
}

impl FromRef<CallbackVerifier> for Verifiers {
    fn from_ref(verifier: &CallbackVerifier) -> Self {
        verifier.clone().into()
    }
}

impl<S, T> FromRequest<S> for Received<T>
where
    S: Send + Sync,
    T: Callback,
    Verifiers: FromRef<S>,
{
    type Rejection = CallbackError;

    async fn from_request(request: Request, state: &S) -> Result<Self, CallbackError> {
        let (mut head, body) = request.into_parts();
        if let Some(OriginalUri(uri)) = head.extensions.get() {
            head.uri = uri.clone();
        }
        let verifier = Verifiers::from_ref(state).find(&head).await?;
        let too_large = |_| CallbackError::TooLarge { limit: verifier.limit() };
        let body = to_bytes(body, verifier.limit()).await.map_err(too_large)?;
        let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        verifier.receive(Incoming {
            method: head.method.as_str(),
            path: head.uri.path(),
            query: head.uri.query().unwrap_or_default(),
            content_type: content_type.unwrap_or_default(),
            body: &body,
        })
    }
}

/// Finishes a decision that was begun, even if the caller hangs up: a server drops its handler then, and with it a decision half
/// way. The decision runs in a task of its own; if that panics, the reply is HTTP status 500 and the notification comes again.
///
/// ```
/// use axum::extract::State;
/// use freedompay_runtime::callback::{self, Claim, MemoryCallbackStore, Received, Reply};
/// # use freedompay_runtime::callback::{Callback, SignedReply};
///
/// # fn example<ResultNotify: Callback<Reply = SignedReply>>() {
/// async fn result<ResultNotify: Callback<Reply = SignedReply>>(
///     State(store): State<MemoryCallbackStore>,
///     notice: Received<ResultNotify>,
/// ) -> Reply {
///     callback::uninterrupted(async move {
///         match notice.claim(&store).await {
///             Ok(Claim::Known(reply) | Claim::Busy(reply)) => reply,
///             Ok(Claim::Mine(claim)) => match claim.keep(notice.ok()).await {
///                 Ok(reply) => reply,
///                 Err(_) => notice.reply(&notice.error("Try again later")),
///             },
///             Err(_) => notice.reply(&notice.error("Try again later")),
///         }
///     })
///     .await
/// }
/// # let _ = result::<ResultNotify>;
/// # }
/// ```
pub async fn uninterrupted(decision: impl Future<Output = Reply> + Send + 'static) -> Reply {
    tokio::spawn(decision).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the decision on a notification did not end");
        Reply::plain(500)
    })
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let content_type = self.content_type();
        let mut response = Response::new(Body::from(self.into_body()));
        *response.status_mut() = status;
        if let Some(content_type) = content_type {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        response
    }
}

impl IntoResponse for CallbackError {
    fn into_response(self) -> Response {
        tracing::warn!(error = %self, "freedompay.callback rejected");
        let mut response = self.reply().into_response();
        if self == Self::Method {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
        }
        response
    }
}
