//! The signing schemes against known vectors: J1 to J3 are the provider's own examples, as far as they verify; P1 to P4
//! were computed independently, because the provider publishes no digest with its key.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use freedompay::Secret;
use freedompay::meta::Algorithm;
use freedompay_runtime::sign::{jws, pg_sig};
use freedompay_runtime::wire::{form, json, xml};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

struct Jws {
    algorithm: Algorithm,
    key: &'static str,
    header: &'static str,
    body: &'static str,
    mac: &'static str,
}

const J1: Jws = Jws {
    algorithm: Algorithm::Hs512,
    key: "secret",
    header: r#"{"uri":"/v5/card-api/request/status","auth_id":"123456","method":"POST","params":"","alg":"HS512"}"#,
    body: r#"{"request_id":"828cf71d-a447-4a67-a149-c1df8bc197ca"}"#,
    mac: "f1sQoeIpX_ZjOaykQzSeylvvKaVrEQV4gNM2ACFbEMkFDUV9Zk5WO1yQGEWez-vnQMVHodLBDVEyh5Xm2-3MjQ",
};

const J2: Jws = Jws {
    algorithm: Algorithm::Hs256,
    key: "your-256-bit-secret",
    header: r#"{"uri":"/v5/partner/wallet/add","auth_id":"123456","method":"POST","params":"","alg":"HS256"}"#,
    body: r#"{"request_id":"828cf71d-a447-4a67-a149-c1df8bc197ca","country":"KAZ","currency":"KZT"}"#,
    mac: "5xVbhml5y1Uw1TYQ_djwwefFz8y_CnX-ajzNvOBCcmE",
};

const J3: Jws = Jws {
    algorithm: Algorithm::Hs512,
    key: "secret_key",
    header: r#"{"path":"/v5/merchant/invoice/init","merchant_id":123456,"method":"POST","params":"","alg":"HS512"}"#,
    body: r#"{"order_id":"828cf71d-a447-4a67-a149-c1df8bc197ca","merchant_id":123456,"amount":100,"description":"Счет за услуги","invoice_method":"qr","currency":"KZT"}"#,
    mac: "wCwFCAmxN0nbTm6mad8GxowIjgkCwfF7IAy2ijO9thLjsZFXnS4K_I4NPnXjkTFTMnEzqjk8rtIVmtf7NbGyvg",
};

#[test]
fn official_jws_vectors_are_reproduced_and_verify() {
    for vector in [J1, J2, J3] {
        let secret = Secret::new(vector.key);
        let value = jws::sign_with_header(vector.algorithm, &secret, vector.header.as_bytes(), vector.body.as_bytes());
        let (_, mac) = value.split_once("..").unwrap();
        assert_eq!(mac, vector.mac);

        let received = jws::Detached::parse(&value).unwrap();
        assert_eq!(received.header, vector.header.as_bytes());
        assert!(received.verify(&secret, vector.body.as_bytes()));
    }
}

#[test]
fn our_header_is_the_documented_one_byte_for_byte() {
    for vector in [J1, J2] {
        let uri =
            if vector.algorithm == Algorithm::Hs512 { "/v5/card-api/request/status" } else { "/v5/partner/wallet/add" };
        assert_eq!(jws::protected_header(vector.algorithm, "123456", "POST", uri), vector.header);
        let key = jws::JwsKey::new(vector.algorithm, "123456", &Secret::new(vector.key));
        assert!(key.sign("POST", uri, vector.body.as_bytes()).ends_with(vector.mac));
    }
}

#[test]
fn bodies_of_every_length_around_the_chunk_borders_sign_as_one() {
    // The signing input is fed in pieces; it must come out as if it had been built whole, by other code.
    let header = br#"{"alg":"HS256"}"#;
    for length in (0..10_usize).chain(760..780).chain(1530..1545).chain([16384]) {
        let body: Vec<u8> = (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let value = jws::sign_with_header(Algorithm::Hs256, &Secret::new("k"), header, &body);
        let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(&body));
        let mut mac = Hmac::<Sha256>::new_from_slice(b"k").unwrap();
        mac.update(input.as_bytes());
        let expected =
            format!("{}..{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        assert_eq!(value, expected, "{length} bytes");
        assert_eq!(jws::signing_input(header, &body), input);
    }
}

#[test]
fn keys_of_every_length_around_the_block_size_are_used_whole() {
    for length in [1, 63, 64, 65, 127, 128, 129, 500] {
        let key = "k".repeat(length);
        let value = jws::sign_with_header(Algorithm::Hs256, &Secret::new(&*key), b"h", b"body");
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
        mac.update(jws::signing_input(b"h", b"body").as_bytes());
        assert!(value.ends_with(&URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())), "{length} bytes");
    }
}

#[test]
fn a_tampered_jws_is_refused() {
    let secret = Secret::new(J1.key);
    let value = jws::sign_with_header(J1.algorithm, &secret, J1.header.as_bytes(), J1.body.as_bytes());
    let verify = |value: &str, secret: &str, body: &[u8]| {
        jws::Detached::parse(value).is_ok_and(|signature| signature.verify(&Secret::new(secret), body))
    };
    assert!(verify(&value, "secret", J1.body.as_bytes()));
    assert!(!verify(&value, "Secret", J1.body.as_bytes()));
    assert!(!verify(&value, "secret", b""));
    assert!(!verify(&value, "secret", J1.body.replace('8', "9").as_bytes()));
    let (header, mac) = value.split_once("..").unwrap();
    for broken in [
        format!("{header}.{mac}"),
        format!("{header}..{}", &mac[1..]),
        format!("{header}..{mac}="),
        format!("..{mac}"),
        format!("{header}.."),
        mac.to_owned(),
        String::new(),
    ] {
        assert!(!verify(&broken, "secret", J1.body.as_bytes()), "{broken:?}");
    }
    // The algorithm is the one that was agreed, never `none` or another that the header names.
    let none = jws::sign_with_header(J1.algorithm, &secret, br#"{"alg":"none"}"#, b"");
    assert!(jws::Detached::parse(&none).is_err());
}

#[test]
fn computed_pg_sig_vectors_are_reproduced() {
    let p1 = r#"{"pg_order_id":"23","pg_merchant_id":"12345","pg_amount":"25","pg_description":"Order description","pg_salt":"some_random_string"}"#;
    let p2 = r#"{"pg_order_id":"23","pg_merchant_id":"123456","pg_amount":"25","pg_description":"test","pg_salt":"molbulak","pg_currency":"KZT","pg_param1":"Additional information","pg_recurring_start":"0","pg_result_url":"https://site.com/result","pg_receipt_positions":[{"count":"2","name":"Mouse pad","tax_type":"0","price":"1000"},{"count":"1","name":"Keyboard","tax_type":"3","price":"500.50"}]}"#;
    let p3 = r#"{"pg_merchant_id":"1","pg_salt":"s","pg_receipt_positions":[{"count":2,"name":"N","price":10,"tax_type":3,"UnitCode":796,"GTIN":"G","NTIN":"T","mark_list":["m1","m2"]}]}"#;
    let p4 = r#"{"pg_merchant_id":123456,"pg_order_id":"1234","pg_amount":10,"pg_description":"Payment description","pg_back_link":"http://site.kz/back","pg_post_link":"http://site.kz/post","pg_order_time_limit":"2020-12-31 12:00:00","pg_salt":"some random string"}"#;
    for (key, script, fields, digest) in [
        ("test_secret", "init_payment.php", p1, "88180d873d53fcc518098c01c7e417b2"),
        ("secret", "init_payment.php", p2, "88ef585b9154b35bed86a37f50615043"),
        ("k", "x", p3, "d2ffe8d1813091df542468814c4ba014"),
        ("secret", "reg2nonreg", p4, "36dad216179301ce21aac8c0250a7134"),
    ] {
        let message = json::parse(fields.as_bytes()).unwrap();
        assert_eq!(pg_sig::sign(script, message.root(), &Secret::new(key)), digest);
        // The same message as a form signs alike, whatever wire it takes.
        let form = form::parse(form::encode(message.root()).as_bytes()).unwrap();
        assert_eq!(pg_sig::sign(script, form.root(), &Secret::new(key)), digest);
        // And so does an XML message, where a list is a repeated element.
        let xml = xml::parse(xml::encode("response", message.root()).as_bytes()).unwrap();
        assert_eq!(pg_sig::sign(script, xml.root(), &Secret::new(key)), digest);
    }
}

#[test]
fn pg_sig_covers_every_field_in_byte_order() {
    let digest = |fields: &str| pg_sig::sign("s", form::parse(fields.as_bytes()).unwrap().root(), &Secret::new("k"));
    // Fields without `pg_` and unknown fields take part.
    assert_ne!(digest("pg_a=1&own=2"), digest("pg_a=1"));
    // Empty values stay as empty segments, and `0` is not empty.
    assert_ne!(digest("pg_a=1&pg_b="), digest("pg_a=1"));
    assert_ne!(digest("pg_a=0"), digest("pg_a="));
    // Byte order, not alphabetical order: upper case comes before lower case.
    assert_eq!(digest("a=1&B=2"), digest("B=2&a=1"));
    // MD5 of exactly `s;2;1;k`.
    assert_eq!(digest("a=1&B=2"), "188a41f0b94c01389b7471b8f773a088");
    // Fields of one name keep message order.
    assert_ne!(digest("a=1&a=2"), digest("a=2&a=1"));
    // The signature itself is left out; a nested field of its name is not.
    assert_eq!(digest("pg_a=1&pg_sig=x"), digest("pg_a=1"));
    assert_eq!(digest("pg_a=1&x[pg_sig]=y"), digest("pg_a=1"));
    assert_eq!(digest("pg_a=1&x[0][pg_sig]=y&x[0][b]=2"), digest("pg_a=1&x[0][b]=2"));
}

#[test]
fn a_tampered_message_does_not_verify() {
    let secret = Secret::new("k");
    let signed = |fields: &str| {
        let digest = pg_sig::sign("s", form::parse(fields.as_bytes()).unwrap().root(), &secret);
        format!("{fields}&pg_sig={digest}")
    };
    let verify =
        |script: &str, fields: &str| pg_sig::verify(script, form::parse(fields.as_bytes()).unwrap().root(), &secret);
    let message = signed("pg_amount=20.00&pg_order_id=1&pg_salt=x");
    assert!(verify("s", &message));
    assert!(!verify("S", &message));
    assert!(!verify("s", &message.replace("20.00", "20.001")));
    assert!(!verify("s", &message.replace("20.00", "20.0")));
    assert!(!verify("s", &format!("{message}&extra=1")));
    assert!(!verify("s", &message.replace("pg_order_id=1&", "")));
    // Two signatures, one of them valid, are refused.
    assert!(!verify("s", &format!("{message}&pg_sig=00000000000000000000000000000000")));
    assert!(!verify("s", "pg_amount=20.00"));
    assert!(!verify("s", ""));
}

#[test]
#[allow(deprecated)]
fn the_old_invoices_are_signed_like_their_only_example() {
    use freedompay::merchant_invoice::invoice::previous::CreateQrInvoice;
    use freedompay::{AnyClient, Api as _, Endpoint as _, JwsCredentials, MerchantInvoice, Value};

    let client = AnyClient::builder(MerchantInvoice::META, JwsCredentials::new("123456", J3.key))
        .base_url("http://127.0.0.1")
        .build()
        .unwrap();
    // The page gives the shop's number in the body as text, the example gives a number; the header counts here.
    let body: Value = json::parse(J3.body.replace(":123456", ":\"123456\"").as_bytes()).unwrap().deserialize().unwrap();
    let prepared = client.prepare(CreateQrInvoice::META, &body).unwrap();
    let (_, signature) = prepared.headers().iter().find(|(name, _)| *name == "X-JWS-Signature").unwrap();
    let signature = jws::Detached::parse(signature).unwrap();
    assert_eq!(String::from_utf8_lossy(&signature.header), J3.header);
    assert!(signature.verify(&Secret::new(J3.key), prepared.body()));
}
