#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use super::*;

/// Keeps the bytes on the disk, and fails on demand.
#[derive(Clone, Default)]
struct Disk {
    bytes: Arc<Mutex<Vec<u8>>>,
    write_fails_after: Arc<Mutex<Option<usize>>>,
    sync_fails: Arc<AtomicBool>,
    cut_fails: Arc<AtomicBool>,
}

impl Storage for Disk {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let part = *self.write_fails_after.lock().unwrap();
        let written = part.map_or(bytes, |part| &bytes[..part.min(bytes.len())]);
        self.bytes.lock().unwrap().extend(written);
        if part.is_some() { Err(io::Error::other("the disk is full")) } else { Ok(()) }
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.sync_fails.load(Ordering::SeqCst) { Err(io::Error::other("the disk is gone")) } else { Ok(()) }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if self.cut_fails.load(Ordering::SeqCst) {
            return Err(io::Error::other("the disk is gone"));
        }
        self.bytes.lock().unwrap().truncate(usize::try_from(length).unwrap());
        Ok(())
    }
}

/// Returns what a future gives at once: the file never waits.
fn ready<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn intent(order: &str) -> Intent {
    Intent {
        key: Uuid::now_v7(),
        api: "merchant".to_owned(),
        account: "1".to_owned(),
        host: "https://api.freedompay.kz".to_owned(),
        endpoint: "merchant.payout.iban".to_owned(),
        request_id: None,
        ids: vec![("pg_order_id".to_owned(), order.to_owned())],
        at_ms: 1,
        expires_at_ms: 0,
    }
}

fn journal() -> (Disk, FileJournal) {
    let disk = Disk::default();
    (disk.clone(), FileJournal::new(PathBuf::from("j"), None, Box::new(disk), 0, Vec::new()))
}

#[test]
fn a_sync_that_fails_refuses_the_call_and_every_further_one() {
    let (disk, journal) = journal();
    ready(journal.begin(&intent("1"))).unwrap();
    disk.sync_fails.store(true, Ordering::SeqCst);
    let error = ready(journal.begin(&intent("2"))).unwrap_err().to_string();
    assert!(error.contains("the disk is gone"), "{error}");
    // The system may have dropped the bytes, so that a sync which works now proves nothing.
    disk.sync_fails.store(false, Ordering::SeqCst);
    let error = ready(journal.begin(&intent("3"))).unwrap_err().to_string();
    assert!(error.contains("reopened") && error.contains("the disk is gone"), "{error}");
}

#[test]
fn half_a_record_is_taken_back_and_the_next_call_is_recorded() {
    let (disk, journal) = journal();
    for part in [0, 1, 20] {
        *disk.write_fails_after.lock().unwrap() = Some(part);
        let error = ready(journal.begin(&intent("lost"))).unwrap_err().to_string();
        assert!(error.contains("the disk is full"), "{error}");
        *disk.write_fails_after.lock().unwrap() = None;
        ready(journal.begin(&intent("kept"))).unwrap();
    }
    let (open, damaged) = replay(&disk.bytes.lock().unwrap());
    assert!(damaged.is_empty());
    assert_eq!(open.iter().map(|entry| entry.intent.ids[0].1.as_str()).collect::<Vec<_>>(), ["kept"; 3]);
}

#[test]
fn half_a_record_that_cannot_be_taken_back_ends_the_recording() {
    let (disk, journal) = journal();
    *disk.write_fails_after.lock().unwrap() = Some(9);
    disk.cut_fails.store(true, Ordering::SeqCst);
    assert!(ready(journal.begin(&intent("1"))).is_err());
    *disk.write_fails_after.lock().unwrap() = None;
    let error = ready(journal.begin(&intent("2"))).unwrap_err().to_string();
    assert!(error.contains("half-written"), "{error}");
}

#[test]
fn a_record_too_long_to_be_read_is_not_written() {
    let (disk, journal) = journal();
    assert!(ready(journal.begin(&intent(&"9".repeat(70_000)))).is_err());
    assert!(disk.bytes.lock().unwrap().is_empty());
}

/// Pseudo-random numbers with a fixed seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn text(&mut self) -> String {
        const LETTERS: [char; 12] = ['a', '9', '-', '"', '\\', '\0', '\n', 'ё', '漢', '\u{10FFFF}', '{', ' '];
        (0..self.roll(40)).map(|_| LETTERS[usize::try_from(self.roll(12)).unwrap()]).collect()
    }

    fn record(&mut self) -> Record {
        const STATES: [EntryState; 7] = [
            EntryState::Pending,
            EntryState::InDoubt,
            EntryState::Responded,
            EntryState::Refused,
            EntryState::NotSent,
            EntryState::Happened,
            EntryState::DidNotHappen,
        ];
        let key = Uuid::from_u128(u128::from(self.roll(u64::MAX)) << 64 | u128::from(self.roll(u64::MAX)));
        if self.roll(2) == 0 {
            return Record::Mark { key, state: STATES[usize::try_from(self.roll(7)).unwrap()] };
        }
        Record::Begin(Intent {
            key,
            api: self.text(),
            account: self.text(),
            host: self.text(),
            endpoint: self.text(),
            request_id: (self.roll(2) == 0).then(|| self.text()),
            ids: (0..self.roll(5)).map(|_| (self.text(), self.text())).collect(),
            at_ms: self.roll(u64::MAX),
            expires_at_ms: self.roll(u64::MAX),
        })
    }
}

#[test]
fn records_round_trip_and_any_change_or_cut_is_detected() {
    let mut dice = Dice(7);
    for _ in 0..300 {
        let record = dice.record();
        let mut bytes = record::write(&record).unwrap();
        let size = bytes.len();
        bytes.extend([0xAA; 3]); // bytes that follow it
        assert_eq!(record::read(&bytes), Read::Record(record.clone(), size));
        bytes.truncate(size);
        for cut in 1..size {
            assert_eq!(record::read(&bytes[..cut]), Read::Torn, "cut at {cut} of {size}");
        }
        for at in 0..size {
            let change = u8::try_from(dice.roll(255) + 1).unwrap();
            bytes[at] ^= change;
            assert_eq!(record::read(&bytes), Read::Corrupt, "byte {at} of {size} changed by {change}");
            bytes[at] ^= change;
        }
    }
}

#[test]
fn a_pending_call_is_in_doubt_once_its_time_is_up() {
    let (_, journal) = journal();
    let (expired, pending) =
        (Intent { expires_at_ms: 1, ..intent("1") }, Intent { expires_at_ms: u64::MAX, ..intent("2") });
    ready(journal.begin(&expired)).unwrap();
    ready(journal.begin(&pending)).unwrap();
    let open: Vec<Uuid> = ready(journal.in_doubt()).unwrap().iter().map(|entry| entry.intent.key).collect();
    assert_eq!(open, [expired.key]);
}
