//! The dashboard's page and its data, over HTTP.

use std::time::Duration;

use freedompay::Amount;
use freedompay::merchant::purchase::CreatePayment;
use freedompay_sandbox::Sandbox;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::payments::payment;
use crate::{gateway, http, merchant};

const GOOD: &str = "4400444400004440";

async fn standing() -> Sandbox {
    Sandbox::builder().clock("2026-01-01T00:00:00Z".parse().unwrap()).start().await.unwrap()
}

async fn held(sandbox: &Sandbox) -> u64 {
    let paid = payment("8841", GOOD).currency("KZT").auto_clearing(false).send(&gateway(sandbox)).await.unwrap();
    paid.payment_id.unwrap()
}

async fn state(sandbox: &Sandbox) -> Value {
    let (status, body) = http::get(&sandbox.url(), "/_sandbox/state").await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

async fn act(sandbox: &Sandbox, path: &str, body: Value) -> (u16, Value) {
    let (status, body) = http::post(&sandbox.url(), &format!("/_sandbox/{path}"), Vec::new(), &body.to_string()).await;
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

#[tokio::test]
async fn the_page_and_its_files_come_from_here_and_load_nothing_else() {
    let sandbox = standing().await;
    let (status, page) = http::get(&sandbox.url(), "/_sandbox/").await;
    assert_eq!(status, 200);
    let files = regex_lite::Regex::new(r#"(?:src|href)="([a-z]+\.(?:css|js))""#).unwrap();
    let mut names: Vec<String> = files.captures_iter(&page).map(|found| found[1].to_owned()).collect();
    let imports = regex_lite::Regex::new(r#"from "\./([a-z]+\.js)""#).unwrap();
    let (_, app) = http::get(&sandbox.url(), "/_sandbox/app.js").await;
    names.extend(imports.captures_iter(&app).map(|found| found[1].to_owned()));
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        let (status, file) = http::get(&sandbox.url(), &format!("/_sandbox/{name}")).await;
        assert_eq!(status, 200, "{name}");
        for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "https://", "eval("] {
            assert!(!file.contains(forbidden), "{name} has {forbidden}");
        }
    }
    assert!(!page.contains("https://") && !page.contains("<style") && !page.contains(" style="));
    assert_eq!(http::get(&sandbox.url(), "/_sandbox/nothing").await.0, 404);
    let head = raw(&sandbox, "GET /_sandbox/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
    assert!(head.contains("content-security-policy: default-src 'none'; script-src 'self'"), "{head}");
    assert!(head.contains("frame-ancestors 'none'") && head.contains("cache-control: no-store"));
}

/// One exchange, as it is on the wire.
pub(crate) async fn raw(sandbox: &Sandbox, request: &str) -> String {
    let address = sandbox.url().strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    response
}

#[tokio::test]
async fn other_sites_are_kept_away() {
    let sandbox = standing().await;
    let id = held(&sandbox).await;
    let own = sandbox.url();
    for (headers, status) in [
        (vec![], 200),
        (vec!["Sec-Fetch-Site: same-origin".to_owned(), format!("Origin: {own}")], 200),
        (vec!["Sec-Fetch-Site: none".to_owned()], 200),
        (vec!["Origin: https://evil.example".to_owned()], 403),
        (vec!["Origin: null".to_owned()], 403),
        (vec!["Origin: http://localhost:1".to_owned()], 403),
        (vec!["Sec-Fetch-Site: cross-site".to_owned()], 403),
        (vec!["Sec-Fetch-Site: same-site".to_owned()], 403),
        (vec!["Sec-Fetch-Site: cross-site".to_owned(), "Sec-Fetch-Dest: document".to_owned()], 403),
        (vec!["Host: evil.example".to_owned()], 403),
        (vec!["Host: localhost.evil.example".to_owned()], 403),
        (vec!["Host: 127.0.0.1.evil.example:80".to_owned()], 403),
    ] {
        let host = own.strip_prefix("http://").unwrap();
        let mut lines = headers.clone();
        if !lines.iter().any(|line| line.starts_with("Host")) {
            lines.push(format!("Host: {host}"));
        }
        for path in ["clock", "reset"] {
            let body = r#"{"advance_seconds":0}"#;
            let request = format!(
                "POST /_sandbox/{path} HTTP/1.1\r\n{}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                lines.join("\r\n"),
                body.len()
            );
            if path == "reset" && status == 200 {
                continue;
            }
            let response = raw(&sandbox, &request).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status}")), "{headers:?} {path}: {response}");
        }
        let read = format!("GET /_sandbox/state HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n", lines.join("\r\n"));
        // Following a link changes nothing.
        let is_link = headers.iter().any(|line| line == "Sec-Fetch-Dest: document");
        let expected = format!("HTTP/1.1 {}", if is_link { 200 } else { status });
        assert!(raw(&sandbox, &read).await.starts_with(&expected), "{headers:?}");
    }
    assert_eq!(sandbox.payments()[0].id, id, "nothing was reset");
}

#[tokio::test]
async fn payments_are_captured_refunded_and_cancelled_by_hand() {
    let sandbox = standing().await;
    let id = held(&sandbox).await;
    assert_eq!(state(&sandbox).await["payments"][id.to_string()]["status"], "success");
    let (status, no) = act(&sandbox, &format!("payments/{id}/refund"), json!({})).await;
    assert_eq!((status, &no["error_code"]), (409, &json!(10034)));
    assert_eq!(act(&sandbox, &format!("payments/{id}/capture"), json!({})).await, (200, json!({"done": true})));
    assert_eq!(act(&sandbox, &format!("payments/{id}/cancel"), json!({})).await.1["error_code"], 10012);
    assert_eq!(act(&sandbox, &format!("payments/{id}/refund"), json!({"amount": "100.25"})).await.0, 200);
    assert_eq!(act(&sandbox, &format!("payments/{id}/refund"), json!({"amount": "x"})).await.0, 400);
    assert_eq!(state(&sandbox).await["payments"][id.to_string()]["refundable"], "900.25");
    let paid = &sandbox.payments()[0];
    assert_eq!((paid.captured, paid.refunded), (Some("1000.50".parse().unwrap()), "100.25".parse().unwrap()));
    sandbox.refund(id, None).unwrap();
    assert_eq!(sandbox.payments()[0].status, "refunded");
    assert_eq!(sandbox.refund(id, Some(Amount::from(1))).unwrap_err().code, 11018);

    let other = held(&sandbox).await;
    sandbox.cancel(other).unwrap();
    assert_eq!(sandbox.capture(other, None).unwrap_err().code, 10033);
    assert_eq!(sandbox.cancel(1).unwrap_err().code, 11068);
    assert_eq!(act(&sandbox, "payments/x/cancel", json!({})).await.0, 400);
    assert_eq!(act(&sandbox, &format!("payments/{id}/explode"), json!({})).await.0, 404);
}

#[tokio::test]
async fn a_payment_is_failed_by_hand_and_its_callback_resent() {
    let sandbox = standing().await;
    // Nobody listens there: no response is recorded, too.
    let url = "http://127.0.0.1:9/result";
    let order = CreatePayment::new("25".parse().unwrap(), "Order").order_id("1").result_url(url);
    order.send(&merchant(&sandbox)).await.unwrap();
    let id = sandbox.payments()[0].id;
    assert_eq!(sandbox.resend_result(id).unwrap_err().code, 120);
    assert_eq!(act(&sandbox, &format!("payments/{id}/fail"), json!({"code": 10009})).await.0, 200);
    sandbox.run_until_idle().await;
    assert_eq!(sandbox.payments()[0].failure, Some((10009, "not enough money".to_owned())));
    assert_eq!(sandbox.callbacks().len(), 1);
    assert_eq!(act(&sandbox, &format!("payments/{id}/resend"), json!({})).await.0, 200);
    sandbox.run_until_idle().await;
    let attempts: Vec<u32> = sandbox.callbacks().iter().map(|callback| callback.attempt).collect();
    assert_eq!(attempts, [1, 2]);
    // The callback due in half an hour was sent now: the next one is half an hour from now.
    let due: Vec<Value> = state(&sandbox).await["queue"].as_array().unwrap().clone();
    assert_eq!(due.iter().filter(|due| due["job"]["TellResult"].is_object()).count(), 1);

    let paid = held(&sandbox).await;
    assert_eq!(sandbox.fail(paid, None).unwrap_err().code, 120);
    assert!(sandbox.resend_result(paid).unwrap_err().message.contains("pg_result_url"));
}

#[tokio::test]
async fn the_clock_is_moved_and_everything_forgotten() {
    let sandbox = standing().await;
    let id = held(&sandbox).await;
    assert_eq!(act(&sandbox, "clock", json!({"advance_seconds": 432_000})).await.0, 200);
    let now = state(&sandbox).await;
    assert_eq!(now["now"], "2026-01-06T00:00:00Z");
    assert!(now["payments"][id.to_string()]["capture"].is_object(), "the hold is captured by itself");
    assert_eq!(act(&sandbox, "clock", json!({"advance_seconds": -1})).await.0, 400);
    assert_eq!(act(&sandbox, "clock", json!({})).await.0, 400);
    assert_eq!(http::post(&sandbox.url(), "/_sandbox/clock", Vec::new(), "{").await.0, 400);

    assert_eq!(act(&sandbox, "reset", json!({})).await.0, 200);
    assert!(sandbox.payments().is_empty() && sandbox.requests().is_empty());
    assert_eq!(sandbox.now().to_string(), "2026-01-01T00:00:00Z");
    // As new: the same ids come again.
    assert_eq!(held(&sandbox).await, id);
}

#[tokio::test]
async fn the_state_shows_no_secrets() {
    let sandbox = standing().await;
    let known = state(&sandbox).await;
    assert_eq!(known["about"]["default_key"], "sandbox-secret", "everybody knows it");
    let own = freedompay_sandbox::Credentials { secret: "a-key-of-my-own".into(), ..Default::default() };
    let sandbox = Sandbox::builder().credentials(own).start().await.unwrap();
    held(&sandbox).await;
    let known = state(&sandbox).await;
    assert!(known["about"].get("default_key").is_none() && known.get("ids").is_none());
    let text = known.to_string();
    assert!(!text.contains("a-key-of-my-own") && !text.contains(GOOD));
}

#[tokio::test]
async fn changes_are_streamed_as_they_happen() {
    let sandbox = standing().await;
    let address = sandbox.url().strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!("GET /_sandbox/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut received = String::new();
    read_until(&mut stream, &mut received, 1).await;
    assert!(received.contains("content-type: text/event-stream"), "{received}");
    held(&sandbox).await;
    read_until(&mut stream, &mut received, 2).await;
    // Looking changes nothing; what is done to the sandbox by its own methods does.
    state(&sandbox).await;
    let id = sandbox.payments()[0].id;
    sandbox.capture(id, None).unwrap();
    read_until(&mut stream, &mut received, 3).await;
    drop(sandbox);
    let ended = tokio::time::timeout(Duration::from_secs(10), stream.read_to_string(&mut received)).await;
    assert!(ended.is_ok(), "the stream ends with the sandbox");
}

/// Reads until so many events came.
async fn read_until(stream: &mut TcpStream, received: &mut String, events: usize) {
    let mut piece = [0; 4096];
    while received.matches("data: ").count() < events {
        let read = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut piece)).await.unwrap().unwrap();
        assert!(read > 0, "the stream ended: {received}");
        received.push_str(std::str::from_utf8(&piece[..read]).unwrap());
    }
}

#[tokio::test]
async fn the_call_that_the_empty_page_shows_works() {
    let sandbox = standing().await;
    let (_, script) = http::get(&sandbox.url(), "/_sandbox/welcome.js").await;
    assert!(script.contains("init_payment;2500;Order 8841;${merchant_id};8841;$salt;${key}"));
    let fields = [
        ("pg_merchant_id", "123456"),
        ("pg_order_id", "8841"),
        ("pg_amount", "2500"),
        ("pg_description", "Order 8841"),
        ("pg_salt", "any-text"),
    ];
    let mut fields: Vec<(String, String)> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let text = "init_payment;2500;Order 8841;123456;8841;any-text;sandbox-secret";
    let digest = <md5::Md5 as md5::Digest>::digest(text);
    fields.push(("pg_sig".to_owned(), crate::explain::hex(&digest)));
    http::post_form(&sandbox.url(), "/init_payment", &fields).await;
    assert_eq!(sandbox.payments().len(), 1);
}
