#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use super::{Class, diff};
use crate::spec::model::Fact;
use crate::spec::{declared, lock};

const CALL: &str = "operation a.pay merchant request method=POST path=/pay effect=write status=implemented";

/// Lists the class, side, field and aspect of every change.
fn changes(old: &str, new: &str) -> Vec<String> {
    let found = diff(&lock::parse(old).unwrap(), &lock::parse(new).unwrap());
    let shown = found.iter().map(|change| {
        let place = [change.side, change.field.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        format!("{} {place} {}", change.class.name(), change.aspect)
    });
    shown.map(|text| text.replace("  ", " ")).collect()
}

/// Compares two lines as part of a request, a response, a callback and its reply.
fn sides(old: &str, new: &str) -> [Vec<String>; 4] {
    let with = |direction: &str, side: &str, line: &str| {
        let line = if line.is_empty() { String::new() } else { format!("  {side} {line}\n") };
        format!("operation a {direction} {direction} method=POST path=/a\n  answer . object\n{line}")
    };
    [("request", "request"), ("request", "answer"), ("callback", "request"), ("callback", "answer")]
        .map(|(direction, side)| changes(&with(direction, side, old), &with(direction, side, new)))
}

/// Asserts the class of a change where an application writes the field, and where it reads it.
#[track_caller]
fn assert_class(old: &str, new: &str, aspect: &str, written: Class, read: Class) {
    let expected = |class: Class, side: &str| vec![format!("{} {side} f {aspect}", class.name())];
    let [request, response, callback, reply] = sides(old, new);
    assert_eq!(request, expected(written, "request"), "request: {old} -> {new}");
    assert_eq!(response, expected(read, "answer"), "response: {old} -> {new}");
    assert_eq!(callback, expected(read, "request"), "callback: {old} -> {new}");
    assert_eq!(reply, expected(written, "answer"), "reply: {old} -> {new}");
}

#[test]
fn nothing_changed() {
    let api = declared::spec(freedompay::endpoints());
    assert_eq!(diff(&api, &api), []);
    // A lock file has no documentation, which does not contradict a source that has it.
    assert_eq!(diff(&lock::parse(&lock::write(&api)).unwrap(), &api), []);
}

#[test]
fn fields_come_and_go() {
    use Class::{Additive, Breaking};
    assert_class("", "f text required", "field", Breaking, Additive);
    assert_class("", "f text optional", "field", Additive, Additive);
    assert_class("f text optional", "", "field", Breaking, Breaking);
    assert_class("f text optional", "f text required", "required", Breaking, Additive);
    assert_class("f text required", "f text optional", "required", Additive, Breaking);
    assert_class("f text required", "f text required in=query", "location", Breaking, Breaking);
    assert_class("f text required", "f text required secret", "secret", Class::Cosmetic, Class::Cosmetic);
}

#[test]
fn limits_narrow_and_widen() {
    use Class::{Additive, Breaking, Cosmetic};
    assert_class("f text optional", "f text optional max_len=5", "max_len", Breaking, Additive);
    assert_class("f text optional max_len=10", "f text optional max_len=9", "max_len", Breaking, Additive);
    assert_class("f text optional max_len=9", "f text optional max_len=10", "max_len", Additive, Breaking);
    assert_class("f decimal optional min=0.01", "f decimal optional min=0.1", "min", Breaking, Additive);
    assert_class("f decimal optional min=1", "f decimal optional min=1.00", "min", Cosmetic, Cosmetic);
    assert_class("f text optional pattern=a", "f text optional", "pattern", Additive, Breaking);
    assert_class("f text optional pattern=a", "f text optional pattern=b", "pattern", Breaking, Breaking);
    assert_class("f decimal optional min=low", "f decimal optional min=1", "min", Breaking, Breaking);
}

#[test]
fn types_and_values_change() {
    use Class::{Additive, Breaking};
    assert_class("f enum(a) optional", "f enum(a|b) optional", "value", Additive, Additive);
    assert_class("f enum(a|b) optional", "f enum(b) optional", "value", Breaking, Breaking);
    assert_class("f text optional", "f integer(int64) optional", "type", Breaking, Breaking);
    assert_class("f any optional", "f list(text) optional", "type", Breaking, Additive);
    assert_class("f integer(int32) optional", "f integer(int64) optional", "type", Additive, Breaking);
    assert_class("f integer(int32) optional", "f decimal optional", "type", Additive, Breaking);
    assert_class("f text optional", "f enum(a) optional", "type", Breaking, Additive);
    assert_class("f list(text) optional", "f text optional", "type", Breaking, Breaking);
    let nested = |line: &str| format!("{CALL}\n  request l list(object) optional\n  request l.x {line}\n");
    assert_eq!(
        changes(&nested("text optional"), &nested("uuid required")),
        ["breaking request l.x required", "breaking request l.x type"]
    );
}

#[test]
fn operations_come_go_move_and_are_renamed() {
    let other = CALL.replace("a.pay", "a.refund").replace("/pay", "/refund");
    assert_eq!(changes(CALL, &format!("{CALL}\n{other}")), ["additive operation"]);
    assert_eq!(changes(&format!("{CALL}\n{other}"), CALL), ["breaking operation"]);
    assert_eq!(changes(CALL, &CALL.replace("/pay", "/v2/pay")), ["breaking path"]);
    assert_eq!(changes(CALL, &CALL.replace("POST", "PUT")), ["breaking method"]);
    assert_eq!(changes(CALL, &CALL.replace("a.pay", "a.charge")), ["breaking id"]);
    assert_eq!(changes(CALL, &CALL.replace("write", "money")), ["breaking effect"]);
    assert_eq!(changes(CALL, &CALL.replace("write", "read")), ["additive effect"]);
    assert_eq!(changes(CALL, &format!("{CALL} source=x since=2")), ["cosmetic since", "cosmetic source"]);
    let deprecated = CALL.replace("implemented", "deprecated");
    assert_eq!(changes(CALL, &format!("{deprecated} reason=old")), ["additive status", "cosmetic reason"]);
    assert_eq!(changes(CALL, &format!("{CALL}\n  header X-A")), ["breaking header"]);
    assert_eq!(
        changes(&format!("{CALL}\n  header X-A"), &format!("{CALL}\n  header X-A value=1")),
        ["breaking header"]
    );
}

#[test]
fn documenting_an_operation_is_one_change() {
    let awaiting = "operation a.pay merchant request auth=jws status=awaiting-documentation reason=unread";
    assert_eq!(changes(awaiting, CALL), ["additive status"]);
    assert_eq!(changes(CALL, awaiting), ["breaking status"]);
    assert_eq!(changes(awaiting, ""), ["cosmetic operation"]);
    assert_eq!(changes("", awaiting), ["cosmetic operation"]);
}

#[test]
fn facts_a_source_cannot_express_are_not_compared() {
    let old = lock::parse(CALL).unwrap();
    let mut new = lock::parse("operation a.pay merchant request method=POST path=/pay").unwrap();
    assert_eq!(diff(&old, &new).len(), 2);
    new.unspecified = [Fact::Effect, Fact::Status].into();
    assert_eq!(diff(&old, &new), []);
    assert_eq!(diff(&new, &old), []);
}
