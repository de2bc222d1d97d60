//! What the buttons do.

use std::sync::Arc;
use std::time::Duration;

use freedompay::Amount;
use freedompay_runtime::tree::{Ref, Tree};
use freedompay_runtime::wire::json;

use super::view;
use crate::desk::NotPossible;
use crate::refusal::Refusal;
use crate::server::Reply;
use crate::state::State;

/// Ten years; further ahead every card is expired.
const FURTHEST: u64 = 3653 * 24 * 60 * 60;

/// Does it, and answers `{"done":true}` or `{"error_code":…,"error":…}`.
pub(super) async fn act(state: &Arc<State>, name: &str, body: &[u8]) -> Result<Reply, Refusal> {
    let wrong = |what: String| Refusal::new(400, "", what);
    let body = match body {
        [] => Tree::empty(),
        _ => json::parse(body).map_err(|e| wrong(format!("the body is not JSON: {e}")))?,
    };
    let field = |name: &str| body.root().get(name).map(Ref::text).filter(|text| !text.is_empty());
    let done = match name.split('/').collect::<Vec<_>>().as_slice() {
        ["reset"] => {
            state.reset().await;
            Ok(())
        }
        ["clock"] => {
            let seconds = field("advance_seconds").and_then(|text| text.parse().ok()).filter(|s| *s <= FURTHEST);
            let seconds = seconds.ok_or_else(|| wrong(format!("advance_seconds is a number from 0 to {FURTHEST}")))?;
            // In a task of its own: who goes away does not stop the clock half way.
            let state = Arc::clone(state);
            let advanced = tokio::spawn(async move { state.advance(Duration::from_secs(seconds)).await });
            advanced.await.map_err(|e| Refusal::new(500, "", format!("the clock did not get there: {e}")))?;
            Ok(())
        }
        ["payments", id, verb] => {
            let id: u64 = id.parse().map_err(|_| wrong(format!("{id} is no number of a payment")))?;
            let amount = match field("amount") {
                Some(text) => {
                    Some(text.parse::<Amount>().map_err(|_| wrong("amount is no decimal number".to_owned()))?)
                }
                None => None,
            };
            match *verb {
                "capture" => state.world().capture(id, amount).map(|_| ()),
                "cancel" => state.world().cancel(id).map(|_| ()),
                "refund" => state.world().refund(id, amount).map(|_| ()),
                "fail" => state.fail(id, field("code").and_then(|code| code.parse().ok())),
                "resend" => state.tell_again(id),
                _ => return Err(Refusal::new(404, "", "payments are captured, cancelled, refunded, failed or resent")),
            }
        }
        _ => return Err(Refusal::new(404, "", "there is no such action")),
    };
    Ok(match done.map_err(NotPossible::from) {
        Ok(()) => view::json(200, &view::Done { done: true }),
        Err(no) => view::json(409, &view::Refused { error_code: no.code, error: no.what }),
    })
}
