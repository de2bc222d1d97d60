//! The peers of whole calls: what an application that knows its one call would write with reqwest, serde and the digests,
//! and with the same settings of reqwest. Keys are prepared, and everything is done in as few steps as it takes.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use freedompay::Uuid;
use freedompay::transport::BoxFuture;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::Sha256;

use super::Failure;

/// Makes the call again; returns the response's id, as proof that it was read.
pub(super) type Call = Box<dyn Fn() -> BoxFuture<'static, Result<String, Failure>>>;

pub(super) const ID: &str = "123456";
pub(super) const SECRET: &str = "sandbox-secret";

/// The fields of the invoice, by name and value; the amount is a number.
pub(super) const INVOICE: [(&str, &str); 8] = [
    ("amount", "2500.00"),
    ("currency", "KZT"),
    ("external_id", "8841"),
    ("shop_name", "Site.kz"),
    ("description", "Order 8841 of the spring sale"),
    ("expires_at", "2026-12-31 23:59:59"),
    ("back_url", "https://shop.example/back"),
    ("state_callback", "https://shop.example/state"),
];

/// The fields of the payment.
pub(super) const PAYMENT: [(&str, &str); 10] = [
    ("pg_order_id", "8841"),
    ("pg_amount", "2500.00"),
    ("pg_currency", "KZT"),
    ("pg_description", "Order 8841 of the spring sale"),
    ("pg_user_phone", "77777777777"),
    ("pg_user_contact_email", "mail@customer.kz"),
    ("pg_check_url", "https://shop.example/check"),
    ("pg_result_url", "https://shop.example/result"),
    ("pg_success_url", "https://shop.example/success"),
    ("pg_failure_url", "https://shop.example/failure"),
];

fn client() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .tls_certs_only(std::iter::empty())
        .user_agent("freedompay-rust/0.1.0")
        .build()
}

#[derive(Serialize)]
struct Invoice {
    amount: Box<RawValue>,
    currency: String,
    external_id: String,
    shop_name: String,
    description: String,
    expires_at: String,
    back_url: String,
    state_callback: String,
}

#[derive(Deserialize)]
struct Created {
    id: Option<String>,
    #[serde(rename = "status")]
    _status: Option<String>,
    #[serde(rename = "url")]
    _url: Option<String>,
}

pub(super) fn json(url: String, path: &'static str) -> Result<Call, Failure> {
    let (client, key) = (client()?, Hmac::<Sha256>::new_from_slice(SECRET.as_bytes())?);
    let [(_, amount), rest @ ..] = INVOICE;
    let [currency, external_id, shop_name, description, expires_at, back_url, state_callback] =
        rest.map(|(_, value)| value.to_owned());
    let amount = RawValue::from_string(amount.to_owned())?;
    let invoice =
        Invoice { amount, currency, external_id, shop_name, description, expires_at, back_url, state_callback };
    Ok(Box::new(move || {
        let body = serde_json::to_vec(&invoice);
        let header = URL_SAFE_NO_PAD
            .encode(format!(r#"{{"uri":"{path}","auth_id":"{ID}","method":"POST","params":"","alg":"HS256"}}"#));
        let (client, url, key) = (client.clone(), url.clone(), key.clone());
        Box::pin(async move {
            let body = body?;
            let input = format!("{header}.{}", URL_SAFE_NO_PAD.encode(&body));
            let mac = URL_SAFE_NO_PAD.encode(key.chain_update(input).finalize().into_bytes());
            let request = client
                .post(url)
                .timeout(Duration::from_secs(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("X-Request-Id", Uuid::now_v7().to_string())
                .header("X-JWS-Signature", format!("{header}..{mac}"))
                .body(body);
            let response = request.send().await?.bytes().await?;
            let created: Created = serde_json::from_slice(&response)?;
            Ok(created.id.unwrap_or_default())
        })
    }))
}

pub(super) fn form(url: String, script: &'static str) -> Result<Call, Failure> {
    let client = client()?;
    let payment: Arc<[(&str, String)]> = PAYMENT.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Ok(Box::new(move || {
        let (client, url, payment) = (client.clone(), url.clone(), Arc::clone(&payment));
        Box::pin(async move {
            let salt = Uuid::new_v4().simple().to_string();
            let mut fields: Vec<(&str, &str)> = payment.iter().map(|(name, value)| (*name, value.as_str())).collect();
            fields.extend([("pg_merchant_id", ID), ("pg_salt", salt.as_str())]);
            let signature = signature(script, &mut fields)?;
            let boundary = format!("freedompay-{}", Uuid::new_v4().simple());
            let mut body = String::with_capacity(2048);
            for (name, value) in fields.into_iter().chain([("pg_sig", signature.as_str())]) {
                write!(body, "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")?;
            }
            write!(body, "--{boundary}--\r\n")?;
            let request = client
                .post(url)
                .timeout(Duration::from_secs(60))
                .header("Content-Type", format!("multipart/form-data; boundary={boundary}"))
                .header("Accept", "application/xml")
                .body(body);
            let response = request.send().await?.bytes().await?;
            read(script, std::str::from_utf8(&response)?)
        })
    }))
}

/// Sorts the fields, too.
fn signature(script: &str, fields: &mut [(&str, &str)]) -> Result<String, Failure> {
    fields.sort_unstable();
    let mut md5 = Md5::new_with_prefix(script);
    for (_, value) in fields {
        md5.update(b";");
        md5.update(value);
    }
    let digest = md5.chain_update(b";").chain_update(SECRET).finalize();
    let mut hex = String::with_capacity(32);
    digest.iter().try_for_each(|byte| write!(hex, "{byte:02x}"))?;
    Ok(hex)
}

/// Verifies the response; returns the payment's id.
fn read(script: &str, xml: &str) -> Result<String, Failure> {
    let (mut reader, mut fields, mut name) = (Reader::from_str(xml), Vec::new(), String::new());
    loop {
        match reader.read_event()? {
            Event::Start(start) => start.name().as_ref().clone_into(&mut name),
            Event::Text(text) => fields.push((name.clone(), text.xml10_content().into_owned())),
            Event::GeneralRef(entity) if entity.xml10_content() == "amp" => match fields.last_mut() {
                Some((_, value)) => value.push('&'),
                None => return Err("an entity before any text".into()),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let mut signed: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| name != "pg_sig")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if field("pg_sig") != Some(signature(script, &mut signed)?.as_str()) {
        return Err("the response is not authentic".into());
    }
    Ok(field("pg_payment_id").unwrap_or_default().to_owned())
}
