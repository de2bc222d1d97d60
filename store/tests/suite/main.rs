//! One suite for the journal and the callbacks in memory, in SQLite and in PostgreSQL, and what only a database does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed
#![allow(clippy::unnecessary_wraps)] // a test says what it misses, and some miss nothing

mod callback;
#[path = "../common/mod.rs"]
mod common;
mod faults;
mod file;
mod journal;
mod opening;
mod power;
mod transactions;
mod waiting;

use std::process::ExitCode;

use freedompay_runtime::callback::MemoryCallbackStore;
use freedompay_runtime::journal::MemoryJournal;
use freedompay_store::Store;
use freedompay_test_support::harness::{self, trial};

use crate::common::{Folder, block_on, server};

/// Runs tests on each implementation: an expression that makes the one in memory, or `-`, and the tests' functions.
macro_rules! on_each {
    ($memory:tt, $($test:path),+ $(,)?) => {{
        let mut trials = Vec::new();
        $(
            on_each!(@memory $memory, $test, trials);
            trials.push(trial(concat!("sqlite: ", stringify!($test)), || {
                let folder = Folder::new();
                block_on(async { $test(Store::open(folder.path("test.db")).await.unwrap()).await });
                Ok(())
            }));
            trials.push(trial(concat!("postgres: ", stringify!($test)), || {
                let database = server()?.database();
                block_on(async { $test(Store::connect(database.url()).await.unwrap()).await });
                Ok(())
            }));
        )+
        trials
    }};
    (@memory - , $test:path, $trials:ident) => {};
    (@memory ($memory:expr), $test:path, $trials:ident) => {
        $trials.push(trial(concat!("memory: ", stringify!($test)), || {
            block_on(async { $test($memory).await });
            Ok(())
        }));
    };
}

fn main() -> ExitCode {
    if let Some(code) = opening::in_child() {
        return code;
    }
    let mut trials = on_each!(
        (MemoryJournal::new()),
        journal::a_call_holds_its_entry_until_it_expires,
        journal::a_call_in_doubt_is_given_up_at_once,
        journal::an_outcome_is_held_for_the_program_and_comes_back,
        journal::a_lease_lapses,
        journal::a_renewed_lease_holds_on,
        journal::who_lost_its_hold_writes_nothing,
        journal::an_account_has_its_own_entries_only,
        journal::each_entry_is_claimed_by_one,
        journal::one_entry_is_claimed_by_one,
        journal::claims_page_through_the_keys_in_order,
        journal::an_acknowledged_entry_is_gone_and_one_is_told,
        journal::an_outcome_may_count_as_acknowledged,
        journal::open_entries_are_counted,
        journal::the_entries_of_one_call_are_found,
        journal::texts_come_back_as_they_were,
        journal::the_longest_durations_are_held,
    );
    trials.extend(on_each!(
        (MemoryCallbackStore::default()),
        callback::of_many_arrivals_one_decides,
        callback::events_are_claimed_apart,
        callback::a_claim_lapses_and_its_late_decision_is_refused,
        callback::a_lapsed_claim_that_nobody_took_is_kept,
        callback::a_claim_that_is_given_up_is_new_again,
    ));
    trials.extend(on_each!(
        -,
        waiting::an_arrival_waits_for_the_decision,
        waiting::an_arrival_that_waited_too_long_is_sent_away,
        waiting::an_arrival_takes_over_what_lapses,
        waiting::an_arrival_takes_over_what_is_given_up,
        waiting::what_is_left_alone_holds_up_nobody,
        transactions::books_and_acknowledgement_are_one,
        transactions::of_two_transactions_one_acknowledges,
        transactions::a_decision_is_kept_with_the_programs_own_rows,
        transactions::a_decision_that_is_rolled_back_gives_the_claim_back_by_its_lease,
        transactions::a_decision_after_the_loss_is_refused,
    ));
    trials.extend(file::trials());
    trials.extend(power::trials());
    trials.extend(opening::trials());
    trials.extend(faults::trials());
    harness::run(trials)
}
