//! With which calls it goes wrong.

use std::fmt;
use std::str::FromStr;

use freedompay_runtime::message::fill::did_you_mean;
use serde::{Deserialize, Serialize};

use super::{Fault, PlanError};

/// A fault, and the calls it happens to. Calls are counted per rule, from 1.
///
/// In text, as on the command line: `ENDPOINT: FAULT`, and after a comma which calls if not every one:
///
/// ```
/// use freedompay_sandbox::{Fault, Rule};
///
/// let rule: Rule = "merchant.payout.*: drop-after, nth=2".parse()?;
/// assert_eq!(rule, Rule::new("merchant.payout.*", Fault::DropAfter).nth(2));
/// # Ok::<(), freedompay_sandbox::PlanError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[non_exhaustive]
pub struct Rule {
    /// Id of an endpoint or callback, or the beginning of ids with a `*` after it.
    pub endpoint: String,
    /// What happens.
    pub fault: Fault,
    /// Which calls it happens to.
    pub calls: Calls,
}

/// Which of the calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Calls {
    /// Each one.
    #[default]
    All,
    /// The one of that number, counted from 1.
    Nth(u64),
    /// Those whose number it divides.
    Every(u64),
    /// As many as this, from the beginning.
    First(u64),
    /// So many percent of them, drawn with the plan's seed.
    Share(u8),
}

impl Rule {
    /// The fault happens to every call.
    pub fn new(endpoint: impl Into<String>, fault: Fault) -> Self {
        Self { endpoint: endpoint.into(), fault, calls: Calls::All }
    }

    /// Only to the call of that number, counted from 1.
    #[must_use]
    pub fn nth(self, number: u64) -> Self {
        Self { calls: Calls::Nth(number), ..self }
    }

    /// Only to each call whose number `number` divides.
    #[must_use]
    pub fn every(self, number: u64) -> Self {
        Self { calls: Calls::Every(number), ..self }
    }

    /// Only to so many calls from the beginning.
    #[must_use]
    pub fn first(self, count: u64) -> Self {
        Self { calls: Calls::First(count), ..self }
    }

    /// Only to so many percent of the calls. Which ones is drawn with the plan's seed.
    #[must_use]
    pub fn share(self, percent: u8) -> Self {
        Self { calls: Calls::Share(percent), ..self }
    }

    /// Whether it is about that endpoint or callback.
    pub(crate) fn names(&self, id: &str) -> bool {
        match self.endpoint.strip_suffix('*') {
            Some(beginning) => id.starts_with(beginning),
            None => self.endpoint == id,
        }
    }
}

/// A rule as plans write it.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
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
    /// How often it happened, in what the sandbox lists; what was read back from there may be given to it again.
    #[serde(default, rename = "fired", skip_serializing)]
    _fired: Option<serde::de::IgnoredAny>,
}

impl From<Rule> for Written {
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

impl TryFrom<Written> for Rule {
    type Error = PlanError;

    fn try_from(written: Written) -> Result<Self, PlanError> {
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
            return Err(PlanError::new("one of nth, every, first and share says which calls; there are several"));
        }
        if matches!(calls, Calls::Nth(0) | Calls::Every(0) | Calls::First(0)) {
            return Err(PlanError::new("calls are counted from 1, not from 0"));
        }
        let fault =
            written.fault.ok_or_else(|| PlanError::new("fault is missing: what happens, such as \"drop-after\""))?;
        Ok(Self { endpoint: written.endpoint, fault, calls })
    }
}

fn percent(text: &str) -> Result<u8, PlanError> {
    let number = text.trim().strip_suffix('%').and_then(|number| number.trim_end().parse().ok());
    let share = number.filter(|percent| *percent <= 100);
    share.ok_or_else(|| PlanError::new(format!("share is whole percent, such as \"25%\", not {text:?}")))
}

impl FromStr for Rule {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, PlanError> {
        const GRAMMAR: &str = "ENDPOINT: FAULT[, nth=N | every=N | first=N | share=P%]";
        let Some((endpoint, rest)) = text.split_once(':') else {
            return Err(PlanError::new(format!("{text:?} names no endpoint; a fault is written {GRAMMAR}")));
        };
        let mut parts = rest.split(',').map(str::trim);
        let fault: Fault = parts.next().unwrap_or_default().parse().map_err(PlanError::new)?;
        let mut written = Written { endpoint: endpoint.trim().to_owned(), fault: Some(fault), ..Written::default() };
        for part in parts {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (name.trim(), value.trim());
            let number = || {
                let wrong = |_| PlanError::new(format!("{name} is a whole number, such as {name}=2, not {value:?}"));
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
                    let what = format!("{name:?} says nothing about which calls{hint} A fault is written {GRAMMAR}");
                    return Err(PlanError::new(what));
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
