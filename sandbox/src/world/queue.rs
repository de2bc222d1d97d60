//! Pending jobs and their times.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A job that runs when its time has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Job {
    /// Captures a hold that is neither captured nor cancelled.
    Capture(u64),
    /// Charges a payment that was accepted.
    Charge(u64),
    /// Expires a payment that nobody paid.
    Expire(u64),
    /// Pays or fails a payout in progress.
    SettlePayout(u64),
    /// Fails a payout whose recipient entered no card.
    ExpirePayout(u64),
    /// Pays or fails the credit of a transfer.
    Credit(u64),
    /// Sends the result callback of a payout.
    #[serde(rename = "TellPayout")]
    NotifyPayout(u64),
    /// Sends the result callback of a payment, for the nth time.
    #[serde(rename = "TellResult")]
    NotifyResult { payment: u64, attempt: u32 },
    /// A job that a fault delayed, and that is not delayed again.
    Late(Box<Job>),
}

impl Job {
    /// Returns the id of the callback that it sends.
    pub(crate) fn callback(&self) -> Option<&'static str> {
        match self {
            Job::NotifyResult { .. } => Some("merchant.callbacks.result_notify"),
            Job::NotifyPayout(_) => Some("merchant.callbacks.payout_notify"),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Due {
    at: Timestamp,
    job: Job,
}

/// Jobs in the order of their times; those of one time in the order in which they were added.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Queue(Vec<Due>);

impl Queue {
    /// Adds a job.
    pub(crate) fn add(&mut self, at: Timestamp, job: Job) {
        let place = self.0.partition_point(|due| due.at <= at);
        self.0.insert(place, Due { at, job });
    }

    /// Takes the first job that is due.
    pub(crate) fn take(&mut self, now: Timestamp) -> Option<Job> {
        let is_due = self.0.first().is_some_and(|due| due.at <= now);
        is_due.then(|| self.0.remove(0).job)
    }

    /// Returns when the next job is due.
    pub(crate) fn next(&self) -> Option<Timestamp> {
        self.0.first().map(|due| due.at)
    }

    /// Removes all jobs equal to this one.
    pub(crate) fn cancel(&mut self, job: &Job) {
        self.0.retain(|due| due.job != *job);
    }
}
