//! Effect of a call, guessed cautiously from its name: a read-only call is retried automatically.

use std::collections::BTreeMap;

use freedompay::meta::EndpointMeta;

use crate::registry;
use crate::spec::import::schema::infer;
use crate::spec::model::{Fact, Field};

const READS: [&str; 13] = [
    "status",
    "list",
    "info",
    "get",
    "balance",
    "rates",
    "read",
    "search",
    "find",
    "statement",
    "history",
    "show",
    "view",
];
const MOVES: [&str; 22] = [
    "pay",
    "payment",
    "payments",
    "transfer",
    "payout",
    "refund",
    "cancel",
    "reverse",
    "revoke",
    "clearing",
    "capture",
    "charge",
    "debit",
    "credit",
    "withdraw",
    "topup",
    "replenish",
    "init",
    "p2p",
    "purchase",
    "invoice",
    "deposit",
];

/// Calls that return the status of a payment, a payout or a transfer, by API and word of the path.
const STATUS_CALLS: [(&str, &str, &str); 9] = [
    ("merchant", "payout", "merchant.payout.status"),
    ("merchant", "", "merchant.purchase.status"),
    ("gateway", "payout", "gateway.sync.payout.status"),
    ("gateway", "transfer", "gateway.sync.transfer.status"),
    ("gateway", "", "gateway.sync.purchase.status"),
    ("gateway_async", "", "gateway.async.read.payment"),
    ("card", "", "card.request_status"),
    ("merchant_invoice", "", "merchant.invoice.status"),
    ("partner", "", "partner.products.request_status"),
];

/// The facts about a call that the guess relies on.
pub(crate) struct Call<'a> {
    pub(crate) api: &'a str,
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) title: &'a str,
    pub(crate) request: &'a [Field],
}

/// Sets the effect of a call, and the call that returns its status; returns what to check about the guess.
pub(crate) fn guess(call: &Call<'_>, facts: &mut BTreeMap<Fact, String>) -> Option<&'static str> {
    let Call { api, method, path, title, request } = *call;
    let has_amount = request.iter().any(|field| infer::words(&field.name).any(|word| word == "amount"));
    let last = path.rsplit('/').find(|part| !part.is_empty() && !part.starts_with('{')).unwrap_or_default();
    let action = facts.get(&Fact::Action).cloned().unwrap_or_default();
    let words: Vec<String> = [last, title, &action].into_iter().flat_map(infer::words).collect();
    let all: Vec<String> = infer::words(path).chain(words.iter().cloned()).collect();
    let has = |list: &[&str]| {
        words.iter().any(|word| {
            list.contains(&word.trim_end_matches(|c: char| c.is_ascii_digit())) || list.contains(&word.as_str())
        })
    };
    let mut note = None;
    let effect = match method {
        "GET" => "read",
        _ if has(&READS) => {
            note = Some("its name suggests a read-only call, which is retried automatically; use `write` if it is not");
            "read"
        }
        _ if has(&MOVES) || has_amount => {
            note = Some("it sounds like money; settle `effect` and `recover`, or use `write`");
            let is_about = |(of, word, _): &&(&str, &str, &str)| {
                *of == api && (word.is_empty() || all.iter().any(|known| known.contains(word)))
            };
            match STATUS_CALLS.iter().find(is_about) {
                Some((_, _, id)) => {
                    facts.insert(Fact::Recover, (*id).to_owned());
                    "money"
                }
                None => "write",
            }
        }
        _ => "write",
    };
    facts.insert(Fact::Effect, effect.to_owned());
    note
}

/// Returns the Rust path of the declared endpoint with that id.
pub(crate) fn path_of(id: &str) -> Option<String> {
    let found: Option<&EndpointMeta> = registry::all().iter().copied().find(|endpoint| endpoint.id == id);
    found.map(|endpoint| endpoint.rust.to_owned()).filter(|path| path.contains("::"))
}
