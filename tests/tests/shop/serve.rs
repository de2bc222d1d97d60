//! Serves the example's shop with a journal and a transport that note the steps. Compiled once for each engine.

use std::time::Duration;

use freedompay::callback::CallbackVerifier;
use freedompay::transport::{BaseUrl, ReqwestTransport};
use freedompay::{Client, PgCredentials};
use tokio::net::TcpListener;

use super::database;
use super::shop::{Failure, Shop};
use crate::watched::{WatchedJournal, WatchedTransport};

/// Time between two looks at what is open. The example's half a minute would make the test as long.
const PAUSE: Duration = Duration::from_millis(500);

pub(crate) async fn serve(database: &str, provider: &str, haste: u32) -> Result<(), Failure> {
    let store = database::open(database).await?;
    let http = ReqwestTransport::new(&BaseUrl::parse(provider)?).map_err(|e| e.message)?;
    let client = Client::builder(PgCredentials::new("123456", "sandbox-secret").payout_secret("sandbox-payout-secret"))
        .base_url(provider)
        .transport(WatchedTransport { http, haste })
        .journal(WatchedJournal(store.clone()))
        .build()?;
    let verifier = CallbackVerifier::new("sandbox-secret");
    let shop = Shop { store, client, verifier, pause: PAUSE };
    tokio::spawn(shop.clone().look_after());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, shop.router()).await?;
    Ok(())
}
