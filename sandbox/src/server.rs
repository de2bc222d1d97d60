//! HTTP around the sandbox: bytes in, bytes out.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming as Body;
use hyper::header::{HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::body::Content;
use crate::message::Incoming;
use crate::refusal::Refusal;
use crate::state::State;
use crate::web;

/// Larger bodies are refused unread.
const MAX_BODY: usize = 8 << 20;

/// An answer before it is HTTP.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Content,
}

impl Reply {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, headers: Vec::new(), body: Content::from(body.into()) }
    }
}

/// The connection is closed without an answer.
#[derive(Debug)]
pub(crate) struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is closed without an answer")
    }
}

impl std::error::Error for HungUp {}

/// Serves until it is dropped; with it go all connections.
pub(crate) async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut tasks = JoinSet::new();
    tasks.spawn(keep_time(Arc::clone(&state)));
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tasks.spawn(connection(stream, Arc::clone(&state)))),
            // Out of file descriptors, or a connection that is gone already: neither ends the sandbox.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
        while tasks.try_join_next().is_some() {}
    }
}

/// Lets happen what falls due.
async fn keep_time(state: Arc<State>) {
    loop {
        state.run_due().await;
        let woken = state.wake.notified();
        match state.until_next() {
            Some(time) => drop(tokio::time::timeout(time, woken).await),
            None => woken.await,
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    let service = service_fn(move |request| {
        let state = Arc::clone(&state);
        // A caller who goes away takes nothing back: what was received is acted on.
        let exchange = tokio::spawn(async move { exchange(&state, request).await });
        async move { exchange.await.unwrap_or(Err(HungUp)) }
    });
    // What goes wrong on a connection is the client's to notice.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn exchange(state: &Arc<State>, request: Request<Body>) -> Result<Response<Content>, HungUp> {
    let (head, body) = request.into_parts();
    let reply = match Limited::new(body, MAX_BODY).collect().await {
        Err(_) => Refusal::new(413, "", "the body is larger than 8 MiB or was cut off").plain(),
        Ok(body) => {
            let body = body.to_bytes();
            let headers = head.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()));
            let incoming = Incoming {
                method: head.method.as_str(),
                path: head.uri.path(),
                query: head.uri.query().unwrap_or_default(),
                headers: headers.collect(),
                body: &body,
            };
            let reply = match web::serve(state, &incoming).await? {
                Some(page) => page,
                None => state.handle(&incoming).await?,
            };
            if !web::only_looks(&incoming) {
                state.changed();
            }
            reply
        }
    };
    Ok(to_http(reply))
}

fn to_http(reply: Reply) -> Response<Content> {
    let mut response = Response::new(reply.body);
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
