//! How each API reports an error, and which responses about a failure are not errors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::gateway_async::outcome::{ErrorCode as AsyncCode, PaymentState};
use freedompay::gateway_async::read::PaymentStatus;
use freedompay::merchant_invoice::installment::application::ApplicationStatus;
use freedompay::partner::emoney::{ErrorCode as EmoneyCode, WalletStatement};
use freedompay::{Api, Client, Endpoint, Error, JwsCredentials};
use freedompay_tests::{Behaviour, Hostile, http};

async fn response<E: Endpoint>(request: E, status: &str, body: &str) -> Result<E::Response, Error>
where
    E::Api: Api<Scheme: freedompay::scheme::Scheme<Credentials = JwsCredentials>>,
{
    let server = Hostile::start(Behaviour::Say(http(status, "application/json", body))).unwrap();
    let client = Client::<E::Api>::builder(JwsCredentials::new("1", "s")).base_url(&server.url()).build().unwrap();
    client.send(&request).await.map(freedompay::Response::into_inner)
}

fn refusal<T>(outcome: Result<T, Error>) -> freedompay::error::Provider {
    match outcome {
        Err(Error::Provider(provider)) => *provider,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("an error was expected"),
    }
}

#[tokio::test]
async fn the_status_of_a_failed_payment_is_not_an_error() {
    let body = r#"{"id":"01978c87-82ad-793f-9a91-eb83d4566410","status":"error","amount":"100","error":{"code":"10045","description":"declined"}}"#;
    let payment = response(PaymentStatus::new().order_id("1"), "200 OK", body).await.unwrap();
    assert_eq!(payment.status, Some(PaymentState::Error));
    assert!(payment.error.is_some());
}

#[tokio::test]
async fn a_bare_error_object_is_an_error_with_any_status() {
    let body = r#"{"error":{"code":"9403","description":"Incorrectly passed input parameters"}}"#;
    for status in ["200 OK", "422 Unprocessable Entity"] {
        let refusal = refusal(response(PaymentStatus::new().order_id("1"), status, body).await);
        assert_eq!(refusal.code.as_deref(), Some("9403"));
        assert_eq!(refusal.code_as::<AsyncCode>(), Some(AsyncCode::from("9403")));
    }
}

#[tokio::test]
async fn a_code_without_a_status_is_an_error_in_the_apis_that_write_it_so() {
    let body = r#"{"error_code":1002,"error_description":"not found"}"#;
    let refusal = refusal(response(ApplicationStatus::new(), "200 OK", body).await);
    assert_eq!(refusal.description.as_deref(), Some("not found"));
    // The code 0 is not an error.
    let body = r#"{"error_code":0,"error_description":""}"#;
    response(ApplicationStatus::new(), "200 OK", body).await.unwrap();
}

#[tokio::test]
async fn codes_are_read_from_numbers_and_from_texts() {
    for code in ["1002", "\"1002\""] {
        let body = format!(r#"{{"status":"error","error_code":{code},"error_description":"x"}}"#);
        let refusal = refusal(response(WalletStatement::new("w-1"), "200 OK", &body).await);
        assert_eq!(refusal.code_as::<EmoneyCode>(), Some(EmoneyCode::from("1002")), "{code}");
    }
}
