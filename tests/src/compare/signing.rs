//! Signatures.

use std::hint::black_box;

use freedompay::Secret;
use freedompay::meta::Algorithm;
use freedompay_runtime::sign::{jws, pg_sig as pg};
use freedompay_runtime::tree::Kind;
use hmac::{Hmac, KeyInit, Mac as _};
use jsonwebtoken::{EncodingKey, Header};
use md5::{Digest as _, Md5};
use serde_json::value::RawValue;
use sha2::Sha256;

use super::message::{PAYMENT, SECRET, json, signed};
use super::{Failure, Pair};

const PATH: &str = "/v5/partner/invoices/info";
const ID: &str = "123456";

fn key() -> jws::JwsKey {
    jws::JwsKey::new(Algorithm::Hs256, ID, &Secret::new(SECRET))
}

pub(super) fn jws(size: usize) -> Result<Pair, Failure> {
    let (key, body) = (key(), json(size));
    let header = jws::protected_header(Algorithm::Hs256, ID, "POST", PATH);
    let input = jws::signing_input(header.as_bytes(), body.as_bytes());
    let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?;
    let raw = move || mac.clone().chain_update(black_box(&input)).finalize().into_bytes();

    let ours = key.sign_fixed("POST", PATH, body.as_bytes());
    let mac_b64 = jws::signing_input(b"", &raw());
    if body.len() != size || ours.split_once("..").map(|(_, mac)| mac) != mac_b64.get(1..) {
        return Err("the signature is not the HMAC".into());
    }
    Ok(Pair::new(
        move || drop(black_box(key.sign_fixed("POST", PATH, black_box(body.as_bytes())))),
        move || _ = black_box(raw()),
    ))
}

pub(super) fn jsonwebtoken(size: usize) -> Result<Pair, Failure> {
    let (key, body) = (key(), json(size));
    let claims: Box<RawValue> = RawValue::from_string(body.clone())?;
    let (header, peer_key) = (Header::default(), EncodingKey::from_secret(SECRET.as_bytes()));

    let token = jsonwebtoken::encode(&header, &claims, &peer_key)?;
    let (head, rest) = token.split_once('.').ok_or("no token")?;
    let (payload, mac) = rest.split_once('.').ok_or("no token")?;
    let detached = format!("{head}..{mac}");
    let is_right = jws::Detached::parse(&detached)?.verify(&Secret::new(SECRET), body.as_bytes());
    if !is_right || Some(payload) != jws::signing_input(b"", body.as_bytes()).get(1..) {
        return Err("the token is not over the same bytes".into());
    }
    Ok(Pair::new(
        move || drop(black_box(key.sign_fixed("POST", PATH, black_box(body.as_bytes())))),
        move || drop(black_box(jsonwebtoken::encode(&header, black_box(&claims), &peer_key))),
    ))
}

pub(super) fn pg_sig() -> Result<Pair, Failure> {
    const SCRIPT: &str = "init_payment.php";
    let message = signed(SCRIPT, &PAYMENT)?;
    let mut ready = SCRIPT.to_owned();
    pg::segments(message.root(), &mut |leaf| {
        ready.push(';');
        ready.push_str(leaf.text());
    });
    ready.push(';');
    ready.push_str(SECRET);
    let secret = Secret::new(SECRET);

    let digest = Md5::digest(&ready).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let leaves = message.root().children().filter(|field| field.kind() == Kind::Text).count();
    if pg::sign(SCRIPT, message.root(), &secret) != digest || leaves != PAYMENT.len() + 1 {
        return Err("the signature is not the digest".into());
    }
    Ok(Pair::new(
        move || drop(black_box(pg::sign(SCRIPT, black_box(message.root()), &secret))),
        move || _ = black_box(Md5::digest(black_box(&ready))),
    ))
}
