//! The key of a notification: one for all repetitions of an event, another for any other event.

use freedompay::callback::CallbackVerifier;
use freedompay::merchant::callbacks::{CardTokenized, CheckRequest, ResultNotify};
use freedompay::{Amount, PgCredentials};

use crate::pieces::{REQUIRED, SECRET, body, incoming, receive, result};

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

fn key_of(amount: &str) -> String {
    let fields = format!("pg_payment_id=1&pg_amount={amount}&pg_currency=KZT&pg_result=1&pg_salt=s");
    receive::<ResultNotify>(&fields).unwrap().key().to_owned()
}

#[test]
fn one_amount_has_one_key_however_it_is_written() {
    for same in ["500", "500.0", "500.00", "500.0000000000"] {
        assert_eq!(key_of(same), key_of("500"), "{same}");
    }
    for zero in ["0", "0.00", "-0.0"] {
        assert_eq!(key_of(zero), key_of("0"), "{zero}");
    }
    let others = ["500", "500.01", "5000", "50", "0.5", "-500", "500.0000000001", "0"];
    for (at, one) in others.iter().enumerate() {
        for other in &others[at + 1..] {
            assert_ne!(key_of(one), key_of(other), "{one} and {other} are two events");
        }
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
    let key = |field: &str| {
        let fields = format!("pg_payment_id=1&pg_amount=5&pg_currency=KZT&pg_result=1&pg_salt=s&{field}");
        receive::<ResultNotify>(&fields).unwrap().key().to_owned()
    };
    assert_ne!(key("pg_order_id=500"), key("pg_order_id=500.00"), "an order number is a text");
    let card = |field: &str| receive::<CardTokenized>(field).unwrap().key().to_owned();
    assert_ne!(card("mine=500&pg_salt=1"), card("mine=500.0&pg_salt=1"), "the merchant's own field");
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
    assert_eq!(key(&CallbackVerifier::new("new").also(SECRET).merchant("1")), key(&first));
    assert_eq!(key(&CallbackVerifier::from(&PgCredentials::new("1", SECRET))), key(&first));
}
