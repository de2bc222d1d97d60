//! `/_sandbox/snapshot`: saves and restores the world.

use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::protocol::api_error::ApiError;
use crate::snapshot;
use crate::state::State;

/// Saves the world (`GET`) or restores it (`PUT`).
pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    match incoming.method {
        "GET" => Reply::new(200, "application/json", snapshot::save(&state.world())),
        "PUT" => match snapshot::load(&String::from_utf8_lossy(incoming.body)) {
            Ok(world) => {
                *state.world() = world;
                state.jobs_changed.notify_one();
                Reply::new(200, "text/plain; charset=utf-8", "loaded\n")
            }
            Err(e) => ApiError::new(400, "", e.to_string()).plain(),
        },
        _ => ApiError::new(405, "", "GET or PUT").plain(),
    }
}
