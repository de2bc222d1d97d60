//! What holds for every input. Each check panics if it does not; a fuzzer and the tests call the same ones.

// A check fails by panicking.
#![allow(clippy::panic, clippy::missing_panics_doc)]

use freedompay::callback::{CallbackVerifier, Incoming};
use freedompay::merchant::callbacks::ResultNotify;
use freedompay::{Secret, Value};
use freedompay_runtime::sign::jws::{self, Algorithm, Detached};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::{Kind, Ref, Tree};
use freedompay_runtime::wire::{form, json, multipart, xml};

use super::Source;

/// The entry point of a fuzz target.
pub type Check = fn(&[u8]);

/// Every check, by name.
pub const ALL: &[(&str, Check)] = &[
    ("xml", xml_is_stable),
    ("form", form_is_stable),
    ("json", json_agrees_with_another_parser),
    ("multipart", parts_are_read_or_refused),
    ("jws", jws_is_forged_by_nobody),
    ("pg_sig", pg_sig_is_forged_by_nobody),
    ("callback", callbacks_are_believed_only_when_signed),
];

fn message(value: &Value) -> Tree {
    Tree::from_serialize(value).unwrap_or_else(|e| panic!("a made message is a message: {e}"))
}

fn value(node: Ref<'_>) -> Value {
    let text = json::encode(node);
    let read = json::parse(&text).and_then(|tree| {
        tree.deserialize::<Value>().map_err(|_| json::parse(b"x").err().unwrap_or_else(|| panic!("x is not JSON")))
    });
    read.unwrap_or_else(|e| panic!("what was written as JSON can be read: {e}"))
}

/// A message read from XML is read the same after it was written.
pub fn xml_is_stable(bytes: &[u8]) {
    let Ok(first) = xml::parse(bytes) else { return };
    let written = xml::encode("response", first.root());
    let second = xml::parse(written.as_bytes()).unwrap_or_else(|e| panic!("what was written can be read: {e}"));
    assert!(value(first.root()) == value(second.root()), "reading and writing XML changed the message");
}

/// A message read from a form is read the same after it was written.
pub fn form_is_stable(bytes: &[u8]) {
    let Ok(first) = form::parse(bytes) else { return };
    let written = form::encode(first.root());
    let second = form::parse(written.as_bytes()).unwrap_or_else(|e| panic!("what was written can be read: {e}"));
    assert!(value(first.root()) == value(second.root()), "reading and writing a form changed the message");
}

/// A text read as JSON is JSON to `serde_json`, and the same after it was written.
pub fn json_agrees_with_another_parser(bytes: &[u8]) {
    let Ok(first) = json::parse(bytes) else { return };
    assert!(
        serde_json::from_slice::<&serde_json::value::RawValue>(bytes).is_ok(),
        "something was taken for JSON that is not JSON"
    );
    let written = json::encode(first.root());
    let second = json::parse(&written).unwrap_or_else(|e| panic!("what was written can be read: {e}"));
    assert!(value(first.root()) == value(second.root()), "reading and writing JSON changed the message");
}

/// Parts never make the reader panic, and what it reads can be written as a form.
pub fn parts_are_read_or_refused(bytes: &[u8]) {
    if let Ok(read) = multipart::parse(bytes, "b") {
        drop(form::encode(read.root()));
    }
}

/// A signature holds for exactly its header, its body and its key.
pub fn jws_is_forged_by_nobody(bytes: &[u8]) {
    let secret = Secret::new("the key");
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(received) = Detached::parse(text)
    {
        assert!(!received.verify(&secret, b"{}"), "somebody guessed a signature");
    }
    let mut source = Source::new(bytes);
    let algorithm = [Algorithm::Hs256, Algorithm::Hs512][source.below(2)];
    let header = jws::protected_header(algorithm, &source.text(), "POST", &source.text());
    let at = source.below(256);
    let bit = 1_u8 << source.below(8);
    let body = source.rest();
    let signature = jws::sign_with_header(algorithm, &secret, header.as_bytes(), body);
    assert!(holds(&signature, &secret, body), "a right signature is right");
    assert!(!holds(&signature, &Secret::new("another key"), body), "another key signed the same");
    if !body.is_empty() {
        let mut other = body.to_vec();
        if let Some(byte) = other.get_mut(at % body.len()) {
            *byte ^= bit;
        }
        assert!(!holds(&signature, &secret, &other), "a changed body has the same signature");
    }
    let mut other = signature.clone().into_bytes();
    let at = at % other.len();
    if let Some(byte) = other.get_mut(at) {
        *byte ^= bit;
    }
    // The last letter of a Base64 text has bits that mean nothing; a strict reader refuses them.
    if let Ok(other) = String::from_utf8(other) {
        assert!(!holds(&other, &secret, body), "a changed signature still holds");
    }
}

fn holds(signature: &str, secret: &Secret, body: &[u8]) -> bool {
    Detached::parse(signature).is_ok_and(|received| received.verify(secret, body))
}

/// A signature holds for exactly its script, its values in their places, and its key.
pub fn pg_sig_is_forged_by_nobody(bytes: &[u8]) {
    let mut source = Source::new(bytes);
    if let Ok(form) = form::parse(bytes) {
        stands_in_order(&form);
    }
    let secret = Secret::new("the key");
    let script = source.one(&["result", "init_payment.php", "", "payment"]);
    let signed = signed(&source.message(), script, &secret);
    stands_in_order(&signed);
    assert!(pg_sig::verify(script, signed.root(), &secret), "a right signature is right");
    assert!(!pg_sig::verify("other", signed.root(), &secret), "another script name signed the same");
    assert!(!pg_sig::verify(script, signed.root(), &Secret::new("another key")), "another key signed the same");
    let (tampered, did) = tamper(&value(signed.root()), &mut source);
    if did {
        assert!(
            !pg_sig::verify(script, message(&tampered).root(), &secret),
            "a changed message has the same signature"
        );
    }
}

/// Checks the segments against the rule in its plainest form.
fn stands_in_order(message: &Tree) {
    fn plainly<'t>(node: Ref<'t>, into: &mut Vec<&'t str>) {
        if !node.is_container() {
            return into.push(node.text());
        }
        let mut children: Vec<_> = node.children().filter(|child| child.name() != pg_sig::FIELD).collect();
        if node.kind() == Kind::Map {
            children.sort_by_key(|child| child.name());
        }
        for child in children {
            plainly(child, into);
        }
    }
    let (mut expected, mut actual) = (Vec::new(), Vec::new());
    plainly(message.root(), &mut expected);
    pg_sig::segments(message.root(), &mut |leaf| actual.push(leaf.text()));
    assert!(actual == expected, "the values are in another order than their names");
}

fn signed(value: &Value, script: &str, secret: &Secret) -> Tree {
    let mut tree = message(value);
    let signature = pg_sig::sign(script, tree.root(), secret);
    tree.push_text(pg_sig::FIELD, &signature);
    tree
}

/// Changes one leaf so that the signed text changes; returns whether one was found.
fn tamper(value: &Value, source: &mut Source<'_>) -> (Value, bool) {
    let Value::Map(members) = value else { return (value.clone(), false) };
    let mut members = members.clone();
    let at = source.below(members.len());
    let did = match members.get_mut(at) {
        Some((name, Value::Text(text))) if name == pg_sig::FIELD => {
            *text = "0".repeat(32);
            true
        }
        Some((_, Value::Text(text))) => {
            text.push(['x', ' ', '0'][source.below(3)]);
            true
        }
        Some((_, inner @ Value::Map(_))) => {
            let (changed, did) = tamper(inner, source);
            *inner = changed;
            did
        }
        _ => false,
    };
    (Value::Map(members), did)
}

/// A callback is accepted only if it was signed with the key, whatever it looks like.
pub fn callbacks_are_believed_only_when_signed(bytes: &[u8]) {
    let verifier = CallbackVerifier::new("the key");
    let mut source = Source::new(bytes);
    let method = source.one(&["POST", "GET", "PUT"]);
    let content_type = source.one(&[
        form::MEDIA_TYPE,
        "multipart/form-data; boundary=b",
        "",
        "text/xml",
        "application/x-www-form-urlencoded; charset=windows-1251",
    ]);
    let path = source.one(&["/pay/result", "/", "", "result", "/pay/result/"]);
    let body = source.clone().rest();
    let query = std::str::from_utf8(body).unwrap_or_default();
    let raw = Incoming { method, path, query, content_type, body };
    assert!(verifier.receive::<ResultNotify>(raw).is_err(), "an unsigned callback was accepted");

    let secret = Secret::new("the key");
    let mut made = source.message();
    if let Value::Map(members) = &mut made {
        members.retain(|(name, _)| name != "pg_salt" && name != "pg_amount" && name != "pg_order_id");
        let fixed = [("pg_payment_id", "1"), ("pg_amount", "25.00"), ("pg_currency", "KZT"), ("pg_result", "1")];
        members.extend(fixed.map(|(name, text)| (name.to_owned(), Value::from(text))));
        members.push(("pg_salt".to_owned(), Value::from("s")));
    }
    let body = form::encode(signed(&made, "result", &secret).root());
    let right = Incoming {
        method: "POST",
        path: "/pay/result",
        query: "",
        content_type: form::MEDIA_TYPE,
        body: body.as_bytes(),
    };
    if let Err(e) = verifier.receive::<ResultNotify>(right) {
        panic!("a right callback was refused: {e}");
    }
    let forged = body.replacen("pg_amount=25.00", "pg_amount=26.00", 1);
    let forged = Incoming { body: forged.as_bytes(), ..right };
    assert!(verifier.receive::<ResultNotify>(forged).is_err(), "a changed amount was accepted");
}
