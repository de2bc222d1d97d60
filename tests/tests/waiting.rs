//! Waiting for work that takes its time, on a clock that the test moves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::time::{Duration, Instant};

use freedompay::card::answer::RequestState;
use freedompay::card::requests::RequestStatus;
use freedompay::poll::PollOutcome;
use freedompay::transport::Stage;
use freedompay::{CardIssuing, Client, Error, JwsCredentials, Uuid};
use freedompay_sandbox::Sandbox;
use freedompay_tests::Script;

/// Returns a client whose responses have these states of the work.
fn client(states: Vec<Result<&str, Stage>>) -> (Script, Client<CardIssuing>) {
    let response = |state| Script::answer(200, &[], &format!(r#"{{"status":"ok","request_status":"{state}"}}"#));
    let script = Script::new(states.into_iter().map(|state| state.map(response)).collect());
    let client = Client::builder(JwsCredentials::new("1", "s")).transport(script.clone()).build().unwrap();
    (script, client)
}

fn status_query() -> RequestStatus {
    RequestStatus::new(Uuid::nil())
}

#[tokio::test]
async fn waiting_polls_until_the_work_is_final_and_reports_progress() {
    let (script, client) = client(vec![Ok("process"), Ok("process"), Ok("success"), Ok("error")]);
    let mut progress = Vec::new();
    let waited = client
        .wait(&status_query())
        .interval(Duration::from_secs(5))
        .on_progress(|_, asked| progress.push(asked))
        .await;
    let PollOutcome::Final(response) = waited.unwrap() else { panic!("settled") };
    assert_eq!(response.request_status, Some(RequestState::Success));
    assert_eq!(script.seen().len(), 3);
    assert_eq!(script.slept(), [Duration::from_secs(5); 2]);
    assert_eq!(progress, [1, 2]);
}

#[tokio::test]
async fn a_failure_of_the_work_is_final_and_an_unknown_state_is_returned() {
    for state in ["error", "a word of tomorrow"] {
        let (_, client) = client(vec![Ok(state)]);
        assert!(matches!(client.wait(&status_query()).await, Ok(PollOutcome::Final(_))), "{state}");
    }
}

#[tokio::test]
async fn a_lost_status_query_is_sent_again() {
    let (script, client) = client(vec![Err(Stage::MaybeSent), Err(Stage::NotSent), Ok("success")]);
    assert!(matches!(client.wait(&status_query()).await, Ok(PollOutcome::Final(_))));
    assert_eq!(script.seen().len(), 3);
}

#[tokio::test]
async fn a_timeout_claims_no_outcome() {
    let (script, pending) = client(vec![Ok("process")]);
    let waited =
        pending.wait(&status_query()).interval(Duration::from_secs(10)).timeout(Duration::from_secs(5)).await.unwrap();
    assert!(matches!(waited, PollOutcome::Pending(_)));
    assert_eq!(script.seen().len(), 1);
    let (_, unreachable) = client(vec![Err(Stage::NotSent)]);
    let error = unreachable.wait(&status_query()).timeout(Duration::ZERO).await.unwrap_err();
    assert!(matches!(error, Error::NotSent(_)));
}

#[tokio::test]
async fn work_in_the_sandbox_is_final_at_the_second_query() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::<CardIssuing>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let begun = Instant::now();
    let waited = client.wait(&status_query()).interval(Duration::from_millis(20)).await.unwrap();
    assert_eq!(waited.into_response().request_status, Some(RequestState::Success));
    assert!(begun.elapsed() >= Duration::from_millis(20), "really slept");
    assert_eq!(sandbox.requests().len(), 2);
}
