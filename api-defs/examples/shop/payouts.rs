//! Paying out: at most once for each id, and every payout ends as accepted or failed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use freedompay::Uuid;
use freedompay::journal::{JournalEntry, JournalKey as _};
use freedompay::merchant::payout::iban::CreateIbanPayout;
use freedompay::reconcile::Outcome;
use serde::Deserialize;
use tokio::task::JoinSet;
use tracing::{Instrument as _, debug, info_span, warn};

use super::books::{self, End, Payout};
use super::shop::{Failure, Shop, unavailable};

#[derive(Deserialize)]
pub(super) struct Wish {
    amount: String,
    iban: String,
}

/// Takes a payout, sends it, and returns its state. Whoever asks again for the same id gets the state, and nothing is sent.
pub(super) async fn pay_out(
    State(shop): State<Shop>,
    Path(id): Path<String>,
    Json(Wish { amount, iban }): Json<Wish>,
) -> Result<String, (StatusCode, String)> {
    let payout = Payout { id, amount, iban };
    if request(&payout).is_err() {
        return Err((StatusCode::BAD_REQUEST, "this is not an amount\n".to_owned()));
    }
    let span = info_span!("payout", order = payout.id);
    let pay = async move {
        if payout.take(shop.store.pool()).await? {
            send(&shop, &payout).await?;
        }
        payout.state(shop.store.pool()).await.map_err(Failure::from)
    };
    // In a task of its own: a caller who hangs up must not cancel it.
    let state = tokio::spawn(pay.instrument(span)).await.map_err(Failure::from).and_then(|state| state);
    match state.map_err(unavailable)? {
        Some(state) => Ok(state),
        None => Err((StatusCode::CONFLICT, "this id has another payout\n".to_owned())),
    }
}

fn request(payout: &Payout) -> Result<CreateIbanPayout, Failure> {
    let Payout { id, amount, iban } = payout;
    Ok(CreateIbanPayout::new(id, amount.parse()?, "Prize", iban, "761223455678", "IVANOV IVAN", "19", "119", "KZZSAE"))
}

/// Sends a payout that was taken, and writes down what became of it.
async fn send(shop: &Shop, payout: &Payout) -> Result<(), Failure> {
    let sent = request(payout)?.send(&shop.client).await;
    let end = match &sent {
        Ok(made) => End::Accepted(made.payment_id),
        // It stays open in the journal, and recovery finds out. Sending it again could pay twice.
        Err(error) if error.may_have_happened() => return Ok(()),
        Err(error) => {
            warn!(%error, "a payout failed");
            End::Failed
        }
    };
    book(shop, &payout.id, end, sent.journal_key()).await
}

/// Writes down how a payout ended and acknowledges it in the same commit. After a crash either both are there, or the journal
/// still has the payout and recovery comes here again.
async fn book(shop: &Shop, id: &str, end: End, key: Option<Uuid>) -> Result<(), Failure> {
    let mut transaction = shop.store.begin_transaction().await?;
    debug!("booking");
    books::end(&mut transaction, id, end).await?;
    if let Some(key) = key {
        shop.store.acknowledge_in(&mut transaction, key).await?;
    }
    debug!("committing");
    transaction.commit().await?;
    debug!("booked");
    Ok(())
}

/// Finds out about payouts that the journal has open: their instance died, or a response got lost.
pub(super) async fn recover(shop: &Shop) {
    let mut open = shop.client.recover_all(freedompay::endpoint).stream().repeat_every(shop.pause);
    while let Some(next) = open.next().await {
        let done = match next {
            Ok(found) => {
                let id = order_id(&found.entry);
                let (span, key) = (info_span!("recovered", order = id), found.journal_key());
                conclude(shop, &id, found.outcome, Some(key)).instrument(span).await
            }
            Err(error) => Err(error.into()),
        };
        if let Err(error) = done {
            warn!(%error, "recovery goes on");
        }
    }
}

fn order_id(entry: &JournalEntry) -> String {
    let ids = &entry.intent.ids;
    ids.iter().find(|(name, _)| name == "pg_order_id").map(|(_, id)| id.clone()).unwrap_or_default()
}

async fn conclude(
    shop: &Shop,
    id: &str,
    outcome: Result<Outcome, freedompay::Error>,
    key: Option<Uuid>,
) -> Result<(), Failure> {
    match outcome? {
        Outcome::Happened(status) => {
            let payment = status.message().get("pg_payment_id").and_then(|id| id.text().parse().ok());
            book(shop, id, End::Accepted(payment), key).await
        }
        Outcome::DidNotHappen { .. } => book(shop, id, End::Failed, key).await,
        // It comes back.
        _ => Ok(()),
    }
}

/// Finds payouts that were written into the books and whose instance died before the journal had them. Nothing was sent, but
/// only the provider can prove that.
pub(super) async fn find_forgotten(shop: &Shop) {
    loop {
        if let Err(error) = ask_about_forgotten(shop).await {
            warn!(%error, "forgotten payouts are looked for again");
        }
        tokio::time::sleep(shop.pause).await;
    }
}

async fn ask_about_forgotten(shop: &Shop) -> Result<(), Failure> {
    let mut asking = JoinSet::new();
    for payout in books::forgotten(shop.store.pool()).await? {
        let shop = shop.clone();
        // At the same time: each takes a minute, before which "not found" proves nothing.
        asking.spawn(async move {
            let outcome = shop.client.reconcile(&request(&payout)?).await;
            conclude(&shop, &payout.id, outcome, None).await
        });
    }
    while let Some(asked) = asking.join_next().await {
        asked??;
    }
    Ok(())
}
