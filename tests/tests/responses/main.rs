//! Every response against every kind of call: what the caller is told, what the journal holds, what may be sent next.
//! docs/RESPONSES.md is the result.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod bodies;
mod calls;
mod group;
mod page;
mod rule;

use freedompay::Error;
use freedompay::journal::MemoryJournal;
use freedompay::transport::Stage;
use freedompay_tests::script::Turn;
use freedompay_tests::{Script, last_state};

use crate::bodies::Body;
use crate::calls::{CALLS, Call};
use crate::group::{Cell, STATUSES};
use crate::rule::{Before, Came, Next, Outcome, Told, expected, is_harmless};

const LOCATION: (&str, &str) = ("location", "https://elsewhere.example/");
const STAGES: [Stage; 9] = [
    Stage::NotSent,
    Stage::Dns,
    Stage::Connect,
    Stage::Tls,
    Stage::MaybeSent,
    Stage::Write,
    Stage::Wait,
    Stage::Read,
    Stage::ResponseTooLarge(200),
];

/// The ways in which a case can come, all of which must end the same.
fn turns(call: &Call, came: Came) -> Vec<Turn> {
    let (status, body) = match came {
        Came::Nothing(stage) => return vec![Err(stage)],
        Came::Response { status, body } => (status, body),
    };
    let says = |headers: &[(&str, &str)], text: &str| Script::says(status, headers, text);
    let bodies = body.of(call);
    let mut turns: Vec<Turn> = bodies.iter().map(|text| says(body.headers(), text)).collect();
    if (300..400).contains(&status) {
        turns.extend(bodies.iter().map(|text| says(&[body.headers(), &[LOCATION]].concat(), text)));
    }
    turns
}

async fn observed(call: &Call, turn: Turn, before: Before) -> Outcome {
    let earlier = match before {
        Before::First => None,
        Before::NotSent => Some(Err(Stage::Connect)),
        Before::Lost => Some(Err(Stage::Wait)),
        Before::TurnedAway => Some(Script::says(503, &[], "")),
    };
    let (script, journal) = (Script::new(earlier.into_iter().chain([turn]).collect()), MemoryJournal::new());
    let outcome = (call.send)(script.clone(), journal.clone()).await;
    let told = match &outcome {
        Ok(()) => Told::Value,
        Err(Error::Provider(e)) if e.conclusive => Told::Refused,
        Err(Error::Provider(_)) => Told::Open,
        Err(Error::Unknown(_)) => Told::Unknown,
        Err(Error::Decode(_)) => Told::Decode,
        Err(Error::Signature(_)) => Told::Signature,
        Err(Error::NotSent(_)) => Told::NotSent,
        Err(other) => panic!("{other}"),
    };
    let advice = outcome.as_ref().err().and_then(Error::advice).unwrap_or_default();
    let says = |words: &str| advice.contains(words);
    let next = match (says("safe to try again"), says("do not send it again"), says("`resend`")) {
        (true, false, false) => Next::Again,
        (false, true, false) => Next::Reconcile,
        (false, true, true) => Next::ReconcileOrResend,
        (false, false, false) if outcome.is_ok() => Next::Nothing,
        (false, false, false) if call.label().starts_with("read") => Next::Free,
        (false, false, false) if told == Told::Refused => Next::Corrected,
        _ => panic!("{advice}"),
    };
    let may_have_happened = outcome.as_ref().is_err_and(Error::may_have_happened);
    Outcome { told, may_have_happened, journal: last_state(&journal), requests: script.seen().len(), next }
}

/// Runs a call against everything that can come; adds the cells, and what is wrong with them.
async fn run(call: &'static Call, cells: &mut Vec<Cell>, wrong: &mut Vec<String>) {
    let responses = STATUSES.iter().flat_map(|status| Body::ALL.map(|body| Came::Response { status: *status, body }));
    for came in STAGES.map(Came::Nothing).into_iter().chain(responses) {
        // A call that is not harmless is not sent again after an attempt that may have arrived.
        for before in Before::ALL.into_iter().filter(|before| is_harmless(call) || !before.may_have_arrived()) {
            let should = expected(call, came, before);
            let mut outcome = None;
            for turn in turns(call, came) {
                let is = observed(call, turn.clone(), before).await;
                if is != should {
                    let body = turn.map(|http| String::from_utf8(http.body).unwrap());
                    let id = call.endpoint.id;
                    wrong.push(format!("{id}: {came:?} {body:?} {before:?}\n  expected {should:?}\n  found    {is:?}"));
                }
                outcome = Some(is);
            }
            cells.extend(outcome.map(|outcome| Cell { call, came, before, outcome }));
        }
    }
}

#[tokio::test]
async fn the_table_of_responses_holds() {
    let mut sections = Vec::new();
    for section in page::SECTIONS {
        let (mut cells, mut wrong) = (Vec::new(), Vec::new());
        for call in CALLS.iter().filter(|call| call.section == section.0) {
            run(call, &mut cells, &mut wrong).await;
        }
        assert!(wrong.is_empty(), "{} cells are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
        sections.push((section, cells));
    }
    assert_eq!(freedompay_tests::page::keep("RESPONSES.md", "responses", &page::write(&sections)), Ok(()));
}
