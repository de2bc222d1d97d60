//! Clients: a typed shell per API over one that knows its API only at run time.

#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod builder;
mod credentials;
pub(crate) mod driver;
mod hold;
pub(crate) mod reconcile;
pub(crate) mod recover;
mod shared;
pub(crate) mod wait;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use uuid::Uuid;

use crate::api::endpoint::{Dispatch, Endpoint, ResponseBody};
use crate::api::{Api, Credentials};
use crate::client::builder::ClientBuilder;
use crate::client::driver::{ClientInner, Running, entropy};
use crate::client::shared::Shared;
use crate::error::Error;
use crate::journal::Journal;
use crate::machine::prepared::PreparedRequest;
use crate::machine::response::{RawResponse, Response};
use crate::machine::{Now, Settings};
use crate::meta::scheme::AnyCredentials;
use crate::meta::{ApiMeta, EndpointMeta};
use crate::transport::BoxFuture;
use crate::tree::{Tree, TreeError};

/// A client of one API. Cheap to clone; clones share one connection pool.
///
/// ```no_run
#[doc = include_str!("../../docs/apis.txt")]
/// use freedompay::{Client, Country, Environment, JwsCredentials, Partner};
///
/// let secret = std::env::var("FREEDOMPAY_SECRET")?;
/// let client = Client::<Partner>::builder(JwsCredentials::new("123456", secret))
///     .environment(Environment::Production(Country::Kazakhstan))
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Client<A: Api> {
    core: AnyClient,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Client<A> {
    /// Returns a builder for a client of this API. Without an environment it calls production in Kazakhstan.
    pub fn builder(credentials: Credentials<A>) -> ClientBuilder<Self> {
        ClientBuilder::new(A::META, credentials.into())
    }

    /// Sends a request; the same as `request.send(&client)`.
    ///
    /// The request is encoded at once, so the future does not borrow it. Nothing is sent before the future is polled.
    pub fn send<E: Endpoint<Api = A>>(&self, request: &E) -> BoxFuture<'static, Result<Response<E::Response>, Error>> {
        let call = self.core.execute(E::META, Tree::from_serialize(request), request.further_ids(), None);
        Box::pin(async move { typed(call.await?).await })
    }

    /// Sends a request under the `X-Request-Id` of an earlier one. The Gateway Async API returns its first response and
    /// does nothing twice; for the other APIs that is not documented. Send it by the account that sent it first: for another
    /// one it is a new request.
    ///
    /// # Errors
    /// Besides those of `send`: [`Error::Invalid`] for endpoints without that header.
    pub fn resend<E: Endpoint<Api = A>>(
        &self,
        request: &E,
        request_id: Uuid,
    ) -> BoxFuture<'static, Result<Response<E::Response>, Error>> {
        let call = self.core.execute(E::META, Tree::from_serialize(request), request.further_ids(), Some(request_id));
        Box::pin(async move { typed(call.await?).await })
    }

    /// Checks, encodes and signs a request without sending it.
    pub fn prepare<E: Endpoint<Api = A>>(&self, request: &E) -> Result<PreparedRequest, Error> {
        self.core.prepare_with_ids(E::META, request, request.further_ids())
    }

    /// Returns the same client without its type, for calls by table.
    pub fn as_any(&self) -> &AnyClient {
        &self.core
    }
}

impl<A: Api> Dispatch<A> for Client<A> {
    type Output<R> = BoxFuture<'static, Result<Response<R>, Error>>;

    fn dispatch<E: Endpoint<Api = A>>(&self, request: &E) -> Self::Output<E::Response> {
        self.send(request)
    }
}

impl<A: Api> From<AnyClient> for Client<A> {
    fn from(core: AnyClient) -> Self {
        Self { core, api: PhantomData }
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), api: PhantomData }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

/// A client of an API that is known only at run time: calls are made by table, responses are untyped.
#[derive(Clone)]
pub struct AnyClient(Arc<ClientInner>);

impl fmt::Debug for AnyClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.settings().api.rust)
            .field("base_url", &self.settings().base_url.as_str())
            .finish_non_exhaustive()
    }
}

impl AnyClient {
    pub(crate) fn from_inner(inner: ClientInner) -> Self {
        Self(Arc::new(inner))
    }

    /// Returns a builder for a client of an API.
    pub fn builder(api: &'static ApiMeta, credentials: impl Into<AnyCredentials>) -> ClientBuilder<Self> {
        ClientBuilder::new(api, credentials.into())
    }

    /// Checks, encodes and signs a request without sending it.
    pub fn prepare(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Result<PreparedRequest, Error> {
        self.prepare_with_ids(endpoint, message, Vec::new())
    }

    fn prepare_with_ids(
        &self,
        endpoint: &'static EndpointMeta,
        message: &impl Serialize,
        further_ids: Vec<(&'static str, String)>,
    ) -> Result<PreparedRequest, Error> {
        let message = tree(endpoint, Tree::from_serialize(message))?;
        self.0.settings.current()?.prepare_with_ids(endpoint, message, further_ids, None, self.now(), &entropy()?)
    }

    /// Makes an untyped call.
    pub fn call(
        &self,
        endpoint: &'static EndpointMeta,
        message: &impl Serialize,
    ) -> BoxFuture<'static, Result<RawResponse, Error>> {
        self.call_tree(endpoint, Tree::from_serialize(message))
    }

    /// Makes an untyped call of a message.
    pub(crate) fn call_tree(
        &self,
        endpoint: &'static EndpointMeta,
        message: Result<Tree, TreeError>,
    ) -> BoxFuture<'static, Result<RawResponse, Error>> {
        let call = self.execute(endpoint, message, Vec::new(), None);
        Box::pin(async move { call.await?.finish(Ok(())).await })
    }

    /// Sleeps by the clock of the transport.
    pub(crate) fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.0.shared.transport.sleep(time)
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn runtime(&self) -> Option<&blocking::Runtime> {
        self.0.runtime.as_ref()
    }

    pub(crate) fn journal(&self) -> Option<&Arc<dyn Journal>> {
        self.0.journal.as_ref()
    }

    /// Returns the settings but for the keys, which may change.
    pub(crate) fn settings(&self) -> &Settings {
        self.0.settings.fixed()
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0.shared
    }

    pub(crate) fn now(&self) -> Now {
        self.0.shared.now()
    }

    /// Sends a prepared request.
    pub fn send_prepared(&self, prepared: PreparedRequest) -> BoxFuture<'static, Result<RawResponse, Error>> {
        let core = Arc::clone(&self.0);
        Box::pin(async move {
            let settings = core.settings.current()?;
            Running::begin(core, settings, prepared, entropy()?).await?.finish(Ok(())).await
        })
    }

    /// Executes a call. Every call takes this way; it is compiled once.
    fn execute(
        &self,
        endpoint: &'static EndpointMeta,
        message: Result<Tree, TreeError>,
        further_ids: Vec<(&'static str, String)>,
        request_id: Option<Uuid>,
    ) -> BoxFuture<'static, Result<Running, Error>> {
        let core = Arc::clone(&self.0);
        Box::pin(async move {
            let (now, entropy) = (core.shared.now(), entropy()?);
            let message = tree(endpoint, message)?;
            let settings = core.settings.current()?;
            let prepared = settings.prepare_with_ids(endpoint, message, further_ids, request_id, now, &entropy)?;
            Running::begin(core, settings, prepared, entropy).await
        })
    }
}

/// Ends a call with a typed response.
async fn typed<T: ResponseBody>(running: Running) -> Result<Response<T>, Error> {
    match running.read() {
        Some(Ok(typed)) => running.finish(Ok(())).await.map(|raw| Response::new(typed, raw)),
        Some(Err(error)) => running.finish(Err(error)).await.and_then(RawResponse::decode),
        None => running.finish(Ok(())).await.and_then(RawResponse::decode),
    }
}

fn tree(endpoint: &'static EndpointMeta, message: Result<Tree, TreeError>) -> Result<Tree, Error> {
    message.map_err(|e| Error::invalid(Some(endpoint), e.path(), e.message()))
}
