//! The server of the tests is as safe as one in production, and nothing of it stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use freedompay_test_support::harness::{self, Missing, trial};
use freedompay_test_support::{Postgres, postgres::Database};

/// Set in the process that starts a server and is killed.
const VICTIM: &str = "FREEDOMPAY_TEST_VICTIM";

fn query(database: &Database<'_>, statement: &str) -> Result<String, String> {
    let output = Command::new("psql").args(["-XAtq", "-d", database.url(), "-c", statement]).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().trim_end().to_owned();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn it_writes_as_in_production() -> Result<(), Missing> {
    let server = Postgres::start_own()?;
    let database = server.database();
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        assert_eq!(query(&database, &format!("SHOW {setting}")), Ok("on".to_owned()), "{setting}");
    }
    Ok(())
}

fn it_keeps_what_was_committed_through_a_stop_and_a_crash() -> Result<(), Missing> {
    let server = Postgres::start_own()?;
    let database = server.database();
    query(&database, "CREATE TABLE kept (n int)").unwrap();
    let turns: [fn(&Postgres); 2] = [Postgres::stop, Postgres::crash];
    for (n, end) in turns.into_iter().enumerate() {
        query(&database, &format!("INSERT INTO kept VALUES ({n})")).unwrap();
        end(&server);
        query(&database, "SELECT 1").unwrap_err();
        server.resume();
    }
    assert_eq!(query(&database, "SELECT count(*) FROM kept"), Ok("2".to_owned()));
    Ok(())
}

fn databases_share_nothing() -> Result<(), Missing> {
    let server = Postgres::start()?;
    let (one, other) = (server.database(), server.database());
    query(&one, "CREATE TABLE here (n int)").unwrap();
    query(&other, "SELECT * FROM here").unwrap_err();
    Ok(())
}

fn nothing_stays_when_it_is_dropped() -> Result<(), Missing> {
    let server = Postgres::start_own()?;
    let folder = folder(&server);
    assert!(Path::new(&folder).exists());
    drop(server);
    assert!(!Path::new(&folder).exists());
    Ok(())
}

fn nothing_stays_when_the_process_is_killed() -> Result<(), Missing> {
    drop(Postgres::start_own()?);
    let mut victim = Command::new(env::current_exe().unwrap());
    let mut victim = victim.env(VICTIM, "1").stdout(Stdio::piped()).spawn().unwrap();
    let mut folder = String::new();
    BufReader::new(victim.stdout.take().unwrap()).read_line(&mut folder).unwrap();
    let folder = Path::new(folder.trim());
    let server: u32 =
        fs::read_to_string(folder.join("data/postmaster.pid")).unwrap().lines().next().unwrap().parse().unwrap();
    victim.kill().unwrap();
    victim.wait().unwrap();
    while folder.exists() || is_running(server) {
        thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

fn is_running(process: u32) -> bool {
    Command::new("kill").args(["-0", &process.to_string()]).stderr(Stdio::null()).status().unwrap().success()
}

/// Returns the folder of the server's data, without `data`.
fn folder(server: &Postgres) -> String {
    let data = query(&server.database(), "SHOW data_directory").unwrap();
    data.strip_suffix("/data").unwrap().to_owned()
}

fn main() -> ExitCode {
    if env::var_os(VICTIM).is_some() {
        let server = Postgres::start_own().unwrap();
        println!("{}", folder(&server));
        thread::park();
    }
    harness::run(vec![
        trial!(it_writes_as_in_production),
        trial!(it_keeps_what_was_committed_through_a_stop_and_a_crash),
        trial!(databases_share_nothing),
        trial!(nothing_stays_when_it_is_dropped),
        trial!(nothing_stays_when_the_process_is_killed),
    ])
}
