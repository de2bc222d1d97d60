//! The SQLite file: created for its owner alone, and switched to a write-ahead log.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Pool, Sqlite};
use tokio::time::{Instant, sleep};

use super::super::explain;
use super::text;
use crate::error::{Error, ErrorKind};

/// Few, since one writes at a time; more than one, so that a transaction of the program leaves some for the calls of others.
const CONNECTIONS: u32 = 4;

/// How soon the switch to the log is tried again while another connection prevents it.
const PAUSE: Duration = Duration::from_millis(10);

/// Opens a pool on a file: a path, or a URL that begins with `sqlite:`.
pub(super) async fn open(address: &OsStr, timeout: Duration) -> Result<Pool<Sqlite>, Error> {
    let Some(address) = address.to_str() else {
        let message = format!("the path {} is not UTF-8, which SQLite takes; rename the file", address.display());
        return Err(Error::with_remedy(ErrorKind::Setup, message));
    };
    if address.contains("://") && !address.starts_with("sqlite:") {
        // Not repeated: it may hold a password.
        let message = "`Store::open` takes an SQLite file, and this is the address of a server; use `Store::connect` (feature \
                       `postgres`)";
        return Err(Error::with_remedy(ErrorKind::Setup, message));
    }
    let (options, may_create) = if address.starts_with("sqlite:") {
        let options: SqliteConnectOptions = address.parse().map_err(explain::<Sqlite>)?;
        (options, !address.contains("mode=") || address.contains("mode=rwc"))
    } else {
        (SqliteConnectOptions::new().filename(address), true)
    };
    // SQLite itself gives up first, and then knows that it was a lock.
    let options = options
        .busy_timeout(timeout * 4 / 5)
        .synchronous(SqliteSynchronous::Full)
        // On macOS a plain fsync leaves the data in the drive's cache.
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON");
    prepare(options.get_filename(), may_create)?;
    switch_to_log(&options, timeout).await?;
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(timeout);
    // A connection is a file, not a session on a server: when the last one closes, the log is written back and removed.
    Ok(pool.idle_timeout(None).max_lifetime(None).connect_lazy_with(options))
}

/// Creates the file if it is missing, and refuses one that has several names.
fn prepare(path: &Path, may_create: bool) -> Result<(), Error> {
    if path == Path::new(":memory:") || path.as_os_str().is_empty() || path.to_string_lossy().starts_with("file:") {
        return Ok(());
    }
    if may_create {
        create(path).map_err(|error| {
            Error::with_remedy(
                kind(&error),
                format!(
                    "the file {} cannot be created: {error}; check its folder and the rights of this user",
                    path.display()
                ),
            )
        })?;
    }
    let Ok(file) = fs::metadata(path) else { return Ok(()) };
    if !file.is_file() {
        let message = format!("{} is not a file; name a file, which is created if it is missing", path.display());
        return Err(Error::with_remedy(ErrorKind::Setup, message));
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::mode(&file) & 0o077 != 0 {
        tracing::warn!(
            file = %path.display(),
            "others than its owner may use the file of the store; it names payments, so make it the owner's (chmod 600)"
        );
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&file) > 1 {
        return Err(Error::with_remedy(
            ErrorKind::Unsafe,
            format!(
                "the file {} has several names (hard links), and SQLite keeps what it has not written back beside each of them; \
                 leave it one name, or use symbolic links",
                path.display()
            ),
        ));
    }
    Ok(())
}

fn kind(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => ErrorKind::ReadOnly,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::Full,
        _ => ErrorKind::Setup,
    }
}

/// Creates a missing file for its owner alone; SQLite gives its side files the same mode. A symbolic link stays one: what it
/// names is created.
fn create(path: &Path) -> io::Result<()> {
    // Closing a file releases all locks of this process on it, SQLite's too. So nobody else here may have opened it meanwhile,
    // and a file that is there is not opened.
    static CREATING: Mutex<()> = Mutex::new(());
    let _creating = CREATING.lock().unwrap_or_else(PoisonError::into_inner);
    if fs::metadata(path).is_ok() {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Switches the file to a write-ahead log, which stays with the file. SQLite does not wait for the lock that this takes.
async fn switch_to_log(options: &SqliteConnectOptions, timeout: Duration) -> Result<(), Error> {
    let end = Instant::now() + timeout;
    loop {
        let switched = async {
            let mut connection = options.connect().await.map_err(explain::<Sqlite>)?;
            let mode = text(&mut connection, "PRAGMA journal_mode = WAL").await;
            let _ = connection.close().await;
            mode
        };
        match switched.await {
            Err(error) if error.kind() == ErrorKind::Locked && Instant::now() < end => sleep(PAUSE).await,
            result => return result.map(drop),
        }
    }
}
