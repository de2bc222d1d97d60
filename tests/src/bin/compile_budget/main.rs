//! What declarations cost the compiler, beside what the same structs cost without them: `cargo run --release -p
//! freedompay-tests --bin compile-budget [-- [--release] [--rounds N] [--picture FILE] SIZE…]`.
//!
//! Writes crates of that many declarations below `target/compile-budget` and builds them in turn, dependencies ready.
//! Times are the processor's, of cargo and all that it starts, so that other work on the machine disturbs them little.

mod build;
mod crates;
mod openapi;

use std::path::Path;
use std::{env, fs};

use build::{Build, Mode};
use crates::Kind;
use freedompay_tests::compare::Failure;
use freedompay_tests::compare::chart::{Axis, Line, chart};

const SIZES: [u64; 3] = [10, 100, 1000];
const MILLISECONDS: [u64; 6] = [1000, 3000, 10_000, 30_000, 100_000, 300_000];

fn main() -> Result<(), Failure> {
    let (mut sizes, mut mode, mut rounds, mut picture) = (Vec::new(), Mode::Check, 3, None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => mode = Mode::Release,
            "--rounds" => rounds = arguments.next().ok_or("--rounds takes a number")?.parse()?,
            "--picture" => picture = Some(arguments.next().ok_or("--picture takes a file")?),
            size => sizes.push(size.parse()?),
        }
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let mut lines = Kind::ALL.map(|kind| Line { name: kind.name(), colour: kind.colour(), points: Vec::new() });
    println!("| declarations | {} | CPU s | CPU ms each | of bare serde |", mode.as_str());
    println!("|---:|---|---:|---:|---:|");
    for size in sizes {
        let measured = measure(size, mode, rounds)?;
        for (kind, ms) in &measured {
            print(size, *kind, *ms, measured.first().map_or(1, |(_, serde)| *serde));
            lines.iter_mut().filter(|line| line.name == kind.name()).for_each(|line| line.points.push((size, *ms)));
        }
    }
    if let Some(file) = picture {
        let up = Axis { name: "CPU ms", marks: &MILLISECONDS };
        fs::write(file, chart(Axis { name: "declarations", marks: &SIZES }, up, &lines)?)?;
    }
    Ok(())
}

/// Medians in milliseconds, of all kinds in turn.
fn measure(size: u64, mode: Mode, rounds: usize) -> Result<Vec<(Kind, u64)>, Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile-budget");
    let mut builds = Vec::new();
    for kind in Kind::ALL {
        match Build::prepare(&root, kind, usize::try_from(size)?, mode) {
            Ok(build) => builds.push((kind, build, Vec::new())),
            Err(e) => eprintln!("{} {size}: left out: {e}", kind.name()),
        }
    }
    for _ in 0..rounds {
        for (_, build, times) in &mut builds {
            times.push(build.time()?);
        }
    }
    let median = |mut times: Vec<u64>| {
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    Ok(builds.into_iter().map(|(kind, _, times)| (kind, median(times))).collect())
}

fn print(size: u64, kind: Kind, ms: u64, serde: u64) {
    let (ratio, each) = (ms * 100 / serde.max(1), ms * 10 / size.max(1));
    println!(
        "| {size} | {} | {}.{:02} | {}.{} | {}.{:02} |",
        kind.name(),
        ms / 1000,
        ms % 1000 / 10,
        each / 10,
        each % 10,
        ratio / 100,
        ratio % 100
    );
}
