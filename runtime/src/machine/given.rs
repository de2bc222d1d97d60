//! What a machine is given because it has none of its own: the time, and random bytes.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

/// A moment, by both clocks of the driver.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Time since the driver's start; never goes back.
    pub elapsed: Duration,
    /// Milliseconds since 1970, UTC, by the machine's clock, which people and time servers set.
    pub unix_ms: u64,
}

impl Now {
    /// Returns the time since an earlier moment by the clock that never goes back.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        self.elapsed.saturating_sub(earlier.elapsed)
    }

    /// Returns the time since an earlier moment by the clock that has run further.
    pub(crate) fn longest_since(self, earlier: Self) -> Duration {
        self.since(earlier).max(Duration::from_millis(self.unix_ms.saturating_sub(earlier.unix_ms)))
    }
}

/// The length of [`Entropy`].
const SIZE: usize = 64;

/// Random bytes for one call: its salt, boundary, request id and journal key, and the chance in its pauses. Must come from a
/// generator whose numbers cannot be foreseen, and be used for one call only.
#[derive(Clone)]
pub struct Entropy([u8; SIZE]);

/// Shows no byte: a salt is no secret, but nothing is gained by showing what comes next either.
impl std::fmt::Debug for Entropy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entropy")
    }
}

impl From<[u8; SIZE]> for Entropy {
    fn from(bytes: [u8; SIZE]) -> Self {
        Self(bytes)
    }
}

impl Entropy {
    /// Returns the bytes for the next attempt, derived from these.
    pub(crate) fn next(&self) -> Self {
        let half = |number: u8| Sha256::new().chain_update([number]).chain_update(self.0).finalize();
        let mut bytes = [0; SIZE];
        let (first, second) = bytes.split_at_mut(SIZE / 2);
        first.copy_from_slice(&half(0));
        second.copy_from_slice(&half(1));
        Self(bytes)
    }

    /// Returns the salt of a form.
    pub(crate) fn salt(&self) -> Uuid {
        Builder::from_random_bytes(self.part(0)).into_uuid()
    }

    /// Returns what separates the parts of a multipart body.
    pub(crate) fn boundary(&self) -> Uuid {
        Builder::from_random_bytes(self.part(16)).into_uuid()
    }

    /// Returns an `X-Request-Id`: a UUID v7, so that they sort by time.
    pub(crate) fn request_id(&self, now: Now) -> Uuid {
        Builder::from_unix_timestamp_millis(now.unix_ms, &self.part(32)).into_uuid()
    }

    /// Returns the key of a journal entry: a UUID v7, so that they sort by time.
    pub(crate) fn journal_key(&self, now: Now) -> Uuid {
        Builder::from_unix_timestamp_millis(now.unix_ms, &self.part(46)).into_uuid()
    }

    /// Returns a number for what is left to chance.
    pub(crate) fn chance(&self) -> u32 {
        u32::from_le_bytes(self.part(60))
    }

    fn part<const LENGTH: usize>(&self, at: usize) -> [u8; LENGTH] {
        let mut part = [0; LENGTH];
        part.iter_mut().zip(self.0.iter().skip(at)).for_each(|(to, from)| *to = *from);
        part
    }
}
