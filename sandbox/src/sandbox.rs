//! A running sandbox.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use freedompay::card_data::CardNumber;
use freedompay::meta::ApiMeta;
use freedompay::{Amount, AnyCredentials, JwsCredentials, PgCredentials};
use jiff::Timestamp;

use crate::bank::operator::{NotPossible, PaymentSummary};
use crate::bank::payer::PayerError;
use crate::faults::{Plan, PlanError, Rule};
use crate::protocol::record::Recorded;
use crate::snapshot;
use crate::state::State;
use crate::world::callback_record::CallbackRecord;
use crate::world::errors::ErrorCode;
use crate::world::saved_card::CardDetails;

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    pub(crate) state: Arc<State>,
    pub(crate) server: tokio::task::JoinSet<()>,
}

impl fmt::Debug for Sandbox {
    /// Shows the URL only: requests hold card tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("url", &self.state.base_url).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Returns the base URL for a client.
    pub fn url(&self) -> String {
        self.state.base_url.clone()
    }

    /// Returns the credentials of the JSON APIs.
    pub fn jws_credentials(&self) -> JwsCredentials {
        let known = &self.state.credentials;
        JwsCredentials::new(&known.auth_id, known.secret.clone())
    }

    /// Returns the credentials of the form APIs, including the payout key.
    pub fn pg_credentials(&self) -> PgCredentials {
        let known = &self.state.credentials;
        PgCredentials::new(&known.merchant_id, known.secret.clone()).payout_secret(known.payout_secret.clone())
    }

    /// Returns the credentials that an API's scheme takes.
    pub fn credentials(&self, api: &ApiMeta) -> AnyCredentials {
        self.state.credentials.of(api)
    }

    /// Returns the calls it received, oldest first, card data and secrets masked.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.log.all()
    }

    /// Returns the calls that an endpoint received, oldest first; by its id, such as `merchant.payout.status`.
    pub fn requests_to(&self, endpoint: &str) -> Vec<Recorded> {
        let mut requests = self.requests();
        requests.retain(|request| request.may_be_for(endpoint));
        requests
    }

    /// Returns the last 1,000 callbacks that it sent to the merchant's URLs, oldest first, card data masked.
    pub fn callbacks(&self) -> Vec<CallbackRecord> {
        self.state.world().callbacks.clone()
    }

    /// Returns its payments, oldest first.
    pub fn payments(&self) -> Vec<PaymentSummary> {
        self.state.world().payments.values().map(PaymentSummary::of).collect()
    }

    /// Captures a hold as the API call does: the amount, or all of it.
    ///
    /// # Errors
    /// The error that the API call would return.
    pub fn capture(&self, payment: u64, amount: Option<Amount>) -> Result<(), NotPossible> {
        let done = self.state.world().capture(payment, amount);
        self.finish(done.map(|_| ()))
    }

    /// Releases a hold as the API call does.
    ///
    /// # Errors
    /// The error that the API call would return.
    pub fn cancel(&self, payment: u64) -> Result<(), NotPossible> {
        let done = self.state.world().cancel(payment);
        self.finish(done.map(|_| ()))
    }

    /// Refunds captured money as the API call does: the amount, or all that is left.
    ///
    /// # Errors
    /// The error that the API call would return.
    pub fn refund(&self, payment: u64, amount: Option<Amount>) -> Result<(), NotPossible> {
        let done = self.state.world().refund(payment, amount);
        self.finish(done.map(|_| ()))
    }

    /// Fails a payment that is not paid yet, with this code or with 10001 (declined), and notifies the merchant.
    ///
    /// # Errors
    /// If the payment is paid, or does not exist.
    pub fn fail(&self, payment: u64, code: Option<u32>) -> Result<(), NotPossible> {
        self.finish(self.state.fail(payment, code))
    }

    /// Sends the result callback of a payment once more; [`run_until_idle`](Self::run_until_idle) waits for it.
    ///
    /// # Errors
    /// If the payment has no result yet, or no result URL.
    pub fn resend_result(&self, payment: u64) -> Result<(), NotPossible> {
        self.finish(self.state.resend_result(payment))
    }

    /// Enters a card on the page of a payment, an invoice, a payout or a recurring agreement, by the URL in the response
    /// of the call. The expiry is that of the documentation's test cards, 12/30.
    ///
    /// # Errors
    /// If no page has that URL, or the page no longer accepts a card. Whether the card was good shows in the status.
    pub async fn enter_card(&self, page_url: &str, card: &CardNumber) -> Result<(), PayerError> {
        let page = page_url.rsplit_once("customer=").map_or(page_url, |(_, page)| page);
        let card = CardDetails::new(card, "12", "30", "CARD HOLDER");
        self.state.enter_card(page, card).await
    }

    /// Answers a 3-D Secure challenge, by the URL in the response of the call. Returns the `PaRes` that the bank's page
    /// would post back.
    ///
    /// # Errors
    /// If no challenge is open under that URL.
    pub fn answer_challenge(&self, acs_url: &str, is_right: bool) -> Result<String, PayerError> {
        let md = acs_url.rsplit_once("md=").map_or(acs_url, |(_, md)| md);
        self.state.answer_challenge(md, is_right).ok_or(PayerError::NoSuchPage)
    }

    /// Forgets all calls, payments and cards, and turns the clock back to the start.
    pub async fn reset(&self) {
        self.state.reset().await;
        self.state.changed();
    }

    fn finish(&self, done: Result<(), ErrorCode>) -> Result<(), NotPossible> {
        self.state.changed();
        done.map_err(NotPossible::from)
    }

    /// Returns the sandbox's time.
    pub fn now(&self) -> Timestamp {
        self.state.world().now()
    }

    /// Moves the clock forward and runs everything that falls due on the way: captures of old holds, ends of lifetimes,
    /// callbacks and their retries.
    pub async fn advance(&self, time: Duration) {
        self.state.advance(time).await;
    }

    /// Runs everything that is due now, and waits until it is done.
    pub async fn run_until_idle(&self) {
        self.state.run_due_jobs().await;
    }

    /// Replaces the plan of faults and its counters. [`Plan::new`] ends all faults.
    ///
    /// # Errors
    /// If the plan names an endpoint that does not exist. Nothing changes then.
    pub fn set_faults(&self, plan: impl Into<Plan>) -> Result<(), PlanError> {
        self.state.set_faults(plan.into())
    }

    /// Returns the rules of the plan of faults, each with how often it fired.
    pub fn faults(&self) -> Vec<(Rule, u64)> {
        self.state.world().faults.fired()
    }

    /// Saves the state as JSON, for [`Builder::snapshot`](crate::Builder::snapshot): payments, saved cards, the clock, pending jobs, the counters of
    /// the faults. It contains neither secrets nor card numbers, and not the log of requests.
    pub fn snapshot(&self) -> String {
        snapshot::save(&self.state.world())
    }

    /// Serves until the process ends.
    pub async fn serve(mut self) {
        let _ = self.server.join_next().await;
    }
}
