//! Names in every case style.

use super::names::is_sensitive;

/// Names of secrets, by their words.
const SECRETS: [&[&str]; 38] = [
    &["pan"],
    &["pin"],
    &["cvc"],
    &["cvc2"],
    &["cvv"],
    &["otp"],
    &["token"],
    &["secret"],
    &["password"],
    &["signature"],
    &["cryptogram"],
    &["cardholder"],
    &["track2"],
    &["card", "number"],
    &["card", "no"],
    &["card", "pan"],
    &["card", "pin"],
    &["card", "cvv2"],
    &["card", "holder"],
    &["card", "holder", "name"],
    &["card", "exp", "date"],
    &["card", "expiry"],
    &["card", "expiration", "date"],
    &["card", "month"],
    &["card", "year"],
    &["encrypted", "card"],
    &["primary", "account", "number"],
    &["access", "token"],
    &["refresh", "token", "id"],
    &["client", "secret"],
    &["api", "key"],
    &["private", "key"],
    &["user", "password"],
    &["security", "code"],
    &["one", "time", "code"],
    &["pin", "code"],
    &["pin", "block"],
    &["pa", "res"],
];

/// Names that only look like those.
const PLAIN: [&[&str]; 40] = [
    &["span"],
    &["pinned"],
    &["company"],
    &["japan"],
    &["panel"],
    &["panorama"],
    &["spin"],
    &["spinner"],
    &["opinion"],
    &["shopping"],
    &["expand"],
    &["lifespan"],
    &["time", "span"],
    &["company", "name"],
    &["keyword"],
    &["key"],
    &["public", "key"],
    &["idempotency", "key"],
    &["number"],
    &["order", "number"],
    &["phone", "number"],
    &["account", "number"],
    &["card"],
    &["card", "id"],
    &["card", "type"],
    &["card", "mask"],
    &["card", "brand"],
    &["card", "note"],
    &["code"],
    &["error", "code"],
    &["auth", "code"],
    &["postal", "code"],
    &["month"],
    &["expiry"],
    &["tracking", "id"],
    &["track", "7"],
    &["signal"],
    &["sign"],
    &["design"],
    &["secretary"],
];

fn capital(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
}

/// Writes a name in every style.
fn styles(words: &[&str]) -> Vec<String> {
    let upper: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    let pascal: Vec<String> = words.iter().map(|word| capital(word)).collect();
    let (upper, pascal): (Vec<&str>, Vec<&str>) =
        (upper.iter().map(String::as_str).collect(), pascal.iter().map(String::as_str).collect());
    let camel = [&words[..1], &pascal[1..]].concat().concat();
    let mut all = vec![words.concat(), upper.concat(), pascal.concat(), camel];
    for separator in ["_", "-", ".", " ", ":", "/", "__", "\u{a0}", "\u{200b}"] {
        all.extend([words.join(separator), upper.join(separator), pascal.join(separator)]);
    }
    if let [first, rest @ ..] = words
        && !rest.is_empty()
    {
        all.push(format!("{first}[{}]", rest.join("][")));
        all.push(format!("{first}s[0].{}", rest.join(".")));
    }
    // Runs of capitals: the first word, each word but the first.
    all.push([&upper[..1], &pascal[1..]].concat().concat());
    all.push([&upper[..1], &words[1..]].concat().concat());
    all.push([&words[..1], &upper[1..]].concat().concat());
    all.push([&pascal[..1], &upper[1..]].concat().concat());
    all
}

/// Writes a name with what usually stands before and after it.
fn surrounded(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    for (before, after) in
        [("pg_", ""), ("user.", ""), ("x-", ""), ("", "_1"), ("", "2"), ("my ", " hash"), ("HTTP_", "_TEXT")]
    {
        all.push(format!("{before}{name}{after}"));
    }
    all.push(format!("the{}", capital(name)));
    all
}

#[test]
fn secrets_are_known_in_every_style() {
    let mut missed = Vec::new();
    for words in SECRETS {
        for style in styles(words) {
            let plural = ["s", "S"].map(|s| format!("{style}{s}"));
            // A track has one number, and no plural.
            let is_numbered = style.ends_with('2');
            let is_countable = !words.ends_with(&["res"]) && !is_numbered;
            let around = surrounded(&style).into_iter().filter(|name| !(is_numbered && name.ends_with("22")));
            for name in around.chain(plural.into_iter().filter(|_| is_countable)) {
                missed.extend((!is_sensitive("", &name)).then_some(name));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn other_names_stay_readable_in_every_style() {
    let mut taken = Vec::new();
    for words in PLAIN {
        for name in styles(words) {
            taken.extend([name.clone(), format!("{name}s")].into_iter().filter(|name| is_sensitive("", name)));
        }
    }
    assert!(taken.is_empty(), "{taken:?}");
}

/// The examples that people wrote.
#[test]
fn names_of_other_programs_are_known() {
    for name in [
        "cardNumber",
        "accessToken",
        "clientSecret",
        "tokens",
        "api_key",
        "card.number",
        "PANs",
        "cardPANs",
        "PINcode",
        "APIKeys",
        "APIkey",
        "CVVcode",
        "SMSSecret",
        "tokenIDs",
        "newCardNumbers",
        "X-Api-Key",
        "PaRes",
        "MD5Signature",
        "oauth2Token",
        "track_2",
        "Track2Data",
        "bankCard.no",
        "card[number]",
        "cards[0][number]",
        "cardData.number",
        "sessiontoken",
    ] {
        assert!(is_sensitive("", name), "{name}");
    }
}

#[test]
fn a_member_is_judged_with_the_name_of_its_object() {
    for parent in
        ["card", "Card", "cards", "bank_card", "debitCard", "CARD", "card_data", "cardInfo", "payer.card", "card_1"]
    {
        for name in ["number", "Number", "NUMBER", "no", "exp", "expiry_month", "year", "holder"] {
            assert!(is_sensitive(parent, name), "{parent} {name}");
        }
        for name in ["id", "type", "mask", "brand", "created_at", "name"] {
            assert!(!is_sensitive(parent, name), "{parent} {name}");
        }
    }
    for parent in ["", "phone", "order", "discard", "postcard_x", "account"] {
        assert!(!is_sensitive(parent, "number") && !is_sensitive(parent, "year"), "{parent}");
    }
    assert!(is_sensitive("api", "key") && is_sensitive("security", "code") && !is_sensitive("token", "type"));
}

#[test]
fn long_names_are_judged_at_once() {
    for word in ["id", "passcodepass", "pa", "Pan", "s", "9", "_", "ж", "key", "cvcvc"] {
        is_sensitive("card", &word.repeat(100_000 / word.len()));
    }
    assert!(is_sensitive("", &format!("{}_token", "id".repeat(50_000))));
}
