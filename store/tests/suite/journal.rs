//! What a journal does, whatever keeps it.

use std::collections::BTreeSet;
use std::time::Duration;

use freedompay_runtime::journal::{Account, EntryState, Intent, Journal, JournalEntry, OpenEntries, SameCalls};
use uuid::Uuid;

use crate::common::{LONG, SHORT, account, intent, of_account, of_entry, page, record, sleep};

/// Records a call that nobody holds.
async fn in_doubt<J: Journal>(journal: &J, account: &Account) -> Uuid {
    let intent = intent(account.clone(), LONG);
    journal.begin(&intent).await.unwrap();
    let record = record(intent.key, intent.key, EntryState::InDoubt, Duration::ZERO);
    assert!(journal.record_outcome(&record).await.unwrap());
    intent.key
}

fn keys(entries: &[JournalEntry]) -> Vec<Uuid> {
    entries.iter().map(|entry| entry.intent.key).collect()
}

pub(crate) async fn a_call_holds_its_entry_until_it_expires<J: Journal>(journal: J) {
    let mine = account("1");
    let intent = intent(mine.clone(), SHORT);
    journal.begin(&intent).await.unwrap();
    assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
    assert_eq!(journal.claim(&of_entry(intent.key, LONG)).await.unwrap(), []);
    sleep(SHORT * 2).await;
    let claimed = journal.claim(&of_account(&mine, LONG)).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(claimed[0].intent, intent);
    assert_eq!(claimed[0].state, EntryState::Pending);
    assert_eq!(claimed[0].response_ids, []);
    assert!(claimed[0].age + Duration::from_millis(1) >= SHORT * 2, "{:?}", claimed[0].age);
    assert!(claimed[0].over_since + SHORT <= claimed[0].age + Duration::from_millis(1));
    assert!(claimed[0].over_since < LONG);
}

pub(crate) async fn a_call_in_doubt_is_given_up_at_once<J: Journal>(journal: J) {
    let mine = account("1");
    let key = in_doubt(&journal, &mine).await;
    let claimed = journal.claim(&of_account(&mine, LONG)).await.unwrap();
    assert_eq!(keys(&claimed), [key]);
    assert_eq!(claimed[0].state, EntryState::InDoubt);
    assert_eq!(claimed[0].response_ids, [("pg_payment_id".to_owned(), "17".to_owned())]);
    assert_eq!(claimed[0].over_since, Duration::ZERO);
}

pub(crate) async fn an_outcome_is_held_for_the_program_and_comes_back<J: Journal>(journal: J) {
    let mine = account("1");
    for state in [
        EntryState::Responded,
        EntryState::Refused,
        EntryState::NotSent,
        EntryState::Happened,
        EntryState::DidNotHappen,
    ] {
        let intent = intent(mine.clone(), LONG);
        journal.begin(&intent).await.unwrap();
        assert!(journal.record_outcome(&record(intent.key, intent.key, state, SHORT)).await.unwrap());
        assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
        sleep(SHORT + SHORT / 2).await;
        let claimed = journal.claim(&of_account(&mine, LONG)).await.unwrap();
        assert_eq!((keys(&claimed), claimed[0].state), (vec![intent.key], state));
    }
}

pub(crate) async fn a_lease_lapses<J: Journal>(journal: J) {
    let mine = account("1");
    let key = in_doubt(&journal, &mine).await;
    let (one, other) = (of_account(&mine, SHORT), of_account(&mine, LONG));
    assert_eq!(keys(&journal.claim(&one).await.unwrap()), [key]);
    assert_eq!(journal.claim(&other).await.unwrap(), []);
    assert_eq!(journal.claim(&of_entry(key, LONG)).await.unwrap(), []);
    sleep(SHORT * 2).await;
    assert_eq!(keys(&journal.claim(&other).await.unwrap()), [key]);
}

pub(crate) async fn a_renewed_lease_holds_on<J: Journal>(journal: J) {
    let mine = account("1");
    let key = in_doubt(&journal, &mine).await;
    let one = of_account(&mine, SHORT);
    journal.claim(&one).await.unwrap();
    assert!(journal.renew(key, one.holder, LONG).await.unwrap());
    sleep(SHORT * 2).await;
    assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
    // Given up.
    assert!(journal.renew(key, one.holder, Duration::ZERO).await.unwrap());
    // Lapsed, and nobody took it.
    assert!(journal.renew(key, one.holder, Duration::ZERO).await.unwrap());
    assert_eq!(keys(&journal.claim(&of_entry(key, LONG)).await.unwrap()), [key]);
    assert!(!journal.renew(key, one.holder, LONG).await.unwrap());
    assert!(!journal.renew(Uuid::now_v7(), one.holder, LONG).await.unwrap());
}

pub(crate) async fn who_lost_its_hold_writes_nothing<J: Journal>(journal: J) {
    let mine = account("1");
    let intent = intent(mine.clone(), Duration::ZERO);
    journal.begin(&intent).await.unwrap();
    let (one, other) = (of_account(&mine, Duration::ZERO), of_account(&mine, Duration::ZERO));
    assert_eq!(keys(&journal.claim(&one).await.unwrap()), [intent.key]);
    assert_eq!(keys(&journal.claim(&other).await.unwrap()), [intent.key]);
    for holder in [intent.key, one.holder] {
        let mut late = record(intent.key, holder, EntryState::DidNotHappen, LONG);
        assert!(!journal.record_outcome(&late).await.unwrap());
        late.acknowledged = true;
        assert!(!journal.record_outcome(&late).await.unwrap());
        assert!(!journal.renew(intent.key, holder, LONG).await.unwrap());
    }
    let claimed = journal.claim(&of_account(&mine, Duration::ZERO)).await.unwrap();
    assert_eq!((claimed[0].state, claimed[0].response_ids.len()), (EntryState::Pending, 0));
    // Whoever holds it now writes, although its lease is over.
    let last = of_entry(intent.key, Duration::ZERO);
    journal.claim(&last).await.unwrap();
    let outcome = record(intent.key, last.holder, EntryState::Happened, Duration::ZERO);
    assert!(journal.record_outcome(&outcome).await.unwrap());
    let claimed = journal.claim(&of_entry(intent.key, LONG)).await.unwrap();
    assert_eq!(claimed[0].state, EntryState::Happened);
}

pub(crate) async fn an_account_has_its_own_entries_only<J: Journal>(journal: J) {
    let mine = account("1");
    let others = [
        account("2"),
        Account { api: "partner".to_owned(), ..mine.clone() },
        Account { host: "https://test.example".to_owned(), ..mine.clone() },
    ];
    for other in &others {
        in_doubt(&journal, other).await;
    }
    assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
    assert_eq!(journal.open(&mine).await.unwrap(), OpenEntries::default());
    for other in &others {
        assert_eq!(journal.open(other).await.unwrap().open, 1);
        let claimed = journal.claim(&of_account(other, LONG)).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].intent.account, *other);
    }
}

pub(crate) async fn each_entry_is_claimed_by_one<J: Journal + Clone>(journal: J) {
    let mine = account("1");
    let mut begun = BTreeSet::new();
    for _ in 0..40 {
        begun.insert(in_doubt(&journal, &mine).await);
    }
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (journal, mine) = (journal.clone(), mine.clone());
            tokio::spawn(async move {
                let mut claimed = Vec::new();
                // Another may hold back, for a moment, what this one skips; so nothing found is not the end.
                for _ in 0..20 {
                    claimed.extend(keys(&journal.claim(&page(&mine, None, 3, LONG)).await.unwrap()));
                }
                claimed
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for task in tasks {
        claimed.extend(task.await.unwrap());
    }
    assert_eq!(claimed.len(), 40);
    assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), begun);
}

pub(crate) async fn one_entry_is_claimed_by_one<J: Journal + Clone>(journal: J) {
    let mine = account("1");
    for _ in 0..10 {
        let key = in_doubt(&journal, &mine).await;
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let journal = journal.clone();
                tokio::spawn(async move { journal.claim(&of_entry(key, LONG)).await.unwrap().len() })
            })
            .collect();
        let mut claimed = 0;
        for task in tasks {
            claimed += task.await.unwrap();
        }
        assert_eq!(claimed, 1);
    }
}

pub(crate) async fn claims_page_through_the_keys_in_order<J: Journal>(journal: J) {
    let mine = account("1");
    let mut begun = Vec::new();
    for _ in 0..7 {
        begun.push(in_doubt(&journal, &mine).await);
    }
    let mut seen = Vec::new();
    while let claimed = journal.claim(&page(&mine, seen.last().copied(), 3, Duration::ZERO)).await.unwrap()
        && !claimed.is_empty()
    {
        assert!(claimed.len() <= 3);
        seen.extend(keys(&claimed));
    }
    assert_eq!(seen, begun);
    assert_eq!(journal.claim(&page(&mine, None, 0, LONG)).await.unwrap(), []);
}

pub(crate) async fn an_acknowledged_entry_is_gone_and_one_is_told<J: Journal + Clone>(journal: J) {
    let mine = account("1");
    for _ in 0..10 {
        let key = in_doubt(&journal, &mine).await;
        let tasks: Vec<_> = (0..4)
            .map(|_| {
                let journal = journal.clone();
                tokio::spawn(async move { Journal::acknowledge(&journal, key).await.unwrap() })
            })
            .collect();
        let mut told = 0;
        for task in tasks {
            told += u32::from(task.await.unwrap());
        }
        assert_eq!(told, 1);
        assert!(!Journal::acknowledge(&journal, key).await.unwrap());
    }
    assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
    assert_eq!(journal.open(&mine).await.unwrap(), OpenEntries::default());
}

pub(crate) async fn an_outcome_may_count_as_acknowledged<J: Journal>(journal: J) {
    let intent = intent(account("1"), LONG);
    journal.begin(&intent).await.unwrap();
    let mut outcome = record(intent.key, intent.key, EntryState::Responded, LONG);
    outcome.acknowledged = true;
    assert!(journal.record_outcome(&outcome).await.unwrap());
    assert!(!journal.record_outcome(&outcome).await.unwrap());
    assert!(!Journal::acknowledge(&journal, intent.key).await.unwrap());
    assert_eq!(journal.open(&intent.account).await.unwrap().open, 0);
}

pub(crate) async fn open_entries_are_counted<J: Journal>(journal: J) {
    let mine = account("1");
    journal.begin(&intent(mine.clone(), LONG)).await.unwrap();
    in_doubt(&journal, &mine).await;
    let key = in_doubt(&journal, &mine).await;
    assert_eq!(journal.open(&mine).await.unwrap(), OpenEntries { open: 3, older_than_a_day: 0 });
    Journal::acknowledge(&journal, key).await.unwrap();
    assert_eq!(journal.open(&mine).await.unwrap().open, 2);
}

pub(crate) async fn texts_come_back_as_they_were<J: Journal>(journal: J) {
    let odd = "'; DROP TABLE freedompay_journal; -- \"\\ % ё 💳 \u{1}\n";
    let mut intent = intent(account(odd), Duration::ZERO);
    intent.request_id = None;
    intent.ids = vec![(String::new(), odd.to_owned()), (odd.to_owned(), String::new())];
    journal.begin(&intent).await.unwrap();
    let mut outcome = record(intent.key, intent.key, EntryState::Responded, Duration::ZERO);
    outcome.response_ids = intent.ids.clone();
    assert!(journal.record_outcome(&outcome).await.unwrap());
    let claimed = journal.claim(&of_account(&intent.account, LONG)).await.unwrap();
    assert_eq!((&claimed[0].intent, &claimed[0].response_ids), (&intent, &intent.ids));
}

pub(crate) async fn the_longest_durations_are_held<J: Journal>(journal: J) {
    let mine = account("1");
    journal.begin(&intent(mine.clone(), Duration::MAX)).await.unwrap();
    let key = in_doubt(&journal, &mine).await;
    let one = of_entry(key, Duration::MAX);
    assert_eq!(keys(&journal.claim(&one).await.unwrap()), [key]);
    assert!(journal.renew(key, one.holder, Duration::MAX).await.unwrap());
    assert!(journal.record_outcome(&record(key, one.holder, EntryState::Responded, Duration::MAX)).await.unwrap());
    assert_eq!(journal.claim(&of_account(&mine, LONG)).await.unwrap(), []);
}

pub(crate) async fn the_entries_of_one_call_are_found<J: Journal>(journal: J) {
    let call = intent(account("1"), LONG);
    let ids = |order: &str| vec![("pg_order_id".to_owned(), order.to_owned())];
    let calls = SameCalls { account: account("1"), endpoint: call.endpoint.clone(), ids: call.ids.clone() };
    assert!(journal.find(&calls).await.unwrap().is_empty());
    journal.begin(&call).await.unwrap();
    let others = [
        Intent { account: account("2"), ..intent(account("1"), LONG) },
        Intent { endpoint: "gateway.payout.other".to_owned(), ..intent(account("1"), LONG) },
        Intent { ids: ids("8842"), ..intent(account("1"), LONG) },
        Intent { ids: Vec::new(), ..intent(account("1"), LONG) },
    ];
    for other in &others {
        journal.begin(other).await.unwrap();
    }
    // Held, in doubt or answered: it is there.
    assert_eq!(journal.find(&calls).await.unwrap(), [call.key]);
    for state in [EntryState::InDoubt, EntryState::Responded] {
        assert!(journal.record_outcome(&record(call.key, call.key, state, Duration::ZERO)).await.unwrap());
        assert_eq!(journal.find(&calls).await.unwrap(), [call.key]);
    }
    let again = intent(account("1"), LONG);
    journal.begin(&again).await.unwrap();
    assert_eq!(journal.find(&calls).await.unwrap(), [call.key, again.key]);
    assert!(journal.acknowledge(call.key).await.unwrap());
    assert_eq!(journal.find(&calls).await.unwrap(), [again.key]);
    let quoted = SameCalls { ids: ids("o\"'\\ ы"), ..calls };
    let odd = Intent { ids: quoted.ids.clone(), ..intent(account("1"), LONG) };
    journal.begin(&odd).await.unwrap();
    assert_eq!(journal.find(&quoted).await.unwrap(), [odd.key]);
}
