//! Snapshots: the world as text.

use std::fmt;

use freedompay_runtime::wire::without_mark;
use serde::{Deserialize, Serialize};

use crate::world::World;

/// Version of the format; it changes with anything that older sandboxes could not read.
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

/// A text that is not a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotError(String);

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SnapshotError {}

/// Writes the world as JSON.
pub(crate) fn save(world: &World) -> String {
    // Strings, numbers and lists of them can always be serialized.
    serde_json::to_string_pretty(&Snapshot { version: VERSION, world }).unwrap_or_default()
}

/// Reads a world that `save` wrote.
pub(crate) fn load(text: &str) -> Result<World, SnapshotError> {
    let text = without_mark(text);
    let invalid = |e: &serde_json::Error| SnapshotError(format!("not a snapshot of a sandbox: {e}"));
    let Version { version } = serde_json::from_str(text).map_err(|e| invalid(&e))?;
    if version != VERSION {
        return Err(SnapshotError(format!(
            "the snapshot has version {version}, and this sandbox reads version {VERSION}: save it again with a sandbox of \
             the same release as this one"
        )));
    }
    let contents: Contents = serde_json::from_str(text).map_err(|e| invalid(&e))?;
    Ok(contents.world)
}
