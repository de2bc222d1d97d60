//! The callback store as the program's handlers see it: each method is a statement that the simulated database answers.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use freedompay::Uuid;
use freedompay::callback::{CallbackClaim, CallbackStore, ClaimState, Decision, StoreError, TransactionalStore};
use freedompay::transport::BoxFuture;

use crate::database::at_once;
use crate::history::History;

/// What a handler asks of the database.
#[derive(Clone, Debug)]
pub(crate) enum NoticeStatement {
    /// Nothing: the shop finds out what to decide.
    Think(Duration),
    Claim(CallbackClaim),
    Keep(String, Uuid, Decision),
    Release(String, Uuid),
    /// Keeps a decision inside a transaction, which locks the row.
    KeepIn(String, Uuid),
    /// Commits that transaction, in which the program has delivered; with what was kept in it.
    Commit(Option<(String, Uuid, Decision)>),
    /// Delivers, in a transaction of its own.
    Deliver,
}

/// What the database answers.
#[derive(Clone, Debug)]
pub(crate) enum NoticeAnswer {
    Claimed(ClaimState),
    Kept(bool),
}

impl NoticeStatement {
    /// Its name, for the report.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Think(_) => "decide",
            Self::Claim(_) => "claim a notification",
            Self::Keep(..) | Self::KeepIn(..) => "keep a decision",
            Self::Release(..) => "release a notification",
            Self::Commit(_) => "commit a decision",
            Self::Deliver => "deliver",
        }
    }
}

/// A statement of which nobody knows whether it was carried out.
#[derive(Clone, Copy, Debug)]
struct Failed;

/// The one statement under way of a handler, and its answer.
#[derive(Debug, Default)]
struct Exchange {
    asked: Option<NoticeStatement>,
    answer: Option<Result<NoticeAnswer, Failed>>,
}

/// The store of one handler.
#[derive(Clone, Debug, Default)]
pub(crate) struct HandlerStore(Arc<Mutex<Exchange>>);

impl HandlerStore {
    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what the handler asks.
    pub(crate) fn take_asked(&self) -> Option<NoticeStatement> {
        self.exchange().asked.take()
    }

    /// Answers it.
    pub(crate) fn answer(&self, answer: Option<NoticeAnswer>) {
        self.exchange().answer = Some(answer.ok_or(Failed));
    }

    async fn ask(&self, statement: NoticeStatement) -> Result<NoticeAnswer, StoreError> {
        self.exchange().asked = Some(statement);
        let answer = poll_fn(|_| self.exchange().answer.take().map_or(Poll::Pending, Poll::Ready)).await;
        answer.map_err(|Failed| "as simulated".into())
    }

    async fn ask_kept(&self, statement: NoticeStatement) -> Result<bool, StoreError> {
        Ok(matches!(self.ask(statement).await?, NoticeAnswer::Kept(true)))
    }

    /// Takes its time to decide.
    pub(crate) async fn think(&self, time: Duration) {
        // Nothing can fail while it thinks.
        let _ = self.ask(NoticeStatement::Think(time)).await;
    }

    /// Delivers what was paid for, in a transaction of its own.
    pub(crate) async fn deliver(&self) -> Result<bool, StoreError> {
        self.ask_kept(NoticeStatement::Deliver).await
    }
}

/// A transaction of the program: it delivers, and keeps the decision.
#[derive(Debug, Default)]
pub(crate) struct Transaction(Option<(String, Uuid, Decision)>);

impl Transaction {
    pub(crate) async fn commit(self, store: &HandlerStore) -> Result<bool, StoreError> {
        store.ask_kept(NoticeStatement::Commit(self.0)).await
    }
}

impl CallbackStore for HandlerStore {
    fn claim<'a>(&'a self, request: &'a CallbackClaim) -> BoxFuture<'a, Result<ClaimState, StoreError>> {
        Box::pin(async {
            match self.ask(NoticeStatement::Claim(request.clone())).await? {
                NoticeAnswer::Claimed(state) => Ok(state),
                NoticeAnswer::Kept(_) => Err("another answer".into()),
            }
        })
    }

    fn keep<'a>(
        &'a self,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(self.ask_kept(NoticeStatement::Keep(key.to_owned(), holder, decision.clone())))
    }

    fn release<'a>(&'a self, key: &'a str, holder: Uuid) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move { self.ask(NoticeStatement::Release(key.to_owned(), holder)).await.map(|_| ()) })
    }
}

impl TransactionalStore for HandlerStore {
    type Connection = Transaction;

    fn keep_in<'a>(
        &'a self,
        connection: &'a mut Transaction,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            let is_kept = self.ask_kept(NoticeStatement::KeepIn(key.to_owned(), holder)).await?;
            connection.0 = is_kept.then(|| (key.to_owned(), holder, decision.clone()));
            Ok(is_kept)
        })
    }
}

impl History<'_> {
    /// Carries out a statement of a handler. Nothing if it has to wait: for a lock, or for the decision of another.
    pub(crate) fn notice_statement(&mut self, task: usize, statement: NoticeStatement) -> Option<NoticeAnswer> {
        let is_locked = |key: &str| self.database.locked.iter().any(|(locked, by)| locked == key && *by != task);
        let waited = self.now.saturating_sub(self.arrived[task].asked_at);
        match statement {
            NoticeStatement::Claim(request) => {
                if is_locked(&request.key) {
                    self.situation("a decision waits for a lock");
                    return (waited >= request.patience).then_some(NoticeAnswer::Claimed(ClaimState::Busy));
                }
                let state = at_once(self.database.callbacks.claim(&request))?.ok()?;
                match state {
                    ClaimState::Busy if waited < request.patience => return None,
                    ClaimState::Busy => self.situation("a notification is busy"),
                    ClaimState::Mine => self.claims(request.key, request.holder, request.lease),
                    ClaimState::Known(_) => self.situation("a known decision is repeated"),
                }
                Some(NoticeAnswer::Claimed(state))
            }
            NoticeStatement::Keep(key, ..) | NoticeStatement::KeepIn(key, _) if is_locked(&key) => None,
            NoticeStatement::Keep(key, holder, decision) => {
                Some(NoticeAnswer::Kept(self.keep(&key, holder, &decision)))
            }
            NoticeStatement::KeepIn(key, holder) => {
                // A handler that is gone has no connection any more.
                let is_held = self.arrived[task].is_running()
                    && self.database.claims.iter().any(|(of, by, _)| *of == key && *by == holder);
                if is_held {
                    self.database.locked.push((key, task));
                }
                Some(NoticeAnswer::Kept(is_held))
            }
            NoticeStatement::Commit(Some((key, ..))) if !self.database.locked.contains(&(key.clone(), task)) => {
                // Its transaction ended with the connection.
                Some(NoticeAnswer::Kept(false))
            }
            NoticeStatement::Commit(kept) => {
                if kept.is_some_and(|(key, holder, decision)| !self.keep(&key, holder, &decision)) {
                    self.violate("a decision inside a transaction is not kept, and its claim was locked");
                }
                self.unlock(task);
                self.delivered(task);
                Some(NoticeAnswer::Kept(true))
            }
            NoticeStatement::Release(key, holder) => {
                at_once(self.database.callbacks.release(&key, holder))?.ok()?;
                self.database.claims.retain(|(of, by, _)| *of != key || *by != holder);
                Some(NoticeAnswer::Kept(true))
            }
            NoticeStatement::Think(_) => Some(NoticeAnswer::Kept(true)),
            NoticeStatement::Deliver => {
                self.delivered(task);
                Some(NoticeAnswer::Kept(true))
            }
        }
    }

    /// Notes who claimed a notification: nobody else may while the lease lasts.
    fn claims(&mut self, key: String, holder: Uuid, lease: Duration) {
        let now = self.now;
        let other = self.database.claims.iter_mut().find(|(of, ..)| *of == key);
        match other {
            Some((.., until)) if *until > now => self.violate("a notification is claimed while another has it"),
            Some((_, by, until)) => {
                (*by, *until) = (holder, now + lease);
                self.situation("a lapsed claim of a notification is taken over");
            }
            None => self.database.claims.push((key, holder, now + lease)),
        }
    }

    /// Keeps a decision, and notes that nobody has the claim any more.
    fn keep(&mut self, key: &str, holder: Uuid, decision: &Decision) -> bool {
        let is_kept =
            at_once(self.database.callbacks.keep(key, holder, decision)).is_some_and(|kept| kept.is_ok_and(|k| k));
        let claims = &mut self.database.claims;
        let is_held = claims.iter().any(|(of, by, _)| *of == *key && *by == holder);
        claims.retain(|(of, by, _)| *of != *key || *by != holder);
        if !is_kept {
            self.situation("a decision comes after its claim was lost");
        }
        if is_kept != is_held {
            self.violate(format!("a decision is kept: {is_kept}, by who has the claim: {is_held}"));
        }
        is_kept
    }

    /// Ends the transaction of a handler.
    pub(crate) fn unlock(&mut self, task: usize) {
        self.database.locked.retain(|(_, by)| *by != task);
    }
}
