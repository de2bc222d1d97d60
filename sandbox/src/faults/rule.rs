//! Rules: a fault and the calls it happens to.

use std::fmt;
use std::str::FromStr;

use freedompay_runtime::message::suggestion::did_you_mean;
use serde::{Deserialize, Serialize};

use super::{Fault, PlanError};

/// A fault and the calls it happens to. Calls are counted per rule, from 1.
///
/// As text, also on the command line: `ENDPOINT: FAULT`, and after a comma which calls, unless every one:
///
/// ```
/// use freedompay_sandbox::{Fault, Rule};
///
/// let rule: Rule = "merchant.payout.*: drop-after, nth=2".parse()?;
/// assert_eq!(rule, Rule::new("merchant.payout.*", Fault::DropAfter).nth(2));
/// # Ok::<(), freedompay_sandbox::PlanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RuleFields", into = "RuleFields")]
#[non_exhaustive]
pub struct Rule {
    /// Id of an endpoint or callback, or a prefix of ids followed by `*`.
    pub endpoint: String,
    /// The fault.
    pub fault: Fault,
    /// The calls it happens to.
    pub calls: Calls,
}

/// A selection of calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Calls {
    /// Every call.
    #[default]
    All,
    /// The call with this number, counted from 1.
    Nth(u64),
    /// The calls whose number is a multiple of this.
    Every(u64),
    /// The first calls, this many.
    First(u64),
    /// This percentage of the calls, drawn with the plan's seed.
    Share(u8),
}

impl Rule {
    /// Creates a rule for every call.
    pub fn new(endpoint: impl Into<String>, fault: Fault) -> Self {
        Self { endpoint: endpoint.into(), fault, calls: Calls::All }
    }

    /// Restricts the rule to the call with this number, counted from 1.
    #[must_use]
    pub fn nth(self, number: u64) -> Self {
        Self { calls: Calls::Nth(number), ..self }
    }

    /// Restricts the rule to calls whose number is a multiple of `number`.
    #[must_use]
    pub fn every(self, number: u64) -> Self {
        Self { calls: Calls::Every(number), ..self }
    }

    /// Restricts the rule to the first `count` calls.
    #[must_use]
    pub fn first(self, count: u64) -> Self {
        Self { calls: Calls::First(count), ..self }
    }

    /// Restricts the rule to a percentage of the calls, drawn with the plan's seed.
    #[must_use]
    pub fn share(self, percent: u8) -> Self {
        Self { calls: Calls::Share(percent), ..self }
    }

    /// Returns whether the rule names an endpoint or callback.
    pub(crate) fn names(&self, id: &str) -> bool {
        match self.endpoint.strip_suffix('*') {
            Some(prefix) => id.starts_with(prefix),
            None => self.endpoint == id,
        }
    }
}

/// A rule as it is written in a plan.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFields {
    endpoint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nth: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    /// How often it fired, in the plan that the sandbox lists; ignored, so that the list can be used as a plan again.
    #[serde(default, rename = "fired", skip_serializing)]
    _fired: Option<serde::de::IgnoredAny>,
}

impl From<Rule> for RuleFields {
    fn from(rule: Rule) -> Self {
        let written = Self { endpoint: rule.endpoint, fault: Some(rule.fault), ..Self::default() };
        match rule.calls {
            Calls::All => written,
            Calls::Nth(number) => Self { nth: Some(number), ..written },
            Calls::Every(number) => Self { every: Some(number), ..written },
            Calls::First(count) => Self { first: Some(count), ..written },
            Calls::Share(percent) => Self { share: Some(format!("{percent}%")), ..written },
        }
    }
}

impl TryFrom<RuleFields> for Rule {
    type Error = PlanError;

    fn try_from(written: RuleFields) -> Result<Self, PlanError> {
        let share = written.share.as_deref().map(percent).transpose()?;
        let given = [
            written.nth.map(Calls::Nth),
            written.every.map(Calls::Every),
            written.first.map(Calls::First),
            share.map(Calls::Share),
        ];
        let mut given = given.into_iter().flatten();
        let calls = given.next().unwrap_or_default();
        if given.next().is_some() {
            return Err(PlanError::new("only one of nth, every, first and share may select the calls"));
        }
        if matches!(calls, Calls::Nth(0) | Calls::Every(0) | Calls::First(0)) {
            return Err(PlanError::new("calls are counted from 1, not from 0"));
        }
        let fault = written.fault.ok_or_else(|| PlanError::new("fault is missing, such as \"drop-after\""))?;
        Ok(Self { endpoint: written.endpoint, fault, calls })
    }
}

fn percent(text: &str) -> Result<u8, PlanError> {
    let number = text.trim().strip_suffix('%').and_then(|number| number.trim_end().parse().ok());
    let share = number.filter(|percent| *percent <= 100);
    share.ok_or_else(|| PlanError::new(format!("share must be a whole percentage, such as \"25%\", not {text:?}")))
}

impl FromStr for Rule {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        const GRAMMAR: &str = "ENDPOINT: FAULT[, nth=N | every=N | first=N | share=P%]";
        let Some((endpoint, rest)) = text.split_once(':') else {
            return Err(PlanError::new(format!("missing endpoint in {text:?}; a rule is written {GRAMMAR}")));
        };
        let mut parts = rest.split(',').map(str::trim);
        let fault: Fault = parts.next().unwrap_or_default().parse().map_err(PlanError::new)?;
        let mut written =
            RuleFields { endpoint: endpoint.trim().to_owned(), fault: Some(fault), ..RuleFields::default() };
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim(), value.trim());
            let number = || {
                let wrong =
                    |_| PlanError::new(format!("{name} must be a whole number, such as {name}=2, not {value:?}"));
                value.parse().map(Some).map_err(wrong)
            };
            match name {
                "nth" => written.nth = number()?,
                "every" => written.every = number()?,
                "first" => written.first = number()?,
                "share" => written.share = Some(value.to_owned()),
                _ => {
                    let near = did_you_mean(name, ["nth", "every", "first", "share"]);
                    let hint = near.map(|near| format!("; did you mean {near}?"));
                    let hint = hint.as_deref().unwrap_or(".");
                    let message = format!("unknown selection of calls {name:?}{hint} A rule is written {GRAMMAR}");
                    return Err(PlanError::new(message));
                }
            }
        }
        Self::try_from(written)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.endpoint, self.fault)?;
        match self.calls {
            Calls::All => Ok(()),
            Calls::Nth(number) => write!(f, ", nth={number}"),
            Calls::Every(number) => write!(f, ", every={number}"),
            Calls::First(count) => write!(f, ", first={count}"),
            Calls::Share(percent) => write!(f, ", share={percent}%"),
        }
    }
}
