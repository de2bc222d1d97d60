//! Callbacks in axum: [`Received`] is an extractor, [`Reply`] and [`CallbackError`] are responses.
//!
//! The router's state has the [`Verifiers`] (`FromRef`). The path is the one that was called, also inside nested routers.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest, OriginalUri, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::{Callback, CallbackError, Incoming, Received, Reply, Verifiers};

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
