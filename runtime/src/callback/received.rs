//! A verified callback, and the decisions it allows.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::decision::{Decision, RightToReject};
use super::reply::ReplyContext;
use super::{Callback, QuestionReply, RefusableReply, Reply, ReplyKind};
use crate::message::unread::Typed;
use crate::tree::{Ref, Tree};

/// A callback whose signature was verified over every received field. Its fields are reached directly, by dereference.
///
/// `Debug` shows the fields, secrets masked, and no signature.
#[derive(Clone)]
pub struct Received<T> {
    pub(super) typed: Typed<T>,
    pub(super) message: Tree,
    pub(super) envelope: ReplyContext,
    pub(super) key: String,
    pub(super) secret_index: usize,
    pub(super) merchant: Option<Arc<str>>,
}

impl<T> Deref for Received<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.typed.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Received<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.typed.value.fmt(f)
    }
}

impl<T: Callback> Received<T> {
    /// Returns the callback itself. What is taken out can no longer be answered.
    pub fn into_inner(self) -> T {
        self.typed.value
    }

    /// Returns the paths of members that do not fit their declared types and were read as absent, such as a database's zero date.
    /// They are optional and decide nothing about money; their texts are in [`Received::message`].
    pub fn unread(&self) -> &[String] {
        &self.typed.unread
    }

    /// Returns the whole message, untyped, with fields that the type does not know; signature included.
    pub fn message(&self) -> Ref<'_> {
        self.message.root()
    }

    /// Returns the same text for every repetition of this notification, and another for any other: the callback's id and a digest of
    /// what identifies the event. Fit for a unique column.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the shop whose verifier accepted it, if that names one ([`CallbackVerifier::merchant`](super::CallbackVerifier::merchant)).
    pub fn merchant(&self) -> Option<&str> {
        self.merchant.as_deref()
    }

    /// Returns the index of the verifier's secret that fitted, from 0: it shows when an old one is no longer in use.
    pub fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Accepts the notification.
    pub fn ok(&self) -> Decision {
        Decision::ok()
    }

    /// Reports that the notification could not be handled or understood. The reply has HTTP status 500, so a result notification
    /// comes again: every 30 minutes for 2 hours, as documented.
    pub fn error(&self, reason: impl Into<String>) -> Decision {
        Decision::error(reason)
    }

    /// Returns the reply, signed like the notification and with its salt.
    pub fn reply(&self, decision: &Decision) -> Reply {
        let mut reply = self.envelope.reply(decision);
        // A decision may have been made for another notification, or come from a store.
        reply.rejection_ignored = T::Reply::GRANTS && decision.is_rejected() && !self.typed.value.can_reject();
        reply
    }
}

impl<T: Callback<Reply = QuestionReply>> Received<T> {
    /// Accepts the payment and keeps the order payable for this many seconds. `pg_timeout` is known from the provider's
    /// PHP library only; the pages do not mention it.
    pub fn ok_for(&self, seconds: u32) -> Decision {
        Decision { timeout: Some(seconds), ..Decision::ok() }
    }

    /// Rejects the payment with a reason; nothing is charged.
    pub fn reject(&self, reason: impl Into<String>) -> Decision {
        Decision::rejected(reason)
    }
}

impl<T: Callback<Reply = RefusableReply>> Received<T> {
    /// Returns the right to refuse, if the notification grants it (`pg_can_reject` is 1). Without it the payment is final whatever is
    /// answered: what cannot be delivered has to be refunded.
    pub fn right_to_reject(&self) -> Option<RightToReject> {
        self.typed.value.can_reject().then_some(RightToReject(()))
    }
}
