//! Builds a crate again and again, and reads its cost from the system.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use freedompay_tests::compare::Failure;

use crate::crates::Kind;

/// The mode of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Check,
    Release,
}

impl Mode {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Mode::Check => "cargo check",
            Mode::Release => "cargo build --release",
        }
    }
}

/// A crate whose dependencies are built.
pub(crate) struct Build {
    folder: PathBuf,
    target: PathBuf,
    mode: Mode,
}

impl Build {
    /// Writes the crate, and builds its dependencies by building it without a declaration.
    pub(crate) fn prepare(root: &Path, kind: Kind, size: usize, mode: Mode) -> Result<Self, Failure> {
        let folder = root.join(format!("{}-{size}", kind.name()));
        fs::create_dir_all(&folder)?;
        kind.write(&folder, 0)?;
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock"))?;
        let build = Self { folder, target: root.join("target"), mode };
        build.run()?;
        kind.write(&build.folder, size)?;
        Ok(build)
    }

    /// Milliseconds of processor time to build the crate alone.
    pub(crate) fn time(&self) -> Result<u64, Failure> {
        let source = self.folder.join("src/lib.rs");
        let text = fs::read(&source)?;
        fs::write(&source, text)?;
        let before = children()?;
        self.run()?;
        Ok((children()? - before) * 1000 / TICKS)
    }

    fn run(&self) -> Result<(), Failure> {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg(if self.mode == Mode::Check { "check" } else { "build" });
        if self.mode == Mode::Release {
            cargo.arg("--release");
        }
        let output = cargo
            .args(["--quiet", "--lib"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .stdin(Stdio::null())
            .output()?;
        if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
    }
}

/// Linux has counted in hundredths of a second for as long as `/proc` is there.
const TICKS: u64 = 100;

/// Processor time of the children that have ended, in ticks (`proc(5)`, fields 16 and 17 of `stat`).
fn children() -> Result<u64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|e| format!("the times come from /proc: {e}"))?;
    // The name of the program is in brackets and may contain anything.
    let (_, rest) = stat.rsplit_once(')').ok_or("no stat")?;
    let mut times = rest.split_whitespace().skip(13).take(2);
    let mut next = || times.next().and_then(|ticks| ticks.parse::<u64>().ok()).ok_or("no times in stat");
    Ok(next()? + next()?)
}
