//! Whole calls over a kept connection on loopback, to a server that always gives the same answer.

use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use freedompay::area::Area;
use freedompay::merchant::purchase::CreatePayment;
use freedompay::merchant_invoice::invoice::create::CreateInvoice;
use freedompay::{BoxFuture, Client, Endpoint, Error, Merchant, MerchantInvoice, Prepared, RawAnswer};
use freedompay_sandbox::Sandbox;
use tokio::runtime::Builder;

use super::{Failure, Pair, server};

pub(super) fn json() -> Result<Pair, Failure> {
    let request = || -> Result<CreateInvoice, Failure> {
        Ok(CreateInvoice::new()
            .amount("2500.00".parse()?)
            .currency("KZT")
            .external_id("8841")
            .shop_name("Site.kz")
            .description("Order 8841 of the spring sale")
            .expires_at("2026-12-31 23:59:59")
            .back_url("https://shop.example/back")
            .state_callback("https://shop.example/state"))
    };
    let request = request()?;
    calls::<MerchantInvoice, _>(request, |sandbox, url| {
        Client::builder(sandbox.jws_credentials()).base_url(url).build()
    })
}

pub(super) fn form() -> Result<Pair, Failure> {
    let request = CreatePayment::new("2500.00".parse()?, "Order 8841 of the spring sale")
        .order_id("8841")
        .currency("KZT")
        .check_url("https://shop.example/check")
        .result_url("https://shop.example/result")
        .success_url("https://shop.example/success")
        .failure_url("https://shop.example/failure")
        .user_phone("77777777777")
        .user_contact_email("mail@customer.kz");
    calls::<Merchant, _>(request, |sandbox, url| Client::builder(sandbox.pg_credentials()).base_url(url).build())
}

/// The request is asked of the sandbox once; its answer is what the server gives from then on.
fn calls<A: Area, E: Endpoint<Area = A> + 'static>(
    request: E,
    client: impl Fn(&Sandbox, &str) -> Result<Client<A>, Error>,
) -> Result<Pair, Failure> {
    let runtime = Rc::new(Builder::new_current_thread().enable_all().build()?);
    let (sandbox, answer) = runtime.block_on(async {
        let sandbox = Sandbox::builder().samples().start().await?;
        let client = client(&sandbox, &sandbox.url())?;
        let answer = client.send(&request).await?.raw().clone();
        Ok::<_, Failure>((sandbox, answer))
    })?;
    let client = client(&sandbox, &server::constant(http(&answer))?)?;
    drop(sandbox);
    let prepared = client.prepare(&request)?;
    let by_hand = by_hand(&prepared)?;

    let same = runtime.block_on(async {
        let ours = client.send(&request).await?;
        Ok::<_, Failure>(ours.raw().body() == by_hand().await?)
    })?;
    if !same {
        return Err("the two get different answers".into());
    }
    let theirs = Rc::clone(&runtime);
    Ok(Pair::new(
        move || drop(black_box(runtime.block_on(client.send(black_box(&request))))),
        move || drop(black_box(theirs.block_on(by_hand()))),
    ))
}

/// What is written by hand to send bytes that are ready and to read the answer's.
fn by_hand(prepared: &Prepared) -> Result<impl Fn() -> BoxFuture<'static, reqwest::Result<Vec<u8>>> + use<>, Failure> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .tls_certs_only(std::iter::empty())
        .user_agent("by-hand/1.0.0")
        .build()?;
    let url = prepared.url().to_owned();
    let headers = prepared.headers().to_vec();
    let body = prepared.body().to_vec();
    Ok(move || -> BoxFuture<'static, _> {
        let mut request = client.post(&url).timeout(Duration::from_secs(60)).body(body.clone());
        for (name, value) in &headers {
            request = request.header(*name, value);
        }
        Box::pin(async move { Ok(request.send().await?.bytes().await?.to_vec()) })
    })
}

fn http(answer: &RawAnswer) -> Vec<u8> {
    let mut bytes = b"HTTP/1.1 200 OK\r\n".to_vec();
    for name in ["content-type", "x-datetime", "x-request-status", "x-request-id"] {
        if let Some(value) = answer.header(name) {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", answer.body().len()).as_bytes());
    bytes.extend_from_slice(answer.body());
    bytes
}
