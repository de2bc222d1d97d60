//! The JWS against HMAC and base64url in their plainest form.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Sha256, Sha512};

use super::{Algorithm, Detached, JwsKey, protected_header, sign_with_header, signing_input};
use crate::secret::Secret;
use crate::sign::base64url::{encode, encoded_len};

/// The signature by the library's own HMAC over the whole signing input.
fn plainly(algorithm: Algorithm, secret: &str, header: &[u8], body: &[u8]) -> String {
    let input = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(body));
    let mac = match algorithm {
        Algorithm::Hs256 => Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .unwrap()
            .chain_update(&input)
            .finalize()
            .into_bytes()
            .to_vec(),
        Algorithm::Hs512 => Hmac::<Sha512>::new_from_slice(secret.as_bytes())
            .unwrap()
            .chain_update(&input)
            .finalize()
            .into_bytes()
            .to_vec(),
    };
    format!("{}..{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(mac))
}

const BOTH: [Algorithm; 2] = [Algorithm::Hs256, Algorithm::Hs512];

#[test]
fn keys_and_bodies_of_every_length_are_used_whole() {
    for algorithm in BOTH {
        let header = protected_header(algorithm, "id", "POST", "/a");
        // Around the block sizes: a longer key is hashed, one of the block's size is not.
        for key in [1, 31, 63, 64, 65, 66, 127, 128, 129, 130, 300] {
            let secret = "k".repeat(key);
            let signed = sign_with_header(algorithm, &Secret::from(&*secret), header.as_bytes(), b"body");
            assert_eq!(signed, plainly(algorithm, &secret, header.as_bytes(), b"body"), "a key of {key}");
        }
        // Around the limits of padding and of one chunk.
        for body in (0..260).chain([511, 512, 513, 1535, 1536, 1537, 1538, 3071, 3072, 3073, 10_000]) {
            let bytes: Vec<u8> = (0..body).map(|at| u8::try_from(at * 7 % 256).unwrap()).collect();
            let signed = sign_with_header(algorithm, &Secret::from("key"), header.as_bytes(), &bytes);
            assert_eq!(signed, plainly(algorithm, "key", header.as_bytes(), &bytes), "a body of {body}");
            assert!(Detached::parse(&signed).unwrap().verify(&Secret::from("key"), &bytes), "a body of {body}");
        }
    }
}

#[test]
fn a_header_names_the_call_and_is_quoted() {
    let header = protected_header(Algorithm::Hs512, "1\"2", "POST", "/a");
    assert_eq!(header, r#"{"uri":"/a","auth_id":"1\"2","method":"POST","params":"","alg":"HS512"}"#);
    assert_eq!(signing_input(b"h", b"body"), "aA.Ym9keQ");
    assert_eq!(BOTH.map(Algorithm::as_str), ["HS256", "HS512"]);
    assert_eq!(["HS256", "HS512", "none", ""].map(Algorithm::from_name), [Some(BOTH[0]), Some(BOTH[1]), None, None]);
}

#[test]
fn a_fixed_path_is_signed_like_any_other_however_often() {
    for algorithm in BOTH {
        let key = JwsKey::new(algorithm, "id", &Secret::from("key"));
        assert_eq!((key.algorithm(), key.auth_id()), (algorithm, "id"));
        for _ in 0..3 {
            for (method, path) in [("POST", "/a"), ("GET", "/a"), ("POST", "/b"), ("GET", "/b")] {
                let header = protected_header(algorithm, "id", method, path);
                let plain = plainly(algorithm, "key", header.as_bytes(), b"body");
                assert_eq!(key.sign_fixed(method, path, b"body"), plain, "{method} {path}");
                assert_eq!(key.sign(method, path, b"body"), plain, "{method} {path}");
            }
        }
    }
}

/// Its header is encoded once, so what is kept grows by one for each path and not for each call.
#[test]
fn a_fixed_path_is_kept_once() {
    let key = JwsKey::new(Algorithm::Hs256, "id", &Secret::from("key"));
    for path in ["/a", "/a", "/b", "/a", "/b"] {
        key.sign_fixed("POST", path, b"");
    }
    assert_eq!(key.fixed.read().unwrap().len(), 2);
}

#[test]
fn the_old_invoices_name_a_number_without_quotes() {
    for (id, written) in [("123", "123"), ("12a", "\"12a\""), ("", "\"\""), ("１", "\"１\"")] {
        let signed = JwsKey::new(Algorithm::Hs256, id, &Secret::from("key")).sign_legacy("POST", "/old", b"body");
        let header = format!(r#"{{"path":"/old","merchant_id":{written},"method":"POST","params":"","alg":"HS512"}}"#);
        assert_eq!(signed, plainly(Algorithm::Hs512, "key", header.as_bytes(), b"body"), "{id}");
        let protected = Detached::parse(&signed).unwrap().protected().unwrap();
        assert_eq!([protected.uri, protected.auth_id, protected.method], ["/old", id, "POST"]);
    }
}

#[test]
fn only_the_signer_of_this_body_verifies() {
    let secret = Secret::from("key");
    for algorithm in BOTH {
        let header = protected_header(algorithm, "id", "POST", "/a");
        let value = sign_with_header(algorithm, &secret, header.as_bytes(), b"body");
        let signature = Detached::parse(&value).unwrap();
        assert_eq!((signature.algorithm, &*signature.header), (algorithm, header.as_bytes()));
        assert!(signature.verify(&secret, b"body"));
        assert!(!signature.verify(&secret, b"Body") && !signature.verify(&Secret::from("Key"), b"body"));
        let protected = signature.protected().unwrap();
        assert_eq!([protected.uri, protected.auth_id, protected.method], ["/a", "id", "POST"]);
        assert_eq!(format!("{signature:?}"), format!("Detached {{ algorithm: {algorithm:?}, .. }}"));
    }
    let nameless = sign_with_header(Algorithm::Hs256, &secret, br#"{"alg":"HS256"}"#, b"");
    assert!(Detached::parse(&nameless).unwrap().protected().is_none());
}

#[test]
fn what_is_no_detached_signature_says_why() {
    let header = |json: &str| format!("{}..AA", URL_SAFE_NO_PAD.encode(json));
    let cases = [
        ("AA.AA".to_owned(), "it is not of the form header..signature, with the payload left out"),
        ("=..AA".to_owned(), "its header is not base64url without padding"),
        (format!("{}=", header("{}")), "its signature is not base64url without padding"),
        (header("{}"), "its header is not a JSON object with alg"),
        (header(r#"{"alg":"none"}"#), "its header has an algorithm other than HS256 and HS512"),
    ];
    for (value, reason) in cases {
        let Err(malformed) = Detached::parse(&value) else { panic!("{value}") };
        assert_eq!(malformed.to_string(), reason);
    }
}

#[test]
fn a_key_shows_neither_itself_nor_its_schedule() {
    let key = JwsKey::new(Algorithm::Hs512, "id", &Secret::from("key"));
    assert_eq!(format!("{key:?}"), r#"JwsKey { algorithm: Hs512, auth_id: "id", .. }"#);
}

#[test]
fn the_room_for_characters_is_theirs_with_padding() {
    assert_eq!([0, 1, 2, 3, 4, 5, 6].map(encoded_len), [0, 4, 4, 4, 8, 8, 8]);
    assert_eq!(encode(b"\xfb\xff\xbe", &mut [0; 4]), b"-_--");
}
