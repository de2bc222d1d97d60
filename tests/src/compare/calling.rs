//! Whole calls over a kept connection on loopback, to a server that always returns the same response.

use std::collections::HashMap;
use std::hint::black_box;
use std::rc::Rc;

use freedompay::merchant::purchase::CreatePayment;
use freedompay::merchant_invoice::invoice::create::CreateInvoice;
use freedompay::{Api, Client, Endpoint, Error, Merchant, MerchantInvoice, RawResponse};
use freedompay_sandbox::Sandbox;
use tokio::runtime::Builder;

use super::by_hand::{self, INVOICE, PAYMENT};
use super::{Failure, Pair, server};

pub(super) fn json() -> Result<Pair, Failure> {
    let given = HashMap::from(INVOICE);
    let text = |name: &str| given.get(name).copied().unwrap_or_default();
    let request = CreateInvoice::new()
        .amount(text("amount").parse()?)
        .currency(text("currency"))
        .external_id(text("external_id"))
        .shop_name(text("shop_name"))
        .description(text("description"))
        .expires_at(text("expires_at"))
        .back_url(text("back_url"))
        .state_callback(text("state_callback"));
    let client = |sandbox: &Sandbox, url: &str| {
        Client::<MerchantInvoice>::builder(sandbox.jws_credentials()).base_url(url).build()
    };
    calls(request, client, "id", |url| by_hand::json(url, CreateInvoice::META.uri))
}

pub(super) fn form() -> Result<Pair, Failure> {
    let given = HashMap::from(PAYMENT);
    let text = |name: &str| given.get(name).copied().unwrap_or_default();
    let request = CreatePayment::new(text("pg_amount").parse()?, text("pg_description"))
        .order_id(text("pg_order_id"))
        .currency(text("pg_currency"))
        .check_url(text("pg_check_url"))
        .result_url(text("pg_result_url"))
        .success_url(text("pg_success_url"))
        .failure_url(text("pg_failure_url"))
        .user_phone(text("pg_user_phone"))
        .user_contact_email(text("pg_user_contact_email"));
    let client =
        |sandbox: &Sandbox, url: &str| Client::<Merchant>::builder(sandbox.pg_credentials()).base_url(url).build();
    calls(request, client, "pg_payment_id", |url| by_hand::form(url, CreatePayment::META.script_name()))
}

/// The sandbox is called both ways once, and the server returns its response from then on.
fn calls<A: Api, E: Endpoint<Api = A> + 'static>(
    request: E,
    client: impl Fn(&Sandbox, &str) -> Result<Client<A>, Error>,
    id: &str,
    by_hand: impl Fn(String) -> Result<by_hand::Call, Failure>,
) -> Result<Pair, Failure> {
    let runtime = Rc::new(Builder::new_current_thread().enable_all().build()?);
    let response = runtime.block_on(async {
        let sandbox = Sandbox::builder().samples().start().await?;
        let ours = client(&sandbox, &sandbox.url())?;
        by_hand(format!("{}{}", sandbox.url(), E::META.uri))?().await?;
        let response = ours.send(&request).await?.raw().clone();
        let url = server::constant(http(&response))?;
        let calls = sandbox.requests();
        let sent = |at: usize| {
            calls.get(at).map(|call| (call.signature.as_str(), call.refused.clone(), all_but_salt(&call.fields)))
        };
        if calls.len() != 2 || sent(0) != sent(1) {
            return Err(format!("the two send different calls: {:?} {:?}", sent(0), sent(1)).into());
        }
        Ok::<_, Failure>((client(&sandbox, &url)?, by_hand(format!("{url}{}", E::META.uri))?, response))
    })?;
    let (client, by_hand, response) = response;
    let expected = response.message().get(id).map(|id| id.text().to_owned());
    if Some(runtime.block_on(by_hand())?) != expected
        || runtime.block_on(client.send(&request))?.raw().body() != response.body()
    {
        return Err("the two read different responses".into());
    }
    let theirs = Rc::clone(&runtime);
    Ok(Pair::new(
        move || drop(black_box(runtime.block_on(client.send(black_box(&request))))),
        move || drop(black_box(theirs.block_on(by_hand()))),
    ))
}

/// Returns the sent fields in the order of their names, without those that change each time.
fn all_but_salt(fields: &freedompay::Value) -> Vec<String> {
    let freedompay::Value::Map(members) = fields else { return Vec::new() };
    let members = members.iter().filter(|(name, _)| !["pg_salt", "X-Request-Id"].contains(&name.as_str()));
    let mut shown: Vec<String> = members.map(|(name, value)| format!("{name}={:?}", value.as_text())).collect();
    shown.sort();
    shown
}

pub(super) fn http(response: &RawResponse) -> Vec<u8> {
    let mut bytes = b"HTTP/1.1 200 OK\r\n".to_vec();
    for name in ["content-type", "x-datetime", "x-request-status", "x-request-id"] {
        if let Some(value) = response.header(name) {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", response.body().len()).as_bytes());
    bytes.extend_from_slice(response.body());
    bytes
}
