//! A wrong signature is explained: the signed text, and its first difference from the expected one.

use std::cmp::Reverse;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use freedompay::Secret;
use freedompay_sandbox::{Credentials, Explanation, Recorded, Sandbox, SignatureVerdict};
use md5::{Digest as _, Md5};
use sha2::Sha256;

use crate::http;

pub(crate) const KEY: &str = "the-acceptance-key-of-the-shop";
pub(crate) const PAYOUT: &str = "the-payout-key-of-the-shop";

type Fields = Vec<(String, String)>;

pub(crate) async fn start() -> Sandbox {
    let credentials =
        Credentials { secret: Secret::new(KEY), payout_secret: Secret::new(PAYOUT), ..Credentials::default() };
    Sandbox::builder().credentials(credentials).start().await.unwrap()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn md5(text: &str) -> String {
    hex(&Md5::digest(text))
}

/// Fields on which every mistake shows: capitals, empty and zero values, spaces, nested ones, a card, merchant's own.
/// In sorted order, but for the nested ones, which a form sends in the place of their parent.
fn fields(seed: u64) -> Fields {
    let odd = |n: u64| (seed * 7919 + n * 104_729) % 100_000;
    let pairs = [
        ("zebra", format!("own {}", odd(1))),
        ("Zone", format!("spring & sale {}", odd(2))),
        ("pg_salt", format!("salt{}", odd(3))),
        ("pg_order_id", odd(4).to_string()),
        ("pg_merchant_id", "123456".to_owned()),
        ("pg_amount", format!("{}.00", odd(5) + 1)),
        ("pg_language", String::new()),
        ("pg_lifetime", "0".to_owned()),
        ("pg_user_phone", "77010000000".to_owned()),
        ("pg_description", format!("  Заказ {} ", odd(6))),
        ("pg_receipt_positions[0][name]", format!("Mouse {}", odd(7))),
        ("pg_receipt_positions[0][count]", "2".to_owned()),
        ("pg_receipt_positions[1][name]", "Keyboard".to_owned()),
        ("pg_receipt_positions[1][count]", "1".to_owned()),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value)).into()
}

/// Nested values take the place of their parent; items in order, their members sorted.
fn place(name: &str) -> (String, u32, String) {
    match name.split_once('[') {
        None => (name.to_owned(), 0, String::new()),
        Some((parent, rest)) => {
            let (at, member) = rest.split_once("][").unwrap();
            (parent.to_owned(), at.parse().unwrap(), member.to_owned())
        }
    }
}

fn sorted(fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    fields.sort_by_key(|(name, _)| place(name));
    fields
}

fn join(script: &str, fields: &Fields, key: &str) -> String {
    let mut parts = vec![script];
    parts.extend(fields.iter().map(|(_, value)| value.as_str()));
    parts.push(key);
    parts.join(";")
}

fn keeping(fields: &Fields, keep: impl Fn(&str, &str) -> bool) -> Fields {
    sorted(fields).into_iter().filter(|(name, value)| keep(name, value)).collect()
}

fn with_values(fields: &Fields, change: impl Fn(&str, &str) -> String) -> Fields {
    sorted(fields).into_iter().map(|(name, value)| (name.clone(), change(&name, &value))).collect()
}

fn percent(text: &str, space: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._*".contains(&b);
    text.bytes()
        .map(|b| match b {
            b' ' => space.to_owned(),
            b if keep(b) => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

/// The usual mistakes, made by hand: what they are called, and the signature they give.
fn mistakes(fields: &Fields) -> Vec<(&'static str, String)> {
    const SCRIPT: &str = "init_payment";
    let all = &sorted(fields);
    let right = join(SCRIPT, all, KEY);
    let without_key = right.strip_suffix(KEY).unwrap();
    let values = right.strip_prefix(SCRIPT).unwrap();
    let parent_first = |name: &str| place(name).0;
    let backwards = {
        let mut list = fields.clone();
        list.sort_by_key(|(name, _)| (Reverse(parent_first(name)), place(name).1, Reverse(place(name).2)));
        list
    };
    let ignoring_case = {
        let mut list = fields.clone();
        list.sort_by_key(|(name, _)| (parent_first(name).to_lowercase(), place(name).1, place(name).2));
        list
    };
    let instead_of_positions = |word: &str| {
        let mut list = keeping(fields, |name, _| !name.contains('['));
        let at = list.iter().position(|(name, _)| name.as_str() > "pg_receipt_positions").unwrap();
        list.insert(at, ("pg_receipt_positions".to_owned(), word.to_owned()));
        list
    };
    let named: Vec<String> = all.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let json = {
        let name = &fields[10].1;
        format!(r#"[{{"name":"{name}","count":"2"}},{{"name":"Keyboard","count":"1"}}]"#)
    };
    let trimmed = with_values(fields, |_, value| value.trim().to_owned());
    let whole = with_values(fields, |name, value| match name {
        "pg_amount" => value.strip_suffix(".00").unwrap().to_owned(),
        _ => value.to_owned(),
    });
    let with_sig = {
        let mut list = fields.clone();
        list.push(("pg_sig".to_owned(), String::new()));
        sorted(&list)
    };
    let texts = [
        ("script_php", join("init_payment.php", all, KEY)),
        ("script_path", join("/init_payment", all, KEY)),
        ("script_empty", join("", all, KEY)),
        ("script_of_another_call", join("get_status3.php", all, KEY)),
        ("payout_key", join(SCRIPT, all, PAYOUT)),
        ("sig_included", join(SCRIPT, &with_sig, KEY)),
        ("message_order", join(SCRIPT, fields, KEY)),
        ("backwards", join(SCRIPT, &backwards, KEY)),
        ("order_ignores_case", join(SCRIPT, &ignoring_case, KEY)),
        ("only_pg_fields", join(SCRIPT, &keeping(fields, |name, _| name.starts_with("pg_")), KEY)),
        ("empty_dropped", join(SCRIPT, &keeping(fields, |_, value| !value.is_empty()), KEY)),
        ("falsy_dropped", join(SCRIPT, &keeping(fields, |_, value| !matches!(value, "" | "0")), KEY)),
        ("salt_missing", join(SCRIPT, &keeping(fields, |name, _| name != "pg_salt"), KEY)),
        ("merchant_missing", join(SCRIPT, &keeping(fields, |name, _| name != "pg_merchant_id"), KEY)),
        ("unsigned_field", join(SCRIPT, &keeping(fields, |name, _| name != "zebra"), KEY)),
        ("nesting_skipped", join(SCRIPT, &keeping(fields, |name, _| !name.contains('[')), KEY)),
        ("json_nesting", join(SCRIPT, &instead_of_positions(&json), KEY)),
        ("array_word", join(SCRIPT, &instead_of_positions("Array"), KEY)),
        ("key_missing", without_key.trim_end_matches(';').to_owned()),
        ("key_not_separated", format!("{}{KEY}", without_key.strip_suffix(';').unwrap())),
        ("script_not_separated", format!("{SCRIPT}{}", values.strip_prefix(';').unwrap())),
        ("trailing_separator", format!("{right};")),
        ("key_place", format!("{SCRIPT};{KEY}{}", values.strip_suffix(&format!(";{KEY}")).unwrap())),
        ("key_whitespace", format!("{right}\n")),
        ("names_included", format!("{SCRIPT};{};{KEY}", named.join(";"))),
        ("separator", right.replace(';', ",")),
        ("separator", right.replace(';', "")),
        ("trimmed", join(SCRIPT, &trimmed, KEY)),
        ("url_encoded", join(SCRIPT, &with_values(fields, |_, value| percent(value, "+")), KEY)),
        ("url_encoded", join(SCRIPT, &with_values(fields, |_, value| percent(value, "%20")), KEY)),
        ("html_escaped", join(SCRIPT, &with_values(fields, |_, value| value.replace('&', "&amp;")), KEY)),
        ("amount_spelling", join(SCRIPT, &whole, KEY)),
    ];
    let mut all: Vec<_> = texts.into_iter().map(|(code, text)| (code, md5(&text))).collect();
    all.push(("upper_case", md5(&right).to_uppercase()));
    all.push(("other_digest", STANDARD.encode(Md5::digest(&right))));
    all.push(("other_digest", hex(&Sha256::digest(&right))));
    all.push(("other_digest", "0".repeat(40)));
    let windows = right.chars().flat_map(|c| match c {
        'А'..='я' => vec![u8::try_from(u32::from(c) - 0x410 + 0xC0).unwrap()],
        c => vec![u8::try_from(u32::from(c)).unwrap()],
    });
    all.push(("encoding", hex(&Md5::digest(windows.collect::<Vec<u8>>()))));
    all
}

/// The same order as in the form, and the signature at its end.
async fn post(sandbox: &Sandbox, path: &str, fields: &Fields, signature: &str) -> Recorded {
    let mut sent = fields.clone();
    sent.push(("pg_sig".to_owned(), signature.to_owned()));
    http::post_form(&sandbox.url(), path, &sent).await;
    let recorded = sandbox.requests().pop().unwrap();
    // As it is listed, too.
    let listed = serde_json::to_string(&recorded).unwrap();
    for forbidden in [KEY, PAYOUT] {
        assert!(!listed.contains(forbidden), "a key got out");
        assert!(!format!("{recorded:?}").contains(forbidden), "a key got out");
    }
    recorded
}

pub(crate) fn codes(explanation: &Explanation) -> Vec<&'static str> {
    explanation.mistakes.iter().map(|mistake| mistake.code).collect()
}

#[tokio::test]
async fn a_valid_signature_is_explained_step_by_step() {
    let sandbox = start().await;
    let fields = fields(0);
    let recorded = post(&sandbox, "/init_payment", &fields, &md5(&join("init_payment", &sorted(&fields), KEY))).await;
    assert_eq!(recorded.signature, SignatureVerdict::Right, "{:?}", recorded.refused);
    let explanation = recorded.explanation.unwrap();
    assert!(explanation.mistakes.is_empty() && explanation.advice.is_empty() && explanation.signed.is_none());
    assert_eq!(explanation.expected, join("init_payment", &sorted(&fields), "***"));
    assert_eq!(explanation.steps[0].text.as_deref(), Some("init_payment"));
    let names: Vec<&str> = explanation.steps[1].parts.iter().map(|part| part.name.as_str()).collect();
    let expected = sorted(&fields);
    assert_eq!(names, expected.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
}

#[tokio::test]
async fn every_usual_mistake_is_recognised_whatever_the_fields() {
    let sandbox = start().await;
    for seed in [1, 2, 3] {
        let fields = fields(seed);
        for (code, signature) in mistakes(&fields) {
            let recorded = post(&sandbox, "/init_payment", &fields, &signature).await;
            assert_eq!(recorded.signature, SignatureVerdict::Wrong);
            // The provider's words stay the provider's.
            assert_eq!(recorded.refused.as_deref(), Some("pg_sig is wrong for the script name \"init_payment\""));
            let explanation = recorded.explanation.unwrap();
            assert_eq!(codes(&explanation), [code], "seed {seed}: {explanation}");
        }
    }
}

#[tokio::test]
async fn a_signature_inside_a_value_is_not_signed() {
    let sandbox = start().await;
    let own = ("pg_receipt_positions[1][pg_sig]".to_owned(), "zz".to_owned());
    let without = fields(8);
    let mut fields = without.clone();
    fields.push(own);
    let right = md5(&join("init_payment", &sorted(&without), KEY));
    let recorded = post(&sandbox, "/init_payment", &fields, &right).await;
    assert_eq!(recorded.signature, SignatureVerdict::Right, "{:?}", recorded.refused);
    assert_eq!(recorded.explanation.unwrap().expected, join("init_payment", &sorted(&without), "***"));
    let wrong = md5(&join("init_payment", &sorted(&fields), KEY));
    let recorded = post(&sandbox, "/init_payment", &fields, &wrong).await;
    assert_eq!(codes(&recorded.explanation.unwrap()), ["inner_sig_included"]);
}

#[tokio::test]
async fn two_mistakes_together_are_recognised() {
    let sandbox = start().await;
    let fields = fields(4);
    let shop_only = |script: &str, key: &str| {
        md5(&join(script, &keeping(&fields, |name, value| name.starts_with("pg_") && !value.is_empty()), key))
    };
    let explained = |recorded: Recorded| codes(&recorded.explanation.unwrap());
    let found = explained(post(&sandbox, "/init_payment", &fields, &shop_only("init_payment", KEY)).await);
    assert_eq!(found, ["only_pg_fields", "empty_dropped"]);
    let swapped = md5(&join("init_payment.php", &fields, KEY));
    assert_eq!(explained(post(&sandbox, "/init_payment", &fields, &swapped).await), ["script_php", "message_order"]);
    let shouted = md5(&join("init_payment", &sorted(&fields), PAYOUT)).to_uppercase();
    assert_eq!(explained(post(&sandbox, "/init_payment", &fields, &shouted).await), ["payout_key", "upper_case"]);
}

#[tokio::test]
async fn the_first_difference_is_reported() {
    let sandbox = start().await;
    let fields = fields(5);
    let signature = md5(&join("init_payment.php", &sorted(&fields), KEY));
    let explanation = post(&sandbox, "/init_payment", &fields, &signature).await.explanation.unwrap();
    assert_eq!(explanation.signed.unwrap(), join("init_payment.php", &sorted(&fields), "***"));
    let difference = explanation.difference.unwrap();
    assert_eq!(difference.at, "init_payment".len());
    assert!(difference.signed.starts_with(".php;") && difference.expected.starts_with(';'));
}

#[tokio::test]
async fn an_unexplained_signature_lists_what_to_check() {
    let sandbox = start().await;
    let fields = fields(6);
    let recorded =
        post(&sandbox, "/init_payment", &fields, &md5(&join("init_payment", &sorted(&fields), "other"))).await;
    let explanation = recorded.explanation.unwrap();
    assert!(explanation.mistakes.is_empty() && explanation.signed.is_none());
    let advice = explanation.advice.join(" ");
    assert!(advice.contains("the key is another") && advice.contains("changed"), "{advice}");
}

#[tokio::test]
async fn secrets_and_cards_do_not_show_even_where_they_do_not_belong() {
    let sandbox = start().await;
    let mut fields = fields(7);
    fields.push(("note".to_owned(), format!("my key is {KEY}")));
    fields.push(("pg_card_pan".to_owned(), "4400444400004440".to_owned()));
    let signature = md5(&join("init_payment.php", &sorted(&fields), KEY));
    let recorded = post(&sandbox, "/init_payment", &fields, &signature).await;
    assert_eq!(codes(recorded.explanation.as_ref().unwrap()), ["script_php"]);
    let everything = http::get(&sandbox.url(), "/_sandbox/requests").await.1;
    assert!(!everything.contains("4400444400004440"));
    assert!(everything.contains("my key is ***"));
    assert!(!everything.contains(&signature), "nor signatures");
}
