//! Responses that must fail verification, and those that must pass. Errors of broken exchanges are in `faults`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::merchant::purchase::CreatePayment;
use freedompay::partner::invoices::InvoiceInfo;
use freedompay::{Client, Error, JwsCredentials, Merchant, Partner, PgCredentials, Secret};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::{Behaviour, Hostile, http};

const PAN: &str = "4400444400004440";

async fn merchant(server: &Hostile) -> Error {
    let client = Client::<Merchant>::builder(PgCredentials::new("1", "secret"))
        .base_url(&server.url())
        .max_response_size(64 * 1024)
        .build()
        .unwrap();
    let error = CreatePayment::new("10".parse().unwrap(), "x").order_id("77").send(&client).await.unwrap_err();
    let message = format!("{error} {error:?}");
    assert!(!message.contains("secret\"") && !message.contains(PAN), "{message}");
    error
}

async fn partner(server: &Hostile) -> Error {
    let client = Client::<Partner>::builder(JwsCredentials::new("1", "secret"))
        .base_url(&server.url())
        .max_response_size(64 * 1024)
        .build()
        .unwrap();
    InvoiceInfo::new().send(&client).await.unwrap_err()
}

fn start(behaviour: Behaviour) -> Hostile {
    Hostile::start(behaviour).unwrap()
}

fn say(status: &str, media: &str, body: &str) -> Behaviour {
    Behaviour::Say(http(status, media, body))
}

fn xml_answer(fields: &str, key: &str) -> String {
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let signature = pg_sig::sign("init_payment", message.root(), &Secret::new(key));
    format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>")
}

#[tokio::test]
async fn a_call_may_have_happened_although_the_connection_closed_before_a_byte_was_read() {
    // The bytes may have left before the reset came, so this is not "certainly not sent".
    let server = start(Behaviour::CloseUnread);
    let error = merchant(&server).await;
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    assert!(error.failed_at().is_some_and(freedompay::transport::Stage::may_have_arrived));
    assert_eq!(error.call().unwrap().attempts, 1);
    let message = format!("{error} {}", error.advice().unwrap());
    assert!(message.contains("pg_order_id=77") && message.contains("do not send it again"), "{message}");
}

#[tokio::test]
async fn a_response_without_a_valid_signature_is_an_error() {
    let ok = "<pg_status>ok</pg_status><pg_payment_id>1</pg_payment_id><pg_salt>s</pg_salt>";
    let lies = [
        format!("<response>{ok}</response>"),
        xml_answer(ok, "another key"),
        xml_answer(ok, "secret").replace("<pg_payment_id>1<", "<pg_payment_id>2<"),
        xml_answer(ok, "secret").replace("</response>", "<pg_extra>1</pg_extra></response>"),
        xml_answer(ok, "secret").replace("<pg_sig>", "<pg_sig>0</pg_sig><pg_sig>"),
        // An unsigned error is believed only with one of the documented codes.
        "<response><pg_status>error</pg_status><pg_error_code>10009</pg_error_code></response>".to_owned(),
        // A documented unsigned code next to a wrong signature is still a wrong signature.
        "<response><pg_status>error</pg_status><pg_error_code>1100</pg_error_code><pg_sig>x</pg_sig></response>"
            .to_owned(),
        // And never as a success.
        "<response><pg_status>ok</pg_status><pg_error_code>1100</pg_error_code></response>".to_owned(),
    ];
    for body in lies {
        let error = merchant(&start(say("200 OK", "application/xml", &body))).await;
        assert!(matches!(error, Error::Signature(_)), "{body}: {error}");
        assert!(error.may_have_happened());
    }
}

#[tokio::test]
async fn the_documented_unsigned_errors_are_errors() {
    for code in ["9998", "1100", "11068"] {
        let body = format!("<response><pg_status>error</pg_status><pg_error_code>{code}</pg_error_code></response>");
        let error = merchant(&start(say("200 OK", "application/xml", &body))).await;
        let Error::Provider(provider) = &error else { panic!("{error}") };
        assert_eq!((provider.code.as_deref(), provider.authenticated), (Some(code), false));
        assert!(!error.may_have_happened());
    }
}

#[tokio::test]
async fn a_signed_error_is_an_authentic_error() {
    let body = xml_answer(
        "<pg_status>error</pg_status><pg_error_code>10009</pg_error_code><pg_error_description>no funds</pg_error_description>",
        "secret",
    );
    let Error::Provider(provider) = merchant(&start(say("200 OK", "application/xml", &body))).await else { panic!() };
    assert_eq!(provider.description.as_deref(), Some("no funds"));
    assert!(provider.authenticated);
}

#[tokio::test]
async fn an_unreadable_response_is_reported_as_unreadable() {
    let html = format!("<html><body>card {PAN}<hr></body></html>");
    for body in ["", "not xml", "{\"pg_status\":\"ok\"}", html.as_str()] {
        let error = merchant(&start(say("200 OK", "text/html", body))).await;
        assert!(matches!(error, Error::Decode(_)), "{body:?}: {error}");
        assert!(error.may_have_happened());
    }
    for body in ["", "<xml/>", "{", "[1,2"] {
        let error = partner(&start(say("200 OK", "text/html", body))).await;
        assert!(matches!(error, Error::Decode(_)), "{body:?}: {error}");
    }
    let error = merchant(&start(Behaviour::Endless)).await;
    let Error::Decode(decode) = &error else { panic!("{error}") };
    assert!(decode.message.contains("larger than 65536 bytes"), "{error}");
}

#[tokio::test]
async fn the_http_status_counts_where_the_body_has_no_error() {
    // Whoever wrote such a page, the request may have reached the provider behind it.
    for status in ["500 x", "502 x", "503 x", "408 x", "404 x", "403 x", "429 x", "400 x"] {
        let error = merchant(&start(say(status, "text/html", "<html>oops<br></html>"))).await;
        assert!(matches!(error, Error::Unknown(_)), "{status}: {error}");
        assert!(error.may_have_happened(), "{status}: {error}");
    }
    // A JSON error with status 500: the server may have failed after it acted.
    let body = r#"{"status":"error","error_code":9999,"error_description":"internal"}"#;
    let error = partner(&start(say("500 x", "application/json", body))).await;
    assert!(matches!(error, Error::Unknown(_)), "{error}");
    let error = partner(&start(say("200 OK", "application/json", body))).await;
    let Error::Provider(provider) = error else { panic!() };
    assert_eq!(provider.code.as_deref(), Some("9999"));
}

#[tokio::test]
async fn a_verified_response_is_read() {
    let ok = "<pg_status>ok</pg_status><pg_payment_id>77</pg_payment_id><pg_redirect_url>https://x/?a=1&amp;b=2</pg_redirect_url><pg_salt>s</pg_salt>";
    let server = start(say("200 OK", "application/xml", &xml_answer(ok, "secret")));
    let client =
        Client::<Merchant>::builder(PgCredentials::new("1", "secret")).base_url(&server.url()).build().unwrap();
    let page = CreatePayment::new("10".parse().unwrap(), "x").send(&client).await.unwrap();
    assert_eq!(page.payment_id, Some(77));
    assert_eq!(page.redirect_url.as_deref(), Some("https://x/?a=1&b=2"));
    // A response whose field has another form names the field, and leaves the bytes to the caller.
    let odd = xml_answer("<pg_status>ok</pg_status><pg_payment_id>many</pg_payment_id><pg_salt>s</pg_salt>", "secret");
    let error = merchant(&start(say("200 OK", "application/xml", &odd))).await;
    let Error::Decode(decode) = &error else { panic!("{error}") };
    assert_eq!(decode.path, "pg_payment_id");
    assert_eq!(decode.body.as_bytes(), odd.as_bytes());
}

/// Bytes added after one response must not be read as the response to the next request.
#[tokio::test]
async fn bytes_after_a_response_are_not_read_as_the_next_response() {
    let response = |id: u8| http("200 OK", "application/json", &format!(r#"{{"id":"{id}"}}"#));
    let server = Hostile::script(vec![
        Behaviour::Hold([response(1), response(9)].concat()),
        Behaviour::Hold([response(2), response(9)].concat()),
        Behaviour::Hold(response(3)),
    ])
    .unwrap();
    let client = Client::<Partner>::builder(JwsCredentials::new("1", "s")).base_url(&server.url()).build().unwrap();
    for id in ["1", "2", "3"] {
        let response = InvoiceInfo::new().send(&client).await.unwrap();
        assert_eq!(response.raw().message().get("id").unwrap().text(), id);
    }
    assert_eq!(server.requests(), 3);
}

/// Parts of the request that a server quotes do not reach the error message.
#[tokio::test]
async fn an_error_that_quotes_a_card_number_does_not_show_it() {
    let message = format!("card {PAN} is not served");
    let fields = format!(
        "<pg_status>error</pg_status><pg_error_code>10009</pg_error_code><pg_error_description>{message}</pg_error_description>"
    );
    let error = merchant(&start(say("200 OK", "application/xml", &xml_answer(&fields, "secret")))).await;
    let Error::Provider(provider) = &error else { panic!("{error}") };
    let description = provider.description.as_deref().unwrap();
    assert!(!description.contains(PAN) && description.ends_with("is not served"), "{description}");
}
