//! The contract of the command line: what other programs rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Child, Output, Stdio};
use std::thread;

use program::{program, run_with};

const J1_HEADER: &str =
    r#"{"uri":"/v5/card-api/request/status","auth_id":"123456","method":"POST","params":"","alg":"HS512"}"#;
const J1_BODY: &str = r#"{"request_id":"828cf71d-a447-4a67-a149-c1df8bc197ca"}"#;
const J1_MAC: &str = "f1sQoeIpX_ZjOaykQzSeylvvKaVrEQV4gNM2ACFbEMkFDUV9Zk5WO1yQGEWez-vnQMVHodLBDVEyh5Xm2-3MjQ";
const P1_FORM: &str =
    "pg_order_id=23&pg_merchant_id=12345&pg_amount=25&pg_description=Order+description&pg_salt=some_random_string";
const P1_DIGEST: &str = "88180d873d53fcc518098c01c7e417b2";

fn run(args: &[&str]) -> Output {
    program(args).output().unwrap()
}

fn with_secret(secret: &str, stdin: &str, args: &[&str]) -> Output {
    let output = run_with(secret, stdin, args);
    assert!(secret.len() < 3 || !printed(&output).contains(secret), "{}", printed(&output));
    output
}

fn printed(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap().trim_end()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", printed(output)))
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("killed: {}", printed(output)))
}

#[test]
fn the_exit_status_of_reconcile_is_the_outcome_of_the_call() {
    // The sandbox returns `process` for the first status query and `success` for the second.
    let output = run(&["reconcile", "merchant.payout.iban", "--field", "order_id=7001"]);
    assert_eq!(code(&output), 0, "{}", printed(&output));
    assert_eq!(json(&output)["outcome"], "happened");
    assert_eq!(json(&output)["answer"]["pg_order_id"], "7001");
    let output = run(&["reconcile", "merchant.payout.iban", "--field", "order_id=7001", "--within", "0"]);
    assert_eq!(code(&output), 4, "{}", printed(&output));
    assert_eq!(json(&output)["outcome"], "still_unknown");
    assert!(json(&output)["why"].as_str().unwrap().contains("process"));
    // Without the id that the error lists, no status query is possible.
    let edit = ["reconcile", "gateway.async.edit.refund", "--field", "id=01904e28-a01d-75d0-bc3a-56d777f0a39b"];
    let output = run(&edit);
    assert_eq!(code(&output), 4, "{}", printed(&output));
    assert!(json(&output)["why"].as_str().unwrap().contains("X-Request-Id"));
    let output = run(&["reconcile", "merchant.payout.status", "--field", "order_id=1"]);
    assert_eq!(code(&output), 1, "{}", printed(&output));
}

#[test]
fn without_a_command_it_shows_the_tour() {
    let output = run(&[]);
    assert_eq!(code(&output), 0, "{}", printed(&output));
    let page = stdout(&output);
    for id in ["partner.invoices.info", "partner.account.batch_statuses", "merchant.purchase.create_payment"] {
        assert!(page.contains(id), "{page}");
    }
    assert!(page.contains("The sandbox saw 3 calls, every signature right."), "{page}");
    assert!(page.contains(";***") && !page.contains("sandbox-secret"), "{page}");
    assert!(!page.contains('\x1b'), "plain where nobody looks at it");
}

#[test]
fn endpoints_are_listed_with_everything_that_is_known() {
    let all = json(&run(&["endpoints", "--format", "json"]));
    let find =
        |id: &str| all.as_array().unwrap().iter().find(|e| e["id"] == id).unwrap_or_else(|| panic!("{id}")).clone();
    let payment = find("merchant.purchase.create_payment");
    assert_eq!(payment["api"], "merchant");
    assert_eq!(payment["method"], "POST");
    assert_eq!(payment["uri"], "/init_payment");
    assert_eq!(payment["auth"], "pg_sig");
    assert_eq!(payment["wire"], "form");
    assert_eq!(payment["effect"], "write");
    assert_eq!(payment["direction"], "request");
    assert_eq!(payment["status"], "implemented");
    assert_eq!(payment["request"]["content_type"], "multipart/form-data");
    let fields = payment["request"]["fields"].as_array().unwrap();
    // 47 documented fields, three of which the client adds.
    assert_eq!(fields.len() + payment["request"]["added_by_client"].as_array().unwrap().len(), 47);
    let field = |name: &str| fields.iter().find(|f| f["name"] == name).unwrap();
    assert_eq!(field("pg_amount")["required"], true);
    assert_eq!(field("pg_amount")["type"], "number");
    assert_eq!(field("pg_amount")["min"].to_string(), "0.01");
    assert_eq!(field("pg_order_id")["max_length"], 50);
    assert_eq!(field("pg_receipt_positions")["fields"].as_array().unwrap().len(), 8);
    assert!(payment["response"]["fields"].as_array().unwrap().iter().any(|f| f["name"] == "pg_redirect_url"));

    let callback = find("merchant.callbacks.result_notify");
    assert_eq!(callback["direction"], "callback");
    assert_eq!(callback["uri"], "{result_url}");
    assert_eq!(callback["method"], "POST");
    assert!(callback["effect"].is_null() && callback["script"].is_null());

    let awaiting = find("partner.account.statement");
    assert_eq!(awaiting["status"], "awaiting-documentation");
    assert!(awaiting["uri"].is_null() && awaiting["reason"].is_string());

    let partner = json(&run(&["endpoints", "--api", "partner", "--format", "json"]));
    assert!(partner.as_array().unwrap().iter().all(|e| e["api"] == "partner"));
    assert!(stdout(&run(&["endpoints"])).lines().any(|line| line.contains("partner.invoices.info")));

    let unknown = run(&["endpoints", "--api", "partnr"]);
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("did you mean partner?"));
}

#[test]
fn a_call_prints_json_on_stdout_and_nothing_else() {
    let output = run(&["call", "partner.invoices.info", "--field", "id=b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b"]);
    assert_eq!(code(&output), 0, "{}", printed(&output));
    assert_eq!(json(&output)["id"], "b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b");
    assert!(output.stderr.is_empty());

    // Wire names and Rust names, nested ones, JSON from an argument, a file and stdin.
    let fields = r#"{"amount": 25.00, "description": "x", "receipt_positions": [{"unit_code": 796}]}"#;
    for output in [
        run(&["call", "merchant.purchase.create_payment", "--json", fields]),
        with_secret("sandbox-secret", fields, &["call", "merchant.purchase.create_payment", "--json", "-"]),
        run(&[
            "call",
            "merchant.purchase.create_payment",
            "--field",
            "pg_amount=25.00",
            "--field",
            "description=x",
            "--field",
            "receipt_positions[0][UnitCode]=796",
            "--field",
            "pg_receipt_positions.0.mark_list[]=m1",
            "--field",
            "colour=red",
        ]),
    ] {
        assert_eq!(code(&output), 0, "{}", printed(&output));
        assert_eq!(json(&output)["pg_status"], "ok");
    }
}

#[test]
fn an_invalid_request_is_refused_before_anything_is_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    for (args, expected) in [
        (&["call", "partner.invoices.inf"][..], "did you mean partner.invoices.info?"),
        (&["call", "nothing.like.it"], "there is no endpoint nothing.like.it"),
        (&["call", "partner.account.statement"], "is undocumented and cannot be called"),
        (&["call", "merchant.callbacks.result_notify"], "is a callback: Freedom Pay calls the merchant's URL"),
        (&["call", "partner.invoices.info", "--field", "idd=1"], "did you mean id?"),
        (&["call", "partner.invoices.info", "--field", "id=7"], "id: a UUID is expected"),
        (&["call", "partner.invoices.info", "--field", "id"], "--field takes NAME=VALUE"),
        (&["call", "partner.invoices.info", "--field", "=7"], "a name is missing"),
        (&["call", "partner.invoices.info", "--field", "id=1", "--field", "id=1"], "id: it is given twice"),
        (&["call", "partner.invoices.info", "--json", r#"{"id":1}"#, "--field", "id=1"], "id: it is given twice"),
        (&["call", "partner.invoices.info", "--json", r#"{"":1}"#], "a field without a name"),
        (
            &["call", "merchant.purchase.create_payment", "--field", "order_id=1", "--field", "pg_order_id=2"],
            "pg_order_id: it is given twice",
        ),
        (
            &["call", "merchant.purchase.create_payment", "--json", r#"{"order_id":"1","pg_order_id":"2"}"#],
            "pg_order_id: it is given more than once",
        ),
        (&["call", "merchant.purchase.create_payment", "--field", "=red"], "a name is missing"),
        (&["call", "merchant.purchase.create_payment", "--field", "[colour]=red"], "a name is missing"),
        (
            &["call", "merchant.purchase.create_payment", "--field", "colour=red", "--field", "colour=blue"],
            "colour: it is given twice",
        ),
        (
            &[
                "call",
                "merchant.purchase.create_payment",
                "--field",
                "receipt_positions[0].count=1",
                "--field",
                "receipt_positions.0.count=2",
            ],
            "receipt_positions[0].count: it is given twice",
        ),
        (&["call", "merchant.purchase.create_payment", "--field", "receipt_positions[0].=1"], "a name is missing"),
        (
            &["call", "merchant.purchase.create_payment", "--field", "user_phone=+7 701"],
            "user_phone: it does not match",
        ),
        (&["call", "partner.invoices.info", "--json", "{"], "--json: it is not valid JSON"),
        (&["call", "partner.invoices.info", "--json", "[]"], "--json: an object with the fields is expected"),
        (&["call", "partner.invoices.info", "--json", r#"{"id":7}"#], "a UUID is expected, a number was given"),
        (&["call", "partner.invoices.info", "--json", "@/nowhere/at/all"], "cannot read /nowhere/at/all"),
        (&["call", "merchant.purchase.create_payment"], "pg_amount: it is required"),
        (
            &["call", "merchant.purchase.create_payment", "--field", "amount=1e3", "--field", "description=x"],
            "an exact decimal",
        ),
        (
            &["call", "merchant.purchase.create_payment", "--field", "amount=0.001", "--field", "description=x"],
            "at least 0.01",
        ),
        (
            &["call", "merchant.purchase.create_payment", "--field", "amuont=1", "--field", "description=x"],
            "did you mean amount?",
        ),
        (&["call", "merchant.purchase.create_payment", "--field", "pg_sig=1"], "pg_sig: there is no such field"),
        (&["call", "merchant.purchase.create_payment", "--field", "receipt_positions[3].count=1"], "counted from 0"),
        (&["call", "partner.account.batch_statuses", "--field", "OrgnlMsgId=.."], "does not match the pattern"),
        (&["call", "partner.account.batch_statuses"], "OrgnlMsgId: it is required"),
    ] {
        let mut args = args.to_vec();
        args.extend(["--base-url", &url]);
        let output = run(&args);
        assert_eq!(code(&output), 1, "{args:?}: {}", printed(&output));
        assert!(stderr(&output).contains(expected), "{args:?}: {}", printed(&output));
        assert!(output.stdout.is_empty());
    }
    assert!(listener.accept().is_err(), "nobody connected");
}

#[test]
fn bad_usage_is_status_1() {
    for args in
        [&["cal"][..], &["call"], &["call", "x", "--environment", "moon"], &["sign"], &["sandbox", "--port", "70000"]]
    {
        let output = run(args);
        assert_eq!(code(&output), 1, "{args:?}");
        assert!(!output.stderr.is_empty());
    }
    // A misspelt name gets the same hint everywhere.
    for (args, hint) in [
        (&["cal"][..], "'cal'; did you mean call?"),
        (&["sign", "jwss"], "'jwss'; did you mean jws?"),
        (&["call", "x", "--feild", "a=1"], "'--feild' found; did you mean --field?"),
        (&["endpoints", "--format", "jsno"], "; did you mean json?"),
        (&["endpoints", "--api", "partnr"], "no API partnr; did you mean partner?"),
        (&["call", "partner.invoices.inf"], "no endpoint partner.invoices.inf; did you mean partner.invoices.info?"),
    ] {
        let output = run(args);
        assert_eq!(code(&output), 1, "{args:?}");
        let text = stderr(&output);
        assert!(text.lines().next().unwrap().contains(hint) && !text.contains("tip:"), "{args:?}: {text}");
    }
    let output = run(&["call", "partner.invoices.info", "--base-url", "http://api.freedompay.kz"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("loopback"), "{}", printed(&output));
    assert_eq!(code(&run(&["--help"])), 0);
}

#[test]
fn credentials_are_needed_outside_of_the_sandbox() {
    for environment in ["test", "production"] {
        let output = run(&["call", "merchant.purchase.create_payment", "--environment", environment, "--dry-run"]);
        assert_eq!(code(&output), 1);
        assert!(stderr(&output).contains("FREEDOMPAY_SECRET is not set"), "{}", printed(&output));
    }
    let output = with_secret("s3cret", "", &["call", "merchant.purchase.create_payment", "--environment", "test"]);
    assert!(stderr(&output).contains("FREEDOMPAY_MERCHANT_ID is not set"), "{}", printed(&output));
}

#[test]
fn a_ping_says_whether_the_api_is_up() {
    let output = run(&["ping", "--environment", "sandbox"]);
    assert_eq!(code(&output), 0, "{}", printed(&output));
    assert!(
        stdout(&output).starts_with("http://127.0.0.1:") && stdout(&output).contains(" is up: "),
        "{}",
        printed(&output)
    );
    // Nobody listens there.
    let output = run(&["ping", "--base-url", "http://127.0.0.1:9"]);
    assert_eq!(code(&output), 3, "{}", printed(&output));
    assert!(stderr(&output).contains("http://127.0.0.1:9"), "{}", printed(&output));
    assert_eq!(code(&run(&["ping", "--country", "fr"])), 1);
}

#[test]
fn a_dry_run_shows_the_request_without_its_secret() {
    let output =
        program(&["call", "merchant.purchase.create_payment", "--field", "amount=25", "--field", "description=x"])
            .args(["--environment", "test", "--dry-run"])
            .env("FREEDOMPAY_MERCHANT_ID", "1")
            .env("FREEDOMPAY_SECRET", "s3cret")
            .output()
            .unwrap();
    assert_eq!(code(&output), 0, "{}", printed(&output));
    let shown = json(&output);
    assert_eq!(shown["url"], "https://test-api.freedompay.kz/init_payment");
    assert!(shown["signed"].as_str().unwrap().ends_with(";***"), "{shown}");
    assert!(!printed(&output).contains("s3cret"));
}

/// Starts a server that reads something from every connection and returns the same bytes.
fn server(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut vec![0; 65536]);
            let _ = stream.write_all(answer);
        }
    });
    url
}

#[test]
fn every_outcome_has_its_exit_status() {
    let call = |url: &str| {
        run(&[
            "call",
            "merchant.purchase.create_payment",
            "--field",
            "amount=1",
            "--field",
            "description=x",
            "--base-url",
            url,
        ])
    };
    let error = br#"{"status":"error","error_code":1001,"error_description":"no"}"#;
    let error = [format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", error.len()).as_bytes(), error].concat();
    let refused = run(&["call", "partner.invoices.info", "--base-url", &server(error.leak())]);
    assert_eq!(code(&refused), 2, "{}", printed(&refused));
    assert_eq!(json(&refused)["status"], "error");
    // The sandbox of the process accepts the key that the process signs with.
    let accepted = with_secret("our-own-key", "", &["call", "partner.invoices.info"]);
    assert_eq!(code(&accepted), 0, "{}", printed(&accepted));

    assert_eq!(code(&call("http://127.0.0.1:1")), 3);

    let dropped = call(&server(b""));
    assert_eq!(code(&dropped), 4, "{}", printed(&dropped));
    assert!(stderr(&dropped).contains("do not send it again"), "{}", printed(&dropped));

    let unreadable = call(&server(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<html"));
    assert_eq!(code(&unreadable), 5, "{}", printed(&unreadable));
    let unsigned =
        call(&server(b"HTTP/1.1 200 OK\r\ncontent-length: 46\r\n\r\n<response><pg_status>ok</pg_status></response>"));
    assert_eq!(code(&unsigned), 5, "{}", printed(&unsigned));
    assert!(stderr(&unsigned).contains("it has no pg_sig"), "{}", printed(&unsigned));
}

#[test]
fn jws_is_signed_and_verified() {
    let by_parts = with_secret(
        "secret",
        J1_BODY,
        &[
            "sign",
            "jws",
            "--alg",
            "HS512",
            "--auth-id",
            "123456",
            "--uri",
            "/v5/card-api/request/status",
            "--method",
            "POST",
            "--body",
            "-",
        ],
    );
    assert!(stdout(&by_parts).ends_with(&format!("..{J1_MAC}")), "{}", printed(&by_parts));
    let by_header =
        with_secret("secret", J1_BODY, &["sign", "jws", "--alg", "HS512", "--header", J1_HEADER, "--body", "-"]);
    assert_eq!(stdout(&by_header), stdout(&by_parts));

    let signature = stdout(&by_parts);
    let verify = |secret: &str, body: &str| {
        code(&with_secret(secret, body, &["verify", "jws", "--signature", signature, "--body", "-"]))
    };
    assert_eq!(verify("secret", J1_BODY), 0);
    assert_eq!(verify("other", J1_BODY), 5);
    assert_eq!(verify("secret", "{}"), 5);
    let malformed = with_secret("secret", "", &["verify", "jws", "--signature", "x.y.z"]);
    assert_eq!(code(&malformed), 5);
    assert_eq!(code(&run(&["verify", "jws", "--signature", signature])), 1, "no secret");
    let neither = with_secret("secret", "", &["sign", "jws", "--alg", "HS512"]);
    assert_eq!(code(&neither), 1);
}

#[test]
fn pg_sig_is_signed_and_verified_from_every_kind_of_message() {
    let fields = r#"{"pg_order_id":"23","pg_merchant_id":12345,"pg_amount":25,"pg_description":"Order description","pg_salt":"some_random_string","pg_sig":"ignored"}"#;
    let xml = "<request><pg_order_id>23</pg_order_id><pg_merchant_id>12345</pg_merchant_id><pg_amount>25</pg_amount>\
               <pg_description>Order description</pg_description><pg_salt>some_random_string</pg_salt></request>";
    for (option, message) in [("--fields", fields), ("--form", &format!("{P1_FORM}\n")), ("--xml", xml)] {
        let output =
            with_secret("test_secret", message, &["sign", "pg-sig", "--script", "init_payment.php", option, "-"]);
        assert_eq!(stdout(&output), P1_DIGEST, "{option}: {}", printed(&output));
        assert!(output.stderr.is_empty());
    }
    let explained = with_secret(
        "test_secret",
        P1_FORM,
        &["sign", "pg-sig", "--script", "init_payment.php", "--form", "-", "--explain"],
    );
    assert_eq!(stdout(&explained), P1_DIGEST);
    assert!(
        stderr(&explained).contains("init_payment.php;25;Order description;12345;23;some_random_string;***"),
        "{}",
        printed(&explained)
    );

    let verify = |message: &str| {
        with_secret("test_secret", message, &["verify", "pg-sig", "--script", "init_payment.php", "--form", "-"])
    };
    assert_eq!(code(&verify(&format!("{P1_FORM}&pg_sig={P1_DIGEST}"))), 0);
    for wrong in [P1_FORM.to_owned(), format!("{P1_FORM}&pg_sig=0"), format!("{P1_FORM}&x=1&pg_sig={P1_DIGEST}")] {
        let output = verify(&wrong);
        assert_eq!(code(&output), 5, "{wrong}");
        assert!(!printed(&output).contains(P1_DIGEST), "the expected value is never shown");
    }
    let unreadable = with_secret("s", "{", &["sign", "pg-sig", "--script", "x", "--fields", "-"]);
    assert_eq!(code(&unreadable), 1);
    let no_file = with_secret("s", "", &["verify", "pg-sig", "--script", "x", "--form", "/nowhere/at/all"]);
    assert_eq!(code(&no_file), 1);
}

#[test]
fn explanations_hide_card_data() {
    let fields = r#"{"pg_card_pan":"4400444400004440","pg_card_cvc":"987","pg_amount":"1"}"#;
    let output = with_secret("s3cret", fields, &["sign", "pg-sig", "--script", "x", "--fields", "-", "--explain"]);
    assert!(stderr(&output).contains("x;1;***;***;***"), "{}", printed(&output));
    let output =
        with_secret("s3cret", fields, &["sign", "jws", "--alg", "HS256", "--header", "{}", "--body", "-", "--explain"]);
    assert!(stderr(&output).contains("not shown"), "{}", printed(&output));
    assert!(!printed(&output).contains("4400444400004440"));
}

/// Names in the cases of other languages, and numbers whose names tell nothing.
#[test]
fn whatever_shows_fields_hides_those_that_sound_or_look_like_card_data() {
    for name in
        ["cardNumber", "CARD-NUMBER", "card.number", "accessToken", "clientSecret", "tokens", "api_key", "APIKeys"]
    {
        let fields = format!(r#"{{"{name}":"canary","pg_amount":"1"}}"#);
        let sign = ["sign", "pg-sig", "--script", "x", "--fields", "-", "--explain"];
        let output = with_secret("s3cret", &fields, &sign);
        assert!(
            stderr(&output).contains("***") && !printed(&output).contains("canary"),
            "{name}: {}",
            printed(&output)
        );
        let sign = ["sign", "jws", "--alg", "HS256", "--header", "{}", "--body", "-", "--explain"];
        let output = with_secret("s3cret", &fields, &sign);
        assert!(stderr(&output).contains("not shown"), "{name}: {}", printed(&output));
        let field = format!("extra.{}=canary", name.replace('.', "-"));
        let output = dry_run(&field);
        assert!(
            stdout(&output).contains("***") && !printed(&output).contains("canary"),
            "{name}: {}",
            printed(&output)
        );
    }
    for text in ["4716047261941981", "4716 0472 6194 1981, 12/30"] {
        for field in ["description", "extra.note"] {
            let output = dry_run(&format!("{field}={text}"));
            assert!(stdout(&output).contains("***1981") && !printed(&output).contains(text), "{}", printed(&output));
        }
        let fields = format!(r#"{{"note":"{text}"}}"#);
        let output = with_secret("s3cret", &fields, &["sign", "pg-sig", "--script", "x", "--fields", "-", "--explain"]);
        assert!(stderr(&output).contains("x;***1981"), "{}", printed(&output));
        for body in [fields.as_str(), text] {
            let sign = ["sign", "jws", "--alg", "HS256", "--header", "{}", "--body", "-", "--explain"];
            let output = with_secret("s3cret", body, &sign);
            assert!(stderr(&output).contains("not shown"), "{}", printed(&output));
        }
    }
    let output = dry_run("extra.company=span");
    assert!(stdout(&output).contains(";span;"), "{}", printed(&output));
}

fn dry_run(field: &str) -> Output {
    let call = ["call", "merchant.purchase.create_payment", "--environment", "test", "--dry-run"];
    let mut program = program(&call);
    program.args(["--field", "amount=25", "--field", field]);
    if !field.starts_with("description=") {
        program.args(["--field", "description=x"]);
    }
    program.env("FREEDOMPAY_MERCHANT_ID", "1").env("FREEDOMPAY_SECRET", "s3cret").output().unwrap()
}

#[test]
fn a_key_with_what_nobody_sees_is_refused_where_it_is_read() {
    for (key, said) in [
        ("s3cret\n", "U+000A LINE FEED as its last character"),
        ("\u{feff}s3cret", "U+FEFF BYTE ORDER MARK as its first character"),
        ("s3c\u{200b}ret", "U+200B ZERO WIDTH SPACE as character 4"),
        ("s3cret ", "U+0020 SPACE as its last character"),
    ] {
        for args in [
            &["sign", "pg-sig", "--script", "x", "--form", "-"][..],
            &["verify", "pg-sig", "--script", "x", "--form", "-"],
            &["call", "merchant.purchase.create_payment", "--dry-run"],
            &["sandbox"],
        ] {
            let output = with_secret(key, "a=1", args);
            assert_eq!(code(&output), 1, "{}", printed(&output));
            assert!(stderr(&output).contains(&format!("FREEDOMPAY_SECRET has {said}")), "{}", printed(&output));
            assert!(!printed(&output).contains("s3c"), "the key is not shown");
        }
    }
    let mut call = program(&["call", "merchant.purchase.create_payment", "--dry-run"]);
    let output = call.env("FREEDOMPAY_MERCHANT_ID", "12\u{ad}3").env("FREEDOMPAY_SECRET", "s3cret").output().unwrap();
    assert!(
        stderr(&output).contains("FREEDOMPAY_MERCHANT_ID has U+00AD SOFT HYPHEN as character 3"),
        "{}",
        printed(&output)
    );
}

/// The sandbox as a process of its own.
struct Running(Child, String);

impl Running {
    fn start() -> Self {
        let mut child = program(&["sandbox"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        Self(child, url)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_sandbox_serves_other_processes_and_lists_what_it_saw() {
    let sandbox = Running::start();
    let call = run(&[
        "call",
        "partner.account.batch_statuses",
        "--field",
        "original_message_id=m-1",
        "--base-url",
        &sandbox.1,
    ]);
    assert_eq!(code(&call), 0, "{}", printed(&call));
    let wrong = with_secret(
        "not-the-key",
        "",
        &[
            "call",
            "merchant.purchase.create_payment",
            "--field",
            "amount=1",
            "--field",
            "description=x",
            "--base-url",
            &sandbox.1,
        ],
    );
    assert_eq!(code(&wrong), 2);
    assert_eq!(json(&wrong)["pg_error_code"], "1100");

    let mut stream = std::net::TcpStream::connect(sandbox.1.strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(b"GET /_sandbox/requests HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let list: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(list[0]["endpoint"], "partner.account.batch_statuses");
    assert_eq!(list[0]["signature"], "right");
    assert_eq!(list[0]["fields"]["OrgnlMsgId"], "m-1");
    assert_eq!(list[1]["signature"], "wrong");
    assert_eq!(list[1]["fields"]["pg_sig"], "***");
    assert!(list[1]["refused"].is_string());
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let mut child =
        program(&["endpoints", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}
