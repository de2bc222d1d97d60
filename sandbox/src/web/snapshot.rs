//! `/_sandbox/snapshot`: `GET` saves, `PUT` goes on from what was saved.

use crate::message::Incoming;
use crate::refusal::Refusal;
use crate::server::Reply;
use crate::snapshot;
use crate::state::State;

pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    match incoming.method {
        "GET" => Reply::new(200, "application/json", snapshot::save(&state.world())),
        "PUT" => match snapshot::load(&String::from_utf8_lossy(incoming.body)) {
            Ok(world) => {
                *state.world() = world;
                state.wake.notify_one();
                Reply::new(200, "text/plain; charset=utf-8", "loaded\n")
            }
            Err(e) => Refusal::new(400, "", e.to_string()).plain(),
        },
        _ => Refusal::new(405, "", "GET or PUT").plain(),
    }
}
