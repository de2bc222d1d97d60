//! Which members of a message decide something, so that the message cannot be read without them.

use crate::meta::{ApiMeta, FieldMeta, TypeMeta};

/// Objects inside of objects that are looked into; the deepest declared one has four.
const DEEPEST: u8 = 16;

/// Words of names that say how something came out, whether money is captured, or whether it can be refused.
const OUTCOMES: [&str; 5] = ["status", "captured", "cleared", "result", "reject"];

/// Words of names that, with `id`, identify what a call made.
const MADE: [&str; 3] = ["payment", "refund", "transaction"];

/// Reports whether a member decides: an amount; a status or what else rules about outcomes look at; an error and its code; an id by
/// which the provider identifies a call, or what the call made. An object decides if a member of it does.
pub(crate) fn decides(api: &ApiMeta, field: &FieldMeta) -> bool {
    decides_by_name(api, field.name) || decides_by_type(api, field.ty, DEEPEST)
}

fn decides_by_name(api: &ApiMeta, name: &str) -> bool {
    let words = || name.split('_');
    let has = |list: &[&str]| words().any(|word| list.contains(&word));
    let is_error = name == "error" || name == "code" || name.ends_with("error_code") || name.ends_with("failure_code");
    let is_id = api.ids.contains(&name) || (words().next_back() == Some("id") && has(&MADE));
    is_id || is_error || has(&OUTCOMES)
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
