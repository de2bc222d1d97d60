//! What decides: one call, the limits that calls share, and what became of a lost call, as state machines without I/O.
//!
//! A machine is given events (a moment, a response, a failure with its stage, a record that was kept) and returns the
//! next step (record, wait for a permit, send, sleep, read the type, done). It has no clock, no randomness, no runtime and
//! no transport: the same events always give the same steps. Retries, pacing, journal records, the judgement of
//! responses, reconciliation and polling are decided here and nowhere else; the clients are drivers that carry the
//! steps out, and a simulation or a binding for another language is one more.
//!
//! ```
//! use std::sync::Mutex;
//!
//! use freedompay_runtime::machine::{CallMachine, Entropy, Event, Limits, Now, Settings, Step};
//! use freedompay_runtime::{HttpRequest, HttpResponse, TransportError, RawResponse, Error};
//!
//! /// Drives a call on a thread of its own, without a journal and without limits.
//! fn drive(
//!     mut call: CallMachine,
//!     limits: &Mutex<Limits>,
//!     now: impl Fn() -> Now,
//!     send: impl Fn(HttpRequest) -> Result<HttpResponse, TransportError>,
//! ) -> Option<Result<RawResponse, Error>> {
//!     let mut step = call.handle(now(), Event::Begin, limits);
//!     loop {
//!         let event = match step {
//!             Step::Send(request) => Event::from(send(request)),
//!             Step::Sleep(time) => {
//!                 std::thread::sleep(time);
//!                 Event::Awake
//!             }
//!             Step::Read => Event::Read(Ok(())),
//!             Step::Done(outcome) => return Some(outcome),
//!             Step::Record(_) | Step::RecordOutcome(_) | Step::Wait(_) | Step::Pending => return None,
//!         };
//!         step = call.handle(now(), event, limits);
//!     }
//! }
//! ```

mod call;
mod given;
pub(crate) mod judge;
mod limits;
mod masking;
mod outcome;
mod poll;
mod prepare;
pub(crate) mod prepared;
pub(crate) mod reconcile;
mod recover;
pub(crate) mod response;
pub(crate) mod retry;
mod settings;
mod step;
#[cfg(test)]
mod tests;
mod wait;

pub use self::call::CallMachine;
pub use self::given::{Entropy, Now};
pub use self::limits::{Limits, Ticket};
pub use self::poll::Schedule;
pub use self::reconcile::{ReconcileEvent, ReconcileMachine, ReconcileStep};
pub use self::recover::{Recovery, found, lease};
pub(crate) use self::settings::Options;
pub use self::settings::Settings;
pub use self::step::{Event, Step};
pub use self::wait::{Polled, WaitMachine, WaitStep};
