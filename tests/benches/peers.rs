//! The rows of `compare`, each side by itself, with divan's statistics: `cargo bench -p freedompay-tests`.

use divan::Bencher;
use freedompay_tests::compare::{ROWS, Row, row};

fn main() {
    divan::main();
}

fn names() -> impl Iterator<Item = &'static str> {
    ROWS.iter().map(|row| row.name)
}

#[divan::bench(args = names())]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    if let Some(Ok(mut pair)) = row(name).map(Row::pair) {
        bencher.bench_local(|| (pair.ours)());
    }
}

#[divan::bench(args = names())]
fn peer(bencher: Bencher<'_, '_>, name: &str) {
    if let Some(Ok(mut pair)) = row(name).map(Row::pair) {
        bencher.bench_local(|| (pair.peer)());
    }
}
