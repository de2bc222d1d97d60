//! What declarations cost the compiler, beside what the same structs cost without them: `cargo run --release -p
//! freedompay-tests --bin compile-budget [-- [--release] [--rounds N] SIZE…]`.
//!
//! Writes crates of that many declarations below `target/compile-budget` and builds them in turn, dependencies ready.
//! Times are the processor's, of cargo and all that it starts, so that other work on the machine disturbs them little.

mod build;
mod crates;
mod openapi;

use std::env;
use std::path::Path;

use build::{Build, Mode};
use crates::Kind;
use freedompay_tests::side_by_side::Failure;

const SIZES: [usize; 3] = [10, 100, 1000];

fn main() -> Result<(), Failure> {
    let (mut sizes, mut mode, mut rounds) = (Vec::new(), Mode::Check, 3);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => mode = Mode::Release,
            "--rounds" => rounds = arguments.next().ok_or("--rounds takes a number")?.parse()?,
            size => sizes.push(size.parse()?),
        }
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile-budget");
    println!("| declarations | {} | CPU s | CPU ms each | of bare serde |", mode.as_str());
    println!("|---:|---|---:|---:|---:|");
    for size in sizes {
        let mut builds = Vec::new();
        for kind in Kind::ALL {
            match Build::prepare(&root, kind, size, mode) {
                Ok(build) => builds.push((kind, build, Vec::new())),
                Err(e) => eprintln!("{} {size}: left out: {e}", kind.name()),
            }
        }
        for _ in 0..rounds {
            for (_, build, times) in &mut builds {
                times.push(build.time()?);
            }
        }
        let mut serde = None;
        for (kind, _, mut times) in builds {
            times.sort_unstable();
            let ms = times.get(times.len() / 2).copied().unwrap_or_default();
            let serde = *serde.get_or_insert(ms.max(1));
            let (ratio, each) = (ms * 100 / serde, ms * 10 / size.max(1) as u64);
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
    }
    Ok(())
}
