//! The inputs of the rows.

use std::fmt::Write as _;

use freedompay::{Secret, Value};
use freedompay_runtime::{sign::pg_sig, tree::Tree, wire::form, wire::xml};

use super::Failure;

pub(super) const SECRET: &str = "a secret of a common length";

/// A JSON object of exactly that many bytes, at least 64, made of members such as requests have.
pub(super) fn json(size: usize) -> String {
    let mut text = String::from(r#"{"amount":2500.00,"currency":"KZT""#);
    for at in 0.. {
        let member = format!(r#","field_{at}":"value of field {at}""#);
        if text.len() + member.len() + 10 > size {
            break;
        }
        text.push_str(&member);
    }
    let pad = size.saturating_sub(text.len() + 9);
    let _ = write!(text, r#","pad":"{}"}}"#, "x".repeat(pad.saturating_sub(1)));
    text
}

/// A message of the names and values, with its signature.
pub(super) fn signed(script: &str, fields: &[(&str, &str)]) -> Result<Tree, Failure> {
    let members = fields.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
    let mut message = Tree::from_serialize(&Value::Map(members))?;
    let signature = pg_sig::sign(script, message.root(), &Secret::new(SECRET));
    message.push_text(pg_sig::FIELD, &signature);
    Ok(message)
}

/// A payment request of 20 fields, in the order of an application that has not sorted them.
pub(super) const PAYMENT: [(&str, &str); 20] = [
    ("pg_order_id", "00102"),
    ("pg_amount", "2500.00"),
    ("pg_description", "Order 8841 of the spring sale"),
    ("pg_currency", "KZT"),
    ("pg_check_url", "https://shop.example/check"),
    ("pg_result_url", "https://shop.example/result"),
    ("pg_request_method", "POST"),
    ("pg_success_url", "https://shop.example/success"),
    ("pg_failure_url", "https://shop.example/failure"),
    ("pg_success_url_method", "GET"),
    ("pg_failure_url_method", "GET"),
    ("pg_lifetime", "86400"),
    ("pg_user_phone", "77777777777"),
    ("pg_user_contact_email", "mail@customer.kz"),
    ("pg_user_ip", "127.0.0.1"),
    ("pg_language", "ru"),
    ("pg_testing_mode", "1"),
    ("pg_user_id", "1234"),
    ("pg_merchant_id", "123456"),
    ("pg_salt", "0197a00000007000800000000000aaaa"),
];

/// A result callback as the documented table and real traffic have it; with the signature these are 36 fields.
pub(super) const CALLBACK: [(&str, &str); 35] = [
    ("pg_order_id", "123456789"),
    ("pg_payment_id", "12345"),
    ("pg_amount", "500.00"),
    ("pg_currency", "KZT"),
    ("pg_net_amount", "482.50"),
    ("pg_ps_amount", "500.00"),
    ("pg_ps_full_amount", "500.00"),
    ("pg_ps_currency", "KZT"),
    ("pg_description", "Покупка в интернет-магазине Site.kz"),
    ("pg_result", "1"),
    ("pg_payment_date", "2019-01-01 12:00:00"),
    ("pg_can_reject", "1"),
    ("pg_user_phone", "7077777777777"),
    ("pg_user_contact_email", "mail@customer.kz"),
    ("pg_need_email_notification", "1"),
    ("pg_need_phone_notification", "1"),
    ("pg_testing_mode", "1"),
    ("pg_captured", "0"),
    ("pg_card_id", "1234"),
    ("pg_card_token", "ef741cfc-f85e-41a0-84e6-2ba964912182"),
    ("pg_card_pan", "5483-18XX-XXXX-0293"),
    ("pg_card_exp", "03/23"),
    ("pg_card_owner", "Ivan Ivanov"),
    ("pg_card_brand", "VI"),
    ("pg_discount_percent", "1.0"),
    ("pg_discount_amount", "5"),
    ("pg_payment_method", "bankcard"),
    ("pg_payment_system", "EPAYWEBKZT"),
    ("pg_reference", "241107063029"),
    ("pg_auth_code", "123456"),
    ("pg_failure_code", "0"),
    ("pg_failure_description", ""),
    ("basket", "spring-sale"),
    ("branch", "Almaty"),
    ("pg_salt", "0197a00000007000800000000000aaaa"),
];

pub(super) fn signed_callback(script: &str) -> Result<String, Failure> {
    Ok(form::encode(signed(script, &CALLBACK)?.root()))
}

/// A response of `get_status3.php` as documented.
pub(super) fn status(script: &str) -> Result<String, Failure> {
    let fields = [
        ("pg_status", "ok"),
        ("pg_payment_id", "123456789"),
        ("pg_order_id", "00102"),
        ("pg_payment_status", "success"),
        ("pg_can_reject", "0"),
        ("pg_payment_method", "bankcard"),
        ("pg_amount", "2500.00"),
        ("pg_currency", "KZT"),
        ("pg_captured", "1"),
        ("pg_clearing_amount", "2500.00"),
        ("pg_refund_amount", "0"),
        ("pg_reference", "241107063029"),
        ("pg_auth_code", "123456"),
        ("pg_card_name", "Card Holder"),
        ("pg_card_pan", "5483-18XX-XXXX-0293"),
        ("pg_card_token", "ef741cfc-f85e-41a0-84e6-2ba964912182"),
        ("pg_user_phone", "77777777777"),
        ("pg_testing_mode", "0"),
        ("pg_create_date", "2023-05-31 16:24:20"),
        ("pg_payment_date", "2023-05-31 16:25:02"),
        ("pg_salt", "0197a00000007000800000000000aaaa"),
    ];
    Ok(xml::encode("response", signed(script, &fields)?.root()))
}
