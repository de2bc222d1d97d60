//! Lists and rules that stand in two crates, because macros cannot depend on the runtime.

use std::fs;
use std::path::Path;

use crate::diagnostics::closest;

#[allow(unreachable_pub)]
#[path = "../../../runtime/src/message/suggestion.rs"]
mod runtime_suggestion;

/// A field that has to be marked when it is declared is masked when it is not.
#[test]
fn names_of_secrets_are_those_of_the_runtime() {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/secret/names.rs");
    assert!(fs::read_to_string(runtime).unwrap() == include_str!("../names/secret.rs"), "the two files are one");
}

/// A misspelt name gets the same suggestion from the compiler as from the library and the command line.
#[test]
fn suggestions_are_those_of_the_runtime() {
    const NAMES: [&str; 9] =
        ["amount", "order_id", "payment_id", "max_len", "idempotency", "pg_card_pan", "GET", "Accept-Language", ""];
    const GIVEN: [&str; 16] = [
        "amuont",
        "AMOUNT",
        "amnt",
        "total",
        "order",
        "orderid",
        "id",
        "payment",
        "maxlen",
        "min_len",
        "idem",
        "pan",
        "get",
        "accept_language",
        "x",
        "",
    ];
    let suggestions = |suggest: fn(&str) -> Option<&'static str>| GIVEN.map(suggest);
    let ours = suggestions(|given| closest(given, NAMES));
    assert_eq!(ours, suggestions(|given| runtime_suggestion::did_you_mean(given, NAMES)));
    assert!(ours.iter().any(Option::is_some) && ours.iter().any(Option::is_none), "{ours:?}");
    for (given, near) in [("amuont", Some("amount")), ("AMOUNT", Some("amount")), ("get", Some("GET")), ("x", None)] {
        assert_eq!(closest(given, NAMES), near, "{given}");
    }
}
