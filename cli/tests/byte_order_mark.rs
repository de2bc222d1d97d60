//! Files that an editor saved with a byte order mark, read like any other; signatures of given bytes cover it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use program::run_with;

const MARK: &str = "\u{feff}";

/// A directory that is removed after the test.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("freedompay-mark-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let file = self.0.join(name);
        fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(stdin: &str, args: &[&str]) -> Output {
    run_with("test-secret", stdin, args)
}

/// The standard output of a command that succeeds.
#[track_caller]
fn out(stdin: &str, args: &[&str]) -> String {
    let output = run(stdin, args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

#[test]
fn fields_of_a_call_may_begin_with_a_mark() {
    let dir = Dir::new("call");
    let fields = r#"{"amount": 25.00, "description": "x"}"#;
    let call = |given: &str, stdin: &str| {
        out(stdin, &["call", "merchant.purchase.create_payment", "--dry-run", "--json", given])
    };
    let marked = format!("{MARK}{fields}");
    let file = format!("@{}", dir.file("fields.json", &marked));
    for printed in [call(fields, ""), call(&file, ""), call("-", &marked), call(&marked, "")] {
        assert!(printed.contains(r#""pg_amount": 25.00"#), "{printed}");
        assert!(!printed.contains(MARK), "{printed}");
    }
}

#[test]
fn a_message_is_signed_and_verified_alike_with_and_without_a_mark() {
    let dir = Dir::new("sign");
    let sign = |option: &str, name: &str, stdin: &str| {
        out(stdin, &["sign", "pg-sig", "--script", "init_payment.php", option, name])
    };
    let (json, form, xml) =
        (r#"{"pg_a":"1","pg_salt":"s"}"#, "pg_a=1&pg_salt=s\r\n", "<r><pg_a>1</pg_a><pg_salt>s</pg_salt></r>");
    let plain = sign("--fields", "-", json);
    for (option, text) in [("--fields", json), ("--form", form), ("--xml", xml)] {
        let marked = format!("{MARK}{text}");
        assert_eq!(sign(option, "-", &marked), plain, "{option}");
        assert_eq!(sign(option, &dir.file("message", &marked), ""), plain, "{option}");
    }
    let signed = format!("{MARK}pg_sig={plain}&pg_a=1&pg_salt=s");
    assert_eq!(out(&signed, &["verify", "pg-sig", "--script", "init_payment.php", "--form", "-"]), "authentic");
    // Not part of the message, but a mark inside is.
    assert_ne!(sign("--form", "-", &format!("pg_a={MARK}1&pg_salt=s")), plain);
}

#[test]
fn a_signed_body_is_its_exact_bytes_mark_included() {
    let sign = |body: &str| {
        let args =
            ["sign", "jws", "--alg", "HS256", "--auth-id", "1", "--uri", "/v5/x", "--method", "POST", "--body", "-"];
        out(body, &args)
    };
    let (plain, marked) = ("{}", format!("{MARK}{{}}"));
    let signature = sign(&marked);
    assert_ne!(signature, sign(plain));
    assert_eq!(out(&marked, &["verify", "jws", "--signature", &signature, "--body", "-"]), "authentic");
    let stripped = run(plain, &["verify", "jws", "--signature", &signature, "--body", "-"]);
    assert_eq!(stripped.status.code(), Some(5));
}

#[test]
fn members_named_like_a_signature_are_not_signed_at_any_depth() {
    let fields = r#"{"pg_x":{"pg_sig":"zz","a":"1"},"pg_salt":"s"}"#;
    let args = ["sign", "pg-sig", "--script", "init_payment.php", "--fields", "-"];
    let digest = out(fields, &args);
    assert_eq!(digest, out(r#"{"pg_x":{"a":"1"},"pg_salt":"s"}"#, &args));
    let explained = run(fields, &[&args[..], &["--explain"]].concat());
    let explained = String::from_utf8(explained.stderr).unwrap();
    assert!(explained.contains("init_payment.php;s;1;***") && !explained.contains("zz"), "{explained}");
}

#[test]
fn lock_files_and_documents_may_begin_with_a_mark() {
    let dir = Dir::new("documents");
    let lock = out("", &["endpoints", "--api", "card", "--format", "lock"]);
    let marked = dir.file("marked.lock", &format!("{MARK}{lock}\n"));
    let plain = dir.file("plain.lock", &format!("{lock}\n"));
    assert_eq!(out("", &["drift", "--locks", &plain, &marked]), "no changes");

    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages/points-read.json")).unwrap();
    let fenced = format!("```yaml\n{page}\n```\n");
    for (name, text) in
        [("plain.json", page.clone()), ("a.json", format!("{MARK}{page}")), ("b.md", format!("{MARK}{fenced}"))]
    {
        let (file, to) = (dir.file(name, &text), dir.0.join(format!("{name}.out")));
        out("", &["import", &file, "--out", to.to_str().unwrap()]);
        assert!(fs::read_dir(&to).unwrap().count() > 0, "{name}");
    }
}
