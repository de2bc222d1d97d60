//! The journal in one file.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fmt, io};

use uuid::Uuid;

use super::record::{self, Read, Record};
use super::storage::{self, Storage};
use super::{EntryState, Intent, Journal, JournalEntry, JournalError};
use crate::transport::BoxFuture;

/// First bytes of the file; the number is that of the format.
const MAGIC: &[u8] = b"freedompay journal 1\n";

/// A journal in one file: append-only, every record with a digest, on the disk before a call is sent.
///
/// One process at a time has it open (the file `NAME.lock` beside it is the lock, `NAME.new` a rewrite under way).
/// Opening it removes a half-written record and the calls with a final outcome. Only its owner can read it.
///
/// Share one between the clients of all APIs: it is cheap to clone.
///
/// ```no_run
/// # use freedompay_runtime as freedompay;
/// use freedompay::journal::FileJournal;
/// use freedompay::{Client, Merchant, PgCredentials};
///
/// let journal = FileJournal::open("/var/lib/shop/freedompay.journal")?;
/// let client = Client::<Merchant>::builder(PgCredentials::new("123456", std::env::var("FREEDOMPAY_SECRET")?))
///     .journal(journal.clone())
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct FileJournal(std::sync::Arc<Shared>);

struct Shared {
    path: PathBuf,
    /// Held while the journal is open; the system releases it when the process ends, however it ends.
    lock: Option<File>,
    log: Mutex<Log>,
}

impl Drop for Shared {
    /// Unlocks the file. Closing it is not enough: a process that is just being started has a copy of it for a moment.
    fn drop(&mut self) {
        if let Some(Err(error)) = self.lock.as_ref().map(File::unlock) {
            tracing::warn!(%error, "failed to unlock the journal");
        }
    }
}

struct Log {
    storage: Box<dyn Storage>,
    length: u64,
    /// In the order of their records: oldest first.
    open: Vec<JournalEntry>,
    /// Set when the content on the disk is no longer known; nothing is recorded after that.
    broken: Option<String>,
}

impl fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileJournal").field("path", &self.0.path).finish_non_exhaustive()
    }
}

impl FileJournal {
    /// Opens the journal, or creates one where there is no file.
    ///
    /// # Errors
    /// [`JournalError::InUse`], [`JournalError::NotAJournal`], [`JournalError::Corrupt`] if bytes in it were changed, and
    /// [`JournalError::Failed`] if the system returns an error. The file is unchanged then.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        Self::open_with(path.as_ref(), |bytes| {
            let (open, damaged) = replay(bytes);
            damaged.first().map_or(Ok(open), |offset| Err(JournalError::Corrupt { offset: *offset }))
        })
    }

    /// Opens a journal that [`open`](Self::open) calls corrupt, without the damaged parts; returns the bytes at which they
    /// began. Calls that were recorded there are forgotten: compare with your own records first.
    ///
    /// # Errors
    /// Those of `open` except [`JournalError::Corrupt`].
    pub fn salvage(path: impl AsRef<Path>) -> Result<(Self, Vec<u64>), JournalError> {
        let mut lost = Vec::new();
        let journal = Self::open_with(path.as_ref(), |bytes| {
            let (open, damaged) = replay(bytes);
            lost = damaged;
            Ok(open)
        })?;
        Ok((journal, lost))
    }

    fn open_with(
        path: &Path,
        read: impl FnOnce(&[u8]) -> Result<Vec<JournalEntry>, JournalError>,
    ) -> Result<Self, JournalError> {
        let failed = |message: &str, e: io::Error| JournalError::failed(format!("{}: {message}: {e}", path.display()));
        let lock = storage::private()
            .write(true)
            .create(true)
            .truncate(false)
            .open(storage::beside(path, "lock"))
            .map_err(|e| failed("cannot open its lock", e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(JournalError::InUse),
            Err(TryLockError::Error(e)) => return Err(failed("cannot lock it", e)),
        }
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(failed("cannot read it", e)),
        };
        let records = match bytes.strip_prefix(MAGIC) {
            Some(records) => records,
            None if bytes.is_empty() => &[],
            None => return Err(JournalError::NotAJournal),
        };
        let open = read(records)?;
        let mut content = MAGIC.to_vec();
        for entry in &open {
            content.extend(encoded(&Record::Begin(entry.intent.clone()))?);
            content.extend(encoded(&Record::Mark { key: entry.intent.key, state: entry.state })?);
        }
        let file = storage::replace(path, &content).map_err(|e| failed("cannot write it", e))?;
        Ok(Self::new(path.to_owned(), Some(lock), Box::new(file), content.len() as u64, open))
    }

    fn new(path: PathBuf, lock: Option<File>, storage: Box<dyn Storage>, length: u64, open: Vec<JournalEntry>) -> Self {
        let log = Mutex::new(Log { storage, length, open, broken: None });
        Self(std::sync::Arc::new(Shared { path, lock, log }))
    }

    fn with<R>(&self, work: impl FnOnce(&mut Log) -> Result<R, JournalError>) -> Result<R, JournalError> {
        let mut log = self.0.log.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut log).map_err(|e| match e {
            JournalError::Failed { message } => JournalError::failed(format!("{}: {message}", self.0.path.display())),
            other => other,
        })
    }
}

/// Writes on the thread that asks: a record and its way to the disk typically take a millisecond or more.
impl Journal for FileJournal {
    fn begin<'a>(&'a self, intent: &'a Intent) -> BoxFuture<'a, Result<(), JournalError>> {
        Box::pin(async {
            self.with(|log| {
                log.append(&Record::Begin(intent.clone()))?;
                log.sync()?;
                log.open.push(JournalEntry { intent: intent.clone(), state: EntryState::Pending });
                Ok(())
            })
        })
    }

    fn record_outcome(&self, key: Uuid, state: EntryState) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            self.with(|log| {
                log.append(&Record::Mark { key, state })?;
                apply(&mut log.open, key, state);
                Ok(())
            })
        })
    }

    fn in_doubt(&self) -> BoxFuture<'_, Result<Vec<JournalEntry>, JournalError>> {
        Box::pin(async { self.with(|log| Ok(log.open.iter().filter(|entry| entry.is_in_doubt()).cloned().collect())) })
    }
}

impl Log {
    fn append(&mut self, record: &Record) -> Result<(), JournalError> {
        if let Some(message) = &self.broken {
            return Err(JournalError::failed(format!("it failed earlier and must be reopened: {message}")));
        }
        let bytes = encoded(record)?;
        match self.storage.append(&bytes) {
            Ok(()) => {
                self.length += bytes.len() as u64;
                Ok(())
            }
            Err(e) => {
                // Half a record before others would be damage.
                if let Err(cut) = self.storage.cut(self.length) {
                    self.broken = Some(format!("a record is half-written: {cut}"));
                }
                Err(JournalError::failed(format!("cannot write a record: {e}")))
            }
        }
    }

    /// Syncs the file. After a failed sync the system may have dropped bytes, and a second sync would not report it.
    fn sync(&mut self) -> Result<(), JournalError> {
        self.storage.sync().map_err(|e| {
            let message = format!("a record cannot be written to the disk: {e}");
            self.broken = Some(message.clone());
            JournalError::failed(message)
        })
    }
}

fn encoded(record: &Record) -> Result<Vec<u8>, JournalError> {
    record::write(record).ok_or_else(|| JournalError::failed("the ids of the call are too long to be recorded"))
}

fn apply(open: &mut Vec<JournalEntry>, key: Uuid, state: EntryState) {
    // Outcomes mostly follow soon after their intent.
    let Some(at) = open.iter().rposition(|entry| entry.intent.key == key) else { return };
    if state.is_final() {
        open.remove(at);
    } else if let Some(entry) = open.get_mut(at) {
        entry.state = state;
    }
}

/// Returns what is open after all records, and where damage begins. Nobody makes the calls any more that were begun.
fn replay(bytes: &[u8]) -> (Vec<JournalEntry>, Vec<u64>) {
    let (mut open, mut damaged, mut at) = (Vec::new(), Vec::new(), 0_usize);
    let mut is_damaged = false;
    loop {
        match record::read(bytes.get(at..).unwrap_or_default()) {
            Read::Record(record, size) => {
                match record {
                    Record::Begin(intent) => {
                        open.push(JournalEntry { intent, state: EntryState::InDoubt });
                    }
                    Record::Mark { key, state } => apply(&mut open, key, state),
                }
                (at, is_damaged) = (at + size, false);
            }
            // After damage the next record may begin at any byte.
            Read::Corrupt | Read::Torn if is_damaged => at += 1,
            Read::Corrupt => {
                damaged.push((MAGIC.len() + at) as u64);
                (at, is_damaged) = (at + 1, true);
            }
            Read::Torn | Read::End => return (open, damaged),
        }
    }
}

#[cfg(test)]
mod tests;
