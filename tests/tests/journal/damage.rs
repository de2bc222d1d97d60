//! A file that was cut off, and one whose bytes were changed.

use std::fs;
use std::path::Path;

use freedompay::journal::{FileJournal, Journal as _, JournalError};
use freedompay::transport::Stage;
use freedompay_tests::at_once;

use super::{Fails, Folder, client, orders, payout};

/// Three payouts in doubt: the file, and where its records begin.
async fn three(folder: &Folder) -> (Vec<u8>, Vec<usize>) {
    let journal = FileJournal::open(folder.journal()).unwrap();
    for order in ["1", "2", "3"] {
        assert!(payout(order).send(&client(Fails::new(Stage::MaybeSent, 0), journal.clone())).await.is_err());
    }
    let bytes = fs::read(folder.journal()).unwrap();
    (bytes.clone(), records(&bytes))
}

/// Where the records begin; the format is part of what users keep on their disks.
pub(crate) fn records(bytes: &[u8]) -> Vec<usize> {
    let mut at = b"freedompay journal 1\n".len();
    let mut found = Vec::new();
    while let Some(length) = bytes.get(at..at + 4).and_then(|length| length.try_into().ok()) {
        found.push(at);
        at += 16 + u32::from_le_bytes(length) as usize;
    }
    found
}

fn opened(path: &Path, bytes: &[u8]) -> Result<Vec<String>, JournalError> {
    fs::write(path, bytes).unwrap();
    let journal = FileJournal::open(path)?;
    let open = at_once(journal.in_doubt()).unwrap()?;
    Ok(orders(&open).into_iter().map(str::to_owned).collect())
}

#[tokio::test]
async fn a_torn_tail_is_cut_off_wherever_it_is_torn() {
    let folder = Folder::new();
    let (bytes, records) = three(&folder).await;
    // Begin and mark of each payout; the last one's begin is the last but one.
    let [.., begin, mark] = records[..] else { panic!("records") };
    for cut in begin..bytes.len() {
        let expected: &[&str] = if cut < mark { &["1", "2"] } else { &["1", "2", "3"] };
        assert_eq!(opened(&folder.journal(), &bytes[..cut]).unwrap(), expected, "cut at {cut}");
        // What was cut off is gone for good, so that nothing is written behind it.
        assert_eq!(opened(&folder.journal(), &fs::read(folder.journal()).unwrap()).unwrap(), expected);
    }
    // What a loss of power leaves of a file that had grown.
    let grown = [&bytes[..begin], &[0; 500]].concat();
    assert_eq!(opened(&folder.journal(), &grown).unwrap(), ["1", "2"]);
}

#[tokio::test]
async fn a_changed_byte_is_an_error_that_says_where() {
    let folder = Folder::new();
    let (bytes, records) = three(&folder).await;
    for at in records[0]..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x11;
        let offset = records.iter().rfind(|begin| **begin <= at).unwrap();
        let error = opened(&folder.journal(), &changed).unwrap_err();
        assert_eq!(error, JournalError::Corrupt { offset: *offset as u64 }, "byte {at}");
        assert!(error.to_string().contains(&offset.to_string()));
        assert_eq!(fs::read(folder.journal()).unwrap(), changed, "the file is left as it is");
    }
}

#[tokio::test]
async fn the_rest_of_a_damaged_journal_can_be_had() {
    let folder = Folder::new();
    let (bytes, records) = three(&folder).await;
    for in_record in [0, 5, 9, 40] {
        let mut changed = bytes.clone();
        changed[records[2] + in_record] ^= 0xFF;
        fs::write(folder.journal(), &changed).unwrap();
        let (journal, lost) = FileJournal::salvage(folder.journal()).unwrap();
        assert_eq!(lost, [records[2] as u64]);
        assert_eq!(orders(&at_once(journal.in_doubt()).unwrap().unwrap()), ["1", "3"]);
        drop(journal);
        assert_eq!(
            orders(&at_once(FileJournal::open(folder.journal()).unwrap().in_doubt()).unwrap().unwrap()),
            ["1", "3"]
        );
    }
}

#[test]
fn a_header_that_was_cut_off_is_no_other_file() {
    let folder = Folder::new();
    // An empty file is a journal to be.
    assert!(opened(&folder.journal(), b"").unwrap().is_empty());
    assert_eq!(opened(&folder.journal(), b"freedompay jou").unwrap_err(), JournalError::NotAJournal);
}
