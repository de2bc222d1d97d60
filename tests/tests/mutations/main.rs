//! For every endpoint: a response that is changed in status, bytes, order or length never turns doubt into "nothing
//! happened", and never becomes a value unless it is authentic (or, where an API does not sign, complete and a success).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod base;
mod mutate;
mod plain;
mod shapes;

use freedompay::meta::{Effect, EndpointMeta};
use freedompay::{AnyClient, Error, RawResponse};
use freedompay_tests::Script;
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::typed::{TYPED, Typed};

use crate::base::{KEY, Message};
use crate::mutate::{Mutated, mutate};
use crate::plain::Node;

const ROUNDS: usize = 40;
const STATUSES: [u16; 16] = [200, 200, 200, 200, 201, 302, 400, 403, 404, 409, 422, 422, 429, 500, 502, 503];
/// The codes whose errors the provider documents as unsigned.
const UNSIGNED: [&str; 3] = ["9998", "1100", "11068"];

/// How often something happened, so that no property holds for want of cases.
#[derive(Debug, Default)]
struct Seen {
    values: usize,
    refusals: usize,
    doubts: usize,
}

/// Sends the call, gets that response, and reads it as its type; the printed response.
async fn outcome(typed: &Typed, status: u16, body: &[u8]) -> Result<String, Error> {
    (typed.decode)(respond(typed, status, body).await?)
}

/// Sends the call and gets that response.
async fn respond(typed: &Typed, status: u16, body: &[u8]) -> Result<RawResponse, Error> {
    let mut response = Script::answer(status, &[], "");
    response.body = body.to_vec();
    let script = Script::new(vec![Ok(response)]);
    let client = AnyClient::builder(typed.meta.api, fixtures::credentials(typed.meta.api, "1", KEY))
        .transport(script)
        .retries(0)
        .build()
        .unwrap();
    client.call(typed.meta, &fixtures::request(typed.meta, Fields::Required)).await
}

fn read(endpoint: &EndpointMeta, body: &[u8]) -> Option<Node> {
    if endpoint.api.scheme.signs_responses { plain::xml(body) } else { plain::json(body) }
}

fn is_signed(endpoint: &EndpointMeta, message: &Node) -> bool {
    let scripts = [endpoint.script_name(), ""];
    let scripts = if endpoint.unscripted_response { &scripts[..] } else { &scripts[..1] };
    let claim = message.text("pg_sig");
    scripts.iter().any(|script| claim == Some(plain::pg_sig(script, message, KEY).as_str()))
}

/// Whether a response proves that nothing happened, by the tables and nothing else of the library.
fn is_refusal(endpoint: &EndpointMeta, status: u16, message: &Node) -> bool {
    let is_error = |name: &str| message.text(name).is_some_and(|status| status.eq_ignore_ascii_case("error"));
    let is_open = |code: &str| endpoint.api.open_codes.contains(&code);
    match endpoint.api.errors.name {
        "pg" => {
            let Some(code) = message.text("pg_error_code") else { return false };
            let is_documented_unsigned =
                message.all("pg_sig").is_empty() && UNSIGNED.contains(&code) && (200..300).contains(&status);
            is_error("pg_status") && !is_open(code) && (is_signed(endpoint, message) || is_documented_unsigned)
        }
        shape => {
            let error = message.all("error");
            let code = match (shape, error.as_slice()) {
                ("object", [error]) => error.text("code"),
                ("status", _) => message.text("error_code"),
                _ => None,
            };
            let Some(code) = code else { return false };
            endpoint.api.refusals.iter().any(|refusal| {
                endpoint.uri.starts_with(refusal.path)
                    && refusal.http_status.contains(&status)
                    && refusal.codes.contains(&code)
                    && !is_open(code)
                    && refusal.beside.is_none_or(|beside| {
                        let says = |text: &str| beside.values.iter().any(|value| value.eq_ignore_ascii_case(text));
                        message.text(beside.path).is_some_and(says)
                    })
            })
        }
    }
}

/// What must hold of the outcome of a response, whatever was done to it.
fn check(endpoint: &EndpointMeta, original: &Node, status: u16, response: &Mutated, outcome: &Result<String, Error>) {
    let case = || format!("{} {status} {}", endpoint.id, String::from_utf8_lossy(&response.bytes));
    let message = read(endpoint, &response.bytes);
    match outcome {
        Ok(_) => {
            let message = message.unwrap_or_else(|| panic!("a value of an unreadable response: {}", case()));
            assert!(!(300..400).contains(&status), "a value of a redirect: {}", case());
            if endpoint.api.scheme.signs_responses {
                assert!(is_signed(endpoint, &message), "a value that is not authentic: {}", case());
                // Names are not signed: one that keeps its place in the order can be changed, by the provider's scheme.
                let names = |message: &Node| message.leaves().into_iter().map(|(name, _)| name).collect::<Vec<_>>();
                let is_renamed = names(&message) != names(original);
                assert!(
                    is_renamed || message.leaves() == original.leaves(),
                    "authentic with another meaning: {}",
                    case()
                );
            } else {
                assert!((200..300).contains(&status), "an error's status, and a value: {}", case());
                assert!(!response.is_cut, "a value of the beginning of a response: {}", case());
            }
        }
        Err(error) if endpoint.effect != Effect::Read && !error.may_have_happened() => {
            let is_proved = message.is_some_and(|message| is_refusal(endpoint, status, &message));
            assert!(is_proved, "\"nothing happened\" without proof: {}: {error}", case());
        }
        Err(_) => {}
    }
}

fn count(seen: &mut Seen, endpoint: &EndpointMeta, outcome: &Result<String, Error>) {
    let counted = match outcome {
        Ok(_) => &mut seen.values,
        Err(error) if endpoint.effect != Effect::Read && !error.may_have_happened() => &mut seen.refusals,
        Err(_) => &mut seen.doubts,
    };
    *counted += 1;
}

/// Runs mutations of the responses of every endpoint that `is_meant`.
async fn run(number: u64, is_meant: fn(&EndpointMeta) -> bool, bases: fn(&EndpointMeta) -> Vec<Message>) -> Seen {
    let (mut random, mut seen) = (fastrand::Rng::with_seed(number), Seen::default());
    for typed in TYPED.iter().filter(|typed| is_meant(typed.meta)) {
        for base in bases(typed.meta) {
            let original = read(typed.meta, &base.bytes()).unwrap();
            for _ in 0..ROUNDS {
                let response = mutate(&mut random, &base);
                let status = random.choice(STATUSES).unwrap();
                let outcome = outcome(typed, status, &response.bytes).await;
                check(typed.meta, &original, status, &response, &outcome);
                count(&mut seen, typed.meta, &outcome);
            }
        }
    }
    seen
}

fn signs(endpoint: &EndpointMeta) -> bool {
    endpoint.api.scheme.signs_responses
}

fn signs_not(endpoint: &EndpointMeta) -> bool {
    !signs(endpoint)
}

/// A success, an error that leaves it open, one that does not, and the documented refusals, signed or not.
fn bases(endpoint: &EndpointMeta) -> Vec<Message> {
    let codes = endpoint.api.refusals.iter().filter(|refusal| endpoint.uri.starts_with(refusal.path));
    let codes = codes.flat_map(|refusal| refusal.codes).copied().take(2);
    let errors = ["9999", "10009"].into_iter().chain(codes).map(|code| base::error(endpoint, code));
    let unsigned = UNSIGNED.iter().filter(|_| signs(endpoint)).map(|code| {
        let mut error = base::error(endpoint, code);
        error.pieces.retain(|piece| !piece.starts_with("<pg_sig>"));
        error
    });
    std::iter::once(base::success(endpoint)).chain(errors).chain(unsigned).collect()
}

#[tokio::test]
async fn every_declared_response_is_a_value_before_it_is_changed() {
    for typed in TYPED {
        let outcome = outcome(typed, 200, &base::success(typed.meta).bytes()).await;
        outcome.unwrap_or_else(|error| panic!("{}: {error}", typed.meta.id));
    }
}

#[tokio::test]
async fn a_changed_response_of_an_api_that_signs_proves_nothing() {
    let seen = run(7, signs, bases).await;
    assert!(seen.values > 100 && seen.refusals > 50 && seen.doubts > 1000, "{seen:?}");
}

#[tokio::test]
async fn a_changed_response_of_an_api_that_does_not_sign_proves_nothing() {
    let seen = run(8, signs_not, bases).await;
    assert!(seen.values > 100 && seen.refusals > 5 && seen.doubts > 1000, "{seen:?}");
}

fn first(is_meant: fn(&EndpointMeta) -> bool) -> &'static Typed {
    let changes = |typed: &&Typed| is_meant(typed.meta) && typed.meta.effect == Effect::Money;
    TYPED.iter().find(changes).unwrap()
}

/// The properties can fail: a value of a changed response is noticed.
#[test]
#[should_panic(expected = "a value that is not authentic")]
fn a_forged_value_is_noticed() {
    let meta = first(signs).meta;
    let bytes = base::success(meta).bytes();
    let original = read(meta, &bytes).unwrap();
    let bytes = String::from_utf8(bytes).unwrap().replace(">ok<", ">no<").into_bytes();
    check(meta, &original, 200, &Mutated { bytes, is_cut: false }, &Ok(String::new()));
}

/// The properties can fail: a refusal is noticed that the response does not prove.
#[tokio::test]
#[should_panic(expected = "without proof")]
async fn a_refusal_without_proof_is_noticed() {
    let typed = first(signs);
    let refused = outcome(typed, 200, &base::error(typed.meta, "10009").bytes()).await;
    let bytes = base::error(typed.meta, "9999").bytes();
    let original = read(typed.meta, &bytes).unwrap();
    check(typed.meta, &original, 200, &Mutated { bytes, is_cut: false }, &refused);
}
