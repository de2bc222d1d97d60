//! Callbacks of Freedom Pay to a merchant, over real HTTP: a server with axum, a provider that signs with its own few
//! lines and checks the replies with them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod claims;
mod keys;
mod merchants;
mod pieces;
mod provider;
mod shop;

use std::sync::atomic::Ordering;

use freedompay::callback::CallbackVerifier;

use crate::provider::{FORM, Fields, as_xml, field, get, http, md5_hex, multipart, post, segments, signed, urlencoded};
use crate::shop::{serve, shop};

const SECRET: &str = "acceptance-key";

fn result_fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("pg_order_id", "8841"),
        ("pg_payment_id", "12345"),
        ("pg_amount", "500.00"),
        ("pg_currency", "KZT"),
        ("pg_net_amount", "482.5"),
        ("pg_ps_currency", ""),
        ("pg_description", "Покупка; в магазине & <Site>"),
        ("pg_result", "1"),
        ("pg_payment_date", "2026-10-25 12:00:00"),
        ("pg_can_reject", "1"),
        ("pg_card_pan", "5483-18XX-XXXX-0293"),
        ("pg_need_phone_notification", "0"),
        ("pg_brand_new", "1"),
        ("basket", "spring sale"),
        ("pg_salt", "some random string"),
    ]
}

/// Returns the usual callback with some values changed.
fn result_with(changed: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = result_fields();
    for (name, value) in changed {
        match fields.iter_mut().find(|(n, _)| n == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn every_encoding_is_received_and_gets_a_signed_reply() {
    let address = serve(&shop(CallbackVerifier::new(SECRET))).await;
    let callback = signed("result", &result_fields(), SECRET);
    let path = "/pay/result";
    let pg_xml = field("pg_xml", as_xml(&callback));
    let multi = "multipart/form-data; boundary=b";
    for (way, response) in [
        ("urlencoded", post(address, path, &callback)),
        (
            "with charset",
            http(address, "POST", path, &format!("{FORM}; charset=UTF-8"), urlencoded(&callback).as_bytes()),
        ),
        ("no content type", http(address, "POST", path, "", urlencoded(&callback).as_bytes())),
        ("multipart", http(address, "POST", path, multi, multipart(&callback).as_bytes())),
        ("pg_xml, urlencoded", post(address, path, &pg_xml)),
        ("pg_xml, multipart", http(address, "POST", path, multi, multipart(&pg_xml).as_bytes())),
        ("query", http(address, "GET", &format!("{path}?{}", urlencoded(&callback)), "", b"")),
        ("pg_xml in a query", http(address, "GET", &format!("{path}?{}", urlencoded(&pg_xml)), "", b"")),
    ] {
        assert_eq!(response.status, 200, "{way}");
        let fields = response.verified("result", SECRET);
        assert_eq!(get(&fields, "pg_status"), "ok", "{way}");
        assert_eq!(get(&fields, "pg_description"), "Заказ оплачен", "{way}");
        assert_eq!(get(&fields, "pg_salt"), "some random string", "{way}");
    }
}

/// What the provider's servers, and gateways before a merchant's, put around an authentic message.
#[tokio::test(flavor = "multi_thread")]
async fn an_authentic_callback_is_received_however_it_is_wrapped() {
    let address = serve(&shop(CallbackVerifier::new(SECRET))).await;
    let path = "/pay/result";
    // The merchant's own description came back damaged: the text is what was signed.
    let damaged =
        signed("result", &result_with(&[("pg_description", "\u{fffd}\u{fffd} № 1"), ("basket", "\u{fffd}")]), SECRET);
    let plain = multipart(&damaged);
    let unquoted = plain.replace("name=\"", "name=").replace("\"\r\n\r\n", "\r\n\r\n");
    let padded = plain.replace("--b\r\n", "--b  \r\n");
    let odd = plain.replace("--b", "--a;b");
    // A member of that name inside another is not signed.
    let mut nested = result_with(&[("basket[0][a]", "1")]);
    nested.retain(|(name, _)| *name != "basket");
    let mut inner = signed("result", &nested, SECRET);
    inner.push(("basket[0][pg_sig]".to_owned(), "zz".to_owned()));
    for (way, content_type, body) in [
        ("urlencoded", FORM, urlencoded(&damaged)),
        ("a byte order mark", FORM, format!("\u{feff}{}", urlencoded(&damaged))),
        ("names without quotes", "multipart/form-data; boundary=b", unquoted),
        ("spaces after a boundary", "multipart/form-data; boundary=b ; charset=utf-8", padded),
        ("a boundary with a separator", "multipart/form-data; boundary=\"a;b\"", odd),
        ("a quoted charset", "multipart/form-data; charset=\"utf-8\"; boundary=b", plain),
        ("pg_xml", FORM, urlencoded(&field("pg_xml", format!("\u{feff}{}", as_xml(&damaged))))),
        ("a signature inside", FORM, urlencoded(&inner)),
    ] {
        let response = http(address, "POST", path, content_type, body.as_bytes());
        assert_eq!(response.status, 200, "{way}");
        assert_eq!(get(&response.verified("result", SECRET), "pg_status"), "ok", "{way}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tampered_callback_is_refused_without_a_body() {
    let shop = shop(CallbackVerifier::new(SECRET));
    let address = serve(&shop).await;
    let callback = signed("result", &result_fields(), SECRET);
    let mut forgeries: Vec<Fields> = Vec::new();
    for at in 0..callback.len() {
        let mut changed = callback.clone();
        changed[at].1.push('0');
        forgeries.push(changed);
        let mut removed = callback.clone();
        removed.remove(at);
        forgeries.push(removed);
    }
    for added in [("pg_result", "1"), ("a", ""), ("pg_zzz", "1"), ("pg_sig", "")] {
        let mut more = callback.clone();
        more.push((added.0.to_owned(), added.1.to_owned()));
        forgeries.push(more);
    }
    let mut twice = callback.clone();
    twice.push(callback.last().unwrap().clone());
    forgeries.push(twice);
    forgeries.push(signed("result", &result_fields(), "another key"));
    forgeries.push(signed("result", &result_fields(), ""));
    forgeries.push(signed("check", &result_fields(), SECRET));
    forgeries.push(signed("", &result_fields(), SECRET));
    for forged in &forgeries {
        let response = post(address, "/pay/result", forged);
        assert_eq!((response.status, response.body.as_str()), (403, ""), "{forged:?}");
    }
    // Nested where a plain value was signed.
    let mut nested = callback.clone();
    nested[0].0 = "pg_order_id[pg_sig]".to_owned();
    nested.push(("pg_order_id[x]".to_owned(), "9".to_owned()));
    assert_eq!(post(address, "/pay/result", &nested).status, 403);
    assert_eq!(shop.decided.load(Ordering::SeqCst), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_can_be_rotated_and_payouts_use_their_own() {
    let verifier = CallbackVerifier::new("new").also("").also("old").also("payout");
    let address = serve(&shop(verifier)).await;
    for secret in ["new", "old", "payout"] {
        let callback = signed("result", &result_fields(), secret);
        post(address, "/pay/result", &callback).verified("result", secret);
    }
    assert_eq!(post(address, "/pay/result", &signed("result", &result_fields(), "")).status, 403);
    let payout = [
        ("pg_payment_id", "77"),
        ("pg_order_id", ""),
        ("pg_status", "ok"),
        ("pg_balance", "1000.10"),
        ("pg_payment_amount", "20"),
        ("pg_to_pay", "20.4"),
        ("pg_merchant_id", "123456"),
        ("pg_payment_date", "0000-00-00 00:00:00"),
        ("pg_salt", "s"),
    ];
    let response = post(address, "/pay/payout", &signed("payout", &payout, "payout"));
    assert_eq!(response.status, 200);
    assert_eq!(get(&response.verified("payout", "payout"), "pg_status"), "ok");

    let nobody = serve(&shop(CallbackVerifier::new(""))).await;
    assert_eq!(post(nobody, "/pay/result", &signed("result", &result_fields(), "")).status, 500);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_callback_gets_the_first_reply_and_is_not_handled_again() {
    let shop = shop(CallbackVerifier::new(SECRET));
    let address = serve(&shop).await;
    let send = |changed: &[(&'static str, &'static str)]| {
        let response = post(address, "/pay/result", &signed("result", &result_with(changed), SECRET));
        (response.status, response.verified("result", SECRET))
    };
    let decided = || shop.decided.load(Ordering::SeqCst);
    assert_eq!(get(&send(&[]).1, "pg_status"), "ok");
    assert_eq!(decided(), 1);
    // Half an hour later: another salt, and it can no longer be refused.
    let (_, again) = send(&[("pg_salt", "another"), ("pg_can_reject", "0"), ("pg_need_phone_notification", "1")]);
    assert_eq!((get(&again, "pg_status"), get(&again, "pg_description")), ("ok", "Заказ оплачен"));
    assert_eq!(get(&again, "pg_salt"), "another");
    assert_eq!(decided(), 1);
    // Other events.
    send(&[("pg_result", "0")]);
    send(&[("pg_captured", "1")]);
    send(&[("pg_payment_id", "12346")]);
    assert_eq!(decided(), 4);

    // An unknown order is refused while that counts. A lost reply is repeated, without effect.
    let (_, refused) = send(&[("pg_order_id", "unknown")]);
    assert_eq!((get(&refused, "pg_status"), get(&refused, "pg_description")), ("rejected", "No such order"));
    let (_, refused) = send(&[("pg_order_id", "unknown"), ("pg_can_reject", "0")]);
    assert_eq!(get(&refused, "pg_status"), "rejected");
    assert_eq!(decided(), 5);
    // One that never could be refused is not.
    let (_, taken) = send(&[("pg_order_id", "unknown too"), ("pg_can_reject", "0")]);
    assert_eq!(get(&taken, "pg_status"), "ok");

    // A failed callback is handled again.
    for tries in [7, 8] {
        let (status, failed) = send(&[("pg_order_id", "busy")]);
        assert_eq!((status, get(&failed, "pg_status")), (500, "error"));
        assert_eq!(get(&failed, "pg_error_description"), "Try again later");
        assert_eq!(decided(), tries);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_is_accepted_or_rejected_by_its_exact_amount() {
    let address = serve(&shop(CallbackVerifier::new(SECRET))).await;
    let ask = |order: &str, amount: &str| {
        let fields = [
            ("pg_order_id", order),
            ("pg_payment_id", "1"),
            ("pg_amount", amount),
            ("pg_currency", "KZT"),
            ("pg_salt", "s"),
        ];
        post(address, "/pay/check", &signed("check", &fields, SECRET)).verified("check", SECRET)
    };
    for same in ["500", "500.0", "500.00"] {
        let yes = ask("8841", same);
        assert_eq!((get(&yes, "pg_status"), get(&yes, "pg_timeout")), ("ok", "600"));
    }
    for other in ["500.001", "499.99", "50000", "-500"] {
        assert_eq!(get(&ask("8841", other), "pg_status"), "rejected", "{other}");
    }
    let unknown = ask("9", "500");
    assert_eq!(get(&unknown, "pg_description"), "No such <order> & none like it");
    // An amount that is not exact is an error.
    for nothing in ["5e2", "", "five", "500,00"] {
        assert_eq!(get(&ask("8841", nothing), "pg_status"), "error", "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_one_and_of_eleven_and_repeated_fields_are_read() {
    let shop = shop(CallbackVerifier::new(SECRET));
    let address = serve(&shop).await;
    for items in [1, 11] {
        let list: Vec<(String, String)> = (0..items).map(|at| (format!("item[{at}]"), format!("v{at}"))).collect();
        let values = segments(&list);
        let mut fields: Fields = result_with(&[("basket", "b")])
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        fields.sort();
        // `basket`, then `item`, then everything that begins with `pg_`.
        let rest = segments(&fields[1..]);
        let signature = md5_hex(&format!("result;b;{values}{rest}{SECRET}"));
        let mut form = fields.clone();
        form.extend(list.clone());
        form.push(("pg_sig".to_owned(), signature.clone()));
        assert_eq!(post(address, "/pay/result", &form).status, 200, "{items} items in a form");
        let mut elements = fields.clone();
        elements.extend(list.iter().map(|(_, value)| ("item".to_owned(), value.clone())));
        elements.push(("pg_sig".to_owned(), signature));
        let response = post(address, "/pay/result", &field("pg_xml", as_xml(&elements)));
        assert_eq!(response.status, 200, "{items} items in XML");
    }
    // A merchant's field twice is a list. A repeated field that decides about money is authentic, but refused.
    let mut fields = result_fields();
    fields.push(("basket", "autumn sale"));
    assert_eq!(post(address, "/pay/result", &signed("result", &fields, SECRET)).status, 200);
    let before = shop.decided.load(Ordering::SeqCst);
    let mut fields = result_fields();
    fields.push(("pg_amount", "1"));
    let response = post(address, "/pay/result", &signed("result", &fields, SECRET));
    assert_eq!(response.status, 500);
    assert_eq!(get(&response.verified("result", SECRET), "pg_status"), "error");
    assert_eq!(shop.decided.load(Ordering::SeqCst), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_callback_url_determines_the_script_name_and_its_query_is_signed() {
    let address = serve(&shop(CallbackVerifier::new(SECRET))).await;
    let plain = signed("result", &result_fields(), SECRET);
    let mut with_shop = result_fields();
    with_shop.push(("shop", "1"));
    let with_shop = signed("result", &with_shop, SECRET);
    // A POST is its body: the query is not a part of it, whether it comes back inside or not.
    assert_eq!(post(address, "/pay/result?shop=1", &plain).status, 200);
    assert_eq!(post(address, "/pay/result?shop=1", &with_shop).status, 200);
    assert_eq!(post(address, "/pay/result?shop=2&pg_result=0", &with_shop).status, 200);
    // A GET is its query, all of it.
    let get_with = |fields: &Fields| {
        let own = fields.iter().filter(|(name, _)| name != "shop").cloned().collect();
        http(address, "GET", &format!("/pay/result?shop=1&{}", urlencoded(&own)), "", b"").status
    };
    assert_eq!(get_with(&with_shop), 200);
    assert_eq!(get_with(&plain), 403);
    // Nested routers see the path that was called, and one that ends in a slash has the empty name.
    assert_eq!(post(address, "/nested/result", &plain).status, 200);
    assert_eq!(post(address, "/nested/result/", &plain).status, 403);
    let response = post(address, "/nested/result/", &signed("", &result_fields(), SECRET));
    response.verified("", SECRET);
    // Behind a proxy that renames the path.
    let behind = serve(&shop(CallbackVerifier::new(SECRET).script("freedompay-result.php"))).await;
    let renamed = signed("freedompay-result.php", &result_fields(), SECRET);
    post(behind, "/pay/result", &renamed).verified("freedompay-result.php", SECRET);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_requests_are_refused_with_the_reason_in_the_status() {
    let address = serve(&shop(CallbackVerifier::new(SECRET).max_bytes(4000))).await;
    let body = urlencoded(&signed("result", &result_fields(), SECRET));
    let doctype = "<!DOCTYPE r [<!ENTITY e \"x\">]><r><pg_salt>&e;</pg_salt></r>".to_owned();
    let deep = format!("<r>{}{}</r>", "<a>".repeat(40), "</a>".repeat(40));
    let mut two = field("pg_xml", "<r/>".to_owned());
    two.extend(two.clone());
    let mut both = field("pg_xml", as_xml(&signed("result", &result_fields(), SECRET)));
    both.extend(signed("result", &result_fields(), SECRET));
    let with = |content_type: &str, body: &[u8]| http(address, "POST", "/pay/result", content_type, body);
    for (what, status, response) in [
        ("an empty body", 400, with(FORM, b"")),
        ("an empty query", 400, http(address, "GET", "/pay/result", "", b"")),
        ("a body that is too large", 413, with(FORM, "a=b&".repeat(2000).as_bytes())),
        ("another charset", 415, with(&format!("{FORM}; charset=windows-1251"), body.as_bytes())),
        ("JSON", 415, with("application/json", b"{}")),
        ("no boundary", 415, with("multipart/form-data", b"--b--")),
        ("a broken multipart", 400, with("multipart/form-data; boundary=b", b"--b\r\nnothing")),
        ("another method", 405, http(address, "PUT", "/pay/result", FORM, body.as_bytes())),
        ("bytes that are not UTF-8", 400, with(FORM, b"pg_salt=%CF%F0")),
        ("raw bytes that are not UTF-8", 400, with(FORM, b"pg_salt=\xcf\xf0")),
        ("a document type", 400, with(FORM, urlencoded(&field("pg_xml", doctype)).as_bytes())),
        ("XML without end", 400, with(FORM, b"pg_xml=%3Cr%3E")),
        ("XML that is too deep", 400, with(FORM, urlencoded(&field("pg_xml", deep)).as_bytes())),
        ("two messages", 400, with(FORM, urlencoded(&two).as_bytes())),
        ("a message beside a message", 400, with(FORM, urlencoded(&both).as_bytes())),
        ("no signature", 403, with(FORM, b"pg_salt=x")),
    ] {
        assert_eq!((response.status, response.body.as_str()), (status, ""), "{what}");
        assert_eq!(response.head.to_lowercase().contains("allow: get, post"), status == 405, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_and_browsers_are_answered_with_a_status_and_a_page() {
    let address = serve(&shop(CallbackVerifier::new(SECRET))).await;
    let card = [
        ("pg_type", "approve"),
        ("pg_status", "success"),
        ("pg_card_token", "ef741cfc-f85e-41a0-84e6-2ba964912182"),
        ("pg_card_hash", "5483-18XX-XXXX-0293"),
        ("pg_salt", "s"),
    ];
    let response = post(address, "/pay/card", &field("pg_xml", as_xml(&signed("card", &card, SECRET))));
    assert_eq!((response.status, response.body.as_str()), (200, ""));
    let back = signed("success", &[("pg_order_id", "8841"), ("pg_payment_id", "1"), ("pg_salt", "s")], SECRET);
    let page = http(address, "GET", &format!("/pay/success?{}", urlencoded(&back)), "", b"");
    assert_eq!((page.status, page.body.as_str()), (200, "order 8841"));
}
