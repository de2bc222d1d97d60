//! Another shape at every place of every declared response: read as it is, read as absent and listed, or an error; by rules stated
//! here in their plainest form.

use freedompay::Value;
use freedompay::error::Error;
use freedompay::meta::{EndpointMeta, FieldMeta, TypeMeta, Wire};
use freedompay_tests::typed::{TYPED, Typed};

use crate::base;

/// What must come of a message.
#[derive(Clone, Debug, PartialEq)]
enum Must {
    /// Everything is read.
    Read,
    /// The member at this path is absent and listed, the rest is read.
    LeaveOut(String),
    Refuse,
}

/// A member that may be absent: its path, and the places that lead to it.
type Optional = Option<(String, Vec<usize>)>;

/// A place of a message: its type there, and what is left out if it does not fit.
struct Place {
    steps: Vec<usize>,
    path: String,
    ty: &'static TypeMeta,
    is_item: bool,
    is_required: bool,
    optional: Optional,
}

/// An id of the call or of what it made, an outcome, an error, an amount; an object that has one.
fn decides(endpoint: &EndpointMeta, field: &FieldMeta) -> bool {
    let words: Vec<&str> = field.name.split('_').collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    endpoint.api.ids.contains(&field.name)
        || (words.last() == Some(&"id") && has(&["payment", "refund", "transaction", "payout", "invoice", "order"]))
        || has(&["status", "state", "captured", "cleared", "result", "reject", "success", "paid", "error"])
        || has(&["amount", "sum", "total", "balance", "fee", "commission"])
        || ["code", "pg_failure_code"].contains(&field.name)
        || holds_decisive(endpoint, field.ty)
}

fn holds_decisive(endpoint: &EndpointMeta, ty: &TypeMeta) -> bool {
    match ty {
        TypeMeta::Decimal => true,
        TypeMeta::Map(item) => holds_decisive(endpoint, item),
        _ => ty.fields().iter().any(|field| decides(endpoint, field)),
    }
}

fn places(endpoint: &EndpointMeta, ty: &'static TypeMeta, value: &Value, around: &Place, all: &mut Vec<Place>) {
    let step = |at: usize| [&around.steps[..], &[at]].concat();
    match (ty, value) {
        (TypeMeta::Object(fields), Value::Map(members)) => {
            for (at, (name, value)) in members.iter().enumerate() {
                let Some(field) = fields.iter().find(|field| field.name == name) else { continue };
                let dot = if around.path.is_empty() { "" } else { "." };
                let (path, steps) = (format!("{}{dot}{name}", around.path), step(at));
                let is_kept = matches!(field.ty, TypeMeta::List(_)) || decides(endpoint, field);
                let optional = match (is_kept, field.required) {
                    (true, _) => None,
                    (false, true) => around.optional.clone(),
                    (false, false) => Some((path.clone(), steps.clone())),
                };
                let place = Place { steps, path, ty: field.ty, is_item: false, is_required: field.required, optional };
                places(endpoint, field.ty, value, &place, all);
                all.push(place);
            }
        }
        (TypeMeta::List(item), Value::List(items)) => {
            for (at, value) in items.iter().enumerate() {
                let path = format!("{}[{at}]", around.path);
                let place = Place { steps: step(at), path, ty: item, is_item: true, is_required: true, optional: None };
                places(endpoint, item, value, &place, all);
                all.push(place);
            }
        }
        _ => {}
    }
}

/// The message with another value at a place; without the member, if none is given.
fn with(value: &Value, steps: &[usize], other: Option<&Value>) -> Value {
    let Some((at, rest)) = steps.split_first() else { return other.cloned().unwrap_or(Value::Null) };
    match value {
        Value::Map(members) => {
            let mut members = members.clone();
            if rest.is_empty() && other.is_none() {
                members.remove(*at);
            } else {
                members[*at].1 = with(&members[*at].1, rest, other);
            }
            Value::Map(members)
        }
        Value::List(items) => {
            let mut items = items.clone();
            items[*at] = with(&items[*at], rest, other);
            Value::List(items)
        }
        leaf => panic!("no place in {leaf:?}"),
    }
}

fn at<'v>(value: &'v Value, steps: &[usize]) -> &'v Value {
    steps.iter().fold(value, |value, at| match value {
        Value::Map(members) => &members[*at].1,
        Value::List(items) => &items[*at],
        leaf => leaf,
    })
}

fn map(members: &[(&str, Value)]) -> Value {
    Value::Map(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

/// Values of every shape; of a list also what PHP makes of it when items are removed.
fn odd_values(wire: Wire, now: &Value) -> Vec<Value> {
    let text = Value::from;
    let mut odd =
        vec![text("x"), text(""), text("5.5"), text("5.0"), text("1.0E7"), text("8.3e-5"), text("1e999999999")];
    odd.push(map(&[("a", text("1"))]));
    if wire == Wire::Form {
        // An element that is repeated.
        odd.push(Value::List(vec![text("x"), text("y")]));
        return odd;
    }
    odd.extend(["5", "5.5", "5.0", "1.0E7", "8.3e-5", "-1", "1e999999999"].map(number));
    odd.extend([Value::Null, Value::Bool(true), Value::List(Vec::new()), Value::List(vec![text("x")])]);
    odd.extend([map(&[]), map(&[("0", map(&[])), ("a", map(&[]))]), map(&[("2", map(&[])), ("0", map(&[]))])]);
    odd.extend([map(&[("00", map(&[]))]), map(&[("0", map(&[])), ("0", map(&[]))])]);
    if let Value::List(items) = now {
        let first = items.first().cloned().unwrap_or(Value::Null);
        odd.push(map(&[("0", first.clone()), ("2", first.clone()), ("10", first.clone())]));
        odd.push(map(&[("3", first)]));
    }
    odd
}

fn whole(text: &str) -> Option<i128> {
    match text {
        "5.0" => Some(5),
        "1.0E7" => Some(10_000_000),
        plain => plain.parse().ok(),
    }
}

/// Whether a value is read as a type.
fn fits(wire: Wire, ty: &TypeMeta, value: &Value) -> bool {
    let leaf = value.as_text();
    let is_text = matches!(value, Value::Text(_));
    if matches!(value, Value::Null) || leaf == Some("") {
        return !matches!(ty, TypeMeta::Object(fields) if fields.iter().any(|field| field.required));
    }
    match ty {
        TypeMeta::Any => true,
        TypeMeta::Text | TypeMeta::Secret | TypeMeta::Enum { .. } => leaf.is_some() || matches!(value, Value::Bool(_)),
        TypeMeta::Uuid => is_text && leaf.is_some_and(|text| text.parse::<freedompay::Uuid>().is_ok()),
        TypeMeta::Integer { min, max } => {
            leaf.and_then(whole).is_some_and(|n| n >= i128::from(*min) && n <= i128::from(*max))
        }
        TypeMeta::Bool | TypeMeta::Flag => {
            matches!(value, Value::Bool(_))
                || leaf.is_some_and(|text| matches!(whole(text), Some(0 | 1)) || text == "true")
        }
        TypeMeta::Decimal => leaf.is_some_and(|text| text == "8.3e-5" || whole(text).is_some() || text == "5.5"),
        TypeMeta::List(item) => match (wire, value) {
            (_, Value::List(items)) => items.iter().all(|one| fits(wire, item, one)),
            (Wire::Json, Value::Map(members)) => {
                let indexes: Vec<_> = members.iter().map(|(name, _)| name.parse::<u8>().ok()).collect();
                let ascend = indexes.is_sorted_by(|one, other| one < other);
                let are_plain = members.iter().all(|(name, _)| name == "0" || !name.starts_with('0'));
                let all_fit = members.iter().all(|(_, one)| fits(wire, item, one));
                indexes.iter().all(Option::is_some) && ascend && are_plain && all_fit
            }
            // One element is a list of one.
            (Wire::Form, one) => fits(wire, item, one),
            _ => false,
        },
        TypeMeta::Object(fields) => match value {
            Value::Map(_) => fields.iter().all(|field| !field.required),
            // PHP's empty object.
            Value::List(items) => wire == Wire::Json && items.is_empty() && fields.iter().all(|field| !field.required),
            _ => false,
        },
        TypeMeta::Map(item) => match value {
            Value::Map(members) => members.iter().all(|(_, one)| fits(wire, item, one)),
            Value::List(items) => wire == Wire::Json && items.is_empty(),
            _ => false,
        },
        other => panic!("{other:?}"),
    }
}

async fn outcome(typed: &Typed, value: &Value) -> Result<(String, Vec<String>), Error> {
    let response = crate::respond(typed, 200, &base::message(typed.meta, value).bytes()).await?;
    let unread = (typed.unread)(response.clone())?;
    (typed.decode)(response).map(|printed| (printed, unread))
}

/// What must come of a value at a place. Nothing is said of ids, outcomes and errors that fit: they may change what the
/// response is about.
fn must(wire: Wire, place: &Place, odd: &Value) -> Option<Must> {
    let is_absent = matches!(odd, Value::Null) || odd.as_text() == Some("");
    if is_absent && (place.is_required || place.is_item) {
        return None;
    }
    Some(match (&place.optional, fits(wire, place.ty, odd)) {
        (None, true) => return None,
        (_, true) => Must::Read,
        (Some((path, _)), false) => Must::LeaveOut(path.clone()),
        (None, false) => Must::Refuse,
    })
}

#[tokio::test]
async fn another_shape_is_read_left_out_or_refused_at_every_place_of_every_response() {
    let (mut read, mut left_out, mut refused) = (0, 0, 0);
    for typed in TYPED {
        let (endpoint, wire) = (typed.meta, typed.meta.api.wire);
        let value = base::success_value(endpoint);
        let root = Place {
            steps: Vec::new(),
            path: String::new(),
            ty: endpoint.response,
            is_item: false,
            is_required: true,
            optional: None,
        };
        let mut all = Vec::new();
        places(endpoint, endpoint.response, &value, &root, &mut all);
        for place in &all {
            for odd in odd_values(wire, at(&value, &place.steps)) {
                let Some(must) = must(wire, place, &odd) else { continue };
                let found = outcome(typed, &with(&value, &place.steps, Some(&odd))).await;
                let case = || format!("{} {} {odd:?}: {found:?}", endpoint.id, place.path);
                match (&must, &found) {
                    (Must::Read, Ok((_, unread))) => {
                        assert!(unread.is_empty(), "{}", case());
                        read += 1;
                    }
                    (Must::LeaveOut(path), Ok((printed, unread))) => {
                        assert_eq!(unread, std::slice::from_ref(path), "{}", case());
                        let steps = place.optional.as_ref().map(|(_, steps)| steps.as_slice()).unwrap_or_default();
                        let without = outcome(typed, &with(&value, steps, None)).await;
                        assert_eq!(Some(printed), without.ok().as_ref().map(|(printed, _)| printed), "{}", case());
                        left_out += 1;
                    }
                    (Must::Refuse, Err(_)) => refused += 1,
                    _ => panic!("{must:?} {}", case()),
                }
            }
        }
    }
    assert!(read > 500 && left_out > 500 && refused > 1000, "{read} {left_out} {refused}");
}

/// What the outcome of a lost call is read from cannot be left out.
#[test]
fn what_rules_of_outcomes_look_at_decides() {
    let mut looked_at = 0;
    for endpoint in freedompay::endpoints() {
        let (Some(rules), Some(status)) = (endpoint.outcome, endpoint.recover) else { continue };
        for rule in [rules.happened, rules.failed, rules.not_found].concat() {
            let mut fields = status.response.fields();
            for name in rule.path.split('.') {
                let Some(field) = fields.iter().find(|field| field.name == name) else { break };
                assert!(decides(status, field), "{}: {}", status.id, rule.path);
                fields = field.ty.fields();
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}
