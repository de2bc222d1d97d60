//! The async runtime behind blocking clients, and where they may block.

use std::fmt;
use std::future::IntoFuture;
use std::panic::resume_unwind;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};
use std::thread;

use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::error::Error;
use crate::meta::EndpointMeta;

/// The async runtime that blocking clients run on. Cheap to clone; clones are one runtime.
///
/// It runs only while something blocks on it. A client without a given one starts its own. Give several clients one, and open the store
/// of their journal on it, where a connection belongs to the runtime that opened it:
///
/// ```no_run
#[doc = include_str!("../../../docs/apis.txt")]
/// use freedompay::journal::MemoryJournal;
/// use freedompay::{Merchant, PgCredentials, blocking};
/// # async fn open() -> Result<MemoryJournal, freedompay::Error> { Ok(MemoryJournal::new()) }
///
/// let runtime = blocking::Runtime::new()?;
/// let store = runtime.block_on(open())??; // `Store::connect(url)` with the feature `postgres`
/// let client = blocking::Client::<Merchant>::builder(PgCredentials::new("123456", "…"))
///     .runtime(&runtime)
///     .journal(store)
///     .build()?;
/// # Ok::<(), freedompay::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Runtime(Arc<Driver>);

/// A runtime may not be dropped where blocking is forbidden, and a client can be dropped anywhere.
#[derive(Default)]
struct Driver(OnceLock<tokio::runtime::Runtime>);

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

impl Runtime {
    /// Starts a runtime.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the operating system does not let it start.
    pub fn new() -> Result<Self, Error> {
        Self::default().start()
    }

    /// Starts it unless it has been.
    pub(super) fn start(self) -> Result<Self, Error> {
        self.started(None)?;
        Ok(self)
    }

    /// Blocks the thread until the work is done, and returns its result.
    ///
    /// Threads for blocking work may do that: those of the program, of `spawn_blocking`, within `block_in_place`, and threads that
    /// have entered a runtime's handle. Directly inside a future it would stall every other task of that thread, so it is refused.
    /// A future without a budget (`tokio::task::unconstrained`, or of another executor than tokio) is not recognised and does stall.
    ///
    /// # Errors
    /// [`Error::Invalid`] inside a future; the work is dropped then and nothing of it was done.
    pub fn block_on<F>(&self, work: F) -> Result<F::Output, Error>
    where
        F: IntoFuture<IntoFuture: Send, Output: Send>,
    {
        self.run(None, work.into_future())
    }

    /// Blocks on work that is about a call of this endpoint.
    pub(super) fn run<T: Send>(
        &self,
        endpoint: Option<&'static EndpointMeta>,
        work: impl Future<Output = T> + Send,
    ) -> Result<T, Error> {
        if is_in_future() {
            let reason = "the blocking client was called inside an async runtime, in a future, where it would stall every other \
                          task; use the asynchronous client there, or call it within spawn_blocking or block_in_place";
            return Err(Error::invalid(endpoint, "", reason));
        }
        let runtime = self.started(endpoint)?;
        if tokio::runtime::Handle::try_current().is_err() {
            return Ok(runtime.block_on(work));
        }
        // A thread that belongs to a runtime may block, but starting another runtime on it can panic.
        let work = work.in_current_span().with_current_subscriber();
        thread::scope(|scope| {
            let own = thread::Builder::new().name("freedompay-blocking".to_owned());
            let running = own.spawn_scoped(scope, || runtime.block_on(work));
            let running =
                running.map_err(|e| Error::invalid(endpoint, "", format!("failed to start a thread: {e}")))?;
            running.join().map_err(|panic| resume_unwind(panic))
        })
    }

    fn started(&self, endpoint: Option<&'static EndpointMeta>) -> Result<&tokio::runtime::Runtime, Error> {
        let cell = &self.0.0;
        if cell.get().is_none() {
            let made = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let made = made.map_err(|e| failed(endpoint, &e))?;
            if let Err(second) = cell.set(made) {
                second.shutdown_background();
            }
        }
        cell.get().ok_or_else(|| failed(endpoint, &"it is gone"))
    }
}

fn failed(endpoint: Option<&'static EndpointMeta>, reason: &dyn fmt::Display) -> Error {
    Error::invalid(endpoint, "", format!("failed to start the async runtime: {reason}"))
}

/// Reports whether a future of tokio's is being polled on this thread. Only that has a budget; blocking threads of tokio's have none.
fn is_in_future() -> bool {
    // Budgets count to 255 at most.
    const MORE_THAN_ANY: usize = 256;
    let mut context = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    let is_limited = (0..MORE_THAN_ANY).any(|_| match tokio::task::coop::poll_proceed(&mut context) {
        Poll::Ready(restore) => {
            taken.push(restore);
            false
        }
        Poll::Pending => true,
    });
    // Each gives back what was there when it was taken, so the first comes last.
    while taken.pop().is_some() {}
    is_limited
}
