//! What is going to happen, in the order of its time.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::time::Duration;

use freedompay::journal::ClaimScope;
use freedompay_runtime::machine::{Event, ReconcileEvent};

use crate::database::{Answer, Asker, Statement};
use crate::instance::Trouble;
use crate::network::Arrival;

/// Who waits for the answer of a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    pub(crate) instance: usize,
    pub(crate) asker: Asker,
    /// How long the answer takes.
    pub(crate) answered_after: Duration,
}

/// What happens at some moment.
pub(crate) enum Due {
    /// A job begins at an instance.
    Start(usize, usize),
    Call(usize, Event),
    /// The time of a wait is over, if it is still the same wait.
    WaitOver(usize, u32),
    Cancel(usize),
    /// A request arrives at the provider.
    Arrive(Arrival),
    /// An entry is claimed to ask about it.
    Claim(usize, ClaimScope),
    Question(usize, ReconcileEvent),
    /// A claim is renewed before the next status call.
    Renew(usize),
    /// A statement arrives at the database.
    Execute(Box<(Statement, Option<Waiting>)>),
    /// The database answers an instance.
    Answered(usize, Asker, Box<Answer>),
    /// An instance looks into the journal.
    Look(usize),
    Trouble(usize, Trouble),
    Restart(usize),
    /// The database fails for a time.
    Outage(Duration),
    /// The provider sends a notification.
    Notify(usize),
    /// A notification arrives at an instance.
    Delivered(usize, usize),
    /// The provider no longer waits for the reply to it.
    HangUp(usize),
}

struct At(Duration, u64, Due);

impl PartialEq for At {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.1) == (other.0, other.1)
    }
}

impl Eq for At {}

impl PartialOrd for At {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for At {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// What is going to happen. What is due at the same time happens in the order in which it was pushed.
#[derive(Default)]
pub(crate) struct Queue {
    due: BinaryHeap<Reverse<At>>,
    pushed: u64,
    /// How many of them only look into the journal once more.
    looks: usize,
}

impl Queue {
    pub(crate) fn push(&mut self, at: Duration, due: Due) {
        self.pushed += 1;
        self.looks += usize::from(matches!(due, Due::Look(_)));
        self.due.push(Reverse(At(at, self.pushed, due)));
    }

    pub(crate) fn pop(&mut self) -> Option<(Duration, Due)> {
        let Reverse(At(at, _, due)) = self.due.pop()?;
        self.looks -= usize::from(matches!(due, Due::Look(_)));
        Some((at, due))
    }

    /// Reports whether anything is due but looks into the journal.
    pub(crate) fn has_more_than_looks(&self) -> bool {
        self.due.len() > self.looks
    }

    /// Changes what is going to happen, or when; the order of what stays equal stays.
    pub(crate) fn change(&mut self, mut change: impl FnMut(Duration, Due) -> (Duration, Due)) {
        let due = std::mem::take(&mut self.due);
        self.due = due
            .into_iter()
            .map(|Reverse(At(at, number, due))| {
                let (at, due) = change(at, due);
                Reverse(At(at, number, due))
            })
            .collect();
    }
}
