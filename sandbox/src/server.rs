//! HTTP around the sandbox: bytes in, bytes out.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use freedompay::meta::EndpointMeta;
use freedompay::wire::json;
use freedompay::{Value, tree::Tree};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::message::Incoming;
use crate::progress::Progress;
use crate::record::{Log, Recorded};
use crate::refusal::Refusal;
use crate::{Credentials, answer, check, route};

/// Larger bodies are refused unread.
const MAX_BODY: usize = 8 << 20;

/// Everything a sandbox knows.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) credentials: Credentials,
    pub(crate) endpoints: Vec<&'static EndpointMeta>,
    pub(crate) log: Log,
    pub(crate) progress: Progress,
}

/// An answer before it is HTTP.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl State {
    pub(crate) fn new(credentials: Credentials, endpoints: Vec<&'static EndpointMeta>) -> Self {
        Self { credentials, endpoints, log: Log::default(), progress: Progress::default() }
    }

    /// Answers one call and keeps it in the log.
    fn handle(&self, incoming: &Incoming<'_>) -> Reply {
        let found = match route::find(&self.endpoints, incoming) {
            Ok(found) => found,
            Err(refusal) => {
                let reply = refusal.plain();
                self.log.add(Recorded::unrouted(incoming, &refusal));
                return reply;
            }
        };
        let outcome = check::check(self, &found, incoming);
        let reply = match &outcome.result {
            Ok(()) => answer::accepted(self, &outcome),
            Err(refusal) => answer::refused(self, &outcome, refusal),
        };
        self.log.add(Recorded::of(incoming, &outcome));
        reply
    }

    /// The log, for people and other programs.
    fn requests(&self) -> Reply {
        let list: Vec<Value> = self.log.all().iter().map(Recorded::to_value).collect();
        let body = Tree::from_serialize(&list).map(|tree| json::encode(tree.root())).unwrap_or_default();
        Reply { status: 200, content_type: "application/json", headers: Vec::new(), body }
    }
}

pub(crate) async fn serve(listener: TcpListener, state: Arc<State>, stopped: oneshot::Receiver<()>) {
    let router = Router::new().fallback(move |request: Request| exchange(Arc::clone(&state), request));
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        // Either the sandbox is dropped, which closes the channel, or never.
        let _ = stopped.await;
    });
    // The listener is this process's own; if accepting fails for good there is nobody to tell but the caller, whose
    // next call fails to connect.
    let _ = server.await;
}

async fn exchange(state: Arc<State>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let reply = match to_bytes(body, MAX_BODY).await {
        Err(_) => Refusal::new(413, "", "the body is larger than 8 MiB or was cut off").plain(),
        Ok(body) => {
            let path = head.uri.path();
            if head.method == axum::http::Method::GET && path == "/_sandbox/requests" {
                state.requests()
            } else {
                let query = head.uri.query().unwrap_or_default();
                state.handle(&incoming(head.method.as_str(), path, query, &head.headers, &body))
            }
        }
    };
    to_http(reply)
}

fn incoming<'a>(
    method: &'a str,
    path: &'a str,
    query: &'a str,
    headers: &'a HeaderMap,
    body: &'a Bytes,
) -> Incoming<'a> {
    let headers = headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default())).collect();
    Incoming { method, path, query, headers, body }
}

fn to_http(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert("content-type", HeaderValue::from_static(reply.content_type));
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
    response
}
