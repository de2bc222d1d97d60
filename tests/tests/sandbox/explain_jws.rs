//! A wrong detached JWS is explained, too.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use freedompay_sandbox::{Recorded, Sandbox, SignatureVerdict};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::explain::{KEY, PAYOUT, codes, hex, start};
use crate::http;

const INVOICE: &str = "/v5/partner/invoices/info";

fn mac(key: &[u8], input: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(input.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn header(uri: &str, auth_id: &str, method: &str) -> String {
    format!(r#"{{"uri":"{uri}","auth_id":"{auth_id}","method":"{method}","params":"","alg":"HS256"}}"#)
}

async fn send_jws(sandbox: &Sandbox, token: Option<&str>, body: &str) -> Recorded {
    let headers: Vec<(&'static str, String)> =
        token.map(|token| ("X-JWS-Signature", token.to_owned())).into_iter().collect();
    http::post(&sandbox.url(), INVOICE, headers, body).await;
    let everything = http::get(&sandbox.url(), "/_sandbox/requests").await.1;
    assert!(!everything.contains(KEY), "the key got out");
    sandbox.requests().pop().unwrap()
}

#[tokio::test]
async fn mistakes_with_jws_are_recognised() {
    let sandbox = start().await;
    let body = r#"{"id": "b4c5c7de", "note": "счёт/1"}"#;
    let own = header(INVOICE, "123456", "POST");
    let b64 = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let over = |header: &str, payload: &str| format!("{}.{payload}", b64(header));
    let token = |header: &str, mac: &[u8]| format!("{}..{}", b64(header), URL_SAFE_NO_PAD.encode(mac));
    let signed = |text: &str| token(&own, &mac(KEY.as_bytes(), &over(&own, &b64(text))));
    let by_header = |header: &str| token(header, &mac(KEY.as_bytes(), &over(header, &b64(body))));
    let right = mac(KEY.as_bytes(), &over(&own, &b64(body)));
    let padded = mac(KEY.as_bytes(), &over(&own, &STANDARD.encode(body)));
    let raw = mac(KEY.as_bytes(), &over(&own, body));
    let line = mac(format!("{KEY}\n").as_bytes(), &over(&own, &b64(body)));
    let encoded = mac(STANDARD.encode(KEY).as_bytes(), &over(&own, &b64(body)));
    let cases: Vec<(&str, String)> = vec![
        ("body_rewritten", signed(r#"{"id":"b4c5c7de","note":"счёт/1"}"#)),
        ("body_rewritten", signed("{\n    \"id\": \"b4c5c7de\",\n    \"note\": \"счёт/1\"\n}")),
        ("body_rewritten", signed(r#"{"id":"b4c5c7de","note":"\u0441\u0447\u0451\u0442\/1"}"#)),
        ("trailing_newline", signed(&format!("{body}\n"))),
        ("empty_body", signed("")),
        ("body_encoding", token(&own, &padded)),
        ("body_encoding", token(&own, &raw)),
        ("header_not_signed", token(&own, &mac(KEY.as_bytes(), &b64(body)))),
        ("key_whitespace", token(&own, &line)),
        ("key_encoded", token(&own, &encoded)),
        ("payout_key", token(&own, &mac(PAYOUT.as_bytes(), &over(&own, &b64(body))))),
        ("signature_encoding", format!("{}..{}", b64(&own), hex(&right))),
        ("signature_encoding", format!("{}..{}", b64(&own), STANDARD.encode(&right))),
        ("payload_in_token", format!("{}.{}.{}", b64(&own), b64(body), URL_SAFE_NO_PAD.encode(&right))),
        ("uri", by_header(&header(&format!("https://api.freedompay.kz{INVOICE}"), "123456", "POST"))),
        ("auth_id", by_header(&header(INVOICE, "654321", "POST"))),
        ("method", by_header(&header(INVOICE, "123456", "post"))),
    ];
    assert_eq!(send_jws(&sandbox, Some(&signed(body)), body).await.signature, SignatureVerdict::Right);
    for (code, token) in cases {
        let recorded = send_jws(&sandbox, Some(&token), body).await;
        assert_eq!(recorded.signature, SignatureVerdict::Wrong, "{code}");
        let explanation = recorded.explanation.unwrap();
        assert_eq!(codes(&explanation), [code], "{explanation}");
    }
    let both = header("v5/partner/invoices/info", "123456", "POST");
    let both = token(&both, &mac(KEY.as_bytes(), &over(&both, &b64(&format!("{body}\n")))));
    let found = send_jws(&sandbox, Some(&both), body).await.explanation.unwrap();
    assert_eq!(codes(&found), ["uri", "trailing_newline"]);
}

#[tokio::test]
async fn an_unexplained_jws_lists_what_to_check() {
    let sandbox = start().await;
    let body = r#"{"id":"1"}"#;
    let own = URL_SAFE_NO_PAD.encode(header(INVOICE, "123456", "POST"));
    let other = mac(b"another key", &format!("{own}.{}", URL_SAFE_NO_PAD.encode(body)));
    let token = format!("{own}..{}", URL_SAFE_NO_PAD.encode(other));
    let explanation = send_jws(&sandbox, Some(&token), body).await.explanation.unwrap();
    assert!(explanation.mistakes.is_empty() && explanation.advice[0].contains("the key is another"));
    for (token, words) in [(None, "is missing"), (Some("no-dots"), "dots"), (Some("!!..!!"), "not base64url")] {
        let recorded = send_jws(&sandbox, token, body).await;
        let advice = recorded.explanation.unwrap().advice;
        assert!(advice.len() == 1 && advice[0].contains(words), "{advice:?}");
    }
}
