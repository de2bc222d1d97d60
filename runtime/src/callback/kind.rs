//! How callbacks are answered, as types: what a response cannot say does not compile.

mod sealed {
    pub trait Sealed {}
}

/// The kind of reply that a callback gets. Sealed: only the kinds below exist.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a way to reply to a callback",
    note = "`#[freedompay_callback(reply = none)]` or `reply = xml` picks one"
)]
pub trait ReplyKind: sealed::Sealed + 'static {
    /// Whether the response is a signed XML message; otherwise the HTTP status says everything.
    const SIGNED: bool;
    /// Whether a refusal counts only if the notification grants it.
    const GRANTS: bool;
}

/// A kind of callback that reports an event, so that a repetition gets the same reply as the first time.
#[diagnostic::on_unimplemented(
    message = "this callback asks a question, which is decided anew each time",
    note = "only notifications (result, payout, saved card) can be claimed"
)]
pub trait Notification: ReplyKind {}

/// Only an HTTP status is expected: `reply = none`.
#[derive(Clone, Copy, Debug)]
pub enum NoReply {}

/// A notification that is confirmed: `reply = xml`.
#[derive(Clone, Copy, Debug)]
pub enum SignedReply {}

/// A notification that may be refused if it says so itself: `reply = xml, rejectable`, with a field `can_reject`.
#[derive(Clone, Copy, Debug)]
pub enum RefusableReply {}

/// A question that is answered yes or no: `reply = xml, rejectable`.
#[derive(Clone, Copy, Debug)]
pub enum QuestionReply {}

macro_rules! kinds {
    ($($kind:ident: $signed:literal, $grants:literal;)*) => {$(
        impl sealed::Sealed for $kind {}

        impl ReplyKind for $kind {
            const SIGNED: bool = $signed;
            const GRANTS: bool = $grants;
        }
    )*};
}

kinds! {
    NoReply: false, false;
    SignedReply: true, false;
    RefusableReply: true, true;
    QuestionReply: true, false;
}

impl Notification for NoReply {}
impl Notification for SignedReply {}
impl Notification for RefusableReply {}
