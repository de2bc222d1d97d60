//! What the kills have hit.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::steps::Step;
use crate::trace::MOST;

/// Kills, and the operations that they interrupted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kills {
    count: u32,
    hits: BTreeMap<Step, u32>,
    /// The last step that each payout reached in any instance, recovery not counted.
    reached: HashMap<u64, Step>,
}

impl Kills {
    /// Counts what an instance was doing, by its file of steps.
    pub(crate) fn count(&mut self, bytes: &[u8]) {
        self.count += 1;
        for (at, byte) in (0_u64..).zip(bytes) {
            let Some((step, is_over)) = Step::of(*byte) else { continue };
            if !is_over {
                *self.hits.entry(step).or_default() += 1;
            }
            if at < MOST {
                let reached = self.reached.entry(at).or_insert(step);
                *reached = step.max(*reached);
            }
        }
    }

    pub(crate) fn of(&self, step: Step) -> u32 {
        self.hits.get(&step).copied().unwrap_or_default()
    }

    /// Returns a step that was hit as seldom as any.
    pub(crate) fn rarest(&self) -> Step {
        let least = Step::ALL.iter().map(|step| self.of(*step)).min();
        let rarest: Vec<Step> = Step::ALL.iter().copied().filter(|step| Some(self.of(*step)) == least).collect();
        rarest[fastrand::usize(..rarest.len())]
    }

    /// Reports whether every step was hit.
    pub(crate) fn is_complete(&self) -> bool {
        Step::ALL.iter().all(|step| self.of(*step) > 0)
    }

    /// Reports whether a payout got as far as its intent in any instance.
    pub(crate) fn was_recorded(&self, payout: u64) -> bool {
        self.reached.get(&payout).is_some_and(|step| *step >= Step::Recorded)
    }
}

impl fmt::Display for Kills {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} kills; the operations that they hit:", self.count)?;
        for step in Step::ALL {
            writeln!(f, "{:6} {}", self.of(*step), step.text())?;
        }
        Ok(())
    }
}
