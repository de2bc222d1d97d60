//! `/_sandbox/faults`: the plan of faults, as JSON.

use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;
use serde::de::DeserializeOwned;

use crate::faults::{Faults, Plan, PlanError, Rule};
use crate::message::Incoming;
use crate::refusal::Refusal;
use crate::server::Reply;
use crate::state::State;

/// `GET` shows it, `PUT` puts another in its place, `POST` adds one rule, `DELETE` ends all faults. Each answers the plan.
pub(super) fn serve(state: &State, incoming: &Incoming<'_>) -> Reply {
    let changed = match incoming.method {
        "GET" => Ok(()),
        "PUT" => read(incoming.body).and_then(|plan| state.set_faults(plan)),
        "POST" => read(incoming.body).and_then(|rule| state.add_fault(rule)),
        "DELETE" => state.set_faults(Plan::new()),
        _ => return Refusal::new(405, "", "GET, PUT, POST or DELETE").plain(),
    };
    match changed {
        Ok(()) => shown(state),
        Err(e) => Refusal::new(400, "", e.to_string()).plain(),
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, PlanError> {
    serde_json::from_slice(body).map_err(PlanError::new)
}

fn shown(state: &State) -> Reply {
    let plan = state.world().faults.to_value();
    let body = Tree::from_serialize(&plan).map(|tree| json::encode(tree.root())).unwrap_or_default();
    Reply::new(200, "application/json", body)
}

impl State {
    /// Puts another plan in the place of the one before.
    pub(crate) fn set_faults(&self, plan: Plan) -> Result<(), PlanError> {
        plan.check(&self.endpoints)?;
        let mut world = self.world();
        world.faults = Faults::new(plan, world.seed);
        Ok(())
    }

    fn add_fault(&self, rule: Rule) -> Result<(), PlanError> {
        Plan::from(rule.clone()).check(&self.endpoints)?;
        self.world().faults.add(rule);
        Ok(())
    }
}
