//! `pg_encrypted_card`, read with the private key of RFC 7516's example.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use freedompay::Secret;
use freedompay::card_data::{CardEncryptionError, CardEncryptionKey, CardNumber, CardTimestamp, Cvc};
use rsa::pkcs1::EncodeRsaPublicKey as _;
use rsa::pkcs8::{EncodePublicKey as _, LineEnding};
use rsa::{BigUint, Oaep, RsaPrivateKey, RsaPublicKey, sha2};

// RFC 7516, A.1.3.
const N: &str = "oahUIoWw0K0usKNuOR6H4wkf4oBUXHTxRvgb48E-BVvxkeDNjbC4he8rUWcJoZmds2h7M70imEVhRU5djINXtqllXI4DFqcI1DgjT9LewND8MW2Krf3Spsk_ZkoFnilakGygTwpZ3uesH-PFABNIUYpOiN15dsQRkgr0vEhxN92i2asbOenSZeyaxziK72UwxrrKoExv6kc5twXTq4h-QChLOln0_mtUZwfsRaMStPs6mS6XrgxnxbWhojf663tuEQueGC-FCMfra36C9knDFGzKsNa7LZK2djYgyD3JR_MB_4NUJW_TqOQtwHYbxevoJArm-L5StowjzGy-_bq6Gw";
const E: &str = "AQAB";
const D: &str = "kLdtIj6GbDks_ApCSTYQtelcNttlKiOyPzMrXHeI-yk1F7-kpDxY4-WY5NWV5KntaEeXS1j82E375xxhWMHXyvjYecPT9fpwR_M9gV8n9Hrh2anTpTD93Dt62ypW3yDsJzBnTnrYu1iwWRgBKrEYY46qAZIrA2xAwnm2X7uGR1hghkqDp0Vqj3kbSCz1XyfCs6_LehBwtxHIyh8Ripy40p24moOAbgxVw3rxT_vlt3UVe4WO3JkJOzlpUf-KTVI2Ptgm-dARxTEtE-id-4OJr0h-K-VFs3VSndVTIznSxfyrj8ILL6MG_Uv8YAu7VILSB3lOW085-4qE3DzgrTjgyQ";
const P: &str = "1r52Xk46c-LsfB5P442p7atdPUrxQSy4mti_tZI3Mgf2EuFVbUoDBvaRQ-SWxkbkmoEzL7JXroSBjSrK3YIQgYdMgyAEPTPjXv_hI2_1eTSPVZfzL0lffNn03IXqWF5MDFuoUYE0hzb2vhrlN_rKrbfDIwUbTrjjgieRbwC6Cl0";
const Q: &str = "wLb35x7hmQWZsWJmB_vle87ihgZ19S8lBEROLIsZG4ayZVe9Hi9gDVCOBmUDdaDYVTSNx_8Fyw1YYa9XGrGnDew00J28cRUoeBB_jKI1oma0Orv1T9aXIWxKwd4gvxFImOWr3QRL9KEBRzk2RatUBnmDZJTIAfwTs0g68UZHvtc";
// RFC 7516, A.1.7.
const EXAMPLE: &str = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi6UklfCpIMfIjf7iGdXKHzg.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ";

fn bytes(text: &str) -> Vec<u8> {
    B64.decode(text).unwrap()
}

fn number(text: &str) -> BigUint {
    BigUint::from_bytes_be(&bytes(text))
}

fn private_key() -> RsaPrivateKey {
    RsaPrivateKey::from_components(number(N), number(E), number(D), vec![number(P), number(Q)]).unwrap()
}

/// Header and plaintext of a JWE in compact form.
fn open(jwe: &str, padding: Oaep) -> (String, String) {
    let parts: Vec<&str> = jwe.split('.').collect();
    let [header, wrapped, iv, text, tag] = parts[..] else { panic!("five parts") };
    let key: [u8; 32] = private_key().decrypt(padding, &bytes(wrapped)).unwrap().try_into().unwrap();
    let iv: [u8; 12] = bytes(iv).try_into().unwrap();
    let tag: [u8; 16] = bytes(tag).try_into().unwrap();
    let sealed = [bytes(text).as_slice(), &tag].concat();
    let payload = Payload { msg: &sealed, aad: header.as_bytes() };
    let plain = Aes256Gcm::new(&Key::<Aes256Gcm>::from(key)).decrypt(&Nonce::from(iv), payload).unwrap();
    (String::from_utf8(bytes(header)).unwrap(), String::from_utf8(plain).unwrap())
}

fn encrypt(key: &CardEncryptionKey) -> Secret {
    let (card, cvc) = (CardNumber::new("4716047261941981").unwrap(), Cvc::new("047").unwrap());
    let at = CardTimestamp::parse("20260318123045").unwrap();
    key.encrypt(&card, &"02/28".parse().unwrap(), &cvc, &at).unwrap()
}

#[test]
fn the_decryption_of_this_test_reads_the_example_of_the_standard() {
    let (header, plain) = open(EXAMPLE, Oaep::new::<sha1::Sha1>());
    assert_eq!(header, r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
    assert_eq!(plain, "The true sign of intelligence is not knowledge but imagination.");
}

#[test]
fn the_provider_decrypts_the_card_data() {
    let public = RsaPublicKey::from(&private_key());
    let (spki, pkcs1) =
        (public.to_public_key_pem(LineEnding::LF).unwrap(), public.to_pkcs1_pem(LineEnding::CRLF).unwrap());
    for key in [
        CardEncryptionKey::from_jwk("761a", N, E),
        CardEncryptionKey::from_pem("761a", &spki),
        CardEncryptionKey::from_pem("761a", &pkcs1),
    ] {
        let key = key.unwrap();
        let jwe = encrypt(&key);
        let (header, plain) = open(jwe.expose_secret(), Oaep::new::<sha2::Sha256>());
        assert_eq!(header, r#"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"761a"}"#);
        assert_eq!(plain, r#"{"pan":"4716047261941981","expDate":"202802","cvv2":"047","timestamp":"20260318123045"}"#);
        // A new content key and IV each time, and no part repeats but the header.
        let again = encrypt(&key);
        let differ = jwe.expose_secret().split('.').zip(again.expose_secret().split('.')).skip(1).all(|(a, b)| a != b);
        assert!(differ);
        assert_eq!(format!("{jwe:?} {key:?}"), r#"*** CardEncryptionKey { kid: "761a", bits: 2048, .. }"#);
    }
}

#[test]
fn a_key_id_is_quoted() {
    let key = CardEncryptionKey::from_jwk("a\"b\\", N, E).unwrap();
    let (header, _) = open(encrypt(&key).expose_secret(), Oaep::new::<sha2::Sha256>());
    let header: serde_json::Value = serde_json::from_str(&header).unwrap();
    assert_eq!(header["kid"], "a\"b\\");
}

#[test]
fn weak_and_broken_keys_are_refused() {
    // 2047 and 1024 bits: what the standard's modulus leaves after its first bits.
    for bits in [1024_usize, 2047] {
        let short = B64.encode((number(N) >> (2048 - bits) | BigUint::from(1_u8)).to_bytes_be());
        assert_eq!(CardEncryptionKey::from_jwk("k", &short, E).unwrap_err(), CardEncryptionError::KeyTooShort);
        let public = RsaPublicKey::new(number(&short), number(E)).unwrap().to_public_key_pem(LineEnding::LF).unwrap();
        assert_eq!(CardEncryptionKey::from_pem("k", &public).unwrap_err(), CardEncryptionError::KeyTooShort);
    }
    assert_eq!(CardEncryptionKey::from_jwk("", N, E).unwrap_err(), CardEncryptionError::KeyId);
    for (n, e) in [("", ""), (N, ""), (N, "AA"), (N, "Ag"), ("!", E), (N, "AQAB=")] {
        assert!(CardEncryptionKey::from_jwk("k", n, e).is_err(), "{e}");
    }
    let huge = B64.encode([0xff; 1025]);
    assert_eq!(CardEncryptionKey::from_jwk("k", &huge, E).unwrap_err(), CardEncryptionError::Key);
    for pem in ["", "secret text", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"] {
        let error = CardEncryptionKey::from_pem("k", pem).unwrap_err();
        assert_eq!(error, CardEncryptionError::Key);
        assert!(!error.to_string().contains("secret text"));
    }
}
