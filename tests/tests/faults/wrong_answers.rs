//! Answers, right and wrong, to the calls of the table.

use freedompay::Secret;
use freedompay::meta::{EndpointMeta, Wire};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::xml;
use freedompay_tests::{Behaviour, Hostile, http};

use crate::SECRET;
use crate::scene::Scene;

const FIELDS: &str = "<pg_status>ok</pg_status><pg_amount>100</pg_amount><pg_salt>s</pg_salt>";

fn say(status: &str, media: &str, body: &str) -> Scene {
    Scene::of(Behaviour::Say(http(status, media, body)))
}

fn signed(endpoint: &EndpointMeta, fields: &str, key: &str) -> String {
    let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
    let signature = pg_sig::sign(endpoint.script_name(), message.root(), &Secret::new(key));
    format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>")
}

/// An answer that is believed.
pub(crate) fn good(endpoint: &EndpointMeta) -> String {
    match endpoint.api.wire {
        Wire::Json => r#"{"payment_id":"1","amount":100}"#.to_owned(),
        Wire::Form => signed(endpoint, FIELDS, SECRET),
    }
}

pub(crate) fn good_http(endpoint: &EndpointMeta) -> Vec<u8> {
    http("200 OK", endpoint.api.wire.accept(), &good(endpoint))
}

/// The good answer without its last bytes.
fn cut(answer: &[u8]) -> Behaviour {
    Behaviour::Say(answer[..answer.len() - 9].to_vec())
}

pub(crate) fn cut_head(_: &'static EndpointMeta) -> Scene {
    Scene::of(cut(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n"))
}

pub(crate) fn cut_body(endpoint: &'static EndpointMeta) -> Scene {
    Scene::of(cut(&good_http(endpoint)))
}

fn chunked(endpoint: &EndpointMeta) -> Vec<u8> {
    let body = good(endpoint);
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n").into_bytes()
}

/// The whole message, but not the chunk that says so.
pub(crate) fn cut_chunk(endpoint: &'static EndpointMeta) -> Scene {
    let whole = chunked(endpoint);
    Scene::of(Behaviour::Say(whole[..whole.len() - b"0\r\n\r\n".len()].to_vec()))
}

pub(crate) fn stall_in_body(endpoint: &'static EndpointMeta) -> Scene {
    let Behaviour::Say(part) = cut(&good_http(endpoint)) else { unreachable!() };
    Scene::of(Behaviour::Hold(part)).in_a_hurry()
}

pub(crate) fn garbage(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::Say(b"\x00\x01\x02garbage\r\n\r\n".to_vec()))
}

pub(crate) fn endless(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::Endless)
}

pub(crate) fn empty(endpoint: &'static EndpointMeta) -> Scene {
    say("200 OK", endpoint.api.wire.accept(), "")
}

pub(crate) fn html(_: &'static EndpointMeta) -> Scene {
    say("200 OK", "text/html", "<html><body>welcome<hr></body></html>")
}

/// A mebibyte of spaces in a kibibyte of gzip, as its magic number, one long run and its checksum.
pub(crate) fn bomb() -> Vec<u8> {
    let mut bytes =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\x2a\xeb\x9f\xd2\x10\xbe\x40\x01"
            .to_vec();
    bytes.extend([0; 1015]);
    bytes.extend(b"\x7c\x06\xa7\x02\x03\xf1\x00\x00\x10\x00");
    bytes
}

pub(crate) fn gzip(endpoint: &'static EndpointMeta) -> Scene {
    let body = bomb();
    let (media, length) = (endpoint.api.wire.accept(), body.len());
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {media}\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n"
    );
    Scene::of(Behaviour::Say([head.into_bytes(), body].concat()))
}

pub(crate) fn redirect(endpoint: &'static EndpointMeta) -> Scene {
    let other = Hostile::start(Behaviour::Say(good_http(endpoint))).unwrap();
    let url = other.url();
    let head = format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: {url}/x\r\ncontent-length: 0\r\n\r\n");
    Scene { other: Some(other), ..Scene::of(Behaviour::Say(head.into_bytes())) }
}

pub(crate) fn unsigned(_: &'static EndpointMeta) -> Scene {
    say("200 OK", "application/xml", &format!("<response>{FIELDS}</response>"))
}

pub(crate) fn other_key(endpoint: &'static EndpointMeta) -> Scene {
    say("200 OK", "application/xml", &signed(endpoint, FIELDS, "another key"))
}

pub(crate) fn other_amount(endpoint: &'static EndpointMeta) -> Scene {
    let changed = good(endpoint).replace("<pg_amount>100<", "<pg_amount>900<");
    assert_ne!(changed, good(endpoint));
    say("200 OK", "application/xml", &changed)
}

pub(crate) fn too_many(_: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::Say(
        b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\nconnection: close\r\ncontent-length: 0\r\n\r\n".to_vec(),
    ))
}

pub(crate) fn failed(_: &'static EndpointMeta) -> Scene {
    say("500 Internal Server Error", "text/plain", "")
}

pub(crate) fn bad_gateway(_: &'static EndpointMeta) -> Scene {
    say("502 Bad Gateway", "text/plain", "")
}

pub(crate) fn error(endpoint: &'static EndpointMeta) -> Scene {
    match endpoint.api.wire {
        Wire::Json => say("422 x", "application/json", r#"{"error":{"code":"9403","description":"no"}}"#),
        Wire::Form => say("200 OK", "application/xml", &signed_error(endpoint, "10009")),
    }
}

fn signed_error(endpoint: &EndpointMeta, code: &str) -> String {
    let fields = format!("<pg_status>error</pg_status><pg_error_code>{code}</pg_error_code><pg_salt>s</pg_salt>");
    signed(endpoint, &fields, SECRET)
}

/// A system error: it may have come after the money moved.
pub(crate) fn system_error(endpoint: &'static EndpointMeta) -> Scene {
    match endpoint.api.wire {
        Wire::Json => say("200 OK", "application/json", r#"{"error":{"code":"9999","description":"?"}}"#),
        Wire::Form => say("200 OK", "application/xml", &signed_error(endpoint, "9999")),
    }
}

pub(crate) fn good_with_500(endpoint: &'static EndpointMeta) -> Scene {
    say("500 Internal Server Error", endpoint.api.wire.accept(), &good(endpoint))
}

pub(crate) fn firewall(_: &'static EndpointMeta) -> Scene {
    say("403 Forbidden", "text/html", "<html><body>blocked<hr></body></html>")
}

/// Readable, authentic where the API signs, and about nothing.
pub(crate) fn nothing_declared(endpoint: &'static EndpointMeta) -> Scene {
    match endpoint.api.wire {
        Wire::Json => say("200 OK", "application/json", r#"{"message":"forbidden"}"#),
        Wire::Form => say("200 OK", "application/xml", &signed(endpoint, "<pg_salt>s</pg_salt>", SECRET)),
    }
}

pub(crate) fn twice(endpoint: &'static EndpointMeta) -> Scene {
    Scene::of(Behaviour::Hold(good_http(endpoint).repeat(2)))
}

pub(crate) fn http_1_0(endpoint: &'static EndpointMeta) -> Scene {
    let body = good(endpoint);
    Scene::of(Behaviour::Say(format!("HTTP/1.0 200 OK\r\n\r\n{body}").into_bytes()))
}

pub(crate) fn early(endpoint: &'static EndpointMeta) -> Scene {
    let early = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>; rel=preload\r\n\r\n";
    Scene::of(Behaviour::Say([early.as_slice(), &good_http(endpoint)].concat()))
}
