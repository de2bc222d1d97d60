//! `freedompay drift`: exit status and formats, which other programs rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use program::program;

/// A file that is removed after the test.
struct Lock(PathBuf);

impl Lock {
    fn new(name: &str, text: &str) -> Self {
        let file = std::env::temp_dir().join(format!("freedompay-drift-{}-{name}.lock", std::process::id()));
        fs::write(&file, text).unwrap();
        Self(file)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn run(args: &[&str]) -> Output {
    program(args).output().unwrap()
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const OLD: &str = "\
operation a.pay merchant request method=POST path=/pay effect=money since=0.1.0
  request amount decimal required max=100
  request currency enum(KZT|USD) optional
  answer . object
  answer id text optional
  answer state enum(new|done) optional
";

#[test]
fn the_kind_of_change_is_the_exit_status() {
    let old = Lock::new("old", OLD);
    for (name, new, status, part) in [
        ("same", OLD.to_owned(), 0, "no changes"),
        ("cosmetic", OLD.replace("0.1.0", "0.2.0"), 0, "cosmetic  a.pay  since: 0.1.0 → 0.2.0"),
        ("additive", OLD.replace("max=100", "max=200"), 6, "additive  a.pay  request amount max: 100 → 200"),
        ("value", OLD.replace("new|done", "new|done|late"), 6, "additive  a.pay  answer state value added: late"),
        ("field", format!("{OLD}  answer text text optional\n"), 6, "answer text field added: text optional"),
        ("limit", OLD.replace("max=100", "max=99.99"), 7, "breaking  a.pay  request amount max: 100 → 99.99"),
        ("gone", OLD.replace("  answer id text optional\n", ""), 7, "answer id field removed: text optional"),
        ("needed", OLD.replace("USD) optional", "USD) required"), 7, "request currency required: false → true"),
        ("removed", String::new(), 7, "breaking  a.pay  operation removed: POST /pay"),
    ] {
        let new = Lock::new(name, &new);
        let output = run(&["drift", "--locks", old.path(), new.path()]);
        assert_eq!(output.status.code(), Some(status), "{name}: {}", printed(&output));
        assert!(printed(&output).contains(part), "{name}: {}", printed(&output));
    }
}

#[test]
fn as_json_every_change_is_an_object() {
    let old = Lock::new("json-old", OLD);
    let new = Lock::new("json-new", &OLD.replace("max=100", "max=50").replace("KZT|USD", "KZT|USD|EUR"));
    let output = run(&["drift", "--format", "json", "--locks", old.path(), new.path()]);
    assert_eq!(output.status.code(), Some(7));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let expected = serde_json::json!([
        {"class": "breaking", "operation": "a.pay", "side": "request", "field": "amount", "aspect": "max",
         "old": "100", "new": "50"},
        {"class": "additive", "operation": "a.pay", "side": "request", "field": "currency", "aspect": "value",
         "old": null, "new": "EUR"},
    ]);
    assert_eq!(found, expected);
}

#[test]
fn only_a_lock_file_is_accepted() {
    let old = Lock::new("good", OLD);
    let bad = Lock::new("bad", &OLD.replace("decimal", "money"));
    for (args, part) in [
        (&["drift"][..], "--locks"),
        (&["drift", "--locks", old.path()], "2 values"),
        (&["drift", "--locks", old.path(), "/nowhere/at/all"], "cannot read /nowhere/at/all"),
        (&["drift", "--locks", old.path(), bad.path()], "line 2: unknown type `money`"),
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        assert!(printed(&output).contains(part), "{}", printed(&output));
    }
}

#[test]
fn the_lock_of_one_api_can_be_written() {
    let output = run(&["endpoints", "--api", "card", "--format", "lock"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().filter(|line| line.starts_with("operation ")).all(|line| line.contains(" card ")), "{text}");
    let card = Lock::new("card", &text);
    assert_eq!(run(&["drift", "--locks", card.path(), card.path()]).status.code(), Some(0));
}
