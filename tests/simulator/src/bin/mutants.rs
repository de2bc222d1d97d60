//! Proves that the simulator finds things: breaks a copy of the sources by each patch of `mutants/`, builds the simulator
//! against it, and expects a violation.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{fs, io};

use freedompay_simulator::Patch;

const USAGE: &str = "usage: mutants [NAME…]

Applies each patch of tests/simulator/mutants (or those named) to a copy of the sources in target/mutants, builds the
simulator there and runs 100000 histories. Exit status: 0 if every mutant is found, 1 if one is not, 2 if it cannot be tried.";

/// What of the repository the copy has: every member of the workspace, or cargo does not read it.
const SOURCES: [&str; 9] =
    ["Cargo.toml", "Cargo.lock", "macros", "runtime", "api-defs", "sandbox", "store", "cli", "tests"];

fn main() -> ExitCode {
    let named: Vec<String> = std::env::args().skip(1).collect();
    if named.iter().any(|name| name.starts_with('-')) {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match check(&named) {
        Ok(missed) if missed.is_empty() => ExitCode::SUCCESS,
        Ok(missed) => {
            println!("not found: {}", missed.join(", "));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Returns the mutants that were not found.
fn check(named: &[String]) -> io::Result<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let copy = root.join("target/mutants/source");
    let mut patches: Vec<PathBuf> = fs::read_dir(root.join("tests/simulator/mutants"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    patches.retain(|path| path.extension().is_some_and(|ending| ending == "patch"));
    patches.sort();
    // What was removed since the last run must not stay.
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    fs::create_dir_all(&copy)?;
    for source in SOURCES {
        copy_all(&root.join(source), &copy.join(source))?;
    }
    let mut missed = Vec::new();
    for path in patches {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !named.is_empty() && !named.contains(&name) {
            continue;
        }
        let patches = Patch::parse(&fs::read_to_string(&path)?).map_err(|e| failed(&name, &e.to_string()))?;
        let originals =
            patches.iter().map(|patch| fs::read_to_string(copy.join(&patch.file))).collect::<io::Result<Vec<_>>>()?;
        for (patch, original) in patches.iter().zip(&originals) {
            let changed = patch.apply(original).map_err(|e| failed(&name, &e.to_string()))?;
            fs::write(copy.join(&patch.file), changed)?;
        }
        let found = find(&root, &copy, &name)?;
        for (patch, original) in patches.iter().zip(&originals) {
            fs::write(copy.join(&patch.file), original)?;
        }
        println!("{name}: {}", found.as_deref().unwrap_or("NOT FOUND"));
        if found.is_none() {
            missed.push(name);
        }
    }
    Ok(missed)
}

fn failed(name: &str, reason: &str) -> io::Error {
    io::Error::other(format!("{name}: {reason}"))
}

/// Builds the simulator of the copy and runs it. Returns the seed of the first history that violates something, and what.
fn find(root: &Path, copy: &Path, name: &str) -> io::Result<Option<String>> {
    let target = root.join("target/mutants/build");
    // Quicker to build than a release, and quick enough to run.
    let built = Command::new("cargo")
        .args(["build", "--quiet", "--package", "freedompay-simulator", "--bin", "simulate"])
        .args(["--config", "profile.dev.opt-level=1", "--config", "profile.dev.debug=false", "--target-dir"])
        .arg(&target)
        .env("RUSTFLAGS", "-Awarnings")
        .current_dir(copy)
        .status()?;
    if !built.success() {
        return Err(failed(name, "it does not compile"));
    }
    let output = Command::new(target.join("debug/simulate")).args(["--histories", "100000"]).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let after = |start: &str| text.lines().find_map(|line| line.split_once(start)).map_or("", |(_, rest)| rest);
    let seed = after("violation in the history of seed ").split(';').next().unwrap_or_default();
    match output.status.code() {
        Some(0) => Ok(None),
        Some(1) => Ok(Some(format!("found with seed {seed}: {}", after("VIOLATION: ")))),
        other => Err(failed(name, &format!("the simulator ended with {other:?}"))),
    }
}

/// Copies a file or a folder, without what is built.
fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    if from.file_name().is_some_and(|name| name == "target") {
        return Ok(());
    }
    if from.is_dir() {
        fs::create_dir_all(to)?;
        return fs::read_dir(from)?.try_for_each(|entry| {
            let name = entry?.file_name();
            copy_all(&from.join(&name), &to.join(&name))
        });
    }
    fs::copy(from, to).map(|_| ())
}
