//! A client for programs without an async runtime.

use std::fmt;
use std::future::IntoFuture as _;
use std::sync::Arc;

use crate::api::Api;
use crate::api::endpoint::{Dispatch, Endpoint};
use crate::client;
use crate::client::recover::Recovered;
use crate::error::{Call, Error};
use crate::machine::reconcile::Outcome;
use crate::machine::response::Response;
use crate::meta::EndpointMeta;

/// A client whose calls block the thread until the response arrives.
///
/// ```no_run
/// # use freedompay_runtime as freedompay;
/// use freedompay::{Client, JwsCredentials, Partner, blocking};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = blocking::Client::new(Client::<Partner>::builder(JwsCredentials::new("123456", "…")).build()?)?;
/// // let response = InvoiceInfo::new(id).send(&client)?;
/// # Ok(())
/// # }
/// ```
pub struct Client<A: Api> {
    client: client::Client<A>,
    runtime: Arc<Driver>,
}

/// A runtime may not be dropped where blocking is forbidden, and a client can be dropped anywhere.
struct Driver(Option<tokio::runtime::Runtime>);

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl<A: Api> Client<A> {
    /// Wraps an asynchronous client.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the async runtime fails to start.
    pub fn new(client: client::Client<A>) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| Error::invalid(None, "", format!("failed to start the async runtime: {e}")))?;
        Ok(Self { client, runtime: Arc::new(Driver(Some(runtime))) })
    }

    /// Sends a request and waits for the response; the same as `request.send(&client)`.
    ///
    /// # Errors
    /// Those of the asynchronous client, and [`Error::Invalid`] inside an async runtime, which blocking would stall.
    pub fn send<E: Endpoint<Api = A>>(&self, request: &E) -> Result<Response<E::Response>, Error> {
        self.wait_for(Some(E::META), self.client.send(request))
    }

    /// Determines the outcome of a request, as [`Client::reconcile`](crate::Client::reconcile).
    ///
    /// # Errors
    /// Those of the asynchronous client, and [`Error::Invalid`] inside an async runtime.
    pub fn reconcile<E: Endpoint<Api = A>>(&self, request: &E) -> Result<Outcome, Error> {
        self.wait_for(Some(E::META), self.client.reconcile(request).into_future())
    }

    /// Finds out what became of the call that an error is about.
    ///
    /// # Errors
    /// Those of [`reconcile`](Self::reconcile).
    pub fn reconcile_call(&self, lost: &Call) -> Result<Outcome, Error> {
        self.wait_for(Some(lost.endpoint), self.client.reconcile_call(lost).into_future())
    }

    /// Finds out what became of every call of this API that the journal holds in doubt, as
    /// [`Client::recover_all`](crate::Client::recover_all).
    ///
    /// # Errors
    /// Those of the asynchronous client, and [`Error::Invalid`] inside an async runtime.
    pub fn recover_all(
        &self,
        endpoints: impl Fn(&str) -> Option<&'static EndpointMeta> + Send + Sync,
    ) -> Result<Vec<Recovered>, Error> {
        self.wait_for(None, self.client.recover_all(endpoints).into_future())
    }

    fn wait_for<R>(
        &self,
        endpoint: Option<&'static EndpointMeta>,
        work: impl Future<Output = Result<R, Error>>,
    ) -> Result<R, Error> {
        match &self.runtime.0 {
            Some(runtime) if tokio::runtime::Handle::try_current().is_err() => runtime.block_on(work),
            _ => {
                let reason =
                    "the blocking client was called inside an async runtime; use the asynchronous client there";
                Err(Error::invalid(endpoint, "", reason))
            }
        }
    }
}

impl<A: Api> Dispatch<A> for Client<A> {
    type Output<R> = Result<Response<R>, Error>;

    fn dispatch<E: Endpoint<Api = A>>(&self, request: &E) -> Self::Output<E::Response> {
        self.send(request)
    }
}

impl<A: Api> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), runtime: Arc::clone(&self.runtime) }
    }
}

impl<A: Api> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
