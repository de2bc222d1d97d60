//! A blocking client of an API that is known only at run time.

use std::fmt;
use std::future::IntoFuture;

use serde::Serialize;

use super::{RecoveryStream, Runtime};
use crate::client;
use crate::client::builder::ClientBuilder;
use crate::client::recover::Recovered;
use crate::error::{Call, Error};
use crate::machine::prepared::PreparedRequest;
use crate::machine::reconcile::Outcome;
use crate::machine::response::RawResponse;
use crate::meta::scheme::AnyCredentials;
use crate::meta::{ApiMeta, EndpointMeta};

/// A blocking client of an API that is known only at run time: calls are made by table, responses are untyped. Cheap to clone.
///
/// Where it can be called, and the error elsewhere, are those of [`Client`](super::Client).
#[derive(Clone)]
pub struct AnyClient {
    client: client::AnyClient,
    runtime: Runtime,
}

impl AnyClient {
    /// Returns a builder for a client of an API, as [`AnyClient::builder`](crate::AnyClient::builder).
    pub fn builder(api: &'static ApiMeta, credentials: impl Into<AnyCredentials>) -> ClientBuilder<Self> {
        ClientBuilder::new(api, credentials.into())
    }

    /// Wraps an asynchronous client, with the runtime that was given to its builder or else one of its own.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the async runtime fails to start.
    pub fn new(client: client::AnyClient) -> Result<Self, Error> {
        let runtime = client.runtime().cloned().unwrap_or_default().start()?;
        Ok(Self { client, runtime })
    }

    pub(super) fn with_runtime(client: client::AnyClient, runtime: Runtime) -> Self {
        Self { client, runtime }
    }

    /// Checks, encodes and signs a request without sending it. It can be called anywhere.
    ///
    /// # Errors
    /// Those of [`AnyClient::prepare`](crate::AnyClient::prepare).
    pub fn prepare(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Result<PreparedRequest, Error> {
        self.client.prepare(endpoint, message)
    }

    /// Makes an untyped call.
    ///
    /// # Errors
    /// Those of [`AnyClient::call`](crate::AnyClient::call).
    pub fn call(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Result<RawResponse, Error> {
        self.runtime.run(Some(endpoint), self.client.call(endpoint, message))?
    }

    /// Sends a prepared request.
    ///
    /// # Errors
    /// Those of [`AnyClient::send_prepared`](crate::AnyClient::send_prepared).
    pub fn send_prepared(&self, prepared: PreparedRequest) -> Result<RawResponse, Error> {
        self.runtime.run(Some(prepared.sent.endpoint), self.client.send_prepared(prepared))?
    }

    /// Determines the outcome of a request, by table.
    ///
    /// # Errors
    /// Those of [`Client::reconcile`](crate::Client::reconcile).
    pub fn reconcile(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Result<Outcome, Error> {
        self.runtime.run(Some(endpoint), self.client.reconcile(endpoint, message).into_future())?
    }

    /// Determines the outcome of a call, by table.
    ///
    /// # Errors
    /// Those of [`Client::reconcile`](crate::Client::reconcile).
    pub fn reconcile_call(&self, lost: &Call) -> Result<Outcome, Error> {
        self.runtime.run(Some(lost.endpoint), self.client.reconcile_call(lost).into_future())?
    }

    /// Determines the outcome of every call of this account that the journal holds open, as
    /// [`AnyClient::recover_all`](crate::AnyClient::recover_all).
    ///
    /// # Errors
    /// Those of [`Client::recover_all`](crate::Client::recover_all).
    pub fn recover_all(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync,
    ) -> Result<Vec<Recovered>, Error> {
        self.block_on(self.client.recover_all(endpoints))
    }

    /// Returns the recovered calls one by one, as [`RecoverAll::stream`](crate::RecoverAll::stream).
    pub fn recover_stream<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoveryStream<'a> {
        RecoveryStream::new(self.client.recover_all(endpoints).stream(), self.runtime.clone())
    }

    /// Blocks until work of the asynchronous client is done, for what has settings.
    ///
    /// # Errors
    /// Those of the work.
    pub fn block_on<R: Send>(
        &self,
        work: impl IntoFuture<IntoFuture: Send, Output = Result<R, Error>>,
    ) -> Result<R, Error> {
        self.runtime.block_on(work)?
    }

    /// Returns the asynchronous client behind it.
    pub fn as_async(&self) -> &client::AnyClient {
        &self.client
    }

    /// Returns the runtime that it runs on.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }
}

/// Made by its builder; the runtime starts with the first call, unless one was given.
impl From<client::AnyClient> for AnyClient {
    fn from(client: client::AnyClient) -> Self {
        let runtime = client.runtime().cloned().unwrap_or_default();
        Self { client, runtime }
    }
}

impl fmt::Debug for AnyClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
