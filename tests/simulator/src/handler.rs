//! The program's handler of a notification: the library's own code, over the simulated database.

use std::time::Duration;

use freedompay::callback::{Claim, ClaimOptions, Decision, Received, Reply};
use freedompay::merchant::callbacks::ResultNotify;

use crate::notice_store::{HandlerStore, Transaction};

/// How a shop handles a notification.
pub(crate) struct Handling {
    pub(crate) store: HandlerStore,
    /// How long it takes to decide.
    pub(crate) thinks: Duration,
    pub(crate) decision: Decision,
    /// Whether it delivers in the transaction that keeps the decision.
    pub(crate) in_transaction: bool,
}

/// Handles a notification.
pub(crate) async fn handle(notice: Received<ResultNotify>, handling: Handling) -> Reply {
    let Handling { store, thinks, decision, in_transaction } = handling;
    let failed = || notice.reply(&notice.error("try again"));
    let claim = match notice.claim_with(&store, ClaimOptions::default()).await {
        Ok(Claim::Known(reply) | Claim::Busy(reply)) => return reply,
        Ok(Claim::Mine(claim)) => claim,
        Err(_) => return failed(),
    };
    if !thinks.is_zero() {
        store.think(thinks).await;
    }
    if decision.is_error() {
        return claim.keep(decision).await.unwrap_or_else(|_| failed());
    }
    if in_transaction {
        let mut transaction = Transaction::default();
        return match claim.keep_in(&mut transaction, decision).await {
            Ok(reply) if transaction.commit(&store).await.is_ok_and(|done| done) => reply,
            _ => failed(),
        };
    }
    match store.deliver().await {
        Ok(true) => claim.keep(decision).await.unwrap_or_else(|_| failed()),
        _ => failed(),
    }
}
