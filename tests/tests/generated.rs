//! A short run of the fuzzers' own inputs: mutations of the corpus, and bytes drawn from a seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay_tests::inputs::{checks, corpus};

const ROUNDS: usize = 500;

/// Changes a few bytes, cuts, repeats.
fn mutate(random: &mut fastrand::Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[random.usize(..seeds.len())].clone();
    for _ in 0..random.usize(..6) {
        let at = random.usize(..=bytes.len());
        match random.u8(..5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, random.u8(..)),
            2 => bytes.insert(at, b"<>&;=[]{}\"'%\r\n-. \0"[random.usize(..18)]),
            3 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
            _ => {
                let again = bytes[at..bytes.len().min(at + 16)].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
    bytes
}

fn run(name: &str) {
    let (_, check) = checks::ALL.iter().find(|(known, _)| *known == name).expect("a known check");
    let seeds = corpus::seeds(name).unwrap();
    assert!(!seeds.is_empty());
    for seed in &seeds {
        check(seed);
    }
    let mut random = fastrand::Rng::with_seed(0x000f_4eed_0a97);
    for _ in 0..ROUNDS {
        check(&mutate(&mut random, &seeds));
        let drawn: Vec<u8> = (0..random.usize(..200)).map(|_| random.u8(..)).collect();
        check(&drawn);
    }
}

#[test]
fn xml_is_read_the_same_after_it_was_written() {
    run("xml");
}

#[test]
fn a_form_is_read_the_same_after_it_was_written() {
    run("form");
}

#[test]
fn json_is_read_as_by_another_parser() {
    run("json");
}

#[test]
fn multipart_is_read_or_refused() {
    run("multipart");
}

#[test]
fn a_jws_cannot_be_forged() {
    run("jws");
}

#[test]
fn a_pg_sig_cannot_be_forged() {
    run("pg_sig");
}

#[test]
fn only_signed_callbacks_are_accepted() {
    run("callback");
}
