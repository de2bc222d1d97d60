//! Numbers and tokens, all drawn from the seed: the same calls get the same ones.

use freedompay::Uuid;
use serde::{Deserialize, Serialize};

/// The first number, about as large as in the documentation's samples.
const FIRST: u64 = 4_567_788;

/// The constant part of the ids of the JSON APIs, which the documentation shows as UUIDs of version 7.
const UUID: u128 = 0x0197_a000_0000_7000_8000_0000_0000_0000;

/// Returns the id in the JSON APIs of the object with this number: it may be queried in both forms.
pub(crate) fn uuid_of(number: u64) -> Uuid {
    Uuid::from_u128(UUID | u128::from(number & 0xffff_ffff_ffff))
}

/// Returns the number in such an id.
pub(crate) fn number_of(text: &str) -> Option<u64> {
    let given = Uuid::parse_str(text).ok()?.as_u128();
    u64::try_from(given ^ UUID).ok().filter(|number| number >> 48 == 0)
}

/// A source of ids.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ids {
    seed: u64,
    next: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, next: FIRST }
    }

    /// Draws the next number. Payments, payouts, refunds and saved cards share one sequence, so that no number occurs twice.
    pub(crate) fn number(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    /// Draws a UUID.
    pub(crate) fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.draw().to_be_bytes()).into_uuid()
    }

    /// Draws 32 hexadecimal digits.
    pub(crate) fn token(&mut self) -> String {
        self.uuid().simple().to_string()
    }

    /// Draws `count` decimal digits, at most 18.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        let text = format!("{:039}", self.draw());
        text.chars().rev().take(count.min(18)).collect()
    }

    fn draw(&mut self) -> u128 {
        let mut random = fastrand::Rng::with_seed(self.seed);
        let drawn = random.u128(..);
        self.seed = random.get_seed();
        drawn
    }
}
