//! Which members of a message decide something, so that the message cannot be read without them.

use crate::meta::{ApiMeta, FieldMeta, TypeMeta};

/// Objects inside of objects that are looked into; the deepest declared one has four.
const DEEPEST: u8 = 16;

/// Words of names that say how something came out, whether money is captured, or whether it can be refused.
const OUTCOMES: [&str; 14] = [
    "status",
    "state",
    "captured",
    "cleared",
    "result",
    "reject",
    "rejected",
    "success",
    "successful",
    "paid",
    "refunded",
    "declined",
    "approved",
    "error",
];

/// Words of names that say how much.
const AMOUNTS: [&str; 6] = ["amount", "sum", "total", "balance", "fee", "commission"];

/// Words of names that, with `id`, identify what a call made.
const MADE: [&str; 6] = ["payment", "refund", "transaction", "payout", "invoice", "order"];

/// Reports whether a member decides: an amount; a status or what else rules about outcomes look at; an error and its code; an id by
/// which the provider identifies a call, or what the call made. An object decides if a member of it does.
pub(crate) fn decides(api: &ApiMeta, field: &FieldMeta) -> bool {
    decides_by_name(api, field.name) || decides_by_type(api, field.ty, DEEPEST)
}

fn decides_by_name(api: &ApiMeta, name: &str) -> bool {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_code = name == "code" || (has(&["code"]) && has(&["failure"]));
    let is_id = api.ids.contains(&name) || (words.last().is_some_and(|last| last == "id") && has(&MADE));
    is_id || is_code || has(&OUTCOMES) || has(&AMOUNTS)
}

/// Returns the words of a name in lower case: `paymentId` and `payment_id` are the same.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut was_lower) = (vec![String::new()], false);
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = letter.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

fn decides_by_type(api: &ApiMeta, ty: &TypeMeta, depth: u8) -> bool {
    match ty {
        TypeMeta::Decimal => true,
        // What is too deep to be looked into is kept.
        _ if depth == 0 => true,
        TypeMeta::List(item) | TypeMeta::Map(item) => decides_by_type(api, item, depth - 1),
        TypeMeta::Object(fields) => {
            fields.iter().any(|field| decides_by_name(api, field.name) || decides_by_type(api, field.ty, depth - 1))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: ApiMeta = ApiMeta { prefix: "pg_", ..ApiMeta::DEFAULT };

    #[test]
    fn names_decide_in_every_case_style() {
        for name in [
            "pg_payment_status",
            "paymentState",
            "is_paid",
            "isRefunded",
            "success",
            "pg_amount",
            "totalAmount",
            "amount_text",
            "fee",
            "pg_order_id",
            "paymentId",
            "invoiceID",
            "errorCode",
            "pg_failure_code",
            "code",
            "can_reject",
        ] {
            assert!(decides_by_name(&API, name), "{name}");
        }
        for name in [
            "description",
            "pg_currency",
            "statement",
            "resulting",
            "id_type",
            "zip_code",
            "created_at",
            "parent_id",
            "pg_card_id",
            "",
        ] {
            assert!(!decides_by_name(&API, name), "{name}");
        }
    }
}
