//! Runs every command that the README pages show. (Their Rust is compiled and run as documentation tests of
//! `freedompay-downstream`, an application whose only dependency is `freedompay`.)

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::process::Command;

/// A command and the output shown after it.
struct Shown<'a> {
    command: &'a str,
    output: Vec<&'a str>,
}

fn shown(readme: &str) -> Vec<Shown<'_>> {
    let mut all: Vec<Shown<'_>> = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => all.push(Shown { command, output: Vec::new() }),
                None => all.last_mut().expect("a block begins with a command").output.push(line),
            }
        }
    }
    all
}

/// Returns whether a line is as shown, where `…` matches anything and a run of spaces matches any other.
fn is_like(line: &str, shown: &str) -> bool {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (line, shown) = (squeeze(line), squeeze(shown));
    let mut rest = line.as_str();
    let mut parts = shown.split('…');
    let Some(after) = rest.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    rest = after;
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Returns whether the lines are as shown, where a line `…` matches any number of lines.
fn are_like(lines: &[&str], shown: &[&str]) -> bool {
    match (lines, shown) {
        ([], []) => true,
        (_, ["…", rest @ ..]) => (0..=lines.len()).any(|skip| are_like(&lines[skip..], rest)),
        ([line, lines @ ..], [first, shown @ ..]) => is_like(line, first) && are_like(lines, shown),
        _ => false,
    }
}

/// Runs the commands of a page and compares their output. Returns how many there are.
fn run_all(page: &str) -> usize {
    let all = shown(page);
    for Shown { command, output } in &all {
        // The binary under test replaces `cargo run`.
        let script = command.replace("cargo run --", "\"$FREEDOMPAY\"").replace("cargo run", "\"$FREEDOMPAY\"");
        assert_ne!(&script, command, "{command}");
        let run = Command::new("sh")
            .args(["-c", &format!("{{ {script}; }} 2>&1")])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .env("FREEDOMPAY", env!("CARGO_BIN_EXE_freedompay"))
            .env_remove("FREEDOMPAY_SECRET")
            .output()
            .unwrap();
        let printed = String::from_utf8(run.stdout).unwrap();
        let lines: Vec<&str> = printed.lines().collect();
        assert!(are_like(&lines, output), "$ {command}\nprinted:\n{printed}\nshown:\n{}", output.join("\n"));
    }
    all.len()
}

#[test]
fn every_shown_command_prints_what_is_shown() {
    let root = run_all(include_str!("../../README.md"));
    let command_line = run_all(include_str!("../README.md"));
    let sandbox = run_all(include_str!("../../sandbox/README.md"));
    assert!(root >= 1 && command_line >= 5 && sandbox >= 1, "the pages show commands: {root} {command_line} {sandbox}");
}

#[test]
fn the_readme_fits_on_two_screens() {
    let lines = include_str!("../../README.md").lines().count();
    assert!(lines <= 145, "{lines} lines: move something to docs/, cli/README.md or sandbox/README.md");
}

#[test]
fn the_two_commands_are_there() {
    let readme = include_str!("../../README.md");
    let setup = readme.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = setup.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["cargo run", "cargo test --workspace"]);
}
