//! Measures the rows of `compare`, both sides in turn in one process, and prints medians and their ratio.
//!
//! `cargo run --release -p freedompay-tests --bin compare [-- [--json | --markdown] [--picture FILE] [--rounds N] [ROW…]]`

mod allocations;
mod picture;
mod report;

use std::fs;

use freedompay_tests::compare::{Failure, ROWS};
use report::Format;

fn main() -> Result<(), Failure> {
    let (mut format, mut rounds, mut file, mut only) = (Format::Text, 300, None, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} takes a value"));
        match argument.as_str() {
            "--json" => format = Format::Json,
            "--markdown" => format = Format::Markdown,
            "--picture" => file = Some(value()?),
            "--rounds" => rounds = value()?.parse()?,
            name => only.push(name.to_owned()),
        }
    }
    report::head(format)?;
    for row in ROWS.iter().filter(|row| only.is_empty() || only.iter().any(|name| name == row.name)) {
        report::row(format, row, row.measure(rounds)?);
    }
    if only.is_empty() {
        for counted in allocations::count()? {
            report::allocations(format, &counted);
        }
    }
    if let Some(file) = file {
        fs::write(file, picture::body_sizes(rounds)?)?;
    }
    Ok(())
}
