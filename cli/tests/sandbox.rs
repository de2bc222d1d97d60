//! `freedompay sandbox` as other programs use it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::{env, fs};

use program::program;

/// Starts a sandbox with bad arguments and returns its error.
fn refused(args: &[&str]) -> String {
    let Output { status, stdout, stderr } = program(&[&["sandbox"], args].concat()).output().unwrap();
    assert_eq!(status.code(), Some(1), "{args:?}");
    assert!(stdout.is_empty(), "{args:?}");
    String::from_utf8(stderr).unwrap()
}

/// A file that is removed after the test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(env::temp_dir().join(format!("freedompay-{}-{name}", std::process::id())))
    }

    fn with(name: &str, text: &str) -> Self {
        let file = Self::new(name);
        fs::write(&file.0, text).unwrap();
        file
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

struct Running {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
    url: String,
}

impl Running {
    fn start(args: &[&str]) -> Self {
        let mut child = program(&[&["sandbox"], args].concat()).stdout(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, output, url }
    }

    /// Returns the next line it prints.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = std::net::TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), body.to_owned())
    }

    fn call(&self, id: &str, fields: &[&str]) -> Output {
        let mut args = vec!["call", id, "--base-url", &self.url];
        args.extend(fields.iter().flat_map(|field| ["--field", field]));
        program(&args).output().unwrap()
    }

    /// Stops it as Ctrl-C does, and returns the rest of its output.
    fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{rest}");
        rest
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PAYMENT: [&str; 3] = ["order_id=8841", "amount=25.00", "description=Order"];

#[test]
fn it_prints_its_url_its_credentials_and_its_faults() {
    let plan = File::with("plan.toml", "[[rules]]\nendpoint = \"merchant.*\"\nfault = \"error=10000\"\nnth = 2\n");
    let rule = "merchant.payout.*: drop-after, share=25%";
    let mut sandbox = Running::start(&["--seed", "7", "--faults", plan.path(), "--fault", rule]);
    assert_eq!(sandbox.line(), "knows shop 123456, identity 123456");
    let dashboard = format!("dashboard {}/_sandbox/", sandbox.url);
    assert_eq!(sandbox.line(), dashboard);
    assert_eq!(sandbox.line(), "fault merchant.*: error=10000, nth=2");
    assert_eq!(sandbox.line(), format!("fault {rule}"));

    let outcomes = [(); 3].map(|()| sandbox.call("merchant.purchase.create_payment", &PAYMENT).status.code());
    assert_eq!(outcomes, [Some(0), Some(2), Some(0)]);
    let (status, log) = sandbox.ask("GET", "/_sandbox/requests", "");
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!((status, &log[1]["fault"]), (200, &"error=10000".into()));
    assert!(log[0]["fault"].is_null());
}

#[test]
fn it_continues_from_a_snapshot() {
    let file = File::new("world.json");
    let first = Running::start(&["--clock", "2026-01-01T00:00:00Z", "--save", file.path()]);
    let made = first.call("merchant.purchase.create_payment", &PAYMENT);
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    let (_, snapshot) = first.ask("GET", "/_sandbox/snapshot", "");
    assert!(first.stop().contains("saved"), "it expected so");
    assert_eq!(fs::read_to_string(&file.0).unwrap(), snapshot);

    let id = format!("payment_id={}", made["pg_payment_id"].as_str().unwrap());
    let second = Running::start(&["--load", file.path()]);
    let found = second.call("merchant.purchase.status", &[&id]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["pg_order_id"], "8841");
    assert_eq!(found["pg_create_date"], "2026-01-01 05:00:00");
    // A sandbox of samples remembers nothing and returns one for every call.
    let samples = Running::start(&["--samples"]);
    assert_eq!(samples.call("merchant.purchase.status", &["payment_id=1"]).status.code(), Some(0));
    assert_eq!(second.call("merchant.purchase.status", &["payment_id=1"]).status.code(), Some(2));
}

#[test]
fn errors_are_reported_before_it_serves() {
    let plan = File::with("wrong.toml", "[[rules]]\nendpoint = \"*\"\nfault = \"dorp-after\"\n");
    let garbage = File::with("garbage.json", "{\"version\": 99}");
    for (args, expected) in [
        (&["--clock", "yesterday"][..], "2026-01-01T00:00:00Z"),
        (&["--seed", "x"], "--seed"),
        (&["--faults", "/nowhere/plan.toml"], "/nowhere/plan.toml"),
        (&["--faults", plan.path()], "line 3"),
        (&["--faults", plan.path()], "did you mean drop-after?"),
        (&["--fault", "drop-after"], "ENDPOINT: FAULT"),
        (&["--fault", "merchant.payuot.status: drop-after"], "did you mean \"merchant.payout.status\"?"),
        (&["--load", garbage.path()], "version 99"),
        (&["--load", garbage.path(), "--seed", "1"], "--seed"),
        (&["--save", "/nowhere/world.json"], "cannot write /nowhere/world.json"),
        (&["--samples", "--save", "x"], "--save"),
    ] {
        let output = refused(args);
        assert!(output.contains(expected), "{args:?}: {output}");
    }
}
