//! The rows of `side_by_side` one side at a time, with divan's statistics.
fn main() { divan::main(); }
