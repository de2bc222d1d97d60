//! Effect of a call, guessed cautiously from its name: a read-only call is retried automatically.

use std::collections::BTreeMap;

use freedompay::meta::EndpointMeta;

use crate::registry;
use crate::spec::import::schema::infer;
use crate::spec::model::{Fact, Field};

/// Words of calls that only look something up.
const READS: &str = "status list info balance rates search statement history";
/// Words that may begin the name of such a call, and that of any other: `get cash`.
const GETS: &str = "get read find show view";
/// Words of money that moves, or stops moving.
const MOVES: &str = "pay payment payments transfer payout refund cancel reverse reversal revoke void clearing capture charge \
                     chargeback debit credit withdraw withdrawal topup replenish replenishment init p2p purchase invoice \
                     deposit repay repayment loan funds cash money disburse disbursement remit remittance settle settlement";
/// Beginnings of such words in Russian.
const MOVES_RU: &str = "выплат возврат верн перевод перевес перечисл списан списат пополн оплат плат сняти снят зачисл отмен \
                        погаш погас займ заем заём кредит средств денег деньг выда вывод покупк";
/// Words of other changes.
const CHANGES: &str = "delete remove create add update set change edit block unblock activate deactivate enable disable confirm \
                       approve reject decline close open bind unbind link unlink register save issue send reset renew start \
                       stop";
/// Beginnings of such words in Russian.
const CHANGES_RU: &str = "удал созда добав измен обнов блокир заблок разблок актив подтвер отклон закры откры привяз отвяз \
                          регистр сохран отправ сброс";
/// Words of fields that hold money.
const AMOUNTS: &str = "amount amounts sum total currency";

/// What to check about a guess.
const MAY_READ: &str = "its name suggests a read-only call, which is retried automatically; use `write` if it is not";
const MAY_MOVE: &str = "it sounds like money; settle `effect` and `recover`, or use `write`";
const MAY_CHANGE: &str = "it is a GET, but it may move or change something, so it is not retried automatically; remove `effect` if it only reads";

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
    let last = path.rsplit('/').find(|part| !part.is_empty() && !part.starts_with('{')).unwrap_or_default();
    let action = facts.get(&Fact::Action).cloned().unwrap_or_default();
    let words: Vec<String> = [last, title, &action].into_iter().flat_map(infer::words).collect();
    let all: Vec<String> = infer::words(path).chain(words.iter().cloned()).collect();
    let has = |list: &str| words.iter().any(|word| is_one_of(word, list));
    let has_money = has_amount(request);
    let moves = has(MOVES) || begins(title, MOVES_RU) || has_money;
    let changes = has(CHANGES) || begins(title, CHANGES_RU);
    let reads = has(READS);
    let (effect, note) = match method {
        "GET" if reads && has_money => ("read", Some(MAY_READ)),
        "GET" if reads || (has(GETS) && !has_money && !changes) || !(moves || changes) => ("read", None),
        "GET" => ("write", Some(MAY_CHANGE)),
        "POST" if !has_money && !changes && (reads || (has(GETS) && !moves)) => ("read", Some(MAY_READ)),
        _ if moves => {
            let is_about = |(of, word, _): &&(&str, &str, &str)| {
                *of == api && (word.is_empty() || all.iter().any(|known| known.contains(word)))
            };
            let status = STATUS_CALLS.iter().find(is_about);
            if let Some((_, _, id)) = status {
                facts.insert(Fact::Recover, (*id).to_owned());
            }
            (if status.is_some() { "money" } else { "write" }, Some(MAY_MOVE))
        }
        _ => ("write", None),
    };
    facts.insert(Fact::Effect, effect.to_owned());
    note
}

/// Returns whether a word is in a list; numbers at its end say nothing.
fn is_one_of(word: &str, list: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    list.split(' ').any(|known| known == word || known == bare)
}

/// Returns whether a word of a text begins with one of a list.
fn begins(text: &str, list: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| list.split(' ').any(|known| word.starts_with(known)))
}

/// Returns whether a request names an amount, at any depth.
fn has_amount(fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|field| infer::words(&field.name).any(|word| is_one_of(&word, AMOUNTS)) || has_amount(field.ty.fields()))
}

/// Returns the Rust path of the declared endpoint with that id.
pub(crate) fn path_of(id: &str) -> Option<String> {
    let found: Option<&EndpointMeta> = registry::all().iter().copied().find(|endpoint| endpoint.id == id);
    found.map(|endpoint| endpoint.rust.to_owned()).filter(|path| path.contains("::"))
}
