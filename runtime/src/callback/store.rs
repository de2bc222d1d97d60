//! Where callbacks are claimed and their decisions kept.

use std::error::Error;
use std::time::Duration;

use uuid::Uuid;

use super::Decision;
use crate::transport::BoxFuture;

/// The error of a store.
pub type StoreError = Box<dyn Error + Send + Sync>;

/// Claims notifications, so that of all instances one decides, and keeps decisions, so that a repeated notification gets the
/// same reply.
///
/// A claim is a time of the store's own clock, so any number of instances share a store, whatever their clocks say.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback store",
    note = "use `freedompay::store::Store` (features `sqlite`, `postgres`), or implement `freedompay::callback::CallbackStore` for it"
)]
pub trait CallbackStore: Send + Sync {
    /// Claims a notification: if it is new, or whoever claimed it let its claim lapse without a decision. A notification is
    /// claimed by one only, however many ask at once. While another has it, this waits for the decision, at most for the
    /// request's patience.
    ///
    /// # Errors
    /// If it cannot be claimed.
    fn claim<'a>(&'a self, request: &'a CallbackClaim) -> BoxFuture<'a, Result<ClaimState, StoreError>>;

    /// Keeps a decision, if its maker still has the claim; reports whether it did.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn keep<'a>(
        &'a self,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Gives a claim up without a decision, so that the next arrival is a new one.
    ///
    /// # Errors
    /// If that cannot be written. The claim lapses then.
    fn release<'a>(&'a self, key: &'a str, holder: Uuid) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A store that keeps a decision inside the program's own transaction, so that both are kept or neither is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot keep a decision inside a transaction",
    note = "`freedompay::store::Store` can; with any other store use `keep`"
)]
pub trait TransactionalStore: CallbackStore {
    /// The connection that the program's transaction runs on.
    type Connection: Send;

    /// Keeps a decision inside a transaction, if its maker still has the claim; reports whether it did. The claim stays locked until
    /// the transaction ends.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn keep_in<'a>(
        &'a self,
        connection: &'a mut Self::Connection,
        key: &'a str,
        holder: Uuid,
        decision: &'a Decision,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;
}

/// Asks for the right to decide on a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackClaim {
    /// Key of the notification: [`Received::key`](super::Received::key).
    pub key: String,
    /// Who asks: a number of its own for each arrival.
    pub holder: Uuid,
    /// How long nobody else may decide, by the store's clock.
    pub lease: Duration,
    /// How long to wait while another has it.
    pub patience: Duration,
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// This one decides.
    Mine,
    /// Another has it, and did not decide in time.
    Busy,
    /// It is decided.
    Known(Decision),
}
