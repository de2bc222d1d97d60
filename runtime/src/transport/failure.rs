//! Where an exchange of reqwest's failed, as far as its errors and the request's body show.

use std::error::Error;
use std::io;

use super::outgoing::Progress;
use crate::http::{Stage, TransportError};

/// Returns a failure before a response's head.
pub(super) fn sending(error: reqwest::Error, progress: &Progress) -> TransportError {
    let stage = if error.is_builder() {
        Stage::NotSent
    } else if error.is_connect() {
        connecting(&error)
    } else {
        exchanging(&error, progress)
    };
    TransportError { stage, message: describe(&error) }
}

/// Returns a failure after a response's head.
pub(super) fn reading(error: reqwest::Error) -> TransportError {
    TransportError { stage: Stage::Read, message: describe(&error) }
}

/// Locates a failure to connect. Nothing of a request is written before the connection is made, TLS included.
fn connecting(error: &reqwest::Error) -> Stage {
    if error.is_dns() {
        return Stage::Dns;
    }
    // Only a handshake can be cut short by an end of the stream: TCP has none before it is connected.
    let is_tls = |e: &(dyn Error + 'static)| {
        e.is::<rustls::Error>()
            || e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::UnexpectedEof)
    };
    if causes(error).any(is_tls) { Stage::Tls } else { Stage::Connect }
}

/// Locates a failure of the exchange. An error about a connection that was closed does not say how much had arrived; neither
/// does "canceled" of a connection from the pool. They all count as possibly sent.
fn exchanging(error: &reqwest::Error, progress: &Progress) -> Stage {
    let http = causes(error).find_map(|e| e.downcast_ref::<hyper::Error>());
    if http.is_some_and(hyper::Error::is_parse) {
        return Stage::Read;
    }
    let is_broken_pipe = |e: &(dyn Error + 'static)| {
        e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    };
    match (progress.has_begun(), progress.has_ended()) {
        _ if causes(error).any(is_broken_pipe) => Stage::Write,
        (_, true) => Stage::Wait,
        (true, false) => Stage::Write,
        (false, false) => Stage::MaybeSent,
    }
}

/// Returns the causes, outermost first. An `io::Error` leaves what it wraps out of its own sources.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&e| match e.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => e.source(),
    })
}

/// Returns the innermost cause in words. The outer ones may hold the URL, and that has ids in its path.
fn describe(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return if error.is_connect() { "connecting timed out" } else { "the attempt timed out" }.to_owned();
    }
    match causes(error).last() {
        Some(cause) => cause.to_string(),
        None => "the HTTP library gave no reason".to_owned(),
    }
}
