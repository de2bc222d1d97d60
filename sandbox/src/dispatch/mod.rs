//! One API call from request to reply: route, check, faults, handler, response, log.

mod faults;
mod response;

use crate::calls::{self, CallResult};
use crate::http::incoming::Incoming;
use crate::http::reply::{ConnectionClosed, Reply};
use crate::protocol::record::Recorded;
use crate::state::State;
use faults::Before;
use response::Responder;

impl State {
    /// Handles one API call and logs it.
    pub(crate) async fn handle(&self, incoming: &Incoming<'_>) -> Result<Reply, ConnectionClosed> {
        let candidates = match self.routes.find(incoming) {
            Ok(candidates) => candidates,
            Err(error) => {
                self.log.add(Recorded::unrouted(incoming, &error));
                return Ok(error.plain());
            }
        };
        let call = self.checker().check(&candidates, incoming);
        let endpoints: Vec<_> = call.candidates.all().collect();
        let fault = self.world().faults.next(&endpoints, |_| true);
        let before = faults::before(fault.as_ref()).await;
        let result = match (&call.error, &before) {
            // An invalid call gets its own error, not the planned one.
            (Some(error), _) | (None, Before::Fail(error)) => Err(error.clone()),
            (None, Before::Proceed) if !self.answers_samples => calls::handle(self, &call).await,
            (None, _) => Ok(CallResult::Sample),
        };
        let error = result.as_ref().err().cloned();
        let reply = Responder { state: self, call: &call, fault: fault.as_ref() }.respond(result);
        let masks = self.credentials.masks();
        self.log.add(Recorded::of(incoming, &call, fault.clone(), error.as_ref(), &masks));
        match before {
            Before::Proceed | Before::Fail(_) => faults::after(fault, reply).await,
            Before::Reply(instead) => Ok(instead),
            Before::Disconnect => Err(ConnectionClosed),
        }
    }
}
