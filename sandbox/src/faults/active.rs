//! A plan in use: its counters, and the next fault.

use freedompay::Value;
use freedompay::meta::EndpointMeta;
use serde::{Deserialize, Serialize};

use super::{Calls, Fault, Plan, Rule};

/// The active rules and their counters.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Faults {
    seed: u64,
    rules: Vec<Active>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Active {
    rule: Rule,
    seen: u64,
    fired: u64,
    /// Each rule has its own source, so that another rule does not change its draws.
    random: u64,
}

impl Faults {
    /// Activates a plan; `seed` is the sandbox's, for plans without one.
    pub(crate) fn new(plan: Plan, seed: u64) -> Self {
        let mut faults = Self { seed: plan.seed.unwrap_or(seed), rules: Vec::new() };
        plan.rules.into_iter().for_each(|rule| faults.add(rule));
        faults
    }

    /// Adds a rule after the others.
    pub(crate) fn add(&mut self, rule: Rule) {
        let mut random = fastrand::Rng::with_seed(self.seed);
        let random = (0..=self.rules.len()).fold(0, |_, _| random.u64(..));
        self.rules.push(Active { rule, seen: 0, fired: 0, random });
    }

    /// Counts a call or callback and returns its fault, among those that `may_happen` here. If it may be one of several
    /// endpoints, a rule for any of them applies.
    pub(crate) fn next(&mut self, endpoints: &[&EndpointMeta], may_happen: fn(&Fault) -> bool) -> Option<Fault> {
        let mut chosen = None;
        for active in &mut self.rules {
            let fault = &active.rule.fault;
            let is_it = |endpoint: &&EndpointMeta| active.rule.names(endpoint.id) && fault.fits(endpoint);
            if !endpoints.iter().any(is_it) || !may_happen(fault) {
                continue;
            }
            active.seen += 1;
            if active.fires() && chosen.is_none() {
                active.fired += 1;
                chosen = Some(active.rule.fault.clone());
            }
        }
        chosen
    }

    /// Returns the rules, each with how often it fired.
    pub(crate) fn fired(&self) -> Vec<(Rule, u64)> {
        self.rules.iter().map(|active| (active.rule.clone(), active.fired)).collect()
    }

    /// Returns the plan with how often each rule fired, as `GET /_sandbox/faults` shows it.
    pub(crate) fn to_value(&self) -> Value {
        let rules = self.rules.iter().map(|active| {
            let written =
                freedompay_runtime::tree::Tree::from_serialize(&active.rule).and_then(|tree| tree.deserialize());
            let mut members = match written {
                Ok(Value::Map(members)) => members,
                _ => Vec::new(),
            };
            members.push(("fired".to_owned(), Value::Number(active.fired.to_string())));
            Value::Map(members)
        });
        Value::Map(vec![
            ("seed".to_owned(), Value::Number(self.seed.to_string())),
            ("rules".to_owned(), Value::List(rules.collect())),
        ])
    }
}

impl Active {
    /// Returns whether it fires for the call that was counted last.
    fn fires(&mut self) -> bool {
        match self.rule.calls {
            Calls::All => true,
            Calls::Nth(number) => self.seen == number,
            Calls::Every(number) => self.seen.is_multiple_of(number),
            Calls::First(count) => self.seen <= count,
            Calls::Share(percent) => {
                let mut random = fastrand::Rng::with_seed(self.random);
                let drawn = random.u8(0..100);
                self.random = random.get_seed();
                drawn < percent
            }
        }
    }
}
