//! `/_sandbox/faults`: the plan of faults as JSON.

use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{json, without_mark};
use serde::de::DeserializeOwned;

use crate::faults::{Plan, PlanError};
use crate::http::incoming::Incoming;
use crate::http::reply::Reply;
use crate::protocol::api_error::ApiError;
use crate::state::State;

/// Shows the plan (`GET`), replaces it (`PUT`), adds a rule (`POST`) or ends all faults (`DELETE`); returns the plan.
pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let changed = match incoming.method {
        "GET" => Ok(()),
        "PUT" => read(incoming.body).and_then(|plan| state.set_faults(plan)),
        "POST" => read(incoming.body).and_then(|rule| state.add_fault(rule)),
        "DELETE" => state.set_faults(Plan::new()),
        _ => return ApiError::new(405, "", "GET, PUT, POST or DELETE").plain(),
    };
    match changed {
        Ok(()) => shown(state),
        Err(e) => ApiError::new(400, "", e.to_string()).plain(),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, PlanError> {
    let text = std::str::from_utf8(body).map_err(PlanError::new)?;
    serde_json::from_str(without_mark(text)).map_err(PlanError::new)
}

fn shown(state: &State) -> Reply {
    let plan = state.world().faults.to_value();
    let body = Tree::from_serialize(&plan).map(|tree| json::encode(tree.root())).unwrap_or_default();
    Reply::new(200, "application/json", body)
}
