//! The part of a client that decides: its API, credentials and options, without anything that moves.

use std::sync::Arc;
use std::time::Duration;

use super::prepared::FormEncoding;
use super::retry;
use crate::error::Call;
use crate::http::CONNECT_TIMEOUT;
use crate::http::base_url::BaseUrl;
use crate::journal::Account;
use crate::meta::ApiMeta;
use crate::meta::scheme::Signer;

/// The settings of a client, checked. Made by [`ClientBuilder::settings`](crate::ClientBuilder::settings).
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) api: &'static ApiMeta,
    pub(crate) base_url: BaseUrl,
    pub(crate) signer: Signer,
    journal_account: Arc<Account>,
    pub(crate) options: Options,
    /// Whether calls that move money are recorded in a journal.
    pub(crate) records: bool,
}

impl Settings {
    pub(crate) fn new(
        api: &'static ApiMeta,
        base_url: BaseUrl,
        signer: Signer,
        options: Options,
        records: bool,
    ) -> Self {
        let (id, host) = (signer.account().to_owned(), base_url.as_str().to_owned());
        let journal_account = Arc::new(Account { api: api.name.to_owned(), id, host });
        Self { api, base_url, signer, journal_account, options, records }
    }

    /// Returns the same settings with other keys of the same account.
    pub(crate) fn signed_by(&self, signer: Signer) -> Self {
        Self { signer, ..self.clone() }
    }

    /// Returns the account whose calls are recorded and asked about.
    pub fn journal_account(&self) -> &Arc<Account> {
        &self.journal_account
    }

    /// Explains why this client does not ask about a call, if it cannot: another account and another host have never heard of it.
    pub(super) fn why_not_asked(&self, lost: &Call) -> Option<String> {
        let made_by = lost.account.as_ref().filter(|made_by| *made_by != &self.journal_account)?;
        let ours = &self.journal_account;
        Some(format!(
            "account {} made this call at {}, and this client is of account {} at {}, which has never heard of it; ask with a \
             client of the account that made it. Until then it counts as under way: do not send it again",
            made_by.id, made_by.host, ours.id, ours.host
        ))
    }

    /// Returns the account that signs the calls: the shop's number, or the `auth_id` of the JSON APIs.
    pub fn account(&self) -> &str {
        self.signer.account()
    }
}

/// How long recovery leaves an outcome to the program that was told it.
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(60);

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) retries: u32,
    pub(crate) max_response_size: usize,
    pub(crate) form_encoding: FormEncoding,
    pub(crate) allow_long_lists: bool,
    pub(crate) pacing: Duration,
    pub(crate) max_concurrency: Option<usize>,
    pub(crate) acknowledge_within: Duration,
    pub(crate) acknowledge_on_return: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            connect_timeout: CONNECT_TIMEOUT,
            total_timeout: None,
            retries: retry::REPEATS,
            max_response_size: 4 << 20,
            form_encoding: FormEncoding::default(),
            allow_long_lists: false,
            pacing: Duration::ZERO,
            max_concurrency: None,
            acknowledge_within: ACKNOWLEDGE_WITHIN,
            acknowledge_on_return: false,
        }
    }
}

impl Options {
    /// Returns the longest time that a recorded call may be under way, from its record to its last byte.
    pub(crate) fn longest(&self) -> Duration {
        let attempts =
            self.timeout.saturating_add(retry::LONGEST_OBEYED).saturating_mul(self.retries.saturating_add(1));
        self.total_timeout.unwrap_or(attempts)
    }
}
