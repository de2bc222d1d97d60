//! Waiting for work that the provider does after its response: polling the status call until the work is done.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use crate::api::Api;
use crate::api::endpoint::Endpoint;
use crate::client::Client;
use crate::error::Error;
use crate::machine::response::Response;
use crate::machine::{Polled, Schedule, WaitMachine, WaitStep};
use crate::meta::Effect;
use crate::transport::BoxFuture;

/// A response that can report whether the work has finished.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not report whether the work has finished",
    label = "cannot be waited for",
    note = "wait for the response of a status call; for your own type implement `freedompay::PollStatus`"
)]
pub trait PollStatus {
    /// Reports whether asking again would bring nothing new: the work is done, has failed, or needs somebody to act first.
    fn is_final(&self) -> bool;
}

/// How a wait ended.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PollOutcome<R> {
    /// The work is settled, for better or worse: look at the response.
    Final(Response<R>),
    /// The time is up and the work is still under way. Nothing is decided; poll again later.
    Pending(Response<R>),
}

impl<R> PollOutcome<R> {
    /// Returns the last response.
    pub fn into_response(self) -> Response<R> {
        match self {
            Self::Final(response) | Self::Pending(response) => response,
        }
    }
}

type Progress<'a, R> = Box<dyn FnMut(&Response<R>, u32) + Send + 'a>;

/// A pending wait: configure it, then `.await` it.
#[must_use = "nothing is asked until this is awaited"]
pub struct Poller<'a, A: Api, E: Endpoint<Api = A>> {
    client: &'a Client<A>,
    request: &'a E,
    interval: Duration,
    deadline: Duration,
    progress: Option<Progress<'a, E::Response>>,
}

impl<A: Api, E: Endpoint<Api = A>> fmt::Debug for Poller<'_, A, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("endpoint", &E::META.id)
            .field("interval", &self.interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl<A: Api> Client<A> {
    /// Polls a status call until its work has finished: by default every 2 seconds for at most a minute. The provider
    /// documents no interval.
    ///
    /// Only a call that reads can be waited for, because it is sent repeatedly.
    pub fn wait<'a, E: Endpoint<Api = A>>(&'a self, request: &'a E) -> Poller<'a, A, E>
    where
        E::Response: PollStatus,
    {
        Poller {
            client: self,
            request,
            interval: Duration::from_secs(2),
            deadline: Duration::from_secs(60),
            progress: None,
        }
    }
}

impl<'a, A: Api, E: Endpoint<Api = A>> Poller<'a, A, E> {
    /// Sets the time between two status calls; at least [`Schedule::SHORTEST`], a tenth of a second.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets the time after which no further status call is made.
    pub fn timeout(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets a function that is called with every response that is not final yet, and the number of status calls made.
    pub fn on_progress(mut self, progress: impl FnMut(&Response<E::Response>, u32) + Send + 'a) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    async fn run(mut self) -> Result<PollOutcome<E::Response>, Error>
    where
        E::Response: PollStatus,
    {
        if E::META.effect != Effect::Read {
            let reason = "waiting repeats the call, and only one that reads may be repeated";
            return Err(Error::invalid(Some(E::META), "", reason));
        }
        let client = self.client.as_any();
        let schedule = Schedule::every(self.interval, self.deadline);
        let mut machine = WaitMachine::new(schedule, client.now());
        loop {
            let outcome = self.client.send(self.request).await;
            let polled = match &outcome {
                Ok(response) if response.is_final() => Polled::Final,
                Ok(_) => Polled::Pending,
                Err(error) => Polled::Failed(error),
            };
            let is_final = matches!(polled, Polled::Final);
            let WaitStep::Again(pause, asked) = machine.handle(client.now(), polled) else {
                return outcome.map(if is_final { PollOutcome::Final } else { PollOutcome::Pending });
            };
            if let (Ok(response), Some(progress)) = (&outcome, &mut self.progress) {
                progress(response, asked);
            }
            client.sleep(pause).await;
        }
    }
}

impl<'a, A: Api, E: Endpoint<Api = A> + Sync> IntoFuture for Poller<'a, A, E>
where
    E::Response: PollStatus + Sync,
{
    type Output = Result<PollOutcome<E::Response>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
