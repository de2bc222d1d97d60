//! Decisions by notification, kept for repetitions.

use std::collections::{HashMap, VecDeque};
use std::error::Error;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::Decision;
use crate::transport::BoxFuture;

/// The error of a store.
pub type StoreError = Box<dyn Error + Send + Sync>;

/// Keeps decisions, so that a repeated notification gets the same reply. Put a database behind it as soon as more
/// than one process answers, or a restart must not forget.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a reply store",
    note = "implement `freedompay::callback::ReplyStore` for it, or use `MemoryReplyStore`"
)]
pub trait ReplyStore: Send + Sync {
    /// Returns the decision that was kept under a key.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Decision>, StoreError>>;

    /// Stores a decision unless there is one under that key already, and returns the stored one
    /// (`INSERT … ON CONFLICT DO NOTHING`, then `SELECT`).
    fn put<'a>(&'a self, key: &'a str, decision: Decision) -> BoxFuture<'a, Result<Decision, StoreError>>;
}

/// Stores the newest decisions in this process.
pub struct MemoryReplyStore {
    capacity: usize,
    kept: Mutex<KeptDecisions>,
}

#[derive(Default)]
struct KeptDecisions {
    decisions: HashMap<String, Decision>,
    /// Keys, oldest first.
    order: VecDeque<String>,
}

impl MemoryReplyStore {
    /// Creates a store of at most this many decisions; the oldest go first.
    pub fn new(capacity: usize) -> Self {
        Self { capacity, kept: Mutex::default() }
    }

    fn read(&self, key: &str) -> Option<Decision> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).decisions.get(key).cloned()
    }

    fn keep(&self, key: &str, decision: Decision) -> Decision {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.decisions.get(key) {
            return known.clone();
        }
        kept.decisions.insert(key.to_owned(), decision.clone());
        kept.order.push_back(key.to_owned());
        while kept.order.len() > self.capacity {
            if let Some(oldest) = kept.order.pop_front() {
                kept.decisions.remove(&oldest);
            }
        }
        decision
    }
}

impl Default for MemoryReplyStore {
    /// Creates a store of 10,000 decisions, a few megabytes. A notification is repeated for two hours.
    fn default() -> Self {
        Self::new(10_000)
    }
}

impl fmt::Debug for MemoryReplyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplyStore").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}

impl ReplyStore for MemoryReplyStore {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Decision>, StoreError>> {
        let found = self.read(key);
        Box::pin(async move { Ok(found) })
    }

    fn put<'a>(&'a self, key: &'a str, decision: Decision) -> BoxFuture<'a, Result<Decision, StoreError>> {
        let kept = self.keep(key, decision);
        Box::pin(async move { Ok(kept) })
    }
}
