//! Measures the rows.
#![allow(missing_docs)]
use freedompay_tests::side_by_side::{Failure, ROWS};

fn main() -> Result<(), Failure> {
    let only: Vec<String> = std::env::args().skip(1).collect();
    for row in ROWS.iter().filter(|r| only.is_empty() || only.iter().any(|o| r.name.contains(o.as_str()))) {
        let m = row.measure(200)?;
        let [ours, peer] = m.in_unit(row.unit);
        println!("{:<30} {:>10}.{} {:>10}.{} {:<10} {:>6} goal {}", row.name, ours/10, ours%10, peer/10, peer%10, row.unit.as_str(), m.ratio(), row.goal);
    }
    Ok(())
}
