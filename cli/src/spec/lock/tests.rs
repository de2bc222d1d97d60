#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use super::{lockable, parse, write};
use crate::spec::declared;

#[test]
fn everything_declared_is_read_back_as_it_was_written() {
    let spec = lockable(declared::spec(freedompay::endpoints()));
    let text = write(&spec);
    let read = parse(&text).unwrap();
    for (before, after) in spec.operations.iter().zip(&read.operations) {
        assert_eq!(before, after);
    }
    assert_eq!(spec, read);
    assert_eq!(write(&read), text);
    let lines = text.lines().filter(|line| line.starts_with("operation ")).count();
    assert_eq!(lines, freedompay::endpoints().len(), "one line per endpoint");
}

#[test]
fn the_lock_file_is_up_to_date() {
    let text = write(&declared::spec(freedompay::endpoints()));
    let kept = include_str!("../../../../api-defs/api.lock");
    let differing = text.lines().zip(kept.lines()).find(|(now, then)| now != then);
    assert!(
        text == kept,
        "the declarations have changed; look at what changed for callers with `freedompay drift --locks`, then renew: \
         cargo run -- endpoints --format lock > api-defs/api.lock\n{differing:#?}"
    );
}

#[test]
fn odd_names_and_values_are_quoted() {
    let text = "\
operation x.y card request method=POST path=\"/a b\" reason=\"he said \\\"no\\\" = (x|y)\"
  header X-A value=\"1 2\"
  request \"a.b\" list(list(object)) optional
  request \"a.b\".\"c \" enum(\"a|b\"|c.d|\"\") required pattern=\"[a-z]{1,3} \\\\d\" secret
  answer . list(map(integer))
";
    let spec = parse(text).unwrap();
    let operation = &spec.operations[0];
    assert_eq!(operation.facts.values().collect::<Vec<_>>(), ["POST", "/a b", "he said \"no\" = (x|y)"]);
    let outer = &operation.request[0];
    assert_eq!(outer.name, "a.b");
    assert_eq!(outer.ty.fields()[0].name, "c ");
    assert_eq!(outer.ty.fields()[0].limits.values().collect::<Vec<_>>(), [r"[a-z]{1,3} \d"]);
    assert_eq!(write(&spec).split_once("\n\n").unwrap().1, text);
}

#[test]
fn an_error_names_its_line() {
    for (text, line, says) in [
        ("  request a text optional", 1, "before the first operation"),
        ("# x\n\noperation a", 3, "unexpected end of line"),
        ("operation a b sideways", 1, "expected request or callback"),
        ("operation a b request colour=red", 1, "`colour`"),
        ("operation a b request path=/a path=/b", 1, "given twice"),
        ("operation a b request\noperation a b request", 2, "duplicate operation a"),
        ("operation a b request\n  request a txt optional", 2, "unknown type `txt`"),
        ("operation a b request\n  request a text perhaps", 2, "expected required or optional"),
        ("operation a b request\n  request a text optional in=pocket", 2, "`pocket`"),
        ("operation a b request\n  request a text optional \"open", 2, "unclosed quotation mark"),
        ("operation a b request\n  request a.b text optional", 2, "unknown parent field a"),
        ("operation a b request\n  request a text optional\n  request a.b text optional", 3, "a has no fields"),
        ("operation a b request\n  answer b text optional", 2, "not an object"),
        ("operation a b request\n  reply b text optional", 2, "expected header, request or answer"),
        ("operation a b request\n  request a list(text optional", 2, "expected `)`"),
    ] {
        let error = parse(text).unwrap_err();
        assert_eq!(error.line, line, "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
    let deep = format!("operation a b request\n  request a {}", "list(".repeat(100_000));
    assert!(parse(&deep).unwrap_err().message.contains("too deeply"));
}
