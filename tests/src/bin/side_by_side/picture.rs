//! What a signature costs against the size of its body, drawn: both axes double from line to line.

use std::fmt::Write as _;

use freedompay_tests::side_by_side::{Failure, signing_of};

const SIZES: [usize; 6] = [64, 256, 1024, 4096, 16_384, 65_536];
const LEFT: u64 = 70;
const BOTTOM: u64 = 330;
const PER_DOUBLING: u64 = 40;

/// A picture of `X-JWS-Signature` and of the raw HMAC.
pub(crate) fn body_sizes(rounds: usize) -> Result<String, Failure> {
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for size in SIZES {
        let measured = signing_of(size, rounds)?;
        ours.push((size as u64, measured.ours / 1000));
        peer.push((size as u64, measured.peer / 1000));
    }
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 520 380\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"520\" height=\"380\" fill=\"white\"/>\n",
    );
    for size in SIZES {
        writeln!(out, "<text x=\"{}\" y=\"350\" text-anchor=\"middle\">{size}</text>", x(size as u64))?;
    }
    for nanoseconds in [256, 1024, 4096, 16_384, 65_536] {
        let y = y(nanoseconds);
        writeln!(
            out,
            "<path d=\"M{LEFT} {y}H500\" stroke=\"#ddd\"/><text x=\"62\" y=\"{}\" text-anchor=\"end\">{nanoseconds}</text>",
            y + 4
        )?;
    }
    for (points, colour, name, at) in [(&ours, "#0a6", "X-JWS-Signature", 30), (&peer, "#888", "raw HMAC-SHA256", 50)] {
        let line: Vec<String> = points.iter().map(|(size, ns)| format!("{},{}", x(*size), y(*ns))).collect();
        writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            line.join(" ")
        )?;
        writeln!(out, "<text x=\"90\" y=\"{at}\" fill=\"{colour}\">{name}</text>")?;
    }
    out.push_str("<text x=\"285\" y=\"372\" text-anchor=\"middle\">bytes of the body</text>\n<text x=\"8\" y=\"16\">ns</text>\n</svg>\n");
    Ok(out)
}

fn x(size: u64) -> u64 {
    LEFT + (doublings(size) - doublings(64)) * PER_DOUBLING / 100
}

fn y(nanoseconds: u64) -> u64 {
    BOTTOM - doublings(nanoseconds).saturating_sub(doublings(128)) * 32 / 100
}

/// Hundredths of a doubling, straight between powers of two.
fn doublings(n: u64) -> u64 {
    let whole = u64::from(n.max(1).ilog2());
    whole * 100 + ((n - (1 << whole)) * 100) / (1 << whole)
}
