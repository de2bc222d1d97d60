//! Keys and ids that came with a character nobody sees are refused where they enter, not by the provider at every call.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::sync::{Arc, Mutex};

use freedompay::callback::{CallbackError, CallbackVerifier, Incoming};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{AnyClient, AnyCredentials, Client, Error, JwsCredentials, Merchant, Partner, PgCredentials};
use freedompay_tests::Script;

/// What comes along when a key is copied from a page, a file or a chat; and the word that names it.
const UNSEEN: [(char, &str); 24] = [
    ('\n', "U+000A LINE FEED"),
    ('\r', "U+000D CARRIAGE RETURN"),
    ('\t', "U+0009 CHARACTER TABULATION"),
    ('\0', "U+0000 NULL"),
    ('\u{7f}', "U+007F DELETE"),
    ('\u{85}', "U+0085 NEXT LINE"),
    ('\u{a0}', "U+00A0 NO-BREAK SPACE"),
    ('\u{ad}', "U+00AD SOFT HYPHEN"),
    ('\u{34f}', "U+034F COMBINING GRAPHEME JOINER"),
    ('\u{180e}', "U+180E MONGOLIAN VOWEL SEPARATOR"),
    ('\u{2009}', "U+2009 THIN SPACE"),
    ('\u{200b}', "U+200B ZERO WIDTH SPACE"),
    ('\u{200c}', "U+200C ZERO WIDTH NON-JOINER"),
    ('\u{200d}', "U+200D ZERO WIDTH JOINER"),
    ('\u{200e}', "U+200E LEFT-TO-RIGHT MARK"),
    ('\u{2028}', "U+2028 LINE SEPARATOR"),
    ('\u{2029}', "U+2029 PARAGRAPH SEPARATOR"),
    ('\u{202e}', "U+202E RIGHT-TO-LEFT OVERRIDE"),
    ('\u{202f}', "U+202F NARROW NO-BREAK SPACE"),
    ('\u{2060}', "U+2060 WORD JOINER"),
    ('\u{3000}', "U+3000 IDEOGRAPHIC SPACE"),
    ('\u{3164}', "U+3164 HANGUL FILLER"),
    ('\u{fe0f}', "U+FE0F VARIATION SELECTOR"),
    ('\u{feff}', "U+FEFF BYTE ORDER MARK"),
];

const KEY: &str = "qX7key";

/// A text with a character at each kind of place, and what is said of the place.
fn copies(text: &str, c: char) -> [(String, &'static str); 3] {
    let (before, after) = text.split_at(2);
    [
        (format!("{c}{text}"), "as its first character"),
        (format!("{before}{c}{after}"), "as character 3"),
        (format!("{text}{c}"), "as its last character"),
    ]
}

/// Puts a text into each part of each kind of credentials.
fn credentials(text: &str) -> [(&'static str, AnyCredentials); 5] {
    [
        ("the auth_id", JwsCredentials::new(text, KEY).into()),
        ("the secret", JwsCredentials::new("1", text).into()),
        ("the merchant id", PgCredentials::new(text, KEY).payout_secret(KEY).into()),
        ("the secret", PgCredentials::new("1", text).payout_secret(KEY).into()),
        ("the payout secret", PgCredentials::new("1", KEY).payout_secret(text).into()),
    ]
}

fn build(credentials: AnyCredentials) -> Result<AnyClient, Error> {
    let api = match credentials.get("auth_id") {
        Some(_) => <Partner as freedompay::Api>::META,
        None => <Merchant as freedompay::Api>::META,
    };
    AnyClient::builder(api, credentials).base_url("http://127.0.0.1").build()
}

fn refusal<T>(result: Result<T, Error>) -> String {
    match result {
        Err(error @ Error::Invalid(_)) => format!("{error} {error:?}"),
        _ => panic!("it was not refused as invalid"),
    }
}

#[test]
fn a_client_is_not_built_with_what_nobody_sees() {
    for (c, name) in UNSEEN {
        for (text, place) in copies(KEY, c) {
            for (part, credentials) in credentials(&text) {
                let said = refusal(build(credentials));
                assert!(said.contains(&format!("{part} has {name} {place}")), "{said}");
                for shown in [KEY, "qX", "X7", "7key", "key,"] {
                    assert!(!said.contains(shown), "{said}");
                }
                assert!(!said.contains(c) || c == '\n', "{said}");
            }
        }
    }
    for (part, credentials) in credentials("") {
        assert!(refusal(build(credentials)).contains(&format!("{part} is empty")));
    }
    for space in [" qX7key", "qX7key "] {
        for (part, credentials) in credentials(space) {
            assert!(refusal(build(credentials)).contains(&format!("{part} has U+0020 SPACE as its ")));
        }
    }
    for seen in ["qX7key", "a key", "7h9QzE;+/=", "ключ"] {
        for (_, credentials) in credentials(seen) {
            assert!(build(credentials).is_ok(), "{seen}");
        }
    }
}

#[tokio::test]
async fn keys_that_change_are_looked_at_like_the_first() {
    let script = Script::new(vec![Ok(Script::answer(200, &[], r#"{"status":"ok"}"#))]);
    let current = Arc::new(Mutex::new(String::new()));
    let shared = Arc::clone(&current);
    let client = Client::<Partner>::builder(JwsCredentials::new("1", KEY))
        .credentials_from(move || Ok::<_, Error>(JwsCredentials::new("1", shared.lock().unwrap().as_str())))
        .transport(script.clone())
        .build()
        .unwrap();
    for (c, name) in UNSEEN {
        for (text, place) in copies(KEY, c) {
            *current.lock().unwrap() = text;
            let said = refusal(InvoiceInfo::new().send(&client).await);
            assert!(said.contains(&format!("the secret has {name} {place}")) && !said.contains("7key"), "{said}");
        }
    }
    assert_eq!(script.seen().len(), 0, "nothing was sent");
    "another".clone_into(&mut current.lock().unwrap());
    let _ = InvoiceInfo::new().send(&client).await;
    assert_eq!(script.seen().len(), 1, "a right key is used again");
}

#[test]
fn a_callback_that_fits_no_key_names_what_is_wrong_with_one() {
    let incoming = Incoming {
        method: "POST",
        path: "/result",
        query: "",
        content_type: "application/x-www-form-urlencoded",
        body: b"pg_order_id=1&pg_salt=s&pg_sig=00000000000000000000000000000000",
    };
    for (c, name) in UNSEEN {
        for (text, place) in copies(KEY, c) {
            let verifier = CallbackVerifier::new(KEY).also(text);
            let Err(error) = verifier.receive::<ResultNotify>(incoming) else { panic!("it is not authentic") };
            let said = error.to_string();
            assert!(said.contains(&format!("{name} {place}")) && !said.contains("7key"), "{said}");
            assert_eq!((error.http_status(), error.reply().body().len()), (500, 0));
        }
    }
    let right = CallbackVerifier::new(KEY).receive::<ResultNotify>(incoming);
    assert!(matches!(right, Err(CallbackError::Signature { .. })), "a key without such is not suspected");
}
