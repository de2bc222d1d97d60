//! A sandbox's memory as text, to go on from another time.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::world::World;

/// Of the form of snapshots; it changes with whatever older sandboxes could not read.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Snapshot<'w> {
    version: u32,
    world: &'w World,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
struct Contents {
    world: World,
}

/// Why a text is no snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotError(String);

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SnapshotError {}

pub(crate) fn save(world: &World) -> String {
    // Texts, numbers and lists of them always fit.
    serde_json::to_string_pretty(&Snapshot { version: VERSION, world }).unwrap_or_default()
}

pub(crate) fn load(text: &str) -> Result<World, SnapshotError> {
    let no_snapshot = |e: &serde_json::Error| SnapshotError(format!("this is no snapshot of a sandbox: {e}"));
    let Version { version } = serde_json::from_str(text).map_err(|e| no_snapshot(&e))?;
    if version != VERSION {
        return Err(SnapshotError(format!(
            "the snapshot has version {version}, and this sandbox reads version {VERSION}: save it again with a sandbox of \
             the same release as this one"
        )));
    }
    let contents: Contents = serde_json::from_str(text).map_err(|e| no_snapshot(&e))?;
    Ok(contents.world)
}
