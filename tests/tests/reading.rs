//! What typed responses are read from: PHP's lists and objects, numbers in every notation, and members that do not fit.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use freedompay::error::TreeError;
use freedompay::gateway::card::{SavedCard, SavedCards};
use freedompay::gateway::purchase::status::PaymentDetails;
use freedompay::gateway::purchase::status::PaymentStatus as GatewayStatus;
use freedompay::gateway_async::read::{Payment, PaymentStatus};
use freedompay::merchant_invoice::installment::partners::{ListPartnerBanks, PartnerBanks};
use freedompay::partner::emoney::{WalletOperations, WalletStatement};
use freedompay::{
    Amount, Client, Error, Flag, Gateway, GatewayAsync, JwsCredentials, MerchantInvoice, Partner, PgCredentials,
    Response, Uuid, Value, freedompay_endpoint, freedompay_enum, freedompay_model,
};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::{form, json, xml};
use freedompay_tests::{Script, at_once};
use serde::de::DeserializeOwned;

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, TreeError> {
    json::parse(text.as_bytes()).unwrap().deserialize()
}

fn from_xml<T: DeserializeOwned>(text: &str) -> Result<T, TreeError> {
    xml::parse(text.as_bytes()).unwrap().deserialize()
}

/// Gets a payment by a client.
async fn payment(body: &str) -> Result<Response<Payment>, Error> {
    let script = Script::new(vec![Ok(Script::answer(200, &[], body))]);
    let client = Client::<GatewayAsync>::builder(JwsCredentials::new("1", "key")).transport(script).build().unwrap();
    PaymentStatus::new().id(Uuid::nil()).send(&client).await
}

/// Gets a statement by a client.
async fn statement(operations: &str) -> Result<Response<WalletOperations>, Error> {
    let body = format!(r#"{{"status":"ok","operations":{operations}}}"#);
    let script = Script::new(vec![Ok(Script::answer(200, &[], &body))]);
    let client = Client::<Partner>::builder(JwsCredentials::new("1", "key")).transport(script).build().unwrap();
    WalletStatement::new("7").send(&client).await
}

/// Gets the banks of instalments by a client.
async fn banks(body: &str) -> Result<Response<PartnerBanks>, Error> {
    let script = Script::new(vec![Ok(Script::answer(200, &[], body))]);
    let client = Client::<MerchantInvoice>::builder(JwsCredentials::new("1", "key")).transport(script).build().unwrap();
    ListPartnerBanks::new().send(&client).await
}

fn amounts(payment: &Payment) -> Vec<String> {
    payment.refund_payments.iter().map(|refund| refund.amount.unwrap().to_string()).collect()
}

#[test]
fn lists_of_php_are_lists_and_other_objects_are_not() {
    let refunds = |list: &str| from_json::<Payment>(&format!(r#"{{"status":"success","refund_payments":{list}}}"#));
    for (list, expected) in [
        ("[]", &[][..]),
        ("{}", &[]),
        ("null", &[]),
        (r#""""#, &[]),
        (r#"[{"amount":5}]"#, &["5"]),
        (r#"{"0":{"amount":5},"2":{"amount":6}}"#, &["5", "6"]),
        (r#"{"1":{"amount":5}}"#, &["5"]),
        (r#"{"2":{"amount":5},"10":{"amount":6},"11":{"amount":7}}"#, &["5", "6", "7"]),
    ] {
        assert_eq!(amounts(&refunds(list).unwrap()), expected, "{list}");
    }
    for (list, path) in [
        (r#"{"amount":5}"#, "refund_payments"),
        (r#"{"a":{"amount":5}}"#, "refund_payments"),
        (r#"{"0":{"amount":5},"a":{"amount":6}}"#, "refund_payments"),
        (r#"{"2":{"amount":5},"0":{"amount":6}}"#, "refund_payments"),
        (r#"{"0":{"amount":5},"0":{"amount":6}}"#, "refund_payments"),
        (r#"{"00":{"amount":5}}"#, "refund_payments"),
        (r#"{"-1":{"amount":5}}"#, "refund_payments"),
        (r#"{"+1":{"amount":5}}"#, "refund_payments"),
        (r#"{"1.0":{"amount":5}}"#, "refund_payments"),
        (r#"{"99999999999999999999":{"amount":5}}"#, "refund_payments"),
        ("5", "refund_payments"),
        ("true", "refund_payments"),
        (r#""x""#, "refund_payments"),
        ("[5]", "refund_payments[0]"),
        (r#"{"0":5}"#, "refund_payments[0]"),
        (r#"[{"amount":5},{"amount":"x"}]"#, "refund_payments[1].amount"),
        (r#"{"0":{"amount":5},"7":{"amount":"x"}}"#, "refund_payments[1].amount"),
    ] {
        assert_eq!(refunds(list).unwrap_err().path(), path, "{list}");
    }
    // A name that comes twice is XML's list, not JSON's.
    assert!(from_json::<Payment>(r#"{"refund_payments":{"0":{}},"refund_payments":{"0":{}}}"#).is_err());
    assert!(from_json::<SavedCards>(r#"{"card":{"pg_status":"approved"}}"#).is_err());
}

#[test]
fn a_list_at_the_root_is_a_list() {
    let hashes = |cards: Vec<SavedCard>| cards.into_iter().map(|card| card.pg_card_hash.unwrap()).collect::<Vec<_>>();
    let card = |hash: &str| format!("<card><pg_card_hash>{hash}</pg_card_hash><pg_status>approved</pg_status></card>");
    let signed = "<pg_salt>s</pg_salt><pg_sig>x</pg_sig>";
    for (body, expected) in [
        (format!("<response>{}</response>", card("a")), &["a"][..]),
        (format!("<response>{}{}</response>", card("a"), card("b")), &["a", "b"]),
        (format!("<response><pg_status>ok</pg_status>{}{signed}{}</response>", card("a"), card("b")), &["a", "b"]),
        (format!("<response><pg_status>ok</pg_status>{signed}</response>"), &[]),
        ("<response/>".to_owned(), &[]),
    ] {
        assert_eq!(hashes(from_xml(&body).unwrap()), expected, "{body}");
    }
    for body in [
        "<response><pg_card_hash>a</pg_card_hash><created_at>b</created_at></response>".to_owned(),
        format!("<response>{}<other><a>1</a></other></response>", card("a")),
        format!("<response><card>a</card>{signed}</response>"),
    ] {
        assert!(from_xml::<Vec<SavedCard>>(&body).is_err(), "{body}");
    }
    assert_eq!(from_xml::<Vec<u64>>("<response><id>1</id><id>2</id><pg_sig>x</pg_sig></response>").unwrap(), [1, 2]);
    // In JSON as anywhere else.
    assert_eq!(hashes(from_json(r#"[{"pg_card_hash":"a"}]"#).unwrap()), ["a"]);
    assert_eq!(hashes(from_json(r#"{"0":{"pg_card_hash":"a"},"4":{"pg_card_hash":"b"}}"#).unwrap()), ["a", "b"]);
    assert!(hashes(from_json("{}").unwrap()).is_empty());
    assert!(from_json::<Vec<SavedCard>>(r#"{"pg_card_hash":"a"}"#).is_err());
}

/// Returns all cards, of a call whose response is a list. Made up.
#[freedompay_endpoint(uri = "/g2g/all_cards", method = "POST", api = gateway, response = Vec<SavedCard>, effect = read)]
struct AllCards {}

#[test]
fn a_response_that_is_a_list_is_read_by_a_client() {
    let cards = |fields: &str| {
        let fields = format!("<pg_status>ok</pg_status>{fields}<pg_salt>s</pg_salt>");
        let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
        let signature = pg_sig::sign("all_cards", message.root(), &"key".into());
        let body = format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>");
        let script = Script::new(vec![Ok(Script::answer(200, &[], &body))]);
        let client = Client::<Gateway>::builder(PgCredentials::new("1", "key")).transport(script).build().unwrap();
        at_once(AllCards::new().send(&client)).unwrap()
    };
    let two = "<card><pg_card_hash>a</pg_card_hash></card>\
               <card><pg_card_hash>b</pg_card_hash><pg_is_filled>5.5</pg_is_filled></card>";
    let response = cards(two).unwrap();
    let hashes: Vec<_> = response.iter().map(|card| card.pg_card_hash.as_deref().unwrap()).collect();
    assert_eq!(hashes, ["a", "b"]);
    assert_eq!(response.unread(), ["[1].pg_is_filled"]);
    assert!(cards("").unwrap().is_empty());
    assert!(matches!(cards("<card><pg_status><a>1</a></pg_status></card>"), Err(Error::Decode(_))));
    assert!(matches!(cards("<card>text</card>"), Err(Error::Decode(_))));
}

#[test]
fn elements_of_xml_are_lists_beside_each_other_or_inside_one() {
    let ids = |inside: &str| {
        let details: PaymentDetails = from_xml(&format!("<r>{inside}</r>")).unwrap();
        details.refund_payments.iter().map(|refund| refund.payment_id.unwrap()).collect::<Vec<_>>()
    };
    let one = |name: &str, id: u64| format!("<{name}><pg_payment_id>{id}</pg_payment_id></{name}>");
    let (bare, inner) = ("pg_refund_payments", "pg_refund_payment");
    assert_eq!(ids(&one(bare, 1)), [1]);
    assert_eq!(ids(&format!("{}{}", one(bare, 1), one(bare, 2))), [1, 2]);
    assert_eq!(ids(&format!("<{bare}>{}</{bare}>", one(inner, 1))), [1]);
    assert_eq!(ids(&format!("<{bare}>{}{}</{bare}>", one(inner, 1), one(inner, 2))), [1, 2]);
    assert!(ids("").is_empty() && ids(&format!("<{bare}/>")).is_empty());
    // Forms repeat a value's name; an object whose keys are not indexes is not a list.
    let cards = |text: &str| form::parse(text.as_bytes()).unwrap().deserialize::<SavedCards>();
    assert_eq!(cards("card[0][pg_status]=a&card[7][pg_status]=b").unwrap().card.len(), 2);
    assert!(cards("card[pg_status]=a").is_err());
}

/// A response with objects of every kind.
#[freedompay_model]
struct Objects {
    optional: Option<Inner>,
    required: Inner,
    strict: Option<Strict>,
    members: Option<BTreeMap<String, String>>,
    list: Vec<Nested>,
    any: Option<Value>,
}

#[freedompay_model]
struct Inner {
    text: Option<String>,
}

#[freedompay_model]
struct Strict {
    text: String,
}

#[freedompay_model]
struct Nested {
    inner: Option<Inner>,
}

#[test]
fn the_empty_object_of_php_is_absent_and_no_other_list_is_an_object() {
    let read = |text: &str| from_json::<Objects>(text);
    let whole = r#"{"optional":[],"required":[],"strict":[],"members":[],"list":[{"inner":[]},{"inner":{}},{"inner":[]}],"any":[]}"#;
    let objects = read(whole).unwrap();
    assert!(objects.optional.is_none() && objects.strict.is_none() && objects.members.is_none());
    // Where an object is required, it is the empty object that it stands for.
    assert!(objects.required.text.is_none());
    let text = read(r#"{"required":{},"strict":{"text":"a"}}"#).unwrap().strict.map(|strict| strict.text);
    assert_eq!(text.as_deref(), Some("a"));
    assert_eq!(objects.list.iter().map(|one| one.inner.is_some()).collect::<Vec<_>>(), [false, true, false]);
    // A value that is not declared stays what it is.
    assert_eq!(objects.any, Some(Value::List(Vec::new())));
    for (text, path) in [
        (r#"{"optional":[1],"required":{}}"#, "optional"),
        (r#"{"optional":[[]],"required":{}}"#, "optional"),
        (r#"{"optional":[{"text":"a"}],"required":{}}"#, "optional"),
        (r#"{"required":[1]}"#, "required"),
        (r#"{"required":{},"members":["a"]}"#, "members"),
        (r#"{"required":{"text":[]}}"#, "required.text"),
        (r#"{"required":{},"list":[[1]]}"#, "list[0]"),
        (r#"{"required":5}"#, "required"),
    ] {
        assert_eq!(read(text).unwrap_err().path(), path, "{text}");
    }
    assert!(from_json::<Strict>("[]").is_err() && from_json::<Strict>("{}").is_err());
    assert!(from_json::<Inner>("[]").unwrap().text.is_none());
}

#[tokio::test]
async fn an_answer_of_php_is_read_whole() {
    let body =
        r#"{"status":"success","amount":"100","3ds":[],"clearing":[],"from":[],"additional":[],"refund_payments":{}}"#;
    let response = payment(body).await.unwrap();
    assert!(response.three_ds.is_none() && response.clearing.is_none() && response.refund_payments.is_empty());
    assert_eq!(response.amount.unwrap().to_string(), "100");
    // A byte order mark, too, which the body keeps.
    let marked = payment(&format!("\u{feff}{body}")).await.unwrap();
    assert!(format!("{marked:?}") == format!("{response:?}") && marked.raw().body().starts_with(b"\xef\xbb\xbf"));
    // Like `null`, it is not worth a mention.
    assert!(response.unread().is_empty());
    assert!(matches!(payment(r#"{"status":"success","clearing":[5]}"#).await, Err(Error::Decode(_))));
}

/// A response with every kind of number.
#[freedompay_model]
struct Numbers {
    amount: Option<Amount>,
    small: Option<i8>,
    large: Option<u64>,
    flag: Option<Flag>,
    truth: Option<bool>,
    kind: Option<Numbered>,
    text: Option<String>,
}

#[freedompay_enum(numeric)]
enum Numbered {
    #[freedompay(rename = "5")]
    Five,
    #[freedompay(rename = "10")]
    Ten,
}

#[test]
fn numbers_are_read_exactly_in_every_notation() {
    for (text, value) in [
        ("8.3e-5", "0.000083"),
        ("8.3E-05", "0.000083"),
        ("1.0E7", "10000000"),
        ("1e2", "100"),
        ("-2.5e+1", "-25"),
        ("20.00", "20.00"),
        ("0.1e1", "1"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("0e999999999", "0"),
    ] {
        for body in [format!(r#"{{"amount":{text}}}"#), format!(r#"{{"amount":"{text}"}}"#)] {
            let read = from_json::<Numbers>(&body).unwrap();
            assert_eq!(read.amount.unwrap().to_string(), value.parse::<Amount>().unwrap().to_string(), "{body}");
        }
        let read = from_xml::<Numbers>(&format!("<r><amount>{text}</amount></r>")).unwrap();
        assert_eq!(read.amount, Some(value.parse().unwrap()), "{text}");
    }
    for (name, text, shown) in [
        ("small", "5.0", "Some(5)"),
        ("small", "-128.00", "Some(-128)"),
        ("small", "-0.0", "Some(0)"),
        ("large", "1.0E7", "Some(10000000)"),
        ("large", "18446744073709551615.0", "Some(18446744073709551615)"),
        ("large", "1844674407370955161.5e1", "Some(18446744073709551615)"),
        ("large", "50e-1", "Some(5)"),
        ("large", "-0", "Some(0)"),
        ("flag", "1.0", "Some(Flag(true))"),
        ("truth", "0e5", "Some(false)"),
        ("kind", "5.0", "Some(Five)"),
        ("kind", "1e1", "Some(Ten)"),
        ("kind", "7", "Some(Unknown(\"7\"))"),
        ("text", "5.0", "Some(\"5.0\")"),
    ] {
        let read = from_json::<Numbers>(&format!(r#"{{"{name}":{text}}}"#)).unwrap();
        let Numbers { small, large, flag, truth, kind, text: written, .. } = &read;
        let found = match name {
            "small" => format!("{small:?}"),
            "large" => format!("{large:?}"),
            "flag" => format!("{flag:?}"),
            "truth" => format!("{truth:?}"),
            "kind" => format!("{kind:?}"),
            _ => format!("{written:?}"),
        };
        assert_eq!(found, shown, "{name} {text}");
    }
    for (name, text) in [
        ("small", "5.5"),
        ("small", "128.0"),
        ("small", "1e3"),
        ("small", "5e-1"),
        ("large", "-1.0"),
        ("large", "1e999999999"),
        ("large", "18446744073709551616.0"),
        ("flag", "2.0"),
        ("truth", "0.5"),
        ("amount", "1e-29"),
        ("amount", "1e29"),
        ("amount", "1e999999999"),
        ("amount", "1e-999999999"),
    ] {
        let error = from_json::<Numbers>(&format!(r#"{{"{name}":{text}}}"#)).unwrap_err();
        assert_eq!(error.path(), name, "{text}");
    }
    for text in ["+1", "1_0", ".5", "5.", "0x5", "1e", "1,5", " 5.0", "5.0 ", "05.0"] {
        assert!(from_json::<Numbers>(&format!(r#"{{"amount":"{text}"}}"#)).is_err(), "{text}");
        let is_plain = text.parse::<i8>().is_ok();
        assert_eq!(from_json::<Numbers>(&format!(r#"{{"small":"{text}"}}"#)).is_ok(), is_plain, "{text}");
    }
}

/// Sums of digits and a shift: the same value however it is written.
#[test]
fn random_amounts_are_the_same_in_every_notation() {
    let mut random = fastrand::Rng::with_seed(17);
    for _ in 0..2000 {
        let (units, places) = (random.i64(-1_000_000_000..1_000_000_000), random.u32(..12));
        let amount = Amount::from_minor(units, places).unwrap();
        let (sign, digits) = if units < 0 { ("-", (-units).to_string()) } else { ("", units.to_string()) };
        let at = random.usize(1..=digits.len());
        let (whole, part) = digits.split_at(at);
        let exponent = i64::try_from(part.len()).unwrap() - i64::from(places);
        let zeros = "0".repeat(random.usize(..3));
        let text = match part {
            "" => format!("{sign}{whole}E{exponent:+}"),
            part => format!("{sign}{whole}.{part}{zeros}e{exponent}"),
        };
        let read = from_json::<Numbers>(&format!(r#"{{"amount":{text}}}"#)).unwrap();
        assert_eq!(read.amount, Some(amount), "{text}");
    }
}

#[tokio::test]
async fn what_decides_nothing_and_does_not_fit_is_absent_and_listed() {
    let body = r#"{"id":"00000000-0000-0000-0000-000000000000","status":"success","amount":8.3e-5,
        "parent_id":"not an id","created_at":["2025"],"3ds":"x","from":{"card":{"brand":{},"token":"t"},"recurrent":[1]},
        "additional":{"approval_code":{"a":1},"reference":"r"},"clearing":{"amount":1.0E7,"cleared":true},
        "refund_payments":{"0":{"amount":5,"id":"a"},"2":{"amount":6,"id":"b"}}}"#;
    let response = payment(body).await.unwrap();
    assert_eq!(
        response.unread(),
        ["parent_id", "created_at", "3ds", "from.card.brand", "from.recurrent", "additional.approval_code",]
    );
    assert_eq!(response.amount.unwrap().to_string(), "0.000083");
    assert_eq!(amounts(&response), ["5", "6"]);
    assert_eq!(response.refund_payments[1].id.as_deref(), Some("b"));
    assert!(response.parent_id.is_none() && response.created_at.is_none() && response.three_ds.is_none());
    let additional = response.additional.as_ref().unwrap();
    assert!(additional.approval_code.is_none() && additional.reference.as_deref() == Some("r"));
    assert!(response.from.as_ref().unwrap().card.as_ref().unwrap().token.is_some());
    // The message keeps them.
    assert_eq!(response.raw().message().get("parent_id").unwrap().text(), "not an id");
    // In every item of a list by itself, of PHP's, too.
    let operation =
        |amount: &str, rrn: &str| format!(r#"{{"amount":{amount},"rrn":{rrn},"correspondent":{{"name":{rrn}}}}}"#);
    let operations = [operation("5", "[1]"), operation("6", "\"r\""), operation("7", "[1]")];
    let [one, two, three] = &operations;
    for list in [format!("[{one},{two},{three}]"), format!(r#"{{"1":{one},"3":{two},"9":{three}}}"#)] {
        let statement = statement(&list).await.unwrap();
        let paths = ["[0].rrn", "[0].correspondent.name", "[2].rrn", "[2].correspondent.name"];
        assert_eq!(statement.unread(), paths.map(|path| format!("operations{path}")));
        assert_eq!(statement.operations.len(), 3);
        assert_eq!(statement.operations[1].rrn.as_deref(), Some("r"));
        assert!(statement.operations[0].correspondent.is_some() && statement.operations[2].rrn.is_none());
    }
}

/// In XML an item is an element of the list's name, or inside of one.
#[test]
fn paths_in_xml_count_the_elements_of_a_name() {
    let details = |text: &str| {
        let fields = format!("<pg_status>ok</pg_status>{text}<pg_salt>s</pg_salt>");
        let message = xml::parse(format!("<response>{fields}</response>").as_bytes()).unwrap();
        let signature = pg_sig::sign("status_v2", message.root(), &"key".into());
        let body = format!("<response>{fields}<pg_sig>{signature}</pg_sig></response>");
        let script = Script::new(vec![Ok(Script::answer(200, &[], &body))]);
        let client = Client::<Gateway>::builder(PgCredentials::new("1", "key")).transport(script).build().unwrap();
        at_once(GatewayStatus::new().payment_id(7).send(&client)).unwrap()
    };
    let refund = |name: &str, date: &str| {
        format!("<{name}><pg_amount>1</pg_amount><pg_reference>{date}</pg_reference></{name}>")
    };
    let (bare, inner, bad) = ("pg_refund_payments", "pg_refund_payment", "<a>1</a>");
    for (text, unread) in [
        (refund(bare, bad), &["pg_refund_payments[0].pg_reference"][..]),
        (
            format!("{}<pg_card_id>x</pg_card_id>{}", refund(bare, "1"), refund(bare, bad)),
            &["pg_refund_payments[1].pg_reference", "pg_card_id"],
        ),
        (
            format!("<{bare}>{}{}</{bare}>", refund(inner, bad), refund(inner, bad)),
            &["pg_refund_payments[0].pg_reference", "pg_refund_payments[1].pg_reference"],
        ),
        // A name that comes twice where one value is declared.
        ("<pg_reference>1</pg_reference><pg_reference>2</pg_reference>".to_owned(), &["pg_reference"]),
    ] {
        let mut expected: Vec<&str> = unread.to_vec();
        let response = details(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
        let mut found: Vec<&str> = response.unread().iter().map(String::as_str).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }
    assert!(matches!(details("<pg_captured>maybe</pg_captured>"), Err(Error::Decode(_))));
    // A signature inside is not signed, so it is not part of the response.
    let response =
        details("<extra><pg_sig>forged</pg_sig><a>1</a></extra><more><pg_sig>forged</pg_sig></more>").unwrap();
    let message = response.raw().message();
    assert!(message.get("extra").unwrap().get("pg_sig").is_none() && message.get("more").is_none());
    assert!(message.get("pg_sig").is_some());
}

#[tokio::test]
async fn what_decides_is_never_absent() {
    for (members, path) in [
        (r#""amount":"many""#, "amount"),
        (r#""amount":[]"#, "amount"),
        (r#""status":["success"]"#, "status"),
        (r#""status":[]"#, "status"),
        (r#""id":5"#, "id"),
        (r#""amount":5,"clearing":"x""#, "clearing"),
        (r#""amount":5,"clearing":{"amount":"x"}"#, "clearing.amount"),
        (r#""amount":5,"clearing":{"cleared":"x"}"#, "clearing.cleared"),
        (r#""amount":5,"refund_payments":5"#, "refund_payments"),
        (r#""amount":5,"refund_payments":[{"amount":5},7]"#, "refund_payments[1]"),
        (r#""amount":5,"reverse_payments":[{"status":{}}]"#, "reverse_payments[0].status"),
        (r#""created_at":[],"amount":"many""#, "amount"),
        // Of what was declared nothing is left.
        (r#""created_at":["2025"],"unheard":5"#, ""),
    ] {
        let error = payment(&format!("{{{members}}}")).await.unwrap_err();
        match error {
            Error::Decode(decode) => assert_eq!(decode.path, path, "{members}"),
            // An id that was not asked about.
            Error::Unknown(_) if path == "id" => {}
            other => panic!("{members}: {other}"),
        }
    }
}

/// Thousands of members that do not fit cost no more than the message is large, however they are written.
#[tokio::test]
async fn many_members_that_do_not_fit_take_no_time() {
    let begun = Instant::now();
    let of = |item: &dyn Fn(usize) -> String, count: usize| {
        let items: Vec<String> = (0..count).map(|at| format!(r#"{{"amount":1,"rrn":{}}}"#, item(at))).collect();
        format!("[{}]", items.join(","))
    };
    let operations = statement(&of(&|at| format!("[{at}]"), 20_000)).await.unwrap();
    assert_eq!((operations.unread().len(), operations.operations.len()), (20_000, 20_000));
    // So do those of a list with gaps.
    let items: Vec<String> = (1..=20_000).map(|at| format!(r#""{}":{{"amount":1,"rrn":[{at}]}}"#, 2 * at)).collect();
    let operations = statement(&format!("{{{}}}", items.join(","))).await.unwrap();
    assert_eq!((operations.unread().len(), operations.operations.len()), (20_000, 20_000));
    // Of numbers each is tried: hundreds are read, too many at once are an error.
    let terms = |count: usize| {
        let products: Vec<String> = (0..count).map(|at| format!(r#"{{"term_months":{at}.5}}"#)).collect();
        format!(r#"{{"partners":[{{"code":"b","products":[{}]}}]}}"#, products.join(","))
    };
    let several = banks(&terms(300)).await.unwrap();
    assert_eq!(several.unread().len(), 300);
    assert_eq!(several.unread()[7], "partners[0].products[7].term_months");
    let error = banks(&terms(50_000)).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}
