//! When a response is about another call.

use super::{REPLAYED, STATUS, asked, http, parsed, sent};
use crate::error::{Call, Error};
use crate::http::HttpResponse;
use crate::machine::judge::{differing_id, judge};

/// Returns the id that a response names differently from the one that was asked about.
fn differing(asked: &str, response: &str) -> Option<String> {
    let ids = [("order_id", asked.to_owned())];
    differing_id(&ids, parsed(response).root()).map(|(name, asked_id, written)| {
        assert_eq!((name, asked_id), ("order_id", asked));
        written.to_owned()
    })
}

#[test]
fn another_id_differs_from_the_same_one_written_differently() {
    let same = [
        ("a-1", r#"{"order_id":"a-1"}"#),
        ("a-1", r#"{"order_id":"A-1"}"#),
        ("Ж-1", r#"{"order_id":"ж-1"}"#),
        (" a-1 ", r#"{"order_id":" a-1 "}"#),
        ("0012", r#"{"order_id":12}"#),
        ("12", r#"{"order_id":12}"#),
        ("a-1", r#"{"order_id":""}"#),
        ("a-1", r#"{"order_id":"  "}"#),
        ("a-1", r#"{"order_id":["b-2"]}"#),
        ("a-1", r#"{"order_id":{"order_id":"b-2"}}"#),
        ("a-1", r#"{"other":"b-2"}"#),
    ];
    for (asked, response) in same {
        assert_eq!(differing(asked, response), None, "{asked} {response}");
    }
    let other = [
        ("a-1", r#"{"order_id":"b-2"}"#, "b-2"),
        ("12", r#"{"order_id":13}"#, "13"),
        ("12", r#"{"order_id":"012"}"#, "012"),
        ("012", r#"{"order_id":"12"}"#, "12"),
        ("", r#"{"order_id":"12"}"#, "12"),
        ("", r#"{"order_id":0}"#, "0"),
        ("1a", r#"{"order_id":1}"#, "1"),
        ("a-1", r#"{"order_id":true}"#, "true"),
    ];
    for (asked, response, written) in other {
        assert_eq!(differing(asked, response).as_deref(), Some(written), "{asked} {response}");
    }
}

#[test]
fn every_id_is_compared() {
    let ids = [("order_id", "a".to_owned()), ("payment_id", "7".to_owned())];
    let response = parsed(r#"{"order_id":"a","payment_id":8}"#);
    assert_eq!(differing_id(&ids, response.root()), Some(("payment_id", "7", "8")));
}

/// Judges a success whose header names a request.
fn named(call: Call, id: &str) -> Result<(), Error> {
    let sent = sent(call.endpoint);
    let headers = [("x-request-id", id)].into_iter().collect();
    let http = HttpResponse { headers, ..http(200, r#"{"state":"done"}"#) };
    judge(&sent, call, http).map(|_| ())
}

#[test]
fn where_requests_are_replayed_the_response_names_the_same_one() {
    let call = |id: &str| Call { request_id: Some(id.to_owned()), ..asked(&REPLAYED) };
    for same in ["abc", "ABC", " abc ", "", "  "] {
        assert!(named(call("abc"), same).is_ok(), "{same}");
    }
    let Err(Error::Unknown(e)) = named(call("abc"), " abd") else { panic!() };
    assert_eq!(e.message, "the response is about another X-Request-Id (abd)");
    assert!(named(asked(&REPLAYED), "abd").is_ok(), "none was sent");
    // Elsewhere the header is the provider's own.
    let other = Call { request_id: Some("abc".to_owned()), ..asked(&STATUS) };
    assert!(named(other, "abd").is_ok());
}
