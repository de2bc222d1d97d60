//! Callbacks that Freedom Pay sends to a merchant's URLs: received, verified, decoded, replied to.
//!
//! ```
//! # use freedompay_runtime::callback::{Callback, CallbackError, CallbackVerifier, Incoming, Reply};
//! # fn handle<ResultNotify: Callback>(secret: &str, incoming: Incoming<'_>) -> Reply {
//! let verifier = CallbackVerifier::new(secret);
//! match verifier.receive::<ResultNotify>(incoming) {
//!     // Verified over every received field; the fields of the callback are reached directly.
//!     Ok(callback) => callback.reply(&callback.ok()),
//!     // Nothing of it can be used. The error has the reply.
//!     Err(error) => error.reply(),
//! }
//! # }
//! ```
//!
//! # Decided once
//!
//! A notification may arrive several times, at several instances at once: [`Received::claim`] lets one of the arrivals decide
//! and gives all of them the same reply.
//!
//! ```
//! # use freedompay_runtime::callback::{Callback, CallbackStore, Claim, Received, Reply, SignedReply, StoreError};
//! # async fn handle<ResultNotify: Callback<Reply = SignedReply>>(
//! #     notice: Received<ResultNotify>, store: &impl CallbackStore,
//! # ) -> Result<Reply, StoreError> {
//! Ok(match notice.claim(store).await? {
//!     Claim::Known(reply) | Claim::Busy(reply) => reply,
//!     Claim::Mine(claim) => {
//!         // Deliver. With `keep_in` in the same transaction it is delivered exactly once.
//!         claim.keep(notice.ok()).await?
//!     }
//! })
//! # }
//! ```
//!
//! - A claim holds for a minute by the store's clock ([`ClaimOptions::lease`]). Whoever stops without a decision is replaced by the
//!   first arrival after that; who comes meanwhile waits for ten seconds, and is then asked to come again.
//! - A result is repeated every 30 minutes for 2 hours while the reply is not HTTP status 200, the state of a recurring profile
//!   every 30 seconds, three times. After the last repetition nobody comes again: find such orders by the status call of their
//!   payment, for instance all that wait for longer than that.
//! - An HTTP server drops the handler of a caller that hung up, and with it a decision half way. What it did outside of a
//!   transaction stays done, the claim lapses, and the next repetition decides anew. After the last repetition nobody does, although
//!   the claim lapsed: such an order is found by the status call, too. `uninterrupted` (feature `axum`) finishes a decision in a task of
//!   its own.
//! - `keep` after a delivery outside the database is at least once: let it be something that can be done twice, such as setting an
//!   order to paid. `keep_in` is exactly once, for what the same transaction does.
//!
//! # What is signed
//!
//! `pg_sig` covers the values of all fields that arrive, the merchant's own included, under the last segment of the path
//! of the URL that is called. That URL is the merchant's: `https://site.kz/pay/result?shop=1` is signed as `result`, a
//! path that ends in `/` under the empty name. The reply is signed likewise and repeats the notification's `pg_salt`.
//!
//! - A POST is its body, a GET is its query; a POST's query is not part of the message and is ignored. Parameters
//!   in the query of the merchant's own URL therefore count when they come back in the body (seen in real traffic) or in
//!   the query of a GET (the official CS-Cart module verifies the whole query), and are merchant fields then.
//! - With `pg_request_method=XML` one form field `pg_xml` holds the message; it then is the whole message.
//! - Empty values count. Field names do not. Members called `pg_sig` inside of nested data are not signed, and are left out.
//!
//! # What a signature does not prove
//!
//! Names are not signed, and a value may hold the separator. A message signed for one URL therefore fits any other with
//! the same last segment, under other field names, and the payer sees the signed redirect back. So:
//!
//! - give every URL a last segment of its own: `…/check`, `…/result`, `…/success`, `…/failure`, `…/payout`;
//! - compare amount and currency with the order, and take the notification only for an order that waits for it;
//! - never deliver because of a redirect back.
//!
//! # Several shops
//!
//! Shops that share a server need a verifier each, chosen by what identifies the shop in the URL that was given to Freedom Pay. With the
//! feature `axum` `Verifiers::resolve` finds it; with any other server choose it before [`CallbackVerifier::receive`]. Nothing of the
//! call is authentic until then: use the URL to choose the keys and nothing else. [`CallbackVerifier::merchant`] names the shop (those
//! made of [`PgCredentials`](crate::PgCredentials) have its number): it is part of [`Received::key`], so no two shops share a decision,
//! and [`Received::merchant`] returns it. Look orders up among those of that shop, because each shop can sign any order number.
//!
//! Sources: docs.freedompay.kz/api-12007677 (result), api-12007679 (check), api-11622162 (payout), and the official
//! modules PayBox/PayboxPay and freedom-pay/cscart-freedompay for script name, transport and replies.

#[cfg(feature = "axum")]
mod axum;
mod claim;
mod decision;
mod error;
mod identity;
mod incoming;
mod kind;
mod memory;
mod received;
mod reply;
mod store;
#[cfg(feature = "axum")]
mod uninterrupted;
mod verifier;
#[cfg(feature = "axum")]
mod verifiers;

use std::fmt::Debug;

use serde::de::DeserializeOwned;

pub use claim::{Claim, ClaimOptions, Claimed};
pub use decision::{Decision, RightToReject};
pub use error::{CallbackError, ClaimLost};
pub use incoming::Incoming;
pub use kind::{NoReply, Notification, QuestionReply, RefusableReply, ReplyKind, SignedReply};
pub use memory::MemoryCallbackStore;
pub use received::Received;
pub use reply::Reply;
pub(crate) use reply::SIGNED_REPLY;
pub use store::{CallbackClaim, CallbackStore, ClaimState, StoreError, TransactionalStore};
#[cfg(feature = "axum")]
pub use uninterrupted::uninterrupted;
pub use verifier::CallbackVerifier;
#[cfg(feature = "axum")]
pub use verifiers::Verifiers;

use crate::meta::EndpointMeta;

/// A declared callback. Made by `#[freedompay_callback]`, not by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a declared callback",
    label = "not a callback",
    note = "put `#[freedompay_callback(id = \"…\", url = \"{{result_url}}\", reply = xml, api = merchant)]` on the struct"
)]
pub trait Callback: DeserializeOwned + Clone + Debug + Send + Sync + 'static {
    /// The kind of its reply.
    type Reply: ReplyKind;
    /// Its table.
    const META: &'static EndpointMeta;

    /// Reports whether this notification says that a refusal still counts.
    fn can_reject(&self) -> bool {
        false
    }
}
