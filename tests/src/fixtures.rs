//! Fixtures generated from the tables alone: from examples, known values, limits and types.

use std::slice;

use freedompay::error::TreeError;
use freedompay::meta::{ApiMeta, Effect, EndpointMeta, FieldMeta, TypeMeta, Wire};
use freedompay::scheme::CredentialRole;
use freedompay::{AnyCredentials, Value};
use freedompay_runtime::message::validate::validate;
use freedompay_runtime::tree::Tree;

/// The fields of a generated message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Only those without which the call is invalid.
    Required,
    /// All of them, and a merchant field where the endpoint accepts some.
    All,
}

/// Returns credentials of an API: this account, and this key for every key.
pub fn credentials(api: &ApiMeta, account: &str, key: &str) -> AnyCredentials {
    let parts = api.scheme.credentials.iter();
    parts.fold(AnyCredentials::new(), |all, part| match part.role {
        CredentialRole::Identity => all.with(part.name, account),
        CredentialRole::Secret => all.with(part.name, key),
        CredentialRole::Setting => all,
    })
}

/// Returns a valid request.
pub fn request(endpoint: &EndpointMeta, which: Fields) -> Value {
    let id = id_to_ask_by(endpoint);
    object(endpoint.request, |field| which == Fields::All || field.required || Some(field.name) == id, which)
}

/// Returns the optional id without which a call that moves money is not sent, because nothing could be asked about it.
fn id_to_ask_by(endpoint: &EndpointMeta) -> Option<&'static str> {
    let status = endpoint.recover.filter(|_| endpoint.effect == Effect::Money)?;
    let is_taken = |field: &&FieldMeta| status.request.iter().any(|taken| taken.name == field.name);
    let mut shared = endpoint.request.iter().filter(|field| endpoint.api.ids.contains(&field.name)).filter(is_taken);
    let first = shared.clone().next().map(|field| field.name);
    first.filter(|_| shared.all(|field| !field.required))
}

/// Returns a message with every field of a table, such as a callback's.
pub fn object_of(fields: &'static [FieldMeta]) -> Value {
    object(fields, |_| true, Fields::All)
}

/// Returns a response with every declared field.
pub fn response(endpoint: &EndpointMeta) -> Value {
    of_type(endpoint.response, None, Fields::All)
}

/// Converts a value to a message.
///
/// # Errors
/// If the value is larger than any message.
pub fn tree(value: &Value) -> Result<Tree, TreeError> {
    Tree::from_serialize(value)
}

fn object(fields: &'static [FieldMeta], is_given: impl Fn(&FieldMeta) -> bool, which: Fields) -> Value {
    let mut members = Vec::new();
    for field in fields.iter().filter(|field| is_given(field)) {
        if field.name == FieldMeta::REST {
            members.push(("merchant_field".to_owned(), Value::from("kept as it is")));
        } else {
            members.push((field.name.to_owned(), of_type(field.ty, Some(field), which)));
        }
    }
    Value::Map(members)
}

fn of_type(ty: &'static TypeMeta, field: Option<&'static FieldMeta>, which: Fields) -> Value {
    match ty {
        TypeMeta::Object(fields) => object(fields, |field| which == Fields::All || field.required, which),
        TypeMeta::List(item) => {
            let count = field.and_then(|field| field.min_len).unwrap_or(1).max(1);
            Value::List((0..count).map(|_| of_type(item, None, which)).collect())
        }
        TypeMeta::Map(item) => Value::Map(vec![("member".to_owned(), of_type(item, None, which))]),
        _ => field.map_or_else(|| leaf(ty, &plausible(ty)), |field| valid(field, ty)),
    }
}

/// The first candidate that the field's own limits allow; the last one if none does, so that the caller hears of it.
fn valid(field: &'static FieldMeta, ty: &TypeMeta) -> Value {
    let mut candidates: Vec<String> = field.example.map(str::to_owned).into_iter().collect();
    candidates.push(plausible(ty));
    candidates.extend([field.min, field.max].into_iter().flatten().map(str::to_owned));
    let length = field.min_len.or(field.max_len).unwrap_or(1).max(1);
    candidates.extend(["a", "1"].map(|letter| letter.repeat(length)));
    candidates.push("2026-11-05 12:00:00".to_owned());
    let mut values = candidates.iter().map(|text| leaf(ty, text));
    let fallback = leaf(ty, &plausible(ty));
    values.find(|value| is_valid(field, value)).unwrap_or(fallback)
}

/// Whether a value keeps the limits of its field.
pub fn is_valid(field: &'static FieldMeta, value: &Value) -> bool {
    let message = Value::Map(vec![(field.name.to_owned(), value.clone())]);
    tree(&message).is_ok_and(|tree| validate(slice::from_ref(field), tree.root(), Wire::Json).is_empty())
}

/// A text as the leaf that the type writes.
pub fn leaf(ty: &TypeMeta, text: &str) -> Value {
    match ty {
        TypeMeta::Bool => Value::Bool(matches!(text, "true" | "1")),
        TypeMeta::Flag | TypeMeta::Integer { .. } | TypeMeta::Decimal | TypeMeta::Enum { numeric: true, .. } => {
            Value::Number(text.to_owned())
        }
        _ => Value::Text(text.to_owned()),
    }
}

fn plausible(ty: &TypeMeta) -> String {
    let text = match ty {
        TypeMeta::Enum { values, .. } => values.first().copied().unwrap_or("1"),
        TypeMeta::Bool => "true",
        TypeMeta::Flag | TypeMeta::Integer { .. } => "1",
        TypeMeta::Decimal => "100.00",
        TypeMeta::Uuid => "0197a000-0000-7000-8000-000000000000",
        _ => "text",
    };
    text.to_owned()
}
