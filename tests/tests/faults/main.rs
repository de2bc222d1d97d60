//! Every fault against every kind of call, over real loopback HTTP: what the caller is told, whether money may have
//! moved, how many requests the server saw. docs/FAULTS.md is the result.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod page;
mod scene;
mod table;
mod untrusted;
mod wrong_answers;

use freedompay::meta::{Effect, EndpointMeta};
use freedompay::{AnyClient, Error};
use freedompay_tests::fixtures::{self, Fields};
use freedompay_tests::{Hostile, InstantTransport};

use crate::scene::Scene;
use crate::table::{Cell, TABLE, Told};

pub(crate) const SECRET: &str = "the secret of the faults";
const LARGEST: usize = 64 * 1024;

/// The columns of the table.
const CALLS: [&str; 4] = [
    "gateway.sync.purchase.status",
    "gateway.sync.purchase.create_payment",
    "gateway.sync.purchase.refund",
    "gateway.async.edit.refund",
];

fn endpoint(id: &str) -> &'static EndpointMeta {
    freedompay::endpoint(id).unwrap_or_else(|| panic!("there is no {id}"))
}

fn client(endpoint: &'static EndpointMeta, scene: &Scene) -> AnyClient {
    let credentials = fixtures::credentials(endpoint.api, "1", SECRET);
    AnyClient::builder(endpoint.api, credentials)
        .base_url(&scene.url)
        .transport(InstantTransport::new(&scene.url).unwrap())
        .timeout(scene.timeout)
        .max_response_size(LARGEST)
        .build()
        .unwrap()
}

async fn call(endpoint: &'static EndpointMeta, scene: &Scene, expected: usize) -> Cell {
    let request = fixtures::request(endpoint, Fields::Required);
    let outcome = client(endpoint, scene).call(endpoint, &request).await;
    let requests = scene.requests(expected).await;
    assert_eq!(scene.other.as_ref().map_or(0, Hostile::requests), 0, "the other host was asked");
    let Err(error) = outcome else {
        let attempts = u32::try_from(requests).unwrap();
        return Cell { told: Told::Answer, may_have_happened: false, attempts, requests };
    };
    check_words(&error);
    let told = match &error {
        Error::NotSent(e) => Told::NotSent(e.failed_at),
        Error::Unknown(e) => Told::Unknown(e.failed_at),
        Error::Provider(_) => Told::Provider,
        Error::Signature(_) => Told::Signature,
        Error::Decode(_) => Told::Decode,
        other => panic!("{other}"),
    };
    let attempts = error.call().unwrap().attempts;
    Cell { told, may_have_happened: error.may_have_happened(), attempts, requests }
}

/// Whatever happened, the text says to which call, what became of it and what to do, and gives nothing away.
fn check_words(error: &Error) {
    let text = format!("{error} {}", error.advice().unwrap_or_default());
    let debug = format!("{error:?}");
    let endpoint = error.endpoint().unwrap();
    assert!(text.starts_with(endpoint.id), "{text}");
    assert!(!text.contains(SECRET) && !debug.contains(SECRET), "{text} {debug}");
    assert!(!text.contains("://"), "an URL holds ids: {text}");
    let attempts = error.call().unwrap().attempts;
    assert_eq!(text.contains(&format!("after {attempts} attempts")), attempts > 1, "{text}");
    let warning = match endpoint.effect {
        Effect::Money => "Money may have moved: do not send it again before you know",
        _ => "It may have taken effect: do not send it again before you know",
    };
    assert_eq!(text.contains(warning), error.may_have_happened(), "{text}");
    if error.may_have_happened() {
        assert!(text.contains("; ask "), "{text}");
    }
    if let Some(stage) = error.failed_at() {
        assert!(stage.may_have_arrived() || text.contains("Nothing happened at the provider; it is safe"), "{text}");
        assert!(stage.may_have_arrived() || !error.may_have_happened());
    }
}

#[tokio::test]
async fn the_table_of_faults_holds() {
    let columns = CALLS.map(endpoint);
    assert_eq!(columns.map(|call| call.effect), [Effect::Read, Effect::Write, Effect::Money, Effect::Money]);
    assert_eq!(columns.map(|call| call.api.replays_request_id), [false, false, false, true]);
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    for fault in TABLE {
        let one = |nth: usize| async move {
            let endpoint = columns[nth];
            match fault.cells[nth] {
                Some(cell) => Some(call(endpoint, &(fault.start)(endpoint), cell.requests).await),
                None => None,
            }
        };
        let (read, write, money, replayed) = tokio::join!(one(0), one(1), one(2), one(3));
        let cells = [read, write, money, replayed];
        for ((is, should), id) in cells.iter().zip(&fault.cells).zip(CALLS) {
            if is != should {
                wrong.push(format!("{}, {id}:\n  promised {should:?}\n  found    {is:?}", fault.what));
            }
        }
        for cell in [write, money].into_iter().flatten() {
            assert!(cell.requests <= 1, "{}: sent more than once", fault.what);
        }
        seen.push((fault, cells));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(freedompay_tests::page::keep("FAULTS.md", "faults", &page::write(&seen)), Ok(()));
}

#[tokio::test]
async fn a_bomb_stays_packed() {
    let endpoint = endpoint(CALLS[2]);
    let scene = wrong_answers::gzip(endpoint);
    let error =
        client(endpoint, &scene).call(endpoint, &fixtures::request(endpoint, Fields::Required)).await.unwrap_err();
    let Error::Decode(decode) = error else { panic!("{error}") };
    assert_eq!(decode.body.as_bytes(), wrong_answers::bomb());
}
