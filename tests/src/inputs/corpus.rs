//! Where mutation begins: the seeds of the fuzz targets, which are small right inputs and the classics of wrong ones.

use std::path::Path;
use std::{fs, io};

/// The seeds of a check, in the order of their names.
///
/// # Errors
/// If they cannot be read.
pub fn seeds(check: &str) -> io::Result<Vec<Vec<u8>>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(check);
    let mut files = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    // A fuzzer puts what it finds beside them.
    let is_seed =
        |path: &&std::path::PathBuf| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("seed-"));
    files.iter().filter(is_seed).map(fs::read).collect()
}
