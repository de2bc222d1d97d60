//! The default transport by itself, with requests larger than any buffer on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::time::Duration;

use freedompay::meta::Method;
use freedompay::transport::{BaseUrl, HttpRequest, ReqwestTransport, Stage, Transport};
use freedompay_tests::{Behaviour, Hostile, http};

fn transport(server: &Hostile) -> ReqwestTransport {
    ReqwestTransport::new(&BaseUrl::parse(&server.url()).unwrap()).unwrap()
}

fn request(server: &Hostile, method: Method, body: Vec<u8>) -> HttpRequest {
    let headers = vec![("Content-Type", "application/octet-stream".into())];
    let (url, timeout) = (format!("{}/x", server.url()), Duration::from_secs(60));
    HttpRequest { method, url, headers, body, timeout, max_response_size: 1024 }
}

#[tokio::test]
async fn a_large_body_arrives_whole_with_its_length() {
    let server = Hostile::start(Behaviour::Say(http("200 OK", "text/plain", "done"))).unwrap();
    let body: Vec<u8> = (0..1_000_003_u32).map(|n| n.to_le_bytes()[1]).collect();
    let response = transport(&server).send(request(&server, Method::Post, body.clone())).await.unwrap();
    assert_eq!((response.status, response.body.as_slice()), (200, b"done".as_slice()));
    let seen = &server.seen()[0];
    assert!(seen.ends_with(&body));
    let head = String::from_utf8_lossy(&seen[..seen.len() - body.len()]).to_ascii_lowercase();
    assert!(head.contains("content-length: 1000003\r\n") && !head.contains("transfer-encoding"), "{head}");
}

#[tokio::test]
async fn a_body_that_is_not_read_fails_while_it_is_written() {
    let server = Hostile::start(Behaviour::CloseAtFirstByte).unwrap();
    let error = transport(&server).send(request(&server, Method::Post, vec![0; 64 << 20])).await.unwrap_err();
    assert_eq!(error.stage, Stage::Write, "{error:?}");
}

/// Without a body the progress of the head is unknown.
#[tokio::test]
async fn a_request_without_a_body_may_have_been_sent() {
    for behaviour in [Behaviour::ReadAndClose, Behaviour::CloseAtFirstByte] {
        let server = Hostile::start(behaviour).unwrap();
        let error = transport(&server).send(request(&server, Method::Get, Vec::new())).await.unwrap_err();
        assert!(error.stage.may_have_arrived(), "{error:?}");
        assert_eq!(error.stage, Stage::MaybeSent, "{error:?}");
        assert_eq!(server.requests(), 1);
    }
}
