//! One record of the file: length, the length once more inverted, the start of a SHA-256 digest, then JSON.
//!
//! The length is checked by itself, so that a record that was cut off (it runs past the end) is distinguished from one whose bytes
//! were changed: the first is what a crash leaves and was never confirmed, the second must not be passed over.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{EntryState, Intent};

const LENGTH: usize = 4;
const DIGEST: usize = 8;
const HEAD: usize = 2 * LENGTH + DIGEST;
/// Longest record. An intent holds ids only; a longer record is refused when it is written.
const LONGEST: usize = 64 << 10;

/// The content of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Record {
    Begin(Intent),
    Mark { key: Uuid, state: EntryState },
}

/// The record at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// The end of the file.
    End,
    /// A record of that many bytes.
    Record(Record, usize),
    /// A record that was cut off.
    Torn,
    /// Bytes that were changed.
    Corrupt,
}

/// Returns `None` if it is too long.
pub(super) fn write(record: &Record) -> Option<Vec<u8>> {
    let payload = serde_json::to_vec(record).ok().filter(|payload| payload.len() <= LONGEST)?;
    let length = u32::try_from(payload.len()).ok()?;
    let mut bytes = Vec::with_capacity(HEAD + payload.len());
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(digest(&payload));
    bytes.extend(payload);
    Some(bytes)
}

/// Decodes the record at the start of some bytes.
pub(super) fn read(bytes: &[u8]) -> Read {
    if bytes.is_empty() {
        return Read::End;
    }
    // A file that grew before its bytes were written, as a loss of power leaves it.
    if bytes.iter().all(|byte| *byte == 0) {
        return Read::Torn;
    }
    let Some((length, rest)) = bytes.split_first_chunk::<LENGTH>() else { return Read::Torn };
    let Some((inverted, rest)) = rest.split_first_chunk::<LENGTH>() else { return Read::Torn };
    let length = u32::from_le_bytes(*length);
    let size = length as usize;
    if length != !u32::from_le_bytes(*inverted) || size > LONGEST {
        return Read::Corrupt;
    }
    let Some((expected, rest)) = rest.split_first_chunk::<DIGEST>() else { return Read::Torn };
    let Some(payload) = rest.get(..size) else { return Read::Torn };
    if digest(payload) != *expected {
        return Read::Corrupt;
    }
    serde_json::from_slice(payload).map_or(Read::Corrupt, |record| Read::Record(record, HEAD + size))
}

fn digest(payload: &[u8]) -> [u8; DIGEST] {
    let mut start = [0; DIGEST];
    start.copy_from_slice(&Sha256::digest(payload)[..DIGEST]);
    start
}
