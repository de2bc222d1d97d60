//! The world as JSON.

use freedompay::Value;
use freedompay_runtime::message::redact;
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;
use serde::Serialize;

use crate::credentials::Credentials;
use crate::http::reply::Reply;
use crate::state::State;

#[derive(Serialize)]
pub(super) struct ActionDone {
    pub(super) done: bool,
}

#[derive(Serialize)]
pub(super) struct ActionError {
    pub(super) error_code: u32,
    pub(super) error: String,
}

/// The settings of the sandbox. Keys appear only if they are the public defaults.
#[derive(Serialize)]
struct About<'a> {
    base_url: &'a str,
    auth_id: &'a str,
    merchant_id: &'a str,
    default_key: Option<&'static str>,
    default_payout_key: Option<&'static str>,
    answers_samples: bool,
}

/// Returns a value as JSON.
pub(super) fn json(status: u16, what: &impl Serialize) -> Reply {
    let body = Tree::from_serialize(what).map(|tree| json::encode(tree.root())).unwrap_or_default();
    Reply::new(status, "application/json", body)
}

/// Returns the world with tokens and codes masked, and with computed fields added.
pub(super) fn state(state: &State) -> Reply {
    let (bytes, now, computed) = {
        let world = state.world();
        let computed: Vec<_> =
            world.payments.values().map(|payment| (payment.status(), payment.refundable().to_string())).collect();
        (serde_json::to_vec(&*world).unwrap_or_default(), world.now(), computed)
    };
    let masked = json::parse(&bytes).map_or(Value::Null, |tree| redact::masked(&[], tree.root()));
    let Value::Map(mut members) = state.credentials.masks().value(masked) else {
        return Reply::new(500, "text/plain; charset=utf-8", "the state cannot be written as JSON\n");
    };
    // They reveal the next ids.
    members.retain(|(name, _)| name != "ids");
    if let Some((_, Value::Map(payments))) = members.iter_mut().find(|(name, _)| name == "payments") {
        for ((_, payment), (status, refundable)) in payments.iter_mut().zip(computed) {
            let Value::Map(payment) = payment else { continue };
            payment.push(("status".to_owned(), status.into()));
            payment.push(("refundable".to_owned(), Value::Text(refundable)));
        }
    }
    members.insert(0, ("now".to_owned(), Value::Text(now.to_string())));
    members.insert(1, ("about".to_owned(), about(state)));
    json(200, &Value::Map(members))
}

fn about(state: &State) -> Value {
    let (known, defaults) = (&state.credentials, Credentials::default());
    let is_default = |a: &freedompay::Secret, b: &freedompay::Secret| a.expose_secret() == b.expose_secret();
    let about = About {
        base_url: &state.base_url,
        auth_id: &known.auth_id,
        merchant_id: &known.merchant_id,
        default_key: is_default(&known.secret, &defaults.secret).then_some("sandbox-secret"),
        default_payout_key: is_default(&known.payout_secret, &defaults.payout_secret)
            .then_some("sandbox-payout-secret"),
        answers_samples: state.answers_samples,
    };
    Tree::from_serialize(&about).map_or(Value::Null, |tree| redact::masked(&[], tree.root()))
}
