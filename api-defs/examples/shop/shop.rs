//! An instance of the shop: what it holds, what it serves, and what it does beside that.

use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::http::StatusCode;
use axum::routing::{post, put};
use freedompay::callback::{CallbackVerifier, Verifiers};
use freedompay::{Client, Merchant};

use super::database::Store;
use super::{payouts, results};

/// Why something could not be done.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// An instance. All of them are equal, and none has a state of its own.
#[derive(Clone)]
pub(crate) struct Shop {
    /// The journal and the notifications, and with them the database that has the books.
    pub(crate) store: Store,
    /// Its client, which records every payout in the journal before it sends it.
    pub(crate) client: Client<Merchant>,
    pub(crate) verifier: CallbackVerifier,
    /// Time between two looks at what is open.
    pub(crate) pause: Duration,
}

/// How the extractor of notifications finds the verifier.
impl FromRef<Shop> for Verifiers {
    fn from_ref(shop: &Shop) -> Self {
        shop.verifier.clone().into()
    }
}

impl Shop {
    /// Returns what it serves.
    pub(crate) fn router(self) -> Router {
        Router::new()
            .route("/payouts/{id}", put(payouts::pay_out))
            .route("/orders/{id}", put(results::sell))
            .route("/pay/result", post(results::take_result))
            .with_state(self)
    }

    /// Finds out, for as long as it runs, what became of payouts that this or another instance left open.
    pub(crate) async fn look_after(self) {
        tokio::join!(payouts::recover(&self), payouts::find_forgotten(&self));
    }
}

/// Answers a call that failed: whoever asked comes again, and finds what was done.
pub(super) fn unavailable(error: Failure) -> (StatusCode, String) {
    tracing::warn!(%error, "a call failed");
    (StatusCode::SERVICE_UNAVAILABLE, "try again\n".to_owned())
}
