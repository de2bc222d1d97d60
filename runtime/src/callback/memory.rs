//! The callback store in memory.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::Decision;
use super::store::{CallbackClaim, CallbackStore, ClaimState, StoreError};
use crate::transport::BoxFuture;

/// A callback store in memory: for tests, and for one process whose restart may decide anew. Its clones share the decisions.
///
/// It never waits: while another has a notification, the claim is [`ClaimState::Busy`] at once.
#[derive(Clone)]
pub struct MemoryCallbackStore {
    capacity: usize,
    kept: Arc<Mutex<KeptCallbacks>>,
    clock: Arc<dyn Fn() -> Duration + Send + Sync>,
}

#[derive(Default)]
struct KeptCallbacks {
    callbacks: HashMap<String, Kept>,
    /// Keys, oldest first.
    order: VecDeque<String>,
}

enum Kept {
    Claimed { holder: Uuid, until: Duration },
    Decided(Decision),
}

impl MemoryCallbackStore {
    /// Creates a store of at most this many notifications; the oldest go first.
    pub fn new(capacity: usize) -> Self {
        let started = Instant::now();
        Self::with_clock(capacity, move || started.elapsed())
    }

    /// Creates a store with a clock: the time since any fixed moment.
    pub fn with_clock(capacity: usize, clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { capacity, kept: Arc::default(), clock: Arc::new(clock) }
    }

    fn lock(&self) -> MutexGuard<'_, KeptCallbacks> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, request: &CallbackClaim) -> ClaimState {
        let now = (self.clock)();
        let mut kept = self.lock();
        match kept.callbacks.get(&request.key) {
            Some(Kept::Decided(decision)) => return ClaimState::Known(decision.clone()),
            Some(Kept::Claimed { until, .. }) if *until > now => return ClaimState::Busy,
            Some(Kept::Claimed { .. }) => {}
            None => kept.order.push_back(request.key.clone()),
        }
        let claimed = Kept::Claimed { holder: request.holder, until: now.saturating_add(request.lease) };
        kept.callbacks.insert(request.key.clone(), claimed);
        while kept.order.len() > self.capacity {
            if let Some(oldest) = kept.order.pop_front() {
                kept.callbacks.remove(&oldest);
            }
        }
        ClaimState::Mine
    }
}

impl KeptCallbacks {
    fn held(&mut self, key: &str, holder: Uuid) -> Option<&mut Kept> {
        let is_held = |kept: &&mut Kept| matches!(kept, Kept::Claimed { holder: by, .. } if *by == holder);
        self.callbacks.get_mut(key).filter(is_held)
    }
}

impl Default for MemoryCallbackStore {
    /// Creates a store of 10,000 notifications, a few megabytes. A notification is repeated for two hours.
    fn default() -> Self {
        Self::new(10_000)
    }
}

impl fmt::Debug for MemoryCallbackStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryCallbackStore").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}

impl CallbackStore for MemoryCallbackStore {
    fn claim<'a>(&'a self, request: &'a CallbackClaim) -> BoxFuture<'a, Result<ClaimState, StoreError>> {
        Box::pin(async { Ok(self.take(request)) })
    }

    fn keep<'a>(
        &'a self,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            let mut kept = self.lock();
            let held = kept.held(key, holder);
            Ok(held.map(|held| *held = Kept::Decided(decision.clone())).is_some())
        })
    }

    fn release<'a>(&'a self, key: &'a str, holder: Uuid) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let mut kept = self.lock();
            if kept.held(key, holder).is_some() {
                kept.callbacks.remove(key);
                kept.order.retain(|known| known != key);
            }
            Ok(())
        })
    }
}
