//! Callbacks without a server: reading, printing, and storing them.

use freedompay::callback::{Callback, CallbackError, CallbackVerifier, Decision, Incoming, Received};
use freedompay::merchant::callbacks::{
    CardTokenized, CheckRequest, PaymentResult, PayoutNotify, RedirectBack, ResultNotify,
};
use freedompay::meta::{Direction, Key};
use freedompay::{AlmatyTime, Amount, Client, Error, Merchant, PgCredentials, Secret, Value};
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::wire::{form, xml};

pub(crate) const SECRET: &str = "very-secret-key";
pub(crate) const REQUIRED: &str = "pg_payment_id=1&pg_amount=20.00&pg_currency=kzt&pg_result=1";

pub(crate) fn body(script: &str, fields: &str) -> String {
    let tree = form::parse(fields.as_bytes()).unwrap();
    format!("{fields}&pg_sig={}", pg_sig::sign(script, tree.root(), &Secret::new(SECRET)))
}

pub(crate) fn incoming<'a>(path: &'a str, body: &'a str) -> Incoming<'a> {
    Incoming { method: "POST", path, query: "", content_type: form::MEDIA_TYPE, body: body.as_bytes() }
}

pub(crate) fn receive<T: Callback>(fields: &str) -> Result<Received<T>, CallbackError> {
    CallbackVerifier::new(SECRET).receive(incoming("/any/result", &body("result", fields)))
}

pub(crate) fn result(fields: &str) -> Received<ResultNotify> {
    receive(&format!("{REQUIRED}&{fields}")).unwrap()
}

#[test]
fn the_reply_is_signed_as_the_provider_checks_it() {
    let reply = result("pg_salt=abc").reply(&result("pg_salt=x").ok().describe("Order paid"));
    // Under the fields of the reply alone: md5("result;Order paid;abc;ok;very-secret-key").
    let expected = "<?xml version=\"1.0\" encoding=\"utf-8\"?><response><pg_status>ok</pg_status>\
                    <pg_description>Order paid</pg_description><pg_salt>abc</pg_salt>\
                    <pg_sig>6958599c2b107a5545df32fe8282de4e</pg_sig></response>";
    assert_eq!(reply.body(), expected);
    assert_eq!((reply.http_status(), reply.content_type()), (200, Some("application/xml; charset=utf-8")));

    // Whatever the texts hold, what a reader of the XML sees is what was signed.
    let hostile = "a\u{0}b\u{1b}\r\n\t]]> & <x/> \u{ffff} — қазақша";
    let callback = result("pg_salt=%00%0D%3C%26");
    for decision in [callback.ok().describe(hostile), callback.error(hostile)] {
        let reply = callback.reply(&decision);
        let read = xml::parse(reply.body().as_bytes()).unwrap();
        assert!(pg_sig::verify("result", read.root(), &Secret::new(SECRET)), "{}", reply.body());
    }
    // Without a salt in the callback there is a fresh one.
    let salts: Vec<String> = (0..2)
        .map(|_| {
            let callback = result("a=b");
            let read = xml::parse(callback.reply(&callback.ok()).body().as_bytes()).unwrap();
            assert!(pg_sig::verify("result", read.root(), &Secret::new(SECRET)));
            read.root().get("pg_salt").unwrap().text().to_owned()
        })
        .collect();
    assert!(salts[0] != salts[1] && salts[0].len() == 32);
}

#[test]
fn a_callback_is_read_with_the_fields_it_has() {
    let callback = result("pg_salt=s&pg_unknown_field=7&basket=a&basket=b&item[x]=1&pg_testing_mode=&pg_can_reject=0");
    assert_eq!(callback.result, PaymentResult::Success);
    assert_eq!(callback.amount, Amount::from(20));
    assert!(callback.testing_mode.is_none() && callback.order_id.is_none() && callback.right_to_reject().is_none());
    let names: Vec<&str> = callback.extra.keys().map(String::as_str).collect();
    assert_eq!(names, ["basket", "item"]);
    assert_eq!(callback.extra["basket"], Value::List(vec!["a".into(), "b".into()]));
    assert_eq!(callback.message().get("pg_unknown_field").unwrap().text(), "7");
    assert_eq!(result("pg_result_extra=1&pg_salt=s").result.as_str(), "1");

    let unknown = receive::<ResultNotify>(&format!("{REQUIRED}2&pg_salt=s")).unwrap();
    assert!(!unknown.is_paid() && unknown.result == PaymentResult::Unknown("12".to_owned()));
    // Only 1 grants; nothing and 0 do not.
    assert!(result("pg_can_reject=1").right_to_reject().is_some());
    assert!(result("pg_can_reject=").right_to_reject().is_none());

    let error = receive::<ResultNotify>("pg_payment_id=1&pg_currency=KZT&pg_result=1&pg_salt=s").unwrap_err();
    assert!(matches!(&error, CallbackError::Malformed { id: "merchant.callbacks.result_notify", .. }), "{error}");
    assert!(error.to_string().contains("pg_amount") && error.http_status() == 500, "{error}");
    let error = receive::<ResultNotify>(&format!("{REQUIRED}&pg_amount=4400444400004440")).unwrap_err();
    assert!(error.to_string().contains("pg_amount:") && !format!("{error} {error:?}").contains("44004"), "{error}");
}

#[test]
fn money_is_compared_exactly() {
    let callback = result("pg_salt=s");
    let is_for = |amount: &str| callback.is_for(amount.parse().unwrap(), "KZT");
    assert!(is_for("20") && is_for("20.00") && is_for("20.0000"));
    assert!(!is_for("20.001") && !is_for("19.999999999") && !is_for("2000") && !is_for("-20"));
    assert!(!callback.is_for(20.into(), "KGS"));
}

#[test]
fn times_have_an_offset_and_a_zero_date_costs_nothing() {
    let callback = result("pg_payment_date=2026-10-25+12%3A00%3A00&pg_salt=s");
    let time = callback.payment_date.unwrap();
    assert_eq!(time.to_rfc3339(), "2026-10-25T12:00:00+05:00");
    assert_eq!((time.to_string().as_str(), time.unix_seconds()), ("2026-10-25 12:00:00", 1_792_911_600));
    for (text, seconds) in [
        // UTC+6, in summer UTC+7 until 2004.
        ("1970-01-01 06:00:00", 0),
        ("1970-01-01 00:00:00", -21_600),
        ("2000-02-29 23:59:59", 951_847_199),
        ("2000-07-01 12:00:00", 962_427_600),
        ("2023-06-01 12:00:00", 1_685_599_200),
        // The hour before 2024-03-01 was written twice; the first counts.
        ("2024-02-29 22:59:59", 1_709_225_999),
        ("2024-02-29 23:00:00", 1_709_226_000),
        ("2024-02-29 23:59:59", 1_709_229_599),
        ("2024-03-01 00:00:00", 1_709_233_200),
        // An hour that was never written, and the ones around it.
        ("2004-03-28 01:59:59", 1_080_417_599),
        ("2004-03-28 02:30:00", 1_080_419_400),
        ("2004-03-28 03:00:00", 1_080_417_600),
        ("2024-12-31 23:59:59", 1_735_671_599),
        ("2100-03-01 00:00:00", 4_107_524_400),
    ] {
        assert_eq!(text.parse::<AlmatyTime>().unwrap().unix_seconds(), seconds, "{text}");
    }
    for (seconds, text) in [
        (0, "1970-01-01T06:00:00+06:00"),
        (1_685_599_200, "2023-06-01T12:00:00+06:00"),
        (962_427_600, "2000-07-01T12:00:00+07:00"),
        (1_709_229_599, "2024-02-29T23:59:59+06:00"),
        // The second time that this was written; the text does not say so.
        (1_709_229_600, "2024-02-29T23:00:00+06:00"),
        (1_709_233_199, "2024-02-29T23:59:59+06:00"),
        (1_709_233_200, "2024-03-01T00:00:00+05:00"),
        (4_107_524_400, "2100-03-01T00:00:00+05:00"),
        (253_402_282_799, "9999-12-31T23:59:59+05:00"),
    ] {
        assert_eq!(AlmatyTime::from_unix_seconds(seconds).unwrap().to_rfc3339(), text);
    }
    assert!(
        [i64::MIN, i64::MAX, 253_402_282_800, -70_000_000_000]
            .map(AlmatyTime::from_unix_seconds)
            .iter()
            .all(Option::is_none)
    );
    // Both ways, in every hour of a century but those that the text cannot tell apart.
    for seconds in (0..4_102_444_800).step_by(3_571) {
        let time = AlmatyTime::from_unix_seconds(seconds).unwrap();
        let (text, again) = (time.to_string(), time.unix_seconds());
        assert!(again == seconds || again == seconds - 3_600, "{text}");
        assert_eq!(text.parse::<AlmatyTime>().unwrap(), time);
    }
    for text in [
        "0000-00-00 00:00:00",
        "2025-02-29 00:00:00",
        "2025-13-01 00:00:00",
        "2025-01-01T00:00:00",
        "2025-01-01 24:00:00",
        "2025-01-01",
        "+025-01-01 00:00:00",
        "２025-01-01 00:00",
        "",
    ] {
        assert!(text.parse::<AlmatyTime>().is_err(), "{text}");
        let callback = result(&format!("pg_payment_date={text}&pg_salt=s"));
        assert!(callback.payment_date.is_none() && callback.message().get("pg_payment_date").is_some());
        let unread = if text.is_empty() { &[][..] } else { &["pg_payment_date"] };
        assert_eq!(callback.unread(), unread, "{text}");
    }
}

/// Another shape at every declared place: absent and listed, or malformed where it decides.
#[test]
fn a_member_that_does_not_fit_is_absent_unless_it_decides() {
    let decisive =
        ["pg_payment_id", "pg_amount", "pg_currency", "pg_result", "pg_can_reject", "pg_captured", "pg_order_id"];
    let mut absent = 0;
    for field in ResultNotify::META.request.iter().filter(|field| field.name != "*" && field.name != "pg_failure_code")
    {
        let name = field.name;
        let others: Vec<&str> = REQUIRED.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
        for odd in [format!("{name}[a]=1"), format!("{name}[]=1"), format!("{name}=1&{name}=2")] {
            let notice = receive::<ResultNotify>(&format!("{}&{odd}&pg_salt=s", others.join("&")));
            let is_id = ResultNotify::META.api.ids.contains(&name);
            let decides =
                is_id || decisive.contains(&name) || name.contains("_amount") || field.ty.as_str() == "number";
            match notice {
                Ok(notice) => {
                    assert!(!decides, "{odd}");
                    assert_eq!(notice.unread(), [name], "{odd}");
                    absent += 1;
                }
                Err(error) => assert!(decides && matches!(error, CallbackError::Malformed { .. }), "{odd}: {error}"),
            }
        }
    }
    assert!(absent > 50, "{absent}");
}

/// Nobody signed a signature inside of nested data, so whatever it holds is neither read nor part of the key.
#[test]
fn a_signature_inside_is_not_read() {
    let fields = format!("{REQUIRED}&basket[0][a]=1&pg_salt=s");
    let plain = receive::<ResultNotify>(&fields).unwrap();
    let card = |added: &str| receive::<CardTokenized>(&format!("pg_type=a&mine[a]=1&pg_salt=s{added}")).unwrap();
    for added in
        ["&basket[0][pg_sig]=forged", "&basket[0][pg_sig][b]=forged", "&mine[pg_sig]=forged", "&mine[0][pg_sig]=forged"]
    {
        let sent = format!("{}{added}", body("result", &fields));
        let notice: Received<ResultNotify> =
            CallbackVerifier::new(SECRET).receive(incoming("/any/result", &sent)).unwrap();
        assert_eq!(notice.extra.get("basket"), plain.extra.get("basket"), "{added}");
        assert!(!notice.extra.contains_key("mine") && notice.extra.len() == plain.extra.len(), "{added}");
        assert_eq!(notice.key(), plain.key());
    }
    for added in ["&mine[pg_sig]=1", "&other[pg_sig]=1", "&other[0][pg_sig]=1&other[1][pg_sig][a]=1"] {
        assert_eq!(card(added).key(), card("").key(), "{added}");
    }
    assert_eq!(card("&mine[b][0][pg_sig]=1&mine[b][0][c]=2").key(), card("&mine[b][0][c]=2").key());
}

#[test]
fn secrets_and_card_data_are_not_shown() {
    let card = "pg_card_token=tok-4242&pg_card_pan=4400-44XX&pg_card_exp=03%2F23&pg_card_owner=Ivan";
    let fields = format!("{card}&pg_salt=grain-of-salt&custom_token=mine-4242&x=extra-value");
    let callback = result(&fields);
    let reply = callback.reply(&callback.ok());
    let verifier = CallbackVerifier::new(SECRET).also("another-secret-key");
    let sent = body("result", &fields);
    let shown = format!(
        "{callback:?} {reply:?} {verifier:?} {:?} {:?}",
        incoming("/result", &sent),
        verifier.receive::<ResultNotify>(incoming("/other", &sent))
    );
    let signature = sent.rsplit('=').next().unwrap();
    for hidden in ["tok-4242", "4400", "03/23", "Ivan", "grain", "mine-4242", "extra-value", "secret-key", signature] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    assert!(shown.contains("20.00") && shown.contains("payment_id"), "{shown}");

    let card = "pg_card_token=tok-4242&pg_card_hash=4400-44XX&pg_card_month=12&pg_payment_id=5";
    let card = receive::<CardTokenized>(card).unwrap();
    assert_eq!(card.card_token.as_ref().unwrap().expose_secret(), "tok-4242");
    let shown = format!("{card:?}");
    assert!(!shown.contains("4242") && !shown.contains("4400") && !shown.contains("12"), "{shown}");
}

#[test]
fn a_decision_is_kept_as_json() {
    let callback = result("pg_can_reject=1&pg_salt=s");
    let no = callback.right_to_reject().unwrap().reject("no");
    let text = serde_json::to_string(&no).unwrap();
    assert_eq!(text, r#"{"status":"rejected","description":"no"}"#);
    assert_eq!(serde_json::from_str::<Decision>(&text).unwrap(), no);
}

#[test]
fn large_and_malformed_messages_are_refused_early() {
    let verifier = CallbackVerifier::new(SECRET);
    let try_body = |body: &[u8]| {
        let incoming = Incoming { body, ..incoming("/result", "") };
        verifier.receive::<ResultNotify>(incoming).unwrap_err()
    };
    assert_eq!(try_body(&vec![b'a'; 10 << 20]), CallbackError::TooLarge { limit: 1 << 20 });
    assert!(matches!(try_body(&b"a=b&".repeat(200_000)), CallbackError::Unreadable { .. }));
    assert!(matches!(try_body(&[0xff; 100]), CallbackError::Unreadable { .. }));
    let query = "a=b&".repeat(1 << 19);
    let get = Incoming { method: "GET", query: &query, ..incoming("/result", "") };
    assert!(matches!(verifier.receive::<ResultNotify>(get).unwrap_err(), CallbackError::TooLarge { .. }));
    // A path with its query still on it, as some servers hand it over.
    let sent = body("result", &format!("{REQUIRED}&pg_salt=s"));
    assert!(verifier.receive::<ResultNotify>(incoming("/pay/result?shop=/x", &sent)).is_ok());
    assert!(verifier.receive::<ResultNotify>(incoming("/pay/result/", &sent)).is_err());
    assert!(verifier.receive::<ResultNotify>(incoming("/pay/Result", &sent)).is_err());
}

#[test]
fn both_keys_come_from_the_credentials_and_the_matching_one_is_reported() {
    let credentials = PgCredentials::new("1", "acceptance").payout_secret(SECRET);
    let verifier = CallbackVerifier::from(&credentials);
    let sent = body("payout", "pg_payment_id=1&pg_status=ok&pg_card_hash=4400&pg_salt=s");
    let callback = verifier.receive::<PayoutNotify>(incoming("/payout", &sent)).unwrap();
    assert_eq!((callback.secret_index(), callback.payment_id), (1, 1));
    assert!(!format!("{callback:?}").contains("4400"));
}

#[test]
fn callbacks_are_listed_and_cannot_be_called() {
    for (meta, uri) in [
        (CheckRequest::META, "{check_url}"),
        (ResultNotify::META, "{result_url}"),
        (PayoutNotify::META, "{post_link}"),
        (CardTokenized::META, "{post_link}"),
        (RedirectBack::META, "{success_url} | {failure_url}"),
    ] {
        let listed = freedompay::endpoint(meta.id).unwrap();
        assert_eq!((listed.direction, listed.uri), (Direction::Callback, uri), "{}", meta.id);
        let client = Client::<Merchant>::builder(PgCredentials::new("1", "s")).build().unwrap();
        let error = client.as_any().prepare(meta, &Value::Map(Vec::new())).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)) && error.to_string().contains("is a callback"), "{error}");
    }
    assert_eq!(PayoutNotify::META.key, Key::Payout);
    let fields: Vec<&str> = ResultNotify::META.response.fields().iter().map(|field| field.name).collect();
    assert!(fields.contains(&"pg_status") && RedirectBack::META.response.fields().is_empty());
}
