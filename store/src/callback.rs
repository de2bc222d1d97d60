//! The callbacks.

use std::time::Duration;

use freedompay_runtime::BoxFuture;
use freedompay_runtime::callback::{
    CallbackClaim, CallbackStore, ClaimState, Decision, StoreError, TransactionalStore,
};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::engine::{Engine, Value, explain};
use crate::error::{Error, ErrorKind};
use crate::store::{Access, Store};

/// Of so many claims one also removes old rows.
const REMOVE_EVERY: u64 = 64;
/// How many of them at most.
const REMOVE_MOST: i64 = 256;

/// How soon an arrival looks again while another has the claim: at first, and at last.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// What became of a notification that another claimed.
enum Found {
    Decided(Decision),
    HeldFor(Duration),
    Free,
}

impl<E: Engine> Store<E> {
    /// Deletes what is known of notifications that the provider no longer repeats, and returns how many there were. The store
    /// does that by itself, a little at a time; this is for those who would rather schedule it.
    ///
    /// # Errors
    /// If they cannot be deleted.
    pub async fn remove_old_callbacks(&self) -> Result<u64, Error> {
        let mut removed = 0;
        loop {
            let some = self.remove_some_callbacks().await?;
            removed += some;
            if some < REMOVE_MOST.unsigned_abs() {
                return Ok(removed);
            }
        }
    }

    async fn remove_some_callbacks(&self) -> Result<u64, Error> {
        let values = [self.settings().keep_decisions_for.into(), Value::Number(REMOVE_MOST)];
        self.execute(E::STATEMENTS.remove_old_callbacks, values).await
    }

    async fn claim_callback(&self, request: &CallbackClaim) -> Result<ClaimState, Error> {
        // A wait is counted by this process's own clock; whether the claim is still held, by the database's.
        let start = Instant::now();
        let mut pause = FIRST_PAUSE;
        while !self.take_callback(request).await? {
            // While it is held, looking is enough.
            loop {
                let found = self.find_callback(&request.key).await?;
                let held_for = match found {
                    Found::Decided(decision) => return Ok(ClaimState::Known(decision)),
                    Found::HeldFor(left) => left,
                    Found::Free => Duration::ZERO,
                };
                let patience = request.patience.saturating_sub(start.elapsed());
                if patience.is_zero() {
                    return Ok(ClaimState::Busy);
                }
                // One that is free and was not to be had is being kept this moment, or was given up a moment ago.
                let wait = if held_for.is_zero() { pause } else { pause.min(held_for) }.min(patience);
                sleep(wait).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
                if held_for <= wait {
                    break;
                }
            }
        }
        Ok(ClaimState::Mine)
    }

    async fn take_callback(&self, request: &CallbackClaim) -> Result<bool, Error> {
        let values = [request.key.as_str().into(), request.holder.into(), request.lease.into()];
        let is_taken = !self.fetch(Access::Write, E::STATEMENTS.claim_callback, values).await?.is_empty();
        if is_taken
            && self.is_due_claimed(REMOVE_EVERY)
            && let Err(error) = self.remove_some_callbacks().await
        {
            tracing::warn!(%error, "old callbacks could not be removed");
        }
        Ok(is_taken)
    }

    async fn find_callback(&self, key: &str) -> Result<Found, Error> {
        let rows = self.fetch(Access::Read, E::STATEMENTS.read_callback, [key.into()]).await?;
        let Some(row) = rows.first() else { return Ok(Found::Free) };
        if let Some(decision) = E::text(row, 0).map_err(explain::<E>)? {
            let decision = serde_json::from_str(&decision).map_err(|_| {
                Error::new(ErrorKind::Schema, "the table freedompay_callback holds what is not a decision")
            })?;
            return Ok(Found::Decided(decision));
        }
        let left = E::number(row, 1).map_err(explain::<E>)?;
        Ok(match u64::try_from(left) {
            Ok(left) if left > 0 => Found::HeldFor(Duration::from_millis(left)),
            _ => Found::Free,
        })
    }
}

impl<E: Engine> CallbackStore for Store<E> {
    fn claim<'a>(&'a self, request: &'a CallbackClaim) -> BoxFuture<'a, Result<ClaimState, StoreError>> {
        Box::pin(async { Ok(self.claim_callback(request).await?) })
    }

    fn keep<'a>(
        &'a self,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            let decision = serde_json::to_string(decision)?;
            let values = [key.into(), holder.into(), decision.as_str().into()];
            Ok(self.execute(E::STATEMENTS.keep_callback, values).await? > 0)
        })
    }

    fn release<'a>(&'a self, key: &'a str, holder: Uuid) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            self.execute(E::STATEMENTS.release_callback, [key.into(), holder.into()]).await?;
            Ok(())
        })
    }
}

impl<E: Engine> TransactionalStore for Store<E> {
    type Connection = E::Connection;

    fn keep_in<'a>(
        &'a self,
        connection: &'a mut E::Connection,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            let decision = serde_json::to_string(decision)?;
            let values = [key.into(), holder.into(), decision.as_str().into()];
            Ok(self.execute_in(connection, E::STATEMENTS.keep_callback, &values).await? > 0)
        })
    }
}
