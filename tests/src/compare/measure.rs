//! Interleaved rounds and medians: a disturbance affects both sides.

use std::time::{Duration, Instant};

use super::{Pair, Row, Unit, Work};

/// Long enough for the clock, short enough that a disturbance hits few of the samples.
const SAMPLE: Duration = Duration::from_millis(1);

/// The result of a row.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Picoseconds for one time, ours.
    pub ours: u64,
    /// The same, the peer's.
    pub peer: u64,
}

impl Measured {
    /// Our cost, in thousandths of the peer's.
    pub fn ratio(self) -> u64 {
        self.ours.saturating_mul(1000) / self.peer.max(1)
    }

    /// Ours and the peer's in tenths of the row's unit.
    pub fn in_unit(self, unit: Unit) -> [u64; 2] {
        [self.ours, self.peer].map(|picoseconds| match unit {
            Unit::Nanoseconds => picoseconds / 100,
            Unit::RequestsPerSecond => 10_000_000_000_000 / picoseconds.max(1),
        })
    }
}

/// Runs both sides in turn, the one or the other first, and returns the medians.
pub(super) fn measure(mut pair: Pair, rounds: usize) -> Measured {
    let (ours_runs, peer_runs) = (runs(&mut pair.ours), runs(&mut pair.peer));
    let (mut ours, mut peer) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
    for round in 0..rounds {
        if round % 2 == 0 {
            ours.push(sample(&mut pair.ours, ours_runs));
        }
        peer.push(sample(&mut pair.peer, peer_runs));
        if round % 2 == 1 {
            ours.push(sample(&mut pair.ours, ours_runs));
        }
    }
    Measured { ours: median(ours) / pair.times, peer: median(peer) / pair.times }
}

impl Row {
    /// Measures this row.
    ///
    /// # Errors
    /// As for [`pair`](Row::pair).
    pub fn measure(&self, rounds: usize) -> Result<Measured, super::Failure> {
        Ok(measure(self.pair()?, rounds))
    }
}

/// How often a side has to run to fill a sample.
fn runs(work: &mut Work) -> u32 {
    let mut runs = 1_u32;
    loop {
        let begun = Instant::now();
        (0..runs).for_each(|_| work());
        if begun.elapsed() >= SAMPLE || runs > 1 << 24 {
            return runs;
        }
        runs *= 2;
    }
}

/// Picoseconds for one run.
fn sample(work: &mut Work, runs: u32) -> u64 {
    let begun = Instant::now();
    (0..runs).for_each(|_| work());
    let picoseconds = begun.elapsed().as_nanos() * 1000 / u128::from(runs);
    u64::try_from(picoseconds).unwrap_or(u64::MAX)
}

fn median(mut samples: Vec<u64>) -> u64 {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}
