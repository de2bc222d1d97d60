//! The key of a notification: one for all repetitions of an event, another for any other event.

use freedompay::callback::{CallbackError, CallbackVerifier};
use freedompay::merchant::callbacks::{CardTokenized, CheckRequest, ResultNotify};
use freedompay::{Amount, PgCredentials};

use crate::pieces::{REQUIRED, SECRET, body, incoming, receive, result};
use crate::provider::{self, as_xml, field, urlencoded};

#[test]
fn the_same_event_has_the_same_key() {
    let key = |fields: &str| result(fields).key().to_owned();
    let first = key("pg_salt=1&pg_can_reject=1&pg_order_id=8");
    assert_eq!(first, key("pg_order_id=8&pg_can_reject=0&pg_salt=2&pg_need_email_notification=1"));
    for other in ["pg_order_id=9", "pg_order_id=8&pg_captured=1", "pg_order_id="] {
        assert_ne!(first, key(&format!("{other}&pg_salt=1")));
    }
    // The same fields of another callback are another event.
    let check = receive::<CheckRequest>(&format!("{REQUIRED}&pg_order_id=8&pg_salt=1")).unwrap();
    assert!(check.key() != first && first.starts_with("merchant.callbacks.result_notify:"));
    // Without a payment everything counts, except what is new each time.
    let card = |fields: &str| receive::<CardTokenized>(fields).unwrap().key().to_owned();
    assert_eq!(card("pg_card_month=1&pg_salt=1"), card("pg_card_month=1&pg_salt=2"));
    assert_ne!(card("pg_card_month=1&pg_salt=1"), card("pg_card_month=2&pg_salt=1"));
    assert_ne!(card("pg_card_month=1&pg_card_year=&a=2"), card("pg_card_month=&pg_card_year=1&a=2"));
}

fn result_key(fields: &str) -> String {
    receive::<ResultNotify>(fields).unwrap().key().to_owned()
}

fn card_key(fields: &str) -> String {
    receive::<CardTokenized>(fields).unwrap().key().to_owned()
}

fn key_of(amount: &str) -> String {
    result_key(&format!("pg_payment_id=1&pg_amount={amount}&pg_currency=KZT&pg_result=1&pg_salt=s"))
}

/// No other notation of a number reaches a key: the amount is not readable then, and the notification is malformed.
#[test]
fn what_is_not_a_plain_decimal_is_malformed() {
    for amount in [
        "%2B500",
        "0500",
        "5e2",
        "8.3e-5",
        "500.",
        ".5",
        "500,00",
        "0x1F4",
        "",
        "+500",
        "500.000000000000000000000000001",
    ] {
        let fields = format!("pg_payment_id=1&pg_amount={amount}&pg_currency=KZT&pg_result=1&pg_salt=s");
        let error = receive::<ResultNotify>(&fields).unwrap_err();
        assert!(matches!(error, CallbackError::Malformed { .. }), "{amount}: {error}");
    }
}

#[test]
fn one_amount_has_one_key_however_it_is_written() {
    for same in ["500", "500.0", "500.00", "500.0000000000"] {
        assert_eq!(key_of(same), key_of("500"), "{same}");
    }
    for zero in ["0", "0.00", "-0.0"] {
        assert_eq!(key_of(zero), key_of("0"), "{zero}");
    }
    for currency in ["KZT", "kzt", "Kzt"] {
        let fields = format!("pg_payment_id=1&pg_amount=500&pg_currency={currency}&pg_result=1&pg_salt=s");
        assert_eq!(result_key(&fields), key_of("500"), "{currency}: `is_for` takes it for the same");
    }
    let others = ["500", "500.01", "5000", "50", "0.5", "-500", "500.0000000001", "0"];
    for (at, one) in others.iter().enumerate() {
        for other in &others[at + 1..] {
            assert_ne!(key_of(one), key_of(other), "{one} and {other} are two events");
        }
    }
}

/// In XML, as PHP writes it, small and large numbers have an exponent, and whole ones may have a point.
#[test]
fn an_amount_in_xml_has_one_key_in_every_notation() {
    let signed = |payment: &str, amount: &str, result: &str| {
        let members = [
            ("pg_payment_id", payment),
            ("pg_amount", amount),
            ("pg_currency", "KZT"),
            ("pg_result", result),
            ("pg_salt", "s"),
        ];
        let message = field("pg_xml", as_xml(&provider::signed("result", &members, SECRET)));
        let body = urlencoded(&message);
        CallbackVerifier::new(SECRET).receive::<ResultNotify>(incoming("/result", &body))
    };
    let key = |payment: &str, amount: &str| {
        let notice = signed(payment, amount, "1").unwrap_or_else(|e| panic!("{payment} {amount}: {e}"));
        assert!(notice.is_paid() && notice.payment_id == 12, "{payment}");
        (notice.key().to_owned(), notice.amount.to_string())
    };
    for (amount, same) in [
        ("0.000083", "8.3e-5"),
        ("0.000083", "8.30E-05"),
        ("10000000", "1.0E7"),
        ("500", "5e2"),
        ("500", "5.0E+2"),
        ("500", "50000e-2"),
        ("0", "0e999999999"),
    ] {
        let (plain, other) = (key("12", amount), key("12", same));
        assert_eq!(plain.0, other.0, "{same}");
        assert_eq!(amount.parse::<Amount>(), other.1.parse(), "{same}");
        // The same event as in a form.
        assert_eq!(
            plain.0,
            result_key(&format!("pg_payment_id=12&pg_amount={amount}&pg_currency=KZT&pg_result=1&pg_salt=s"))
        );
    }
    assert_eq!(key("12", "5"), key("12.0", "5"));
    assert_eq!(signed("12", "5", "1.0").unwrap().key(), signed("12", "5", "1").unwrap().key());
    assert!(signed("12", "5", "1.0").unwrap().is_paid() && !signed("12", "5", "0.0").unwrap().is_paid());
    assert_ne!(key("12", "8.3e-5").0, key("12", "8.3e-4").0);
    for (payment, amount) in [("12.5", "5"), ("12", "1e999999999"), ("12", "1e-29"), ("12", "+5"), ("12", "05e1")] {
        let error = signed(payment, amount, "1").unwrap_err();
        assert!(matches!(error, CallbackError::Malformed { .. }), "{payment} {amount}: {error}");
    }
}

#[test]
fn amounts_are_one_event_exactly_if_they_are_equal() {
    let mut random = fastrand::Rng::with_seed(16);
    let mut amount = || {
        let (whole, places) = (random.u64(..2000), random.usize(..4));
        let part: String = (0..places).map(|_| char::from(b'0' + random.u8(..2))).collect();
        if places == 0 { whole.to_string() } else { format!("{whole}.{part}") }
    };
    for _ in 0..2000 {
        let (one, other) = (amount(), amount());
        let is_same = one.parse::<Amount>().unwrap() == other.parse::<Amount>().unwrap();
        assert_eq!(key_of(&one) == key_of(&other), is_same, "{one} and {other}");
        assert_eq!(key_of(&format!("{other}{}", if other.contains('.') { "00" } else { ".00" })), key_of(&other));
    }
}

/// Without a payment everything that is signed counts; of these only what the callback declares as an amount has notations.
#[test]
fn only_declared_amounts_have_notations() {
    let key =
        |field: &str| result_key(&format!("pg_payment_id=1&pg_amount=5&pg_currency=KZT&pg_result=1&pg_salt=s&{field}"));
    assert_ne!(key("pg_order_id=500"), key("pg_order_id=500.00"), "an order number is a text");
    assert_ne!(key("pg_order_id=a"), key("pg_order_id=A"));
    assert_ne!(card_key("mine=500&pg_salt=1"), card_key("mine=500.0&pg_salt=1"), "the merchant's own field");
}

/// The signature covers values alone; the key covers what they are the values of.
#[test]
fn nested_fields_count_with_their_names_and_shape() {
    let messages = [
        "mine[a][v]=1",
        "mine[b][v]=1",
        "mine[a][w]=1",
        "mine[a]=1",
        "mine[0][v]=1",
        "mine[0]=1",
        "mine=1",
        "mine[v]=1",
        "mine[a][v]=1&mine[a][w]=",
        "mine[]=1&mine[]=2",
        "mine[]=2&mine[]=1",
        "other=1",
    ];
    for (at, one) in messages.iter().enumerate() {
        assert_eq!(card_key(one), card_key(&format!("{one}&pg_salt=s")));
        for other in &messages[at + 1..] {
            assert_ne!(card_key(one), card_key(other), "{one} and {other}");
        }
    }
    assert_eq!(card_key("mine[a][v]=1&mine[b]=2"), card_key("mine[b]=2&mine[a][v]=1"), "order does not count");
}

/// Random notifications: repetitions differ in everything that may differ, other events in one thing that may not.
#[test]
fn a_repetition_has_the_key_of_the_first_arrival_and_another_event_has_not() {
    const IDENTITY: [(&str, [&str; 3]); 7] = [
        ("pg_order_id", ["8", "08", ""]),
        ("pg_payment_id", ["1", "2", "11"]),
        ("pg_amount", ["500", "50", "500.5"]),
        ("pg_currency", ["KZT", "USD", "KZTT"]),
        ("pg_result", ["0", "1", "2"]),
        ("pg_captured", ["0", "1", "true"]),
        ("pg_card_id", ["7", "17", ""]),
    ];
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..2000 {
        let event: Vec<usize> = IDENTITY.iter().map(|_| random.usize(..3)).collect();
        let mut write = |event: &[usize]| {
            let mut fields: Vec<String> = vec![
                format!("pg_salt={}", random.u32(..)),
                format!("pg_can_reject={}", random.u8(..2)),
                format!("pg_need_phone_notification={}", random.u8(..2)),
            ];
            for ((name, values), at) in IDENTITY.iter().zip(event) {
                let value = match *name {
                    "pg_amount" if values[*at].contains('.') => {
                        format!("{}{}", values[*at], "0".repeat(random.usize(..3)))
                    }
                    "pg_amount" if random.bool() => format!("{}.{}", values[*at], "0".repeat(random.usize(1..4))),
                    "pg_currency" if random.bool() => values[*at].to_lowercase(),
                    _ => values[*at].to_owned(),
                };
                fields.push(format!("{name}={value}"));
            }
            random.shuffle(&mut fields);
            result_key(&fields.join("&"))
        };
        let first = write(&event);
        assert_eq!(write(&event), first, "{event:?}");
        for at in 0..event.len() {
            let mut other = event.clone();
            other[at] = (other[at] + 1) % 3;
            assert_ne!(write(&other), first, "{event:?} and {other:?}");
        }
    }
}

/// Keys are in databases: they are the same on every machine and in every version. Computed with another program.
#[test]
fn keys_do_not_change() {
    let fields =
        "pg_payment_id=12345&pg_order_id=8841&pg_amount=500.00&pg_currency=kzt&pg_result=1&pg_salt=s&pg_can_reject=1";
    let verifier = CallbackVerifier::new(SECRET).merchant("530017");
    let notice = verifier.receive::<ResultNotify>(incoming("/result", &body("result", fields))).unwrap();
    assert_eq!(
        notice.key(),
        "merchant.callbacks.result_notify:7de3f26c19d5811f75c021c309fe48d68c47b5c53dfd31c040ac7cf582ec1862"
    );
    assert_eq!(
        card_key("mine[list][]=x&mine[a][v]=1&pg_salt=s"),
        "merchant.purchase.card_token.tokenize_card_notify:6a2514a4aab0a9901278a981d2044af898dbf7dafd8264da1d46b2801958ebf8"
    );
}

#[test]
fn two_shops_never_share_a_key_and_a_changed_secret_changes_none() {
    let sent = body("result", &format!("{REQUIRED}&pg_order_id=8&pg_salt=s"));
    let key = |verifier: &CallbackVerifier| {
        let notice = verifier.receive::<ResultNotify>(incoming("/result", &sent)).unwrap();
        (notice.key().to_owned(), notice.merchant().map(str::to_owned))
    };
    let nameless = CallbackVerifier::new(SECRET);
    let (first, second) = (nameless.clone().merchant("1"), nameless.clone().merchant("2"));
    let keys = [&nameless, &first, &second].map(|verifier| key(verifier).0);
    assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
    assert_eq!(key(&first).1.as_deref(), Some("1"));
    assert_eq!(key(&nameless).1, None);
    assert_ne!(key(&nameless.clone().merchant("12")).0, key(&first).0);
    assert_eq!(key(&CallbackVerifier::new("new").also(SECRET).merchant("1")), key(&first));
    assert_eq!(key(&CallbackVerifier::from(&PgCredentials::new("1", SECRET))), key(&first));
}
