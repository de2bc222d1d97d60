//! Changes of a message: of its members, of its bytes, of its length.

use crate::base::Message;

/// What became of a message.
#[derive(Clone, Debug)]
pub(crate) struct Mutated {
    pub(crate) bytes: Vec<u8>,
    /// Whether it is the beginning of the message and nothing else.
    pub(crate) is_cut: bool,
}

pub(crate) fn mutate(random: &mut fastrand::Rng, message: &Message) -> Mutated {
    let mut message = message.clone();
    let whole = message.bytes();
    match random.u8(..8) {
        0 => Mutated { bytes: whole[..random.usize(..whole.len())].to_vec(), is_cut: true },
        1..=3 => {
            members(random, &mut message);
            Mutated { bytes: message.bytes(), is_cut: false }
        }
        4 => {
            members(random, &mut message);
            let mut bytes = message.bytes();
            change(random, &mut bytes);
            Mutated { bytes, is_cut: false }
        }
        _ => {
            let mut bytes = whole;
            for _ in 0..random.usize(1..4) {
                change(random, &mut bytes);
            }
            Mutated { bytes, is_cut: false }
        }
    }
}

/// Reorders, removes and repeats members, or gives one the value of another.
fn members(random: &mut fastrand::Rng, message: &mut Message) {
    let pieces = &mut message.pieces;
    if pieces.is_empty() {
        return;
    }
    let (one, other) = (random.usize(..pieces.len()), random.usize(..pieces.len()));
    match random.u8(..6) {
        0 | 1 => random.shuffle(pieces),
        2 => drop(pieces.remove(one)),
        3 => pieces.insert(other, pieces[one].clone()),
        4 => {
            // The same member once more, with another value.
            let digits = random.u32(..10_000).to_string();
            let again: String = pieces[one].replace(|c: char| c.is_ascii_digit(), &digits[..1]);
            pieces.insert(other, again);
        }
        _ => {
            let is_open = |c: char| c == '>' || c == ':';
            let [name, value] =
                [one, other].map(|at| pieces[at].split_once(is_open).map(|(a, b)| (a.to_owned(), b.to_owned())));
            if let (Some((name, _)), Some((_, value))) = (name, value) {
                let separator = if pieces[one].starts_with('<') { '>' } else { ':' };
                let end = name.trim_start_matches('<');
                let value = value.rfind("</").map_or(value.clone(), |at| format!("{}</{end}>", &value[..at]));
                pieces[one] = format!("{name}{separator}{value}");
            }
        }
    }
}

/// Changes one place of the bytes.
fn change(random: &mut fastrand::Rng, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let at = random.usize(..bytes.len());
    let end = bytes.len().min(at + random.usize(1..16));
    match random.u8(..8) {
        0 => bytes[at] ^= 1 << random.u8(..8),
        1 => bytes[at] = random.u8(..),
        2 => bytes.insert(at, random.u8(..)),
        3 => bytes.insert(at, b"<>&;=[]{}\"':, 0"[random.usize(..15)]),
        4 => drop(bytes.drain(at..end)),
        5 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        6 => {
            let other = random.usize(..bytes.len());
            bytes.swap(at, other);
        }
        _ => {
            // Another digit where there is one: an amount, an id, a code.
            let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
            if let Some(at) = random.choice(digits) {
                bytes[at] = random.u8(b'0'..=b'9');
            }
        }
    }
}
