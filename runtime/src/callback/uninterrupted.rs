//! A decision that does not end with its caller.

use tracing::Instrument as _;

use super::Reply;

/// Finishes a decision that was begun, even if the caller hangs up. A server drops its handler then, and with it a decision half way:
/// whatever was awaited does not continue.
///
/// The decision runs in a task of its own, within the current tracing span. If it panics, the reply is HTTP status 500 and the
/// notification comes again, once its claim has lapsed. A runtime that shuts down ends the task as well, and a process that is killed
/// ends everything: what the decision does must therefore still be safe to do again, or be in one transaction with
/// [`keep_in`](super::Claimed::keep_in).
///
/// ```
/// use axum::extract::State;
/// use freedompay_runtime::callback::{self, Claim, MemoryCallbackStore, Received, Reply};
/// # use freedompay_runtime::callback::{Callback, SignedReply};
///
/// # fn example<ResultNotify: Callback<Reply = SignedReply>>() {
/// # async fn deliver<T>(_: &Received<T>) {}
/// async fn result<ResultNotify: Callback<Reply = SignedReply>>(
///     State(store): State<MemoryCallbackStore>,
///     notice: Received<ResultNotify>,
/// ) -> Reply {
///     callback::uninterrupted(async move {
///         let reply = match notice.claim(&store).await {
///             Ok(Claim::Known(reply) | Claim::Busy(reply)) => Ok(reply),
///             Ok(Claim::Mine(claim)) => {
///                 deliver(&notice).await;
///                 claim.keep(notice.ok()).await
///             }
///             Err(error) => Err(error),
///         };
///         reply.unwrap_or_else(|_| notice.reply(&notice.error("Try again later")))
///     })
///     .await
/// }
/// # let _ = result::<ResultNotify>;
/// # }
/// ```
pub async fn uninterrupted(decision: impl Future<Output = Reply> + Send + 'static) -> Reply {
    tokio::spawn(decision.in_current_span()).await.unwrap_or_else(|error| {
        // Its text may quote the panic's message, which is the program's own and already printed.
        tracing::error!(panicked = error.is_panic(), "the decision on a notification did not end");
        Reply::plain(500)
    })
}
