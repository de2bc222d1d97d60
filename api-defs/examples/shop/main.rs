//! A shop that runs as any number of instances over one PostgreSQL. It pays out what it is asked to, delivers orders when their
//! payments come, and may be killed at any moment: nothing is lost, and nothing is done twice.
//!
//! ```sh
//! DATABASE_URL=postgres://… cargo run -p freedompay --example shop --features axum,postgres
//! ```
//!
//! It calls `FREEDOMPAY_URL`, a sandbox (`cargo run -- sandbox`), with the sandbox's keys, unless `FREEDOMPAY_MERCHANT_ID`,
//! `FREEDOMPAY_SECRET` and `FREEDOMPAY_PAYOUT_SECRET` say otherwise; `PORT` is 8090 unless set.
//!
//! | call | meaning |
//! |---|---|
//! | `PUT /payouts/{id}` `{"amount": "1000.00", "iban": "KZ…"}` | pays out, once for each id; returns `accepted`, `failed` or `taken` |
//! | `PUT /orders/{id}` `{"price": "2500.00"}` | sells something |
//! | `POST /pay/result` | the `result_url` of a payment for that order |
//!
//! `tests/tests/shop` kills three instances of it for a minute and compares the books.

mod books;
mod database;
mod payouts;
mod results;
mod shop;

use std::env;
use std::time::Duration;

use freedompay::callback::CallbackVerifier;
use freedompay::{Client, PgCredentials};
use tokio::net::TcpListener;

use self::shop::{Failure, Shop};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let setting = |name: &str, otherwise: &str| env::var(name).unwrap_or_else(|_| otherwise.to_owned());
    let secret = setting("FREEDOMPAY_SECRET", "sandbox-secret");
    let payout_secret = setting("FREEDOMPAY_PAYOUT_SECRET", "sandbox-payout-secret");
    let credentials = PgCredentials::new(setting("FREEDOMPAY_MERCHANT_ID", "123456"), secret.clone());

    // One database for the books and the journal: that is what makes one commit of both possible.
    let store = database::open(&env::var("DATABASE_URL")?).await?;
    let client = Client::builder(credentials.payout_secret(payout_secret))
        .base_url(&setting("FREEDOMPAY_URL", "http://127.0.0.1:8080"))
        .journal(store.clone())
        .build()?;
    let verifier = CallbackVerifier::new(secret);
    let shop = Shop { store, client, verifier, pause: Duration::from_secs(30) };

    // It serves at once; what a crash has left open is found out meanwhile.
    tokio::spawn(shop.clone().look_after());
    let listener = TcpListener::bind(("127.0.0.1", setting("PORT", "8090").parse()?)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, shop.router()).await?;
    Ok(())
}
