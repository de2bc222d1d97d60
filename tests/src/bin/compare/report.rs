//! How the rows are printed.

use std::fs;
use std::process::Command;

use freedompay_tests::compare::{Failure, Measured, Row};

use crate::allocations::Counted;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Markdown,
}

/// Machine, compiler and the head of the table.
pub(crate) fn head(format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => {}
        Format::Text => println!("{:<30} {:>12} {:>12} {:<11} {:>6}  goal", "row", "ours", "peer", "unit", "ratio"),
        Format::Markdown => {
            let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
            let model = cpus.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown processor");
            let count = std::thread::available_parallelism()?;
            println!(
                "{}, {count} cores; {}; {}.\n",
                model.trim_matches([' ', '\t', ':']),
                output_of("rustc", "-V"),
                output_of("date", "-uI")
            );
            println!("| row | ours | peer | unit | ratio | goal | |\n|---|---:|---:|---|---:|---:|---|");
        }
    }
    Ok(())
}

fn output_of(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).trim().to_owned()
}

pub(crate) fn row(format: Format, row: &Row, measured: Measured) {
    let [ours, peer] = measured.in_unit(row.unit).map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let (ratio, goal, unit) = (thousandths(measured.ratio()), hundredths(row.goal), row.unit.as_str());
    let (name, peer_name) = (row.name, row.peer);
    match format {
        Format::Text => println!("{name:<30} {ours:>12} {peer:>12} {unit:<11} {ratio:>6}  {goal}"),
        Format::Json => println!(
            r#"{{"name":"{name}","ours":{ours},"peer":{peer},"peer_name":"{peer_name}","ratio":{ratio},"unit":"{unit}"}}"#
        ),
        Format::Markdown => {
            let ratio = hundredths(measured.ratio());
            let met = if measured.ratio() <= row.goal { "met" } else { "missed" };
            println!("| `{name}` | {ours} | {peer} ({peer_name}) | {unit} | {ratio} | {goal} | {met} |");
        }
    }
}

pub(crate) fn allocations(format: Format, counted: &Counted) {
    let Counted { name, peer, ours, theirs } = counted;
    match format {
        Format::Text => println!("{name}: {ours} allocations, {peer} {theirs}"),
        Format::Json => println!(
            r#"{{"name":"allocations_{name}","ours":{ours},"peer":{theirs},"peer_name":"{peer}","ratio":{},"unit":"allocations"}}"#,
            thousandths(ours * 1000 / theirs.max(&1))
        ),
        Format::Markdown => println!("| allocations of `{name}` | {ours} | {theirs} ({peer}) | | | | |"),
    }
}

fn thousandths(n: u64) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}

fn hundredths(n: u64) -> String {
    let n = (n + 5) / 10;
    format!("{}.{:02}", n / 100, n % 100)
}
