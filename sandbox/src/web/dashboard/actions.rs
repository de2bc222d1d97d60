//! The actions of the dashboard.

use std::sync::Arc;
use std::time::Duration;

use freedompay::Amount;
use freedompay_runtime::tree::{Ref, Tree};
use freedompay_runtime::wire::json;

use super::view;
use crate::bank::operator::NotPossible;
use crate::http::reply::Reply;
use crate::protocol::api_error::ApiError;
use crate::state::State;

/// Ten years; after that every card is expired.
const FURTHEST: u64 = 3653 * 24 * 60 * 60;

/// Runs an action, and returns `{"done":true}` or `{"error_code":…,"error":…}`.
pub(super) async fn run(state: &Arc<State>, name: &str, body: &[u8]) -> Result<Reply, ApiError> {
    let bad_request = |what: String| ApiError::new(400, "", what);
    let body = match body {
        [] => Tree::empty(),
        _ => json::parse(body).map_err(|e| bad_request(format!("the body is not JSON: {e}")))?,
    };
    let field = |name: &str| body.root().get(name).map(Ref::text).filter(|text| !text.is_empty());
    let done = match name.split('/').collect::<Vec<_>>().as_slice() {
        ["reset"] => {
            state.reset().await;
            Ok(())
        }
        ["clock"] => {
            let seconds = field("advance_seconds").and_then(|text| text.parse().ok()).filter(|s| *s <= FURTHEST);
            let seconds =
                seconds.ok_or_else(|| bad_request(format!("advance_seconds must be a number from 0 to {FURTHEST}")))?;
            // In its own task: a client that disconnects does not stop the clock half way.
            let state = Arc::clone(state);
            let advanced = tokio::spawn(async move { state.advance(Duration::from_secs(seconds)).await });
            advanced.await.map_err(|e| ApiError::new(500, "", format!("the clock could not be moved: {e}")))?;
            Ok(())
        }
        ["payments", id, verb] => {
            let id: u64 = id.parse().map_err(|_| bad_request(format!("{id} is not the number of a payment")))?;
            let amount = match field("amount") {
                Some(text) => {
                    Some(text.parse::<Amount>().map_err(|_| bad_request("amount is not a decimal number".to_owned()))?)
                }
                None => None,
            };
            match *verb {
                "capture" => state.world().capture(id, amount).map(|_| ()),
                "cancel" => state.world().cancel(id).map(|_| ()),
                "refund" => state.world().refund(id, amount).map(|_| ()),
                "fail" => state.fail(id, field("code").and_then(|code| code.parse().ok())),
                "resend" => state.resend_result(id),
                _ => {
                    return Err(ApiError::new(404, "", "unknown action; use capture, cancel, refund, fail or resend"));
                }
            }
        }
        _ => return Err(ApiError::new(404, "", "no such action")),
    };
    Ok(match done.map_err(NotPossible::from) {
        Ok(()) => view::json(200, &view::ActionDone { done: true }),
        Err(error) => view::json(409, &view::ActionError { error_code: error.code, error: error.message }),
    })
}
