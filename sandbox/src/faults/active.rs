//! A plan at work: what was counted, what comes next.

use freedompay::Value;
use freedompay::meta::EndpointMeta;
use serde::{Deserialize, Serialize};

use super::{Calls, Fault, Plan, Rule};

/// The rules that hold, and how far each has counted.
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
    /// Each rule draws for itself, so that one more rule changes nothing for the others.
    random: u64,
}

impl Faults {
    /// `seed` is the sandbox's.
    pub(crate) fn new(plan: Plan, seed: u64) -> Self {
        let mut faults = Self { seed: plan.seed.unwrap_or(seed), rules: Vec::new() };
        plan.rules.into_iter().for_each(|rule| faults.add(rule));
        faults
    }

    pub(crate) fn add(&mut self, rule: Rule) {
        let mut random = fastrand::Rng::with_seed(self.seed);
        let random = (0..=self.rules.len()).fold(0, |_, _| random.u64(..));
        self.rules.push(Active { rule, seen: 0, fired: 0, random });
    }

    /// What happens to this call or callback, among the faults that `may_happen` here. Where it may be one of several
    /// endpoints, a rule for any of them counts.
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

    /// The rules, each with how often it happened.
    pub(crate) fn fired(&self) -> Vec<(Rule, u64)> {
        self.rules.iter().map(|active| (active.rule.clone(), active.fired)).collect()
    }

    /// The plan with how often each rule happened, as `GET /_sandbox/faults` shows it.
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
    /// Whether it happens to the call that was counted last.
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
