//! Plans of faults.

use std::fmt;

use freedompay::meta::EndpointMeta;
use freedompay_runtime::message::suggestion::did_you_mean;
use freedompay_runtime::wire::without_mark;
use serde::{Deserialize, Serialize};

use super::Rule;

/// A plan of faults. With the same seed the same faults happen to the same calls.
///
/// For each call the rules are tried in order, and the first that fires decides; every rule that names the call counts
/// it, even if an earlier one fired. A plan is written in TOML, or in JSON with the same names:
///
/// ```
/// # use freedompay_sandbox::Plan;
/// let plan = Plan::parse(r#"
///     seed = 7                              # for `share`; the sandbox's own seed if left out
///
///     [[rules]]
///     endpoint = "merchant.payout.*"        # an id, or a prefix of ids and `*`
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
    /// Seed for `share`; the default is the sandbox's seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The rules, in the order in which they are tried.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The line of each rule's endpoint in the text the plan was read from.
    #[serde(skip)]
    lines: Vec<usize>,
}

/// An invalid plan of faults. Says where the error is, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError(String);

impl PlanError {
    /// Creates an error from its message.
    pub(crate) fn new(message: impl ToString) -> Self {
        Self(message.to_string())
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
    /// Creates a plan without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a rule, after the others.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Uses this seed instead of the sandbox's.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Reads a plan from TOML. A sandbox checks that its endpoints exist when it takes the plan: they may be your own.
    ///
    /// # Errors
    /// If the text is not a plan. The error has the line and what is allowed there.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let read: Result<Text, _> = toml::from_str(without_mark(text));
        let read = read.map_err(|e| PlanError(e.to_string().trim_end().to_owned()))?;
        let lines = read.rules.iter().map(|rule| line_of_endpoint(text, rule.span())).collect();
        Ok(Self { seed: read.seed, rules: read.rules.into_iter().map(toml::Spanned::into_inner).collect(), lines })
    }

    /// Checks that every rule names an endpoint or callback that its fault can happen to.
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
                    "{place}: unknown endpoint or callback {:?}{hint} (`freedompay endpoints` lists them; a `*` at the \
                     end matches the rest)",
                    rule.endpoint
                )));
            }
            if !named.iter().any(|endpoint| rule.fault.fits(endpoint)) {
                return Err(PlanError(format!(
                    "{place}: {} cannot happen to {:?}: faults named callback-… happen to callbacks that the provider \
                     sends, those of signatures and amounts to messages with a signature or an amount, all others to calls",
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

/// Finds the most similar id, or for a prefix the most similar prefix.
fn nearest(wanted: &str, endpoints: &[&'static EndpointMeta]) -> Option<String> {
    let ids = endpoints.iter().map(|endpoint| endpoint.id);
    match wanted.strip_suffix('*') {
        None => did_you_mean(wanted, ids).map(str::to_owned),
        Some(prefix) => {
            let prefixes = ids.flat_map(|id| id.match_indices('.').filter_map(|(at, _)| id.get(..=at)));
            did_you_mean(prefix, prefixes).map(|near| format!("{near}*"))
        }
    }
}

/// Finds the line of `endpoint` in a rule, counted from 1; that of the rule itself if there is none.
fn line_of_endpoint(text: &str, rule: std::ops::Range<usize>) -> usize {
    let before = text.get(..rule.start).unwrap_or_default().matches('\n').count();
    let inside = text.get(rule.start..).unwrap_or_default();
    let at = inside.lines().position(|line| line.trim_start().starts_with("endpoint")).unwrap_or(0);
    before + at + 1
}
