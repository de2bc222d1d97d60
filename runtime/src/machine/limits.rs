//! The limits that all calls of a client, and of those that share with it, have together: maximum concurrency, a minimum interval
//! between an account's calls that change something, and the retry budget.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use super::given::Now;
use super::settings::Settings;
use crate::meta::Effect;

/// The number of a call that waits for a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// The limits of a client, shared by its clones and by clients that share with it. Locked for a few instructions at a time.
#[derive(Debug)]
pub struct Limits {
    /// Permits that nobody holds; `None` without a limit.
    free: Option<usize>,
    /// Calls that wait, in the order in which they came.
    waiting: VecDeque<Ticket>,
    /// Calls whose turn it is, but which have not noticed yet. Each holds a permit.
    granted: Vec<Ticket>,
    last_ticket: u64,
    /// When a call that changes something last began, by account.
    last_start: BTreeMap<String, Duration>,
    /// In tenths of a retry.
    budget: u32,
}

/// What became of asking for a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permit {
    Granted,
    /// All are taken; the call waits in the queue.
    Busy,
    /// The last call that changes something began too short a time ago. The permit is given back.
    TooSoon(Duration),
}

/// Longest single sleep. A timer computes its end, which must not overflow; the wait continues after it.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// What a retry takes from the budget, and what it holds at most: ten retries, to which ten successful calls add one.
const RETRY: u32 = 10;
const FULL: u32 = 10 * RETRY;

impl Limits {
    /// Creates the limits of a client.
    pub fn new(settings: &Settings) -> Self {
        Self {
            free: settings.options.max_concurrency,
            waiting: VecDeque::new(),
            granted: Vec::new(),
            last_ticket: 0,
            last_start: BTreeMap::new(),
            budget: FULL,
        }
    }

    /// Returns the permits that no call holds; nothing without a limit.
    pub fn free_permits(&self) -> Option<usize> {
        self.free
    }

    /// Returns how many calls wait for a permit.
    pub fn waiting(&self) -> usize {
        self.waiting.len() + self.granted.len()
    }

    pub(crate) fn ticket(&mut self) -> Ticket {
        self.last_ticket += 1;
        Ticket(self.last_ticket)
    }

    /// Takes a permit for one attempt. Calls get theirs in the order in which they asked.
    ///
    /// A call that is too soon reserves nothing, so one that is cancelled, or not polled, delays nobody, and reads
    /// overtake it. In return, calls that wait for the interval together start in no particular order.
    pub(crate) fn take(&mut self, ticket: Ticket, effect: Effect, settings: &Settings, now: Now) -> Permit {
        if !self.is_granted(ticket) {
            return Permit::Busy;
        }
        let interval = settings.options.pacing;
        if effect == Effect::Read || interval.is_zero() {
            return Permit::Granted;
        }
        let since = self.last_start.get(settings.account()).map(|last| now.elapsed.saturating_sub(*last));
        let wait = since.map_or(Duration::ZERO, |since| interval.saturating_sub(since));
        if wait.is_zero() {
            self.last_start.insert(settings.account().to_owned(), now.elapsed);
            return Permit::Granted;
        }
        Permit::TooSoon(wait.min(LONGEST_SLEEP))
    }

    fn is_granted(&mut self, ticket: Ticket) -> bool {
        if let Some(at) = self.granted.iter().position(|granted| *granted == ticket) {
            self.granted.swap_remove(at);
            return true;
        }
        match &mut self.free {
            None => return true,
            Some(free) if *free > 0 => {
                *free -= 1;
                return true;
            }
            Some(_) => {}
        }
        if !self.waiting.contains(&ticket) {
            self.waiting.push_back(ticket);
        }
        false
    }

    /// Gives a permit back. Returns the call whose turn it is then, to be woken.
    pub(crate) fn release(&mut self) -> Option<Ticket> {
        let free = self.free.as_mut()?;
        let next = self.waiting.pop_front();
        match next {
            Some(next) => self.granted.push(next),
            None => *free += 1,
        }
        next
    }

    /// Takes a call out of the queue. Returns the call whose turn it is then, to be woken.
    pub(crate) fn leave(&mut self, ticket: Ticket) -> Option<Ticket> {
        self.waiting.retain(|waiting| *waiting != ticket);
        let at = self.granted.iter().position(|granted| *granted == ticket)?;
        self.granted.swap_remove(at);
        self.release()
    }

    /// Takes one retry from the budget, if there is one left. While much fails, retries would only add to the load.
    pub(crate) fn take_retry(&mut self) -> bool {
        let rest = self.budget.checked_sub(RETRY);
        self.budget = rest.unwrap_or(self.budget);
        rest.is_some()
    }

    /// Adds a tenth of a retry for a successful call.
    pub(crate) fn earn_retry(&mut self) {
        self.budget = (self.budget + 1).min(FULL);
    }
}
