//! Claiming a notification before it is decided.

use std::fmt;
use std::time::Duration;

use uuid::Uuid;

use super::decision::Decision;
use super::error::ClaimLost;
use super::received::Received;
use super::reply::Reply;
use super::store::{CallbackClaim, CallbackStore, ClaimState, StoreError, TransactionalStore};
use super::{Callback, Notification};

/// How long a claim holds by default: shorter than the time after which the last repetition comes. A result comes again every 30
/// minutes for 2 hours; the state of a recurring profile every 30 seconds, three times.
const LEASE: Duration = Duration::from_secs(60);
/// How long a second arrival waits by default. How long the provider waits for a reply no page says.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a claim holds, and how long it is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimOptions {
    lease: Duration,
    patience: Duration,
}

impl Default for ClaimOptions {
    fn default() -> Self {
        Self { lease: LEASE, patience: PATIENCE }
    }
}

impl ClaimOptions {
    /// Sets how long nobody else may decide; one minute by default. A decision that takes longer may be made by another, and is
    /// then not kept. Whoever stops without a decision is replaced by the first repetition after that time: the provider repeats a
    /// result every 30 minutes for 2 hours, so stay well below 30 minutes.
    #[must_use]
    pub fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Sets how long a second arrival waits for the decision of the first; ten seconds by default.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// What to do with a notification that arrived.
#[derive(Debug)]
#[must_use = "send the reply, or decide"]
pub enum Claim<'a, T, S: ?Sized> {
    /// It was decided before: send this reply, which says the same again.
    Known(Reply),
    /// Another instance is deciding it and has not finished: send this reply, which asks for the notification again.
    Busy(Reply),
    /// It is this arrival's to decide.
    Mine(Claimed<'a, T, S>),
}

/// The right to decide on a notification. Dropped without a decision, it lapses: the next repetition after its time is decided
/// anew.
#[must_use = "a claim that is not kept lapses"]
pub struct Claimed<'a, T, S: ?Sized> {
    notice: &'a Received<T>,
    store: &'a S,
    holder: Uuid,
}

impl<T, S: ?Sized> fmt::Debug for Claimed<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claimed").field("key", &self.notice.key).finish_non_exhaustive()
    }
}

impl<T: Callback<Reply: Notification>> Received<T> {
    /// Claims the notification before it is decided, so that of all its arrivals, at all instances, one decides and all get the
    /// same reply.
    ///
    /// # Errors
    /// If the store fails. Answer with [`error`](Self::error) then, and the notification comes again.
    pub async fn claim<'a, S: CallbackStore + ?Sized>(&'a self, store: &'a S) -> Result<Claim<'a, T, S>, StoreError> {
        self.claim_with(store, ClaimOptions::default()).await
    }

    /// Claims the notification as [`claim`](Self::claim) does, with times of its own.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn claim_with<'a, S: CallbackStore + ?Sized>(
        &'a self,
        store: &'a S,
        options: ClaimOptions,
    ) -> Result<Claim<'a, T, S>, StoreError> {
        let ClaimOptions { lease, patience } = options;
        let holder = Uuid::new_v4();
        let request = CallbackClaim { key: self.key.clone(), holder, lease, patience };
        Ok(match store.claim(&request).await? {
            ClaimState::Mine => Claim::Mine(Claimed { notice: self, store, holder }),
            ClaimState::Known(decision) => Claim::Known(self.reply_again(&decision)),
            ClaimState::Busy => Claim::Busy(self.reply(&Decision::error("Being handled already; send it again later"))),
        })
    }

    fn reply_again(&self, known: &Decision) -> Reply {
        let mut reply = self.reply(known);
        reply.is_repeat = true;
        reply
    }
}

impl<T: Callback<Reply: Notification>, S: CallbackStore + ?Sized> Claimed<'_, T, S> {
    /// Keeps a decision and returns the signed reply. An [`error`](Received::error) is not kept: it gives the claim up and
    /// asks for the notification again.
    ///
    /// # Errors
    /// [`ClaimLost`] if the claim lapsed and another took it; or if the store fails. What was done for this decision stays done:
    /// answer with [`error`](Received::error), and the repetition is told what was kept.
    pub async fn keep(self, decision: Decision) -> Result<Reply, StoreError> {
        let Self { notice, store, holder } = self;
        if decision.is_error() {
            store.release(&notice.key, holder).await?;
        } else if !store.keep(&notice.key, holder, &decision).await? {
            return Err(ClaimLost.into());
        }
        Ok(notice.reply(&decision))
    }
}

impl<T: Callback<Reply: Notification>, S: TransactionalStore + ?Sized> Claimed<'_, T, S> {
    /// Keeps a decision inside the program's own transaction and returns the signed reply: commit first, then send it. What the
    /// program does in that transaction is done exactly once.
    ///
    /// An [`error`](Received::error) is not kept: roll back, send the reply, and the claim lapses.
    ///
    /// # Errors
    /// [`ClaimLost`] if the claim lapsed and another took it, or if the store fails: roll back, which dropping the transaction
    /// does.
    pub async fn keep_in(self, connection: &mut S::Connection, decision: Decision) -> Result<Reply, StoreError> {
        let Self { notice, store, holder } = self;
        if !decision.is_error() && !store.keep_in(connection, &notice.key, holder, &decision).await? {
            return Err(ClaimLost.into());
        }
        Ok(notice.reply(&decision))
    }
}
