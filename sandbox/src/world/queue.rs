//! What is still to happen, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happens by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Job {
    /// A hold that nobody captured or cancelled is captured.
    Capture(u64),
    /// A payment that was accepted is charged.
    Charge(u64),
    /// A payment that nobody paid is given up.
    Expire(u64),
    /// A payout that was under way is paid, or fails.
    SettlePayout(u64),
    /// A payout whose recipient typed no card is given up.
    ExpirePayout(u64),
    /// A transfer's money arrives, or does not.
    Credit(u64),
    /// The merchant is told of a payout's outcome.
    TellPayout(u64),
    /// The merchant is told of a payment's outcome, for the nth time.
    TellResult { payment: u64, attempt: u32 },
    /// What was held back by plan, and is not held back again.
    Late(Box<Job>),
}

impl Job {
    /// The callback that it sends.
    pub(crate) fn callback(&self) -> Option<&'static str> {
        match self {
            Job::TellResult { .. } => Some("merchant.callbacks.result_notify"),
            Job::TellPayout(_) => Some("merchant.callbacks.payout_notify"),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Due {
    at: Timestamp,
    job: Job,
}

/// Jobs in the order in which they fall due; those of one moment in the order in which they were added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Queue(Vec<Due>);

impl Queue {
    pub(crate) fn add(&mut self, at: Timestamp, job: Job) {
        let place = self.0.partition_point(|due| due.at <= at);
        self.0.insert(place, Due { at, job });
    }

    /// Takes the first job that is due.
    pub(crate) fn take(&mut self, now: Timestamp) -> Option<Job> {
        let is_due = self.0.first().is_some_and(|due| due.at <= now);
        is_due.then(|| self.0.remove(0).job)
    }

    /// When the next job falls due.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.0.first().map(|due| due.at)
    }

    /// Forgets jobs.
    pub(crate) fn cancel(&mut self, job: &Job) {
        self.0.retain(|due| due.job != *job);
    }
}
