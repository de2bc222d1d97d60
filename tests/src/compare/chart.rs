//! Lines on axes that both double from step to step, drawn.

use std::fmt::{Error, Write as _};

const LEFT: u64 = 70;
const BOTTOM: u64 = 330;
const WIDTH: u64 = 400;
const HEIGHT: u64 = 288;

/// One line.
#[derive(Debug)]
pub struct Line {
    /// What it shows.
    pub name: &'static str,
    /// Its colour in SVG.
    pub colour: &'static str,
    /// Its points, from left to right.
    pub points: Vec<(u64, u64)>,
}

/// An axis.
#[derive(Clone, Copy, Debug)]
pub struct Axis<'a> {
    /// What it measures.
    pub name: &'a str,
    /// The values that are written beside it. The horizontal axis spans them; the vertical one begins at half the first.
    pub marks: &'a [u64],
}

impl Axis<'_> {
    /// How far along the axis a value lies.
    fn place(&self, from: u64, length: u64, value: u64) -> u64 {
        let last = self.marks.last().map_or(0, |last| doublings(*last));
        let span = last.saturating_sub(doublings(from)).max(1);
        doublings(value).saturating_sub(doublings(from)) * length / span
    }
}

/// The lines as SVG.
pub fn chart(across: Axis<'_>, up: Axis<'_>, lines: &[Line]) -> Result<String, Error> {
    let first = |axis: Axis<'_>| axis.marks.first().copied().unwrap_or(1);
    let x = |value| LEFT + across.place(first(across), WIDTH, value);
    let y = |value| BOTTOM - up.place(first(up) / 2, HEIGHT, value);
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 520 380\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"520\" height=\"380\" fill=\"white\"/>\n",
    );
    for mark in across.marks {
        writeln!(out, "<text x=\"{}\" y=\"350\" text-anchor=\"middle\">{mark}</text>", x(*mark))?;
    }
    for mark in up.marks {
        let y = y(*mark);
        writeln!(
            out,
            "<path d=\"M{LEFT} {y}H500\" stroke=\"#ddd\"/><text x=\"62\" y=\"{}\" text-anchor=\"end\">{mark}</text>",
            y + 4
        )?;
    }
    for (at, Line { name, colour, points }) in (30..).step_by(20).zip(lines) {
        let points: Vec<String> = points.iter().map(|(across, up)| format!("{},{}", x(*across), y(*up))).collect();
        writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        )?;
        writeln!(out, "<text x=\"90\" y=\"{at}\" fill=\"{colour}\">{name}</text>")?;
    }
    writeln!(out, "<text x=\"285\" y=\"372\" text-anchor=\"middle\">{}</text>", across.name)?;
    writeln!(out, "<text x=\"8\" y=\"16\">{}</text>\n</svg>", up.name)?;
    Ok(out)
}

/// Hundredths of a doubling, straight between powers of two.
fn doublings(n: u64) -> u64 {
    let n = n.max(1);
    let whole = u64::from(n.ilog2());
    whole * 100 + ((n - (1 << whole)) * 100) / (1 << whole)
}
