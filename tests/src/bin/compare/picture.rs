//! What a signature costs against the size of its body, drawn.

use freedompay_tests::compare::chart::{Axis, Line, chart};
use freedompay_tests::compare::{Failure, signing_of};

const SIZES: [u64; 6] = [64, 256, 1024, 4096, 16_384, 65_536];
const NANOSECONDS: [u64; 5] = [256, 1024, 4096, 16_384, 65_536];

/// A picture of `X-JWS-Signature` and of the raw HMAC.
pub(crate) fn body_sizes(rounds: usize) -> Result<String, Failure> {
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for size in SIZES {
        let measured = signing_of(usize::try_from(size)?, rounds)?;
        ours.push((size, measured.ours / 1000));
        peer.push((size, measured.peer / 1000));
    }
    let lines = [
        Line { name: "X-JWS-Signature", colour: "#0a6", points: ours },
        Line { name: "raw HMAC-SHA256", colour: "#888", points: peer },
    ];
    let across = Axis { name: "bytes of the body", marks: &SIZES };
    Ok(chart(across, Axis { name: "ns", marks: &NANOSECONDS }, &lines)?)
}
