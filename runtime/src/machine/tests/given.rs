//! What is derived from the random bytes of a call.

use std::collections::BTreeSet;

use super::{at, entropy};
use crate::machine::Entropy;

/// The ids that an attempt is given: salt, boundary, request id and journal key.
fn ids(entropy: &Entropy) -> [uuid::Uuid; 4] {
    [entropy.salt(), entropy.boundary(), entropy.request_id(at(0)), entropy.journal_key(at(0))]
}

#[test]
fn every_part_of_every_attempt_differs() {
    let first = entropy();
    let attempts = [first.clone(), first.next(), first.next().next()];
    let all: BTreeSet<_> = attempts.iter().flat_map(ids).collect();
    assert_eq!(all.len(), 12, "a salt or an id that is used twice is taken for a duplicate");
    assert_eq!(ids(&first.next()), ids(&first.next()), "the same events give the same steps");
}

#[test]
fn parts_are_the_bytes_they_are_said_to_be() {
    let bytes: [u8; 64] = std::array::from_fn(|at| u8::try_from(at).unwrap());
    let entropy = Entropy::from(bytes);
    // Version 4 and the variant replace six bits; the others are the bytes as given.
    assert_eq!(entropy.salt().to_string(), "00010203-0405-4607-8809-0a0b0c0d0e0f");
    assert_eq!(entropy.boundary().to_string(), "10111213-1415-4617-9819-1a1b1c1d1e1f");
    // 48 bits of time, then the bytes from 32 and from 46.
    let time = format!("{:012x}", at(5).unix_ms);
    let v7 = |rest: &str| format!("{}-{}-{rest}", &time[..8], &time[8..]);
    assert_eq!(entropy.request_id(at(5)).to_string(), v7("7021-a223-242526272829"));
    assert_eq!(entropy.journal_key(at(5)).to_string(), v7("7e2f-b031-323334353637"));
    assert_eq!(entropy.chance(), 0x3f3e_3d3c);
}

#[test]
fn both_halves_of_the_next_attempt_are_made_of_all_bytes() {
    let (first, mut other) = ([0; 64], [0; 64]);
    other[63] = 1;
    let (first, other) = (Entropy::from(first).next(), Entropy::from(other).next());
    assert_ne!(first.salt(), other.salt());
    assert_ne!(first.request_id(at(0)), other.request_id(at(0)));
    assert_ne!(first.chance(), other.chance());
}

#[test]
fn nothing_of_it_is_shown() {
    assert_eq!(format!("{:?}", entropy()), "Entropy");
}
