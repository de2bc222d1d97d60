//! Card numbers, codes, PINs, tokens and keys go through every call, callback and failure with all logging on; none of it
//! is found in anything that was printed, logged, formatted or stored.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod chosen;
mod log;
mod names;

use std::fmt;

use freedompay::callback::{CallbackVerifier, Incoming};
use freedompay::journal::MemoryJournal;
use freedompay::merchant::callbacks::{CardTokenized, CheckRequest, PayoutNotify, RedirectBack, ResultNotify};
use freedompay::meta::{Direction, EndpointMeta, FieldMeta, Status};
use freedompay::{AnyClient, AnyCredentials, Error, Secret, Value};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::form;
use freedompay_sandbox::{Credentials, Sandbox};
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::typed::TYPED;
use freedompay_tests::{Behaviour, Hostile, http};

use crate::log::{listen, logged};

/// What must never be seen. Each is what some secret field takes: a text, a UUID, a card number, a code of three and of four
/// digits, a PIN; the keys come last.
const CANARIES: [&str; 8] = [
    "canary-5f2c9d7e-token",
    "5f2c9d7e-aaaa-4bbb-8ccc-0c0ffee0c0de",
    "4716047261941981",
    "739",
    "7394",
    "canary/holder Holder",
    "canary-acceptance-key",
    "canary-payout-key",
];

/// Whether a text shows one of them: a short one only as a word of its own, for it may be part of any number, group of a
/// UUID, or time, and may count bytes.
fn shown(text: &str) -> Option<&'static str> {
    shown_of(text, &CANARIES)
}

fn shown_of(text: &str, canaries: &[&'static str]) -> Option<&'static str> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.'));
    let counts = |rest: &str| rest.starts_with(" bytes");
    canaries.iter().copied().find(|canary| {
        text.match_indices(canary).any(|(at, _)| {
            canary.len() > 4
                || (is_edge(text[..at].chars().next_back())
                    && is_edge(text[at + canary.len()..].chars().next())
                    && !counts(&text[at + canary.len()..]))
        })
    })
}

fn keep_quiet(what: &str, text: &str) {
    if let Some(canary) = shown(text) {
        let kind = CANARIES.iter().position(|known| *known == canary).unwrap();
        // The text is not printed: it holds secrets.
        panic!("{what} shows canary {kind}, in {} bytes", text.len());
    }
}

/// Prints everything that an error says.
fn printed(error: &Error) -> String {
    format!("{error} {error:?} {error:#?} {}", error.advice().unwrap_or_default())
}

/// Puts a canary into every secret leaf that takes one; how many were put.
fn poison(fields: &'static [FieldMeta], value: &mut Value) -> usize {
    let Value::Map(members) = value else { return 0 };
    let mut count = 0;
    for (name, inner) in members {
        let Some(field) = fields.iter().find(|field| field.name == *name) else { continue };
        match inner {
            Value::List(items) => {
                count += items.iter_mut().map(|item| poison(field.ty.fields(), item)).sum::<usize>();
            }
            Value::Map(_) => count += poison(field.ty.fields(), inner),
            _ if field.is_secret() => {
                let leaves = CANARIES.iter().take(6).map(|canary| fixtures::leaf(field.ty, canary));
                if let Some(canary) = leaves.into_iter().find(|leaf| fixtures::is_valid(field, leaf)) {
                    *inner = canary;
                    count += 1;
                }
            }
            _ => {}
        }
    }
    count
}

/// Secret leaves of a table, but for months and years of expiry, in which no canary fits.
fn secrets(fields: &'static [FieldMeta]) -> usize {
    let is_expiry = |name: &str| name.ends_with("year") || name.ends_with("month");
    let own = |field: &FieldMeta| field.is_secret() && field.ty.fields().is_empty() && !is_expiry(field.name);
    fields.iter().map(|field| usize::from(own(field)) + secrets(field.ty.fields())).sum()
}

fn credentials(endpoint: &EndpointMeta) -> AnyCredentials {
    let credentials = fixtures::credentials(endpoint.api, "123456", CANARIES[6]);
    let has_payout = credentials.get("payout_secret").is_some();
    if has_payout { credentials.with("payout_secret", CANARIES[7]) } else { credentials }
}

fn callable() -> impl Iterator<Item = &'static EndpointMeta> {
    let is_call =
        |e: &&&EndpointMeta| e.direction == Direction::Request && !matches!(e.status, Status::Undocumented(_));
    freedompay::endpoints().iter().filter(is_call).copied()
}

/// A server that quotes the request in every response: as an error of every shape, and as text.
fn quoting(request: &str) -> Vec<(&'static str, Vec<u8>)> {
    let quoted = request.replace(['"', '\\', '<', '&'], " ");
    let json = |body: String| http("200 OK", "application/json", &body);
    vec![
        ("error", json(format!(r#"{{"status":"error","error_code":1,"error_description":"no: {quoted}"}}"#))),
        ("object", json(format!(r#"{{"error":{{"code":"1","description":"no: {quoted}"}}}}"#))),
        (
            "form",
            http(
                "200 OK",
                "application/xml",
                &format!(
                    "<response><pg_status>error</pg_status><pg_error_code>9998</pg_error_code>\
                     <pg_error_description>no: {quoted}</pg_error_description></response>"
                ),
            ),
        ),
        ("text", http("500 Internal Server Error", "text/html", &format!("<h1>{quoted}</h1>"))),
        ("garbage", format!("SMTP {quoted}\r\n\r\n").into_bytes()),
        ("unsigned", http("200 OK", "application/xml", &format!("<r><pg_status>ok</pg_status><x>{quoted}</x></r>"))),
    ]
}

#[tokio::test]
async fn calls_and_failures_do_not_show_secrets() {
    listen();
    let keys = Credentials {
        secret: Secret::new(CANARIES[6]),
        payout_secret: Secret::new(CANARIES[7]),
        ..Credentials::default()
    };
    let sandbox = Sandbox::builder().credentials(keys.clone()).samples().start().await.unwrap();
    let living = Sandbox::builder().credentials(keys).start().await.unwrap();
    let journal = MemoryJournal::new();
    let closing = Hostile::start(Behaviour::ReadAndClose).unwrap();
    let mut carried = 0;
    for endpoint in callable() {
        let mut message = fixtures::request(endpoint, Fields::All);
        carried += poison(endpoint.request, &mut message);
        let client = |url: &str| {
            let builder = AnyClient::builder(endpoint.api, credentials(endpoint)).base_url(url).retries(0);
            builder.journal(journal.clone()).build().unwrap()
        };
        let at_sandbox = client(&sandbox.url());
        keep_quiet("a client", &format!("{at_sandbox:?} {at_sandbox:#?}"));
        let prepared = at_sandbox.prepare(endpoint, &message).unwrap_or_else(|e| panic!("{}: {e}", endpoint.id));
        keep_quiet(endpoint.id, &format!("{prepared:?} {}", prepared.explain()));
        keep_quiet(endpoint.id, &serde_json::to_string(&prepared.masked()).unwrap());

        let response = at_sandbox.call(endpoint, &message).await.unwrap_or_else(|e| panic!("{}: {e}", endpoint.id));
        keep_quiet(endpoint.id, &format!("{response:?}"));
        // With a memory it may be refused: nothing of it is shown then, either.
        let outcome = client(&living.url()).call(endpoint, &message).await;
        keep_quiet(endpoint.id, &outcome.map_or_else(|e| printed(&e), |response| format!("{response:?}")));

        let lost = client(&closing.url()).call(endpoint, &message).await.unwrap_err();
        keep_quiet(endpoint.id, &format!("{} {:?}", printed(&lost), lost.call()));
        let request = serde_json::to_string(&message).unwrap();
        for (how, bytes) in quoting(&request) {
            let server = Hostile::start(Behaviour::Say(bytes)).unwrap();
            let outcome = client(&server.url()).call(endpoint, &message).await;
            let text = outcome.map_or_else(|e| printed(&e), |response| format!("{response:?}"));
            keep_quiet(&format!("{} ({how})", endpoint.id), &text);
        }
    }
    let secrets: usize = callable().map(|endpoint| secrets(endpoint.request)).sum();
    assert!(carried >= secrets && secrets > 50, "{carried} of {secrets} secret fields were tried");
    for sandbox in [&sandbox, &living] {
        keep_quiet("the log of the sandbox", &format!("{:?}", sandbox.requests()));
        keep_quiet("the sandbox", &format!("{sandbox:?}"));
        let seen = serde_json::to_string(&sandbox.requests()).unwrap();
        keep_quiet("the requests of the sandbox", &seen);
        // Its memory has tokens and names, or it could not go on from them; card numbers, codes and keys it never had.
        let snapshot = sandbox.snapshot();
        let never = [2, 3, 4, 6, 7].map(|at| CANARIES[at]);
        assert!(shown_of(&snapshot, &never).is_none(), "a snapshot has what must not be remembered");
    }
    keep_quiet("the journal", &format!("{:?}", journal.entries()));
    let log = logged();
    assert!(log.contains("freedompay.call") || log.contains("endpoint="), "nothing was logged");
    keep_quiet("the log", &log);
}

#[test]
fn responses_do_not_show_secrets() {
    let mut carried = 0;
    for typed in TYPED {
        let mut response = fixtures::response(typed.meta);
        carried += poison(typed.meta.response.fields(), &mut response);
        let tree = fixtures::tree(&response).unwrap();
        let printed = (typed.read)(&tree).unwrap_or_else(|e| panic!("{}: {e}", typed.meta.id));
        keep_quiet(typed.meta.id, &printed);
        keep_quiet(typed.meta.id, &format!("{tree:?} {response:?}"));
    }
    assert!(carried > 20, "only {carried} secret fields were tried");
}

fn callback_is_quiet<T: freedompay::callback::Callback + fmt::Debug>() {
    let mut message = fixtures::object_of(T::META.request);
    poison(T::META.request, &mut message);
    let mut tree = fixtures::tree(&message).unwrap();
    // Names that the other side chooses: the merchant's own fields come back with a callback.
    CANARIES[..5].iter().for_each(|name| tree.push_text(name, "text"));
    tree.push_text("pg_salt", "salt");
    let signature = pg_sig::sign("hook", tree.root(), &Secret::new(CANARIES[6]));
    for (right, signature) in [(true, signature.as_str()), (false, "00000000000000000000000000000000")] {
        let mut tree = tree.clone();
        tree.push_text(pg_sig::FIELD, signature);
        let body = form::encode(tree.root());
        let incoming = Incoming {
            method: "POST",
            path: "/hook",
            query: "",
            content_type: form::MEDIA_TYPE,
            body: body.as_bytes(),
        };
        let verifier = CallbackVerifier::new(CANARIES[6]).also(CANARIES[7]);
        keep_quiet(T::META.id, &format!("{verifier:?} {incoming:?}"));
        match verifier.receive::<T>(incoming) {
            Ok(received) => {
                assert!(right);
                keep_quiet(T::META.id, &format!("{received:?} {received:#?} {:?}", received.key()));
            }
            Err(error) => {
                assert!(!right, "{}: {error}", T::META.id);
                keep_quiet(T::META.id, &format!("{error} {error:?} {error:#?}"));
            }
        }
    }
}

#[test]
fn callbacks_do_not_show_secrets() {
    listen();
    callback_is_quiet::<CheckRequest>();
    callback_is_quiet::<ResultNotify>();
    callback_is_quiet::<PayoutNotify>();
    callback_is_quiet::<CardTokenized>();
    callback_is_quiet::<RedirectBack>();
    keep_quiet("the log", &logged());
}
