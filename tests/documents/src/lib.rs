//! OpenAPI documents made from a seed, with what a reader has to find in them.
//!
//! They are written from the specification of OpenAPI 3.0 and 3.1 alone: a call is made first, then one of the ways to write
//! it down. On request a document contradicts itself in one of the ways that real documents do; the field concerned is
//! marked, so that whoever reads it must name what was not taken over.

mod call;
mod call_twist;
mod kinds;
mod names;
mod sample;
mod schema;
mod text;
mod twist;
mod write;

pub use call::{Call, Expected};
use fastrand::Rng;

/// A document and its calls.
#[derive(Debug)]
pub struct Document {
    /// Name of a file for it.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Its calls, in order.
    pub calls: Vec<Call>,
}

/// Makes the document of a seed. If it may be contradictory, about half of its calls are.
pub fn document(seed: u64, may_contradict: bool) -> Document {
    let mut random = Rng::with_seed(seed);
    let is_form = random.u8(..4) == 0;
    let count = 1 + random.usize(..2);
    let calls: Vec<Call> = (0..count).map(|at| call::make(&mut random, seed, at, is_form, may_contradict)).collect();
    let (file, text) = write::document(&mut random, seed, &calls);
    Document { file, text, calls }
}
