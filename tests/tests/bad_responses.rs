//! Responses that are not as documented, for every endpoint: they read, or are refused with the place, and never quoted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::Value;
use freedompay::meta::TypeMeta;
use freedompay_runtime::tree::Tree;
use freedompay_tests::fixtures;
use freedompay_tests::typed::{TYPED, Typed};

/// Occurs in every wrong value and in no table: a card number.
const MARK: &str = "4400444400004440";

/// The place of a value in a message: member names and item numbers.
type Place = Vec<Step>;

#[derive(Clone, Debug)]
enum Step {
    Member(usize),
    Item(usize),
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn wrong_values() -> Vec<Value> {
    let mut deep = text(MARK);
    for _ in 0..60 {
        deep = Value::List(vec![Value::Map(vec![("x".to_owned(), deep)])]);
    }
    vec![
        Value::Null,
        Value::Bool(true),
        Value::Number(MARK.to_owned()),
        Value::Number(format!("-{MARK}")),
        Value::Number(format!("0.{MARK}")),
        Value::Number(format!("{MARK}e{MARK}")),
        Value::Number(format!("{MARK}{MARK}{MARK}{MARK}")),
        text(""),
        text(MARK),
        text("1"),
        text(&format!("a value of tomorrow {MARK} \0 \u{202e}")),
        Value::List(Vec::new()),
        Value::List(vec![text(MARK), Value::Number(MARK.to_owned()), Value::Null]),
        Value::Map(Vec::new()),
        Value::Map(vec![(MARK.to_owned(), text(MARK)), ("x".to_owned(), Value::Null)]),
        deep,
    ]
}

/// Every place of a message, the message itself included.
fn places(value: &Value, here: &Place, all: &mut Vec<Place>) {
    all.push(here.clone());
    let below = |step: Step| here.iter().cloned().chain([step]).collect();
    match value {
        Value::Map(members) => {
            members.iter().enumerate().for_each(|(at, (_, inner))| places(inner, &below(Step::Member(at)), all));
        }
        Value::List(items) => {
            items.iter().enumerate().for_each(|(at, inner)| places(inner, &below(Step::Item(at)), all));
        }
        _ => {}
    }
}

fn slot<'v>(value: &'v mut Value, place: &[Step]) -> &'v mut Value {
    place.iter().fold(value, |value, step| match (value, step) {
        (Value::Map(members), Step::Member(at)) => &mut members[*at].1,
        (Value::List(items), Step::Item(at)) => &mut items[*at],
        _ => panic!("the place is one of this message"),
    })
}

/// The path of a place, as errors write it.
fn path(value: &Value, place: &[Step]) -> String {
    let mut path = String::new();
    let mut value = value;
    for step in place {
        match (value, step) {
            (Value::Map(members), Step::Member(at)) => {
                let dot = if path.is_empty() { "" } else { "." };
                path = format!("{path}{dot}{}", members[*at].0);
                value = &members[*at].1;
            }
            (Value::List(items), Step::Item(at)) => {
                path = format!("{path}[{at}]");
                value = &items[*at];
            }
            _ => panic!("the place is one of this message"),
        }
    }
    path
}

fn read(endpoint: &Typed, message: &Value, at: &str, what: &str) {
    let tree: Tree = fixtures::tree(message).unwrap();
    if let Err(error) = (endpoint.read)(&tree) {
        let id = endpoint.meta.id;
        let message = error.to_string();
        assert!(!message.contains(MARK), "{id}: {what} at {at}: the value is quoted");
        // A value that holds others may be refused below its place. A list that a sample writes otherwise than its
        // page is read in a second step, whose path follows in the message.
        let place = message.replacen(": [", "[", 1);
        assert!(place.starts_with(at), "{id}: {what} at {at}: {message}");
        assert!(!error.path().is_empty() || at.is_empty(), "{id}: {what} at {at}: {message}");
        assert!(!error.message().is_empty(), "{id}: {what} at {at}");
    }
}

#[test]
fn a_wrong_value_is_read_or_refused_with_its_place() {
    for endpoint in TYPED {
        let good = fixtures::response(endpoint.meta);
        read(endpoint, &good, "", "nothing wrong");
        assert!((endpoint.read)(&fixtures::tree(&good).unwrap()).is_ok(), "{}", endpoint.meta.id);
        let mut all = Vec::new();
        places(&good, &Vec::new(), &mut all);
        for place in all {
            let at = path(&good, &place);
            for wrong in wrong_values() {
                let mut message = good.clone();
                *slot(&mut message, &place) = wrong.clone();
                read(endpoint, &message, &at, &format!("{wrong:?}"));
            }
        }
    }
}

#[test]
fn a_number_as_text_and_a_text_as_number_are_read() {
    fn turned(value: &Value) -> Value {
        match value {
            Value::Number(digits) => text(digits),
            Value::Text(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Value::Number(digits.clone())
            }
            Value::List(items) => Value::List(items.iter().map(turned).collect()),
            Value::Map(members) => Value::Map(members.iter().map(|(n, v)| (n.clone(), turned(v))).collect()),
            other => other.clone(),
        }
    }
    for endpoint in TYPED {
        let message = turned(&fixtures::response(endpoint.meta));
        let outcome = (endpoint.read)(&fixtures::tree(&message).unwrap());
        assert!(outcome.is_ok(), "{}: {}", endpoint.meta.id, outcome.unwrap_err());
    }
}

#[test]
fn a_missing_field_is_absent_or_named() {
    for endpoint in TYPED {
        let good = fixtures::response(endpoint.meta);
        let mut all = Vec::new();
        places(&good, &Vec::new(), &mut all);
        for place in all {
            let Some((Step::Member(at), parent)) = place.split_last() else { continue };
            let mut message = good.clone();
            let Value::Map(members) = slot(&mut message, parent) else { panic!("a member is in an object") };
            let (name, _) = members.remove(*at);
            if let Err(error) = (endpoint.read)(&fixtures::tree(&message).unwrap()) {
                assert!(error.to_string().contains(&name), "{}: {name} is missing: {error}", endpoint.meta.id);
            }
        }
    }
}

#[test]
fn unknown_fields_are_ignored() {
    fn grown(ty: &'static TypeMeta, value: &Value) -> Value {
        match (ty, value) {
            (TypeMeta::List(item), Value::List(items)) => Value::List(items.iter().map(|i| grown(item, i)).collect()),
            // The members of a map are all known: any name, one type.
            (TypeMeta::Object(fields), Value::Map(members)) => {
                let inner = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.ty);
                let kept = members.iter().map(|(n, v)| (n.clone(), grown(inner(n).unwrap_or(&TypeMeta::Any), v)));
                let first = ("of_tomorrow".to_owned(), Value::Map(vec![(String::new(), text(MARK))]));
                let last = ("of_tomorrow".to_owned(), Value::List(vec![Value::Null, text(MARK)]));
                Value::Map([first].into_iter().chain(kept).chain([last]).collect())
            }
            (_, other) => other.clone(),
        }
    }
    for endpoint in TYPED {
        let message = grown(endpoint.meta.response, &fixtures::response(endpoint.meta));
        let outcome = (endpoint.read)(&fixtures::tree(&message).unwrap());
        assert!(outcome.is_ok(), "{}: {}", endpoint.meta.id, outcome.unwrap_err());
    }
}

#[test]
fn unknown_enum_values_are_read() {
    fn renamed(ty: &'static TypeMeta, value: &Value) -> Value {
        match (ty, value) {
            (TypeMeta::Enum { numeric: true, .. }, _) => Value::Number("987654".to_owned()),
            (TypeMeta::Enum { .. }, _) => text("of_tomorrow"),
            (TypeMeta::List(item), Value::List(items)) => {
                Value::List(items.iter().map(|inner| renamed(item, inner)).collect())
            }
            (TypeMeta::Object(fields), Value::Map(members)) => {
                let inner = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.ty);
                let members = members.iter();
                Value::Map(members.map(|(n, v)| (n.clone(), renamed(inner(n).unwrap_or(&TypeMeta::Any), v))).collect())
            }
            (_, other) => other.clone(),
        }
    }
    for endpoint in TYPED {
        let message = renamed(endpoint.meta.response, &fixtures::response(endpoint.meta));
        let outcome = (endpoint.read)(&fixtures::tree(&message).unwrap());
        assert!(outcome.is_ok(), "{}: {}", endpoint.meta.id, outcome.unwrap_err());
    }
}
