//! For programs without an async runtime.

use std::fmt;
use std::sync::Arc;

use crate::answer::Answer;
use crate::area::Area;
use crate::endpoint::{Channel, Endpoint};
use crate::error::Error;

/// A client whose calls block the thread until they are answered.
///
/// ```no_run
/// # use freedompay_runtime as freedompay;
/// use freedompay::{Client, JwsCredentials, Partner, blocking};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = blocking::Client::new(Client::<Partner>::builder(JwsCredentials::new("123456", "…")).build()?)?;
/// // let answer = InvoiceInfo::new(id).send(&client)?;
/// # Ok(())
/// # }
/// ```
pub struct Client<A: Area> {
    client: crate::Client<A>,
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

impl<A: Area> Client<A> {
    /// Wraps an asynchronous client.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the operating system refuses what a runtime needs.
    pub fn new(client: crate::Client<A>) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|e| Error::invalid(None, "", format!("no runtime for blocking calls: {e}")))?;
        Ok(Self { client, runtime: Arc::new(Driver(Some(runtime))) })
    }

    /// Sends a request and waits; the same as `request.send(&client)`.
    ///
    /// # Errors
    /// Those of the asynchronous client, and [`Error::Invalid`] inside an async runtime, which blocking would stall.
    pub fn send<E: Endpoint<Area = A>>(&self, request: &E) -> Result<Answer<E::Response>, Error> {
        match &self.runtime.0 {
            Some(runtime) if tokio::runtime::Handle::try_current().is_err() => {
                runtime.block_on(self.client.send(request))
            }
            _ => {
                let what = "the blocking client was called inside an async runtime; use the asynchronous client there";
                Err(Error::invalid(Some(E::META), "", what))
            }
        }
    }
}

impl<A: Area> Channel<A> for Client<A> {
    type Sent<R> = Result<Answer<R>, Error>;

    fn carry<E: Endpoint<Area = A>>(&self, request: &E) -> Self::Sent<E::Response> {
        self.send(request)
    }
}

impl<A: Area> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), runtime: Arc::clone(&self.runtime) }
    }
}

impl<A: Area> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
