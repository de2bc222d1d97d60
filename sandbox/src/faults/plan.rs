//! Plans: what goes wrong in a run.

use std::fmt;

use freedompay::meta::EndpointMeta;
use freedompay_runtime::message::fill::did_you_mean;
use serde::{Deserialize, Serialize};

use super::Rule;

/// What goes wrong in a run. The same plan under the same seed does the same to the same calls.
///
/// For each call the rules are asked in their order, and the first that fires decides; every rule that names the call
/// counts it, whether an earlier one fired or not. A plan is written in TOML, or as JSON of the same names:
///
/// ```
/// # use freedompay_sandbox::Plan;
/// let plan = Plan::parse(r#"
///     seed = 7                              # for `share`; the sandbox's own seed if left out
///
///     [[rules]]
///     endpoint = "merchant.payout.*"        # an id, or the beginning of ids and `*`
///     fault = "drop-after"                  # see `Fault`
///     nth = 2                               # or every = 3, first = 2, share = "25%"; without: every call
///
///     [[rules]]
///     endpoint = "merchant.callbacks.result_notify"
///     fault = "callback-late=10m"
/// "#)?;
/// assert_eq!(plan.rules[0].to_string(), "merchant.payout.*: drop-after, nth=2");
/// # Ok::<(), freedompay_sandbox::PlanError>(())
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Plan {
    /// Where `share` draws from; the sandbox's own seed if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The rules, in the order in which they are asked.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Where each rule's endpoint stands in the text the plan was read from.
    #[serde(skip)]
    lines: Vec<usize>,
}

/// Why something is no plan. Says where and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError(String);

impl PlanError {
    pub(crate) fn new(what: impl ToString) -> Self {
        Self(what.to_string())
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlanError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    seed: Option<u64>,
    #[serde(default)]
    rules: Vec<toml::Spanned<Rule>>,
}

impl Plan {
    /// A plan without rules: nothing goes wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule, after the others.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Draws with this seed instead of the sandbox's.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Reads a plan from TOML. Whether its endpoints exist is asked when a sandbox takes it: they may be your own.
    ///
    /// # Errors
    /// With the line and what is allowed there.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let read: Text = toml::from_str(text).map_err(|e| PlanError(e.to_string().trim_end().to_owned()))?;
        let lines = read.rules.iter().map(|rule| line_of_endpoint(text, rule.span())).collect();
        Ok(Self { seed: read.seed, rules: read.rules.into_iter().map(toml::Spanned::into_inner).collect(), lines })
    }

    /// Whether every rule names something that it can happen to.
    pub(crate) fn check(&self, endpoints: &[&'static EndpointMeta]) -> Result<(), PlanError> {
        for (at, rule) in self.rules.iter().enumerate() {
            let place = match self.lines.get(at) {
                Some(line) => format!("line {line}: endpoint"),
                None => format!("rule {}: endpoint", at + 1),
            };
            let named: Vec<_> = endpoints.iter().filter(|endpoint| rule.names(endpoint.id)).collect();
            if named.is_empty() {
                let near = nearest(&rule.endpoint, endpoints);
                let hint = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
                return Err(PlanError(format!(
                    "{place}: no endpoint and no callback is named {:?}{hint} (`freedompay endpoints` lists them; a `*` at \
                     the end stands for the rest)",
                    rule.endpoint
                )));
            }
            if !named.iter().any(|endpoint| rule.fault.fits(endpoint)) {
                return Err(PlanError(format!(
                    "{place}: {} cannot happen to {:?}: faults named callback-… happen to callbacks that the provider \
                     sends, those of signatures and amounts to whatever is signed or tells an amount, all others to calls",
                    rule.fault, rule.endpoint
                )));
            }
        }
        Ok(())
    }
}

impl From<Rule> for Plan {
    fn from(rule: Rule) -> Self {
        Self::new().rule(rule)
    }
}

impl Extend<Rule> for Plan {
    fn extend<T: IntoIterator<Item = Rule>>(&mut self, rules: T) {
        self.rules.extend(rules);
    }
}

/// What was probably meant: an id, or for a beginning of ids another one.
fn nearest(wanted: &str, endpoints: &[&'static EndpointMeta]) -> Option<String> {
    let ids = endpoints.iter().map(|endpoint| endpoint.id);
    match wanted.strip_suffix('*') {
        None => did_you_mean(wanted, ids).map(str::to_owned),
        Some(beginning) => {
            let beginnings = ids.flat_map(|id| id.match_indices('.').filter_map(|(at, _)| id.get(..=at)));
            did_you_mean(beginning, beginnings).map(|near| format!("{near}*"))
        }
    }
}

/// The line of the key in a rule, counted from 1; that of the rule itself if it cannot be found.
fn line_of_endpoint(text: &str, rule: std::ops::Range<usize>) -> usize {
    let before = text.get(..rule.start).unwrap_or_default().matches('\n').count();
    let inside = text.get(rule.start..).unwrap_or_default();
    let at = inside.lines().position(|line| line.trim_start().starts_with("endpoint")).unwrap_or(0);
    before + at + 1
}
