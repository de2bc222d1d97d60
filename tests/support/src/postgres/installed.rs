//! Finding the installed server, and a user whom it accepts.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::harness::Missing;

/// Where Debian, Red Hat and Homebrew put the programs of a version.
const FOLDERS: [&str; 4] =
    ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql", "/usr/local/opt/postgresql"];

/// An installed server.
#[derive(Debug)]
pub(super) struct Installed {
    /// The folder of `initdb`, `pg_ctl` and `postgres`.
    pub(super) programs: PathBuf,
    /// User and group to run it as; none for those of this process.
    pub(super) user: Option<(u32, u32)>,
}

impl Installed {
    /// Finds the newest installed server.
    pub(super) fn find() -> Result<Self, Missing> {
        let programs = programs()
            .filter(|_| cfg!(unix))
            .ok_or_else(|| Missing::new("postgres", "PostgreSQL is not installed (Debian: postgresql)"))?;
        Ok(Self { programs, user: unprivileged() })
    }
}

/// Returns the client of the installed server, or the one that the path gives.
pub(super) fn psql() -> PathBuf {
    versions().into_iter().map(|folder| folder.join("psql")).find(|psql| psql.exists()).unwrap_or_else(|| "psql".into())
}

fn programs() -> Option<PathBuf> {
    let on_path = env::var_os("PATH").into_iter().flat_map(|path| env::split_paths(&path).collect::<Vec<_>>());
    on_path
        .chain(versions())
        .find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).exists()))
}

/// Returns the folders of programs by version, the newest first: `/usr/lib/postgresql/15/bin`, `/usr/pgsql-15/bin`.
fn versions() -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for folder in FOLDERS.map(Path::new) {
        let beside = folder.parent().unwrap_or(folder);
        let names = [folder, beside].into_iter().filter_map(|place| fs::read_dir(place).ok()).flatten().flatten();
        for entry in names {
            let path = entry.path();
            let text = path.to_string_lossy().into_owned();
            let version =
                text.strip_prefix(&*folder.to_string_lossy()).map(|rest| rest.trim_start_matches(['/', '-', '@']));
            if let Some(version) = version.and_then(|version| version.parse().ok()) {
                found.push((version, path.join("bin")));
            }
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, path)| path).collect()
}

/// Returns another user if this process is root, as which the server refuses to run.
fn unprivileged() -> Option<(u32, u32)> {
    // The owner of a process's own folder is its effective user.
    #[cfg(unix)]
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    #[cfg(not(unix))]
    let is_root = false;
    if !is_root {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    ["postgres", "nobody"].iter().find_map(|name| {
        let mut fields = users.lines().find_map(|line| line.strip_prefix(&format!("{name}:")))?.split(':').skip(1);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}
