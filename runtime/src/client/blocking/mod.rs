//! Clients for programs without an async runtime.

mod any;
mod recovery;
pub(crate) mod runtime;

use std::fmt;
use std::future::IntoFuture;

use uuid::Uuid;

pub use self::any::AnyClient;
pub use self::recovery::RecoveryStream;
pub use self::runtime::Runtime;
use crate::api::endpoint::{Dispatch, Endpoint};
use crate::api::{Api, Credentials};
use crate::client;
use crate::client::builder::ClientBuilder;
use crate::client::recover::Recovered;
use crate::client::wait::{PollOutcome, PollStatus};
use crate::error::{Call, Error};
use crate::machine::prepared::PreparedRequest;
use crate::machine::reconcile::Outcome;
use crate::machine::response::Response;
use crate::meta::EndpointMeta;

/// A client whose calls block the thread until the response arrives. Cheap to clone.
///
/// ```no_run
#[doc = include_str!("../../../docs/apis.txt")]
/// use freedompay::{JwsCredentials, Partner, blocking};
///
/// let client = blocking::Client::<Partner>::builder(JwsCredentials::new("123456", "…")).build()?;
/// // let response = InvoiceInfo::new(id).send(&client)?;
/// # Ok::<(), freedompay::Error>(())
/// ```
///
/// It can be called wherever blocking is allowed: see [`Runtime::block_on`]. Inside a future every method that sends returns
/// [`Error::Invalid`] besides the errors of the asynchronous client, and sends nothing.
pub struct Client<A: Api> {
    client: client::Client<A>,
    runtime: Runtime,
}

impl<A: Api> Client<A> {
    /// Returns a builder for a client of this API, as [`Client::builder`](crate::Client::builder).
    pub fn builder(credentials: Credentials<A>) -> ClientBuilder<Self> {
        ClientBuilder::new(A::META, credentials.into())
    }

    /// Wraps an asynchronous client, with the runtime that was given to its builder or else one of its own.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the async runtime fails to start.
    pub fn new(client: client::Client<A>) -> Result<Self, Error> {
        let any = AnyClient::new(client.as_any().clone())?;
        Ok(Self { client, runtime: any.runtime().clone() })
    }

    /// Sends a request and waits for the response; the same as `request.send(&client)`.
    ///
    /// # Errors
    /// Those of [`Client::send`](crate::Client::send).
    pub fn send<E: Endpoint<Api = A>>(&self, request: &E) -> Result<Response<E::Response>, Error> {
        self.run(E::META, self.client.send(request))
    }

    /// Sends a request under the `X-Request-Id` of an earlier one, as [`Client::resend`](crate::Client::resend).
    ///
    /// # Errors
    /// Those of [`Client::resend`](crate::Client::resend).
    pub fn resend<E: Endpoint<Api = A>>(&self, request: &E, request_id: Uuid) -> Result<Response<E::Response>, Error> {
        self.run(E::META, self.client.resend(request, request_id))
    }

    /// Checks, encodes and signs a request without sending it. It can be called anywhere.
    ///
    /// # Errors
    /// Those of [`Client::prepare`](crate::Client::prepare).
    pub fn prepare<E: Endpoint<Api = A>>(&self, request: &E) -> Result<PreparedRequest, Error> {
        self.client.prepare(request)
    }

    /// Polls a status call until its work has finished, as [`Client::wait`](crate::Client::wait): every 2 seconds for at most a
    /// minute. For other times take [`block_on`](Self::block_on) and the asynchronous one.
    ///
    /// # Errors
    /// Those of [`Client::wait`](crate::Client::wait).
    pub fn wait<E: Endpoint<Api = A> + Sync>(&self, request: &E) -> Result<PollOutcome<E::Response>, Error>
    where
        E::Response: PollStatus + Sync,
    {
        self.run(E::META, self.client.wait(request).into_future())
    }

    /// Determines the outcome of a request, as [`Client::reconcile`](crate::Client::reconcile).
    ///
    /// # Errors
    /// Those of [`Client::reconcile`](crate::Client::reconcile).
    pub fn reconcile<E: Endpoint<Api = A>>(&self, request: &E) -> Result<Outcome, Error> {
        self.run(E::META, self.client.reconcile(request).into_future())
    }

    /// Determines the outcome of the call that an error is about, as [`Client::reconcile_call`](crate::Client::reconcile_call).
    ///
    /// # Errors
    /// Those of [`reconcile`](Self::reconcile).
    pub fn reconcile_call(&self, lost: &Call) -> Result<Outcome, Error> {
        self.as_any().reconcile_call(lost)
    }

    /// Determines the outcome of every call of this account that the journal holds open, as
    /// [`Client::recover_all`](crate::Client::recover_all).
    ///
    /// # Errors
    /// Those of [`Client::recover_all`](crate::Client::recover_all).
    pub fn recover_all(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync,
    ) -> Result<Vec<Recovered>, Error> {
        self.as_any().recover_all(endpoints)
    }

    /// Returns the recovered calls one by one, each as soon as it is known, as
    /// [`RecoverAll::stream`](crate::RecoverAll::stream).
    pub fn recover_stream<'a>(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync + 'a,
    ) -> RecoveryStream<'a> {
        self.as_any().recover_stream(endpoints)
    }

    /// Blocks until work of the asynchronous client is done, for what has settings:
    /// `client.block_on(client.as_async().wait(&request).timeout(time))`.
    ///
    /// # Errors
    /// Those of the work.
    pub fn block_on<R: Send>(
        &self,
        work: impl IntoFuture<IntoFuture: Send, Output = Result<R, Error>>,
    ) -> Result<R, Error> {
        self.runtime.block_on(work)?
    }

    /// Returns the same client without its type, for calls by table.
    pub fn as_any(&self) -> AnyClient {
        AnyClient::with_runtime(self.client.as_any().clone(), self.runtime.clone())
    }

    /// Returns the asynchronous client behind it.
    pub fn as_async(&self) -> &client::Client<A> {
        &self.client
    }

    /// Returns the runtime that it runs on.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    fn run<R: Send>(
        &self,
        endpoint: &'static EndpointMeta,
        work: impl Future<Output = Result<R, Error>> + Send,
    ) -> Result<R, Error> {
        self.runtime.run(Some(endpoint), work)?
    }
}

impl<A: Api> Dispatch<A> for Client<A> {
    type Output<R> = Result<Response<R>, Error>;

    fn dispatch<E: Endpoint<Api = A>>(&self, request: &E) -> Self::Output<E::Response> {
        self.send(request)
    }
}

/// Made by its builder; the runtime starts with the first call, unless one was given.
impl<A: Api> From<client::AnyClient> for Client<A> {
    fn from(core: client::AnyClient) -> Self {
        let runtime = core.runtime().cloned().unwrap_or_default();
        Self { client: core.into(), runtime }
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), runtime: self.runtime.clone() }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
