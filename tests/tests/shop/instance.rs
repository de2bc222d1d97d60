//! An instance as a process: this program again, told by its environment to be one.

use std::env;
use std::fs::OpenOptions;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use crate::steps::Step;
use crate::{over_postgres, over_sqlite, trace};

const PREFIX: &str = "FREEDOMPAY_TEST_SHOP_";

/// The database of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Postgres,
    Sqlite,
}

/// What an instance is told.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) engine: Engine,
    /// URL or path of its database.
    pub(crate) database: String,
    /// URL of the provider.
    pub(crate) provider: String,
}

impl Settings {
    /// Writes the settings into the environment of an instance.
    pub(crate) fn write(&self, command: &mut Command, steps: &Path, haste: u32, trap: Option<(Step, u64)>) {
        let engine = if self.engine == Engine::Postgres { "postgres" } else { "sqlite" };
        let trap = trap.map(|(step, nth)| format!("{} {nth}", step.byte())).unwrap_or_default();
        let steps = steps.to_string_lossy();
        let (haste, provider) = (haste.to_string(), self.provider.as_str());
        for (name, value) in [
            ("ENGINE", engine),
            ("DATABASE", &self.database),
            ("PROVIDER", provider),
            ("STEPS", &steps),
            ("HASTE", &haste),
            ("TRAP", &trap),
        ] {
            command.env(format!("{PREFIX}{name}"), value);
        }
    }
}

/// Is an instance, if the environment says so; it then never returns.
pub(crate) fn be_one_if_told() {
    let told = |name: &str| env::var(format!("{PREFIX}{name}")).ok();
    let (Some(engine), Some(database), Some(provider)) = (told("ENGINE"), told("DATABASE"), told("PROVIDER")) else {
        return;
    };
    // The parent holds the other end: when it dies, so does this.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(1);
    });
    let steps = OpenOptions::new().read(true).write(true).open(told("STEPS").expect("a file of steps"));
    let trap = told("TRAP").and_then(|trap| {
        let (byte, nth) = trap.split_once(' ')?;
        Some((Step::of(byte.parse().ok()?)?.0, nth.parse().ok()?))
    });
    trace::write_to(steps.expect("the file of steps is there"), trap);
    let haste = told("HASTE").and_then(|haste| haste.parse().ok()).unwrap_or(1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let served = runtime.block_on(async {
        match engine.as_str() {
            "postgres" => over_postgres::serve::serve(&database, &provider, haste).await,
            _ => over_sqlite::serve::serve(&database, &provider, haste).await,
        }
    });
    if env::var_os("FREEDOMPAY_TEST_LOG").is_some() {
        eprintln!("an instance ends: {served:?}");
    }
    std::process::exit(1);
}
