//! The HTTP server: connections, the background scheduler, and the choice between pages and API calls.

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

use crate::http::body::ReplyBody;
use crate::http::incoming::Incoming;
use crate::http::reply::{ConnectionClosed, Reply};
use crate::protocol::api_error::ApiError;
use crate::state::State;
use crate::web::{self, shop::is_shop_path};

/// Larger bodies are refused unread.
const MAX_BODY: usize = 8 << 20;

/// Serves until it is dropped, which closes all connections.
pub(crate) async fn serve(listener: TcpListener, state: Arc<State>) {
    let mut tasks = JoinSet::new();
    tasks.spawn(run_scheduler(Arc::clone(&state)));
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tasks.spawn(connection(stream, Arc::clone(&state)))),
            // Out of file descriptors, or the connection was closed already: neither ends the sandbox.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
        while tasks.try_join_next().is_some() {}
    }
}

/// Runs jobs as they fall due.
async fn run_scheduler(state: Arc<State>) {
    loop {
        state.run_due_jobs().await;
        let woken = state.jobs_changed.notified();
        match state.until_next() {
            Some(time) => drop(tokio::time::timeout(time, woken).await),
            None => woken.await,
        }
    }
}

async fn connection(stream: TcpStream, state: Arc<State>) {
    let service = service_fn(move |request| {
        let state = Arc::clone(&state);
        // A request that was received is handled even if its caller disconnects.
        let exchange = tokio::spawn(async move { exchange(&state, request).await });
        async move { exchange.await.unwrap_or(Err(ConnectionClosed)) }
    });
    // The client sees a connection error itself.
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn exchange(state: &Arc<State>, request: Request<Body>) -> Result<Response<ReplyBody>, ConnectionClosed> {
    let (head, body) = request.into_parts();
    let reply = match Limited::new(body, MAX_BODY).collect().await {
        Err(_) => ApiError::new(413, "", "the body is larger than 8 MiB or was cut off").plain(),
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
            let reply = match web::serve(state, &incoming).await {
                Some(page) => page,
                // The provider's mobile SDKs do not post this call but open its URL with the signed fields in the query.
                None if incoming.method == "GET" && is_shop_path(incoming.path, "/card/pay") => {
                    state.handle(&incoming.query_as_form()).await?
                }
                None => state.handle(&incoming).await?,
            };
            if !web::is_read_only(&incoming) {
                state.changed();
            }
            reply
        }
    };
    Ok(to_http(reply))
}

fn to_http(reply: Reply) -> Response<ReplyBody> {
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
