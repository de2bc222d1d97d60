//! Values and fields, as a call has them, however a document writes them.

use fastrand::Rng;

use crate::names::{self, Use};
use crate::twist::Twist;

/// A kind of value.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Text { min: Option<u32>, max: Option<u32>, pattern: Option<Pattern> },
    Integer { min: Option<i64>, max: Option<i64>, is_small: bool },
    Number { min: Option<String>, max: Option<String> },
    Bool,
    Uuid,
    Enum(Vec<String>),
    NumberEnum(Vec<i64>),
    List { item: Box<Kind>, max: Option<u32> },
    Map(Box<Kind>),
    Object(Vec<Property>),
}

/// A pattern as documents write it, as a declaration has it, and a text that it matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub(crate) written: &'static str,
    pub(crate) declared: &'static str,
    pub(crate) sample: &'static str,
}

const PATTERNS: [Pattern; 6] = [
    Pattern { written: "^[0-9]{4}$", declared: "[0-9]{4}", sample: "1234" },
    Pattern { written: "^[A-Z]{3}$", declared: "[A-Z]{3}", sample: "KZT" },
    Pattern { written: "^(one|two)$", declared: "(one|two)", sample: "two" },
    Pattern { written: "/^[a-f]+$/", declared: "[a-f]+", sample: "cafe" },
    Pattern { written: "[0-9]", declared: "(?s:.*)[0-9](?s:.*)", sample: "a1\nb" },
    Pattern { written: "^x", declared: "x(?s:.*)", sample: "xyz" },
];

/// A field.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) secret: bool,
    pub(crate) side: Side,
    pub(crate) twist: Option<Twist>,
}

/// Who writes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Both,
    /// Of an answer alone: `readOnly`.
    Answer,
    /// Of a request alone: `writeOnly`.
    Request,
}

/// Draws a number up to a limit, or nothing.
fn maybe<T>(random: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    if random.u8(..3) == 0 { Some(make(random)) } else { None }
}

/// Draws the kind of a single value, and what its name is for.
pub(crate) fn scalar(random: &mut Rng) -> (Kind, Use) {
    match random.u8(..9) {
        0 | 1 => {
            let pattern = maybe(random, |random| PATTERNS[random.usize(..PATTERNS.len())]);
            let min = maybe(random, |random| 1 + random.u32(..3)).filter(|_| pattern.is_none());
            let max = maybe(random, |random| 8 + random.u32(..40)).filter(|_| pattern.is_none());
            (Kind::Text { min, max, pattern }, Use::Any)
        }
        2 | 3 => {
            let (min, max) = (maybe(random, |random| random.i64(0..5)), maybe(random, |random| random.i64(50..5000)));
            (Kind::Integer { min, max, is_small: random.bool() }, Use::Count)
        }
        4 => {
            let min = maybe(random, |_| "0.01".to_owned());
            let max = maybe(random, |random| random.u32(1000..99_999).to_string());
            (Kind::Number { min, max }, Use::Money)
        }
        5 => (Kind::Bool, Use::Any),
        6 => (Kind::Uuid, Use::Any),
        7 => {
            const VALUES: [&str; 8] = ["ok", "failed", "IN_WORK", "Self", "2fast", "half-done", "готов", "a b"];
            let mut values: Vec<String> = VALUES.iter().map(|value| (*value).to_owned()).collect();
            random.shuffle(&mut values);
            values.truncate(1 + random.usize(..4));
            (Kind::Enum(values), Use::Any)
        }
        _ => {
            let from = random.i64(-3..5);
            (Kind::NumberEnum((from..from + random.i64(2..5)).filter(|n| ![0].contains(n)).collect()), Use::Count)
        }
    }
}

/// Draws the kind of an item, which a declaration cannot limit.
fn unlimited(random: &mut Rng) -> Kind {
    match scalar(random).0 {
        Kind::Text { .. } => Kind::Text { min: None, max: None, pattern: None },
        Kind::Integer { is_small, .. } => Kind::Integer { min: None, max: None, is_small },
        Kind::Number { .. } => Kind::Number { min: None, max: None },
        kind => kind,
    }
}

/// Draws a text that must not be seen.
fn secret() -> Kind {
    Kind::Text { min: None, max: None, pattern: None }
}

/// Draws a value that may hold others.
fn any(random: &mut Rng, depth: usize) -> (Kind, Use) {
    match random.u8(..10) {
        0 | 1 if depth > 0 => (Kind::Object(object(random, depth - 1)), Use::Any),
        2 if depth > 0 => {
            let item =
                Box::new(if random.bool() { Kind::Object(object(random, depth - 1)) } else { unlimited(random) });
            (Kind::List { item, max: maybe(random, |random| random.u32(4..20)) }, Use::Any)
        }
        3 if depth > 0 => (Kind::Map(Box::new(unlimited(random))), Use::Any),
        _ => scalar(random),
    }
}

/// Draws the fields of an object.
pub(crate) fn object(random: &mut Rng, depth: usize) -> Vec<Property> {
    let mut taken = Vec::new();
    let count = 2 + random.usize(..5);
    (0..count)
        .map(|at| {
            let secret_here = random.u8(..10) == 0;
            let (kind, purpose) = if secret_here { (secret(), Use::Secret) } else { any(random, depth) };
            let side = match random.u8(..20) {
                0 if at > 0 => Side::Answer,
                1 if at > 0 => Side::Request,
                _ => Side::Both,
            };
            Property {
                name: names::draw(random, purpose, &mut taken),
                kind,
                required: random.bool(),
                nullable: random.u8(..8) == 0,
                secret: secret_here,
                side,
                twist: None,
            }
        })
        .collect()
}
