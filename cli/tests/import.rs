//! `freedompay import` and `freedompay drift --against`: files, errors and exit status.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use program::program;

/// A directory that is removed after the test.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("freedompay-import-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> &Self {
        fs::write(self.0.join(name), text).unwrap();
        self
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(args: &[&str]) -> Output {
    program(args).output().unwrap()
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");

const LIST: &str = "{requestBody: {content: {application/json: {schema: {type: array}}}}}";

/// Formats a document with one operation.
fn page(path: &str, operation: &str) -> String {
    format!("openapi: 3.0.1\npaths:\n  {path}:\n    post: {operation}\n")
}

#[test]
fn what_is_written_is_what_the_application_contains() {
    let out = Dir::new("pages");
    let target = out.0.join("in/side");
    let output = run(&["import", PAGES, "--out", target.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/downstream/src/imported");
    let mut names = Vec::new();
    for entry in fs::read_dir(&target).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let [now, then] = [target.join(&name), kept.join(&name)].map(|file| fs::read_to_string(file).unwrap());
        assert_eq!(now, then, "{name}: renew it with `freedompay import cli/tests/pages --out DIR`");
        names.push(name);
    }
    assert_eq!(names.len(), 5, "{names:?}");
    assert_eq!(out.names(), ["in"], "nothing is written elsewhere");
    // The second time nothing is written, and nothing is overwritten.
    let again = run(&["import", PAGES, "--out", target.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(0));
    assert!(
        printed(&again).contains("5 operations: 0 written") && printed(&again).contains("5 unchanged"),
        "{}",
        printed(&again)
    );
    fs::write(target.join("partner_points.rs"), "// mine\n").unwrap();
    let other = run(&["import", PAGES, "--out", target.to_str().unwrap()]);
    assert_eq!(other.status.code(), Some(8));
    assert!(printed(&other).contains("left as it is"), "{}", printed(&other));
    assert_eq!(fs::read_to_string(target.join("partner_points.rs")).unwrap(), "// mine\n");
}

#[test]
fn without_a_directory_it_goes_to_stdout() {
    let output = run(&["import", &format!("{PAGES}/points-read.json")]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("// partner_points.rs\n\n//! `GET /v5/partner/points/{customer_id}`"), "{text}");
}

#[test]
fn every_bad_document_is_one_line_and_the_others_are_done() {
    let bad = Dir::new("bad");
    let mut laughs = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
    for (before, name) in ('a'..'i').zip('b'..'j') {
        let ten = format!("*{before}, ").repeat(10);
        laughs.extend([format!("{name}: &{name} [{ten}]\n")]);
    }
    let reference =
        |to: &str| format!("{{requestBody: {{content: {{application/json: {{schema: {{$ref: '{to}'}}}}}}}}}}");
    let circle = page("/v5/partner/own/circle", &reference("#/components/schemas/A"))
        + "components:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n";
    bad.file("a-good.yaml", page("/v5/partner/own/good", "{summary: Good one}"))
        .file("broken.md", "# Page\n\ntext\n\n```yaml\nopenapi: 3.0.1\npaths: [\n```\n")
        .file("twice.yaml", "openapi: 3.0.1\npaths: {}\npaths: {}\n")
        .file("nowhere.yaml", page("/v5/partner/own/nowhere", &reference("#/components/schemas/Gone")))
        .file("elsewhere.yaml", page("/v5/partner/own/elsewhere", &reference("other.yaml#/A")))
        .file("circle.yaml", circle)
        .file("none.yaml", "openapi: 3.0.1\npaths: {}\n")
        .file("text.md", "# Only words\n")
        .file("swagger.yaml", "swagger: '2.0'\npaths: {}\n")
        .file("future.yaml", "openapi: 4.0.0\npaths: {}\n")
        .file("scalar.yaml", page("/v5/partner/own/scalar", "17"))
        .file("path.yaml", page("/who/knows", "{}"))
        .file("odd.yaml", page("/v5/partner/a{b}c", "{}"))
        .file("latin.yaml", b"openapi: 3.0.1\n# caf\xe9\n")
        .file("huge.yaml", vec![b'#'; 50 << 20])
        .file("deep.yaml", format!("openapi: {}", "[".repeat(100_000)))
        .file("laughs.yaml", format!("{laughs}openapi: 3.0.1\n"))
        .file("notice.yaml", "openapi: 3.1.0\nwebhooks:\n  paid: {post: {}}\n")
        .file("list.yaml", page("/v5/partner/own/list", LIST))
        .file("picture.png", [0xff_u8, 0xd8]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&bad.0, bad.0.join("loop")).unwrap();
    let ten = "{$ref: '#/components/schemas/A'}, ".repeat(10);
    let grows = page("/v5/partner/own/grows", &reference("#/components/schemas/A"))
        + &format!("components:\n  schemas:\n    A: {{allOf: [{ten}]}}\n");
    let members: Vec<String> = (0..5_000).map(|at| format!("f{at}: {{type: string}}")).collect();
    let wide = format!("{{type: object, properties: {{{}}}}}", members.join(", "));
    let wide = format!("{{requestBody: {{content: {{application/json: {{schema: {wide}}}}}}}}}");
    bad.file("grows.yaml", grows).file("wide.yaml", page("/v5/partner/own/wide", &wide));
    let out = Dir::new("bad-out");
    let output = run(&["import", bad.path(), "--out", out.path()]);
    assert_eq!(output.status.code(), Some(8), "{}", printed(&output));
    assert_eq!(out.names(), ["partner_good_one.rs"]);
    let printed = printed(&output);
    let lines: Vec<&str> = printed.lines().filter(|line| line.starts_with("problem:")).collect();
    for (file, expected) in [
        ("broken.md:", "not valid YAML"),
        ("twice.yaml:3", "duplicate key `paths`"),
        ("nowhere.yaml:4", "unresolved reference `#/components/schemas/Gone`"),
        ("elsewhere.yaml:4", "refers to another document"),
        ("circle.yaml:", "circular reference"),
        ("grows.yaml:", "contains itself"),
        ("wide.yaml:4", "more than 2000 fields"),
        ("none.yaml", "the document has no operations"),
        ("text.md", "no OpenAPI document in it"),
        ("swagger.yaml", "Swagger 2"),
        ("future.yaml", "unsupported OpenAPI version 4.0.0"),
        ("scalar.yaml:4", "POST has no operation"),
        ("path.yaml:4", "cannot infer the API from the path /who/knows; add --api"),
        ("odd.yaml:4", "cannot be declared"),
        ("latin.yaml:2", "not UTF-8"),
        ("huge.yaml", "larger than 16 MiB"),
        ("deep.yaml:1", "recursion limit"),
        ("laughs.yaml:", "YAML aliases expand to more than 100000 nodes"),
        ("notice.yaml:", "freedompay_callback"),
        ("list.yaml:4", "its body is a list"),
        #[cfg(unix)]
        ("loop", "a link leads back to it"),
    ] {
        let found: Vec<_> = lines.iter().filter(|line| line.contains(&format!("/{file}"))).collect();
        assert!(found.len() == 1 && found[0].contains(expected), "{file}: {found:?}\n{printed}");
    }
    assert!(!printed.contains("picture"), "{printed}");
    assert!(printed.contains("1 operations: 1 written"), "{printed}");
    let alone = run(&["import", &format!("{}/twice.yaml", bad.path())]);
    assert_eq!(alone.status.code(), Some(1));
}

#[test]
fn no_name_leads_out_of_the_directory_or_out_of_a_text() {
    let docs = Dir::new("names");
    let summary = "\"../../x\\\"; fn main() {} // \\n*/ \\u202e \\0\"";
    let operation = format!(
        "{{summary: {summary}, x-apidog-folder: '../../etc/\"', requestBody: {{content: {{application/json: {{schema: \
         {{type: object, properties: {{'self': {{type: string}}, 'Self': {{type: string}}, '1': {{type: string}}, \
         'new': {{type: string, enum: ['', 'Unknown', '\"', 'self', 'Self', 'a b', 'a-b', 'ключ', 'ещё']}}, \
         \"a\\nb\\\"#[x]\": {{type: string, pattern: '[', minLength: -1, example: \"x\\ny\"}}, 'ключ': {{type: strin}}, \
         pg_x: {{type: string}}}}}}}}}}}}}}"
    );
    docs.file("a.yaml", page("/v5/partner/own/odd", &operation));
    let out = Dir::new("names-out");
    let output = run(&["import", docs.path(), "--out", out.path()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert_eq!(out.names().len(), 1, "{:?}", out.names());
    let name = &out.names()[0];
    assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')), "{name}");
    let text = fs::read_to_string(out.0.join(name)).unwrap();
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    assert!(!code.iter().any(|line| line.contains("fn main")) && !text.contains('\u{202e}'), "{text}");
    assert!(text.contains("    pub self_: Option<String>,\n"), "{text}");
    assert!(text.contains("    pub new_: Option<"), "{text}");
}

#[test]
fn what_is_declared_is_shown_and_not_written() {
    let docs = Dir::new("known");
    let operation = "{summary: Invoice, requestBody: {content: {application/json: {schema: {type: object, properties: \
                     {id: {type: string, format: uuid}, newest: {type: string}}}}}}}";
    docs.file("info.yaml", page("/v5/partner/invoices/info", operation));
    let out = Dir::new("known-out");
    let output = run(&["import", docs.path(), "--out", out.path()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert_eq!(out.names(), [""; 0]);
    let printed = printed(&output);
    assert!(printed.contains("/v5/partner/invoices/info is already declared as partner.invoices.info"), "{printed}");
    assert!(printed.contains("additive  request newest field added: text optional"), "{printed}");
}

#[test]
fn the_mod_lines_are_shown_or_written() {
    let docs = Dir::new("mod");
    docs.file("a.yaml", page("/v5/partner/own/one", "{summary: One}"));
    docs.file("b.yaml", page("/v5/partner/own/two", "{summary: Two}"));
    let out = Dir::new("mod-out");
    let shown = run(&["import", docs.path(), "--out", out.path()]);
    assert_eq!(shown.status.code(), Some(0), "{}", printed(&shown));
    assert!(
        printed(&shown).contains("mod.rs, or use --write: pub mod partner_one; pub mod partner_two;"),
        "{}",
        printed(&shown)
    );
    assert_eq!(out.names(), ["partner_one.rs", "partner_two.rs"]);
    out.file("mod.rs", "//! Calls.\n\npub mod partner_one;\n");
    let written = run(&["import", docs.path(), "--out", out.path(), "--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", printed(&written));
    let text = fs::read_to_string(out.0.join("mod.rs")).unwrap();
    assert_eq!(text, "//! Calls.\n\npub mod partner_one;\npub mod partner_two;\n");
    let again = run(&["import", docs.path(), "--out", out.path(), "--write"]);
    assert!(!printed(&again).contains("mod.rs"), "{}", printed(&again));
    // Without a directory there is nothing to write to.
    assert_eq!(run(&["import", docs.path(), "--write"]).status.code(), Some(1));
}

#[test]
fn a_call_that_is_described_twice_is_named_with_both_lines() {
    let docs = Dir::new("twice");
    let paths = "  /v5/partner/own/rq?type=1:\n    post: {summary: One}\n  /v5/partner/own/rq?type=2:\n    post: {summary: Two}\n";
    docs.file("a.yaml", format!("openapi: 3.0.1\npaths:\n{paths}"));
    docs.file("b.md", format!("# Page\n\n```yaml\nopenapi: 3.0.1\npaths:\n{paths}```\n"));
    let output = run(&["import", docs.path()]);
    let text = printed(&output);
    for place in ["a.yaml:6: ", "b.md:7: ", "b.md:9: "] {
        let line = text.lines().find(|line| line.contains(place));
        let is_whole = |line: &str| {
            line.contains("POST /v5/partner/own/rq is already described in ") && line.ends_with("a.yaml:4; left out")
        };
        assert!(line.is_some_and(is_whole), "{place}: {text}");
    }
    assert_eq!(output.status.code(), Some(8), "{text}");
}

#[test]
fn a_directory_without_documents_is_named() {
    let docs = Dir::new("empty");
    docs.file("picture.png", [0xff_u8, 0xd8]);
    let inner = docs.0.join("inner");
    fs::create_dir(&inner).unwrap();
    let output = run(&["import", docs.path()]);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(printed(&output).contains("no document in it"), "{}", printed(&output));
    // A file that was named before is in it.
    docs.file("a.yaml", page("/v5/partner/own/good", "{summary: Good one}"));
    let output = run(&["import", &format!("{}/a.yaml", docs.path()), docs.path()]);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
}

#[test]
fn an_id_that_is_taken_is_told_apart_by_the_path() {
    let docs = Dir::new("ids");
    for (at, path) in ["cards/clearing", "loans/clearing", "loans/{loan_id}/clearing"].iter().enumerate() {
        docs.file(&format!("{at}.yaml"), page(&format!("/v5/partner/own/{path}"), "{summary: Clearing}"));
    }
    let output = run(&["import", docs.path()]);
    let text = printed(&output);
    for id in ["partner.clearing", "partner.clearing_loans", "partner.clearing_own"] {
        assert!(text.contains(&format!("id = \"{id}\"")), "{id}: {text}");
    }
    assert!(!text.contains("clearing_2"), "{text}");
}

#[test]
fn imports_one_after_the_other_have_names_of_their_own() {
    let (one, two, out) = (Dir::new("apart-one"), Dir::new("apart-two"), Dir::new("apart-out"));
    let import = |docs: &[&Dir]| {
        let mut args = vec!["import"];
        args.extend(docs.iter().map(|dir| dir.path()));
        let output = run(&[&args[..], &["--out", out.path(), "--write"]].concat());
        (output.status.code(), printed(&output))
    };
    let lines = || fs::read_to_string(out.0.join("mod.rs")).unwrap();
    one.file("a.yaml", page("/v5/partner/own/cards/clearing", "{summary: Clearing}"));
    two.file("b.yaml", page("/v5/partner/own/loans/{id}/clearing", "{operationId: clearing}"));
    assert_eq!(import(&[&one]).0, Some(0));
    let first = fs::read_to_string(out.0.join("partner_clearing.rs")).unwrap();
    // The second call of that name is told apart by its path; the first keeps its file.
    let (status, told) = import(&[&two]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(out.names(), ["mod.rs", "partner_clearing.rs", "partner_clearing_loans.rs"]);
    assert_eq!(lines(), "pub mod partner_clearing;\npub mod partner_clearing_loans;\n");
    assert_eq!(fs::read_to_string(out.0.join("partner_clearing.rs")).unwrap(), first);
    let second = fs::read_to_string(out.0.join("partner_clearing_loans.rs")).unwrap();
    assert!(second.contains("id = \"partner.clearing_loans\""), "{second}");
    // Each keeps its name, in whatever order and company it comes again.
    for docs in [vec![&two], vec![&one], vec![&two, &one], vec![&one, &two]] {
        let (status, told) = import(&docs);
        assert_eq!(status, Some(0), "{told}");
        assert!(told.contains(" 0 written") && told.contains("0 problems"), "{told}");
    }
    // A page that says something else now is refused, even under another name.
    two.file("b.yaml", page("/v5/partner/own/loans/{number}/clearing", "{summary: Clear a loan}"));
    let (status, told) = import(&[&two]);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("partner_clearing_loans.rs") && told.contains("left as it is"), "{told}");
    assert_eq!(fs::read_to_string(out.0.join("partner_clearing_loans.rs")).unwrap(), second);
    // A name of a module is another's, too, when that was given another id by hand.
    out.file("partner_points.rs", first.replace("partner.clearing", "partner.mine").replace("own/cards", "own/mine"));
    one.file("a.yaml", page("/v5/partner/own/points", "{summary: Points}"));
    let (status, told) = import(&[&one]);
    assert_eq!(status, Some(0), "{told}");
    assert!(out.names().contains(&"partner_points_2.rs".to_owned()), "{:?}", out.names());
    assert!(lines().ends_with("pub mod partner_points_2;\n"), "{}", lines());
}

#[test]
fn progress_is_for_terminals() {
    let docs = Dir::new("progress");
    for at in 0..60 {
        docs.file(&format!("{at}.yaml"), page(&format!("/v5/partner/own/p{at}"), "{}"));
    }
    let output = run(&["import", docs.path()]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("files read"), "{}", printed(&output));
}

#[test]
fn a_page_that_says_less_is_no_alarm() {
    let docs = Dir::new("less");
    let changes = |path: &str, request: &str, answer: &str, sample: &str| {
        let operation = format!(
            "{{summary: X, requestBody: {{content: {{application/json: {{schema: {request}}}}}}}, responses: {{'200': {{content: \
             {{application/json: {{schema: {answer}, example: {sample}}}}}}}}}}}"
        );
        docs.file("page.yaml", page(path, &operation));
        let output = run(&["drift", "--against", docs.path(), "--format", "json"]);
        let all: serde_json::Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", printed(&output)));
        let of_call = all.as_array().unwrap().iter().filter(|change| change["aspect"] != "operation");
        let list = of_call
            .map(|one| format!("{} {} {} {}", one["class"], one["side"], one["field"], one["aspect"]).replace('"', ""));
        (list.collect::<Vec<_>>(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // Types without their limits, a looser type, and an answer whose sample lacks fields.
    let (list, _) =
        changes("/v5/partner/invoices/info", "{type: object, properties: {id: {}}}", "{type: object}", "{}");
    assert!(list.iter().all(|change| !change.starts_with("breaking")), "{list:?}");
    // A sample, or names without types, remove no field; a schema with types does.
    for (answer, sample, is_removal) in [
        ("{type: object}", "{status: ok}", false),
        ("{type: object, properties: {status: {}}}", "{}", false),
        ("{type: object, properties: {status: {type: string}}}", "{status: ok}", true),
    ] {
        let (list, _) = changes("/v5/card-api/card/unblock", "{type: object}", answer, sample);
        let removed = list.iter().any(|change| change.starts_with("breaking answer") && change.ends_with(" field"));
        assert_eq!(removed, is_removal, "{answer} {sample}: {list:?}");
    }
    // What contradicts ours is still told, and so is what contradicts itself.
    let (list, told) = changes(
        "/v5/partner/invoices/info",
        "{type: object, properties: {id: {type: array, items: {type: integer}}}}",
        "{type: object, properties: {customer_ids: {type: string}}}",
        "{customer_id: x}",
    );
    assert!(list.contains(&"breaking request id type".to_owned()), "{list:?}");
    // A field is compared by the other name that it is read by.
    let (list, _) = changes(
        "/g2g/clearing",
        "{type: object, properties: {pg_payment_id: {type: integer}}}",
        "{type: object, properties: {pg_clearing_status: {type: integer, enum: [0, 1]}}}",
        "'<response><pg_clearing_status>1</pg_clearing_status></response>'",
    );
    assert!(
        !list.iter().any(|change| change.contains("clearing_status") || change.contains("status_clearing")),
        "{list:?}"
    );
    let expected = "response.customer_id: the schema calls it `customer_ids`, the sample `customer_id`";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn documents_are_held_against_what_is_declared() {
    let docs = Dir::new("drift");
    let export = run(&["openapi", "--api", "card"]);
    let export = String::from_utf8(export.stdout).unwrap();
    let drift = |text: &str, args: &[&str]| {
        docs.file("card.yaml", text);
        let file = format!("{}/card.yaml", docs.path());
        run(&[&["drift", "--against", &file], args].concat())
    };
    let same = drift(&export, &[]);
    assert_eq!(same.status.code(), Some(0), "{}", printed(&same));
    let mut more: serde_json::Value =
        serde_json::from_slice(&run(&["openapi", "--api", "card", "--format", "json"]).stdout).unwrap();
    let answer = &mut more["components"]["schemas"]["card.request_status.answer"]["properties"];
    answer["more"] = serde_json::json!({"type": "string"});
    let more = drift(&more.to_string(), &[]);
    assert_eq!(more.status.code(), Some(6), "{}", printed(&more));
    assert!(printed(&more).contains("additive  card.request_status  answer more field added"), "{}", printed(&more));
    let moved = drift(&export.replacen("/v5/card-api/card/info:", "/v5/card-api/card/inform:", 1), &[]);
    assert_eq!(moved.status.code(), Some(7), "{}", printed(&moved));
    assert!(printed(&moved).contains("path: /v5/card-api/card/info → /v5/card-api/card/inform"), "{}", printed(&moved));
    let broken = drift(&export.replacen("paths:\n", "paths: [\n", 1), &[]);
    assert_eq!(broken.status.code(), Some(1), "{}", printed(&broken));

    // A third-party document cannot express effects and headers, and its calls are compared as far as it describes them.
    docs.file("card.yaml", page("/v5/card-api/own/new", "{summary: New}"));
    let body = "{type: object, properties: {card_id: {type: string}, more: {type: string}}, required: [more]}";
    let operation = format!("{{requestBody: {{content: {{application/json: {{schema: {body}}}}}}}}}");
    docs.file("info.yaml", page("/v5/card-api/card/info", &operation));
    let output = run(&["drift", "--against", docs.path(), "--format", "json"]);
    assert_eq!(output.status.code(), Some(7), "{}", printed(&output));
    let changes: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let find = |operation: &str, field: Option<&str>| {
        changes
            .as_array()
            .unwrap()
            .iter()
            .find(|change| change["operation"] == operation && change["field"].as_str() == field)
    };
    assert_eq!(find("card.new", None).unwrap()["class"], "additive");
    assert_eq!(find("card.card.info", Some("more")).unwrap()["class"], "breaking");
    assert!(find("card.card.issue", None).is_none(), "two pages say nothing about other calls");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("calls of `card` not compared"), "{told}");
    assert!(
        changes.as_array().unwrap().iter().all(|change| change["aspect"] != "effect" && change["aspect"] != "header")
    );
    assert!(find("partner.invoices.info", None).is_none(), "other APIs are not spoken of");
    docs.file("bad.yaml", "openapi: [");
    assert_eq!(run(&["drift", "--against", docs.path()]).status.code(), Some(8));
}
