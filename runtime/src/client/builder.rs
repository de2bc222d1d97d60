//! Builder of a client; checks its settings.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::api::Environment;
use crate::client::AnyClient;
#[cfg(feature = "blocking")]
use crate::client::blocking::runtime::Runtime;
use crate::client::credentials::{CurrentSettings, Provide};
use crate::client::driver::ClientInner;
use crate::client::shared::Shared;
use crate::error::Error;
use crate::http::base_url::BaseUrl;
use crate::journal::Journal;
use crate::machine::prepared::FormEncoding;
use crate::machine::{Options, Settings};
use crate::meta::ApiMeta;
use crate::meta::scheme::{AnyCredentials, Signer};
use crate::transport::Transport;

/// Builder for a [`Client`](crate::Client).
#[derive(Clone)]
pub struct ClientBuilder<C> {
    api: &'static ApiMeta,
    credentials: AnyCredentials,
    host: Result<BaseUrl, String>,
    transport: Option<Arc<dyn Transport>>,
    journal: Option<Arc<dyn Journal>>,
    sharing: Option<AnyClient>,
    provide: Option<Arc<Provide>>,
    #[cfg(feature = "blocking")]
    runtime: Option<Runtime>,
    options: Options,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.rust)
            .field("credentials", &self.credentials)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<C: From<AnyClient>> ClientBuilder<C> {
    pub(crate) fn new(api: &'static ApiMeta, credentials: AnyCredentials) -> Self {
        let builder = Self {
            api,
            credentials,
            host: Err(String::new()),
            transport: None,
            journal: None,
            sharing: None,
            provide: None,
            #[cfg(feature = "blocking")]
            runtime: None,
            options: Options::default(),
            client: PhantomData,
        };
        builder.environment(Environment::Production(crate::api::Country::default()))
    }

    /// Sets the environment that calls go to.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        let (host, which) = match environment {
            Environment::Production(country) => (self.api.hosts.production(country), format!("host in {country:?}")),
            Environment::Test => (self.api.hosts.test, "test host".to_owned()),
        };
        self.host = match host {
            Some(host) => BaseUrl::parse(host).map_err(|e| e.to_string()),
            None => Err(format!(
                "no {which} is documented for the {} API; set one with base_url if you were given one",
                self.api.rust
            )),
        };
        self
    }

    /// Sets the host to call: HTTPS, or HTTP on a loopback address.
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        self.host = BaseUrl::parse(url).map_err(|e| e.to_string());
        self
    }

    /// Uses a custom transport instead of the default one.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Shares the transport (and with it the connections), the permits, the retry budget and the journal of another client, of any
    /// account and API: `.sharing(first.as_any())`, of a blocking one `.sharing(first.as_async().as_any())`. Each account keeps its own [`pacing`](Self::pacing), which the provider
    /// advises per shop. A journal of its own, if one is set, is used instead.
    ///
    /// [`build`](Self::build) refuses a transport or [`max_concurrency`](Self::max_concurrency) beside it.
    #[must_use]
    pub fn sharing(mut self, client: &AnyClient) -> Self {
        self.sharing = Some(client.clone());
        self
    }

    /// Sets the runtime of a blocking client, or of the one that is made of this client. Otherwise it is that of the client that is
    /// [shared](Self::sharing) with, or one of its own.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn runtime(mut self, runtime: &Runtime) -> Self {
        self.runtime = Some(runtime.clone());
        self
    }

    /// Asks a function for the credentials at every call, so that keys can change while the program runs; those of the builder
    /// count for [`build`](Self::build) alone. The function is called often and must not wait: let it read what another task keeps
    /// up to date.
    ///
    /// A call that is under way keeps the keys it was signed with. Credentials that [`build`](Self::build) would refuse, and those
    /// of another account, are refused ([`Error::Invalid`]): give each account a client, which may [share](Self::sharing). If the
    /// function fails, nothing is sent and its error is part of ours, so it must not hold a key.
    ///
    /// ```
    #[doc = include_str!("../../docs/apis.txt")]
    /// use std::sync::{Arc, RwLock};
    ///
    /// use freedompay::{Client, Merchant, PgCredentials};
    ///
    /// let credentials = Arc::new(RwLock::new(PgCredentials::new("123456", "the old key")));
    /// let current = Arc::clone(&credentials);
    /// let client = Client::<Merchant>::builder(PgCredentials::new("123456", "the old key"))
    ///     .credentials_from(move || current.read().map(|current| current.clone()).map_err(|_| "poisoned"))
    ///     .build()?;
    /// if let Ok(mut current) = credentials.write() {
    ///     *current = PgCredentials::new("123456", "the new key"); // the next call is signed with it
    /// }
    /// # Ok::<(), freedompay::Error>(())
    /// ```
    #[must_use]
    pub fn credentials_from<K, E>(mut self, provide: impl Fn() -> Result<K, E> + Send + Sync + 'static) -> Self
    where
        K: Into<AnyCredentials>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.provide = Some(Arc::new(move || provide().map(Into::into).map_err(Into::into)));
        self
    }

    /// Sets the time for one attempt, from connecting to the last byte; 60 seconds by default. Waiting for a turn
    /// ([`pacing`](Self::pacing), [`max_concurrency`](Self::max_concurrency)) and pauses between attempts are not part of it.
    ///
    /// After a shorter time reconciliation waits as much longer before "not found" proves that a call did not happen: the
    /// provider may still be at work on what the client gave up.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Sets the time for looking the host up, connecting and TLS; 10 seconds by default. What fails within it is
    /// certainly not sent; a [`timeout`](Self::timeout) that strikes earlier leaves that open.
    ///
    /// A custom transport does not receive it.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.options.connect_timeout = timeout;
        self
    }

    /// Sets the time for a whole call, with every attempt, pause and wait for a turn; without limit by default. A call
    /// whose time is up before it was sent fails as [`Error::NotSent`].
    #[must_use]
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.options.total_timeout = Some(timeout);
        self
    }

    /// Limits the retries of a call; 2 by default, 0 for none.
    ///
    /// This concerns only calls for which it is harmless:
    /// - those that read (effect read), and those of an API that answers a repeated `X-Request-Id` with its first response
    ///   (Gateway Async; same id, same bytes): if the response got lost, or after HTTP status 408, 429, 502, 503 or 504.
    ///   Not after 500: that this very request made the server fail will not get better. A form that reads gets a new
    ///   salt each time.
    /// - any call of which certainly not a byte left: host not found, no connection, no TLS.
    ///
    /// Any other call with effect money or write is sent exactly once, whatever is set here: not even after 429.
    ///
    /// The pauses are half a second, then twice as long each time up to 8 seconds, the second half of each random; a
    /// `Retry-After` of up to a minute is obeyed, a longer one ends the call and is returned in
    /// [`Call::retry_after`](crate::error::Call::retry_after). All clones share a budget of ten retries, to which ten
    /// successful calls add one, so that a provider in trouble does not get three times the load.
    #[must_use]
    pub fn retries(mut self, most: u32) -> Self {
        self.options.retries = most;
        self
    }

    /// Limits the exchanges under way at once, over this client and its clones; unlimited by default. The
    /// others wait in the order in which they came.
    #[must_use]
    pub fn max_concurrency(mut self, most: usize) -> Self {
        self.options.max_concurrency = Some(most);
        self
    }

    /// Limits the bytes of a response; 4 MiB by default.
    #[must_use]
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.options.max_response_size = bytes;
        self
    }

    /// Sets how the form APIs encode requests.
    #[must_use]
    pub fn form_encoding(mut self, encoding: FormEncoding) -> Self {
        self.options.form_encoding = encoding;
        self
    }

    /// Sends lists of more than ten items (receipt positions) in form requests, although implementations of
    /// `pg_sig` disagree about their signature from eleven on. Try it on the test host first.
    #[must_use]
    pub fn allow_long_lists(mut self, allow: bool) -> Self {
        self.options.allow_long_lists = allow;
        self
    }

    /// Sets the minimum interval between the starts of calls that change something (effect money or write), over this
    /// client and its clones; off by default. Reads go at once.
    ///
    /// The provider advises 1.5 to 2 seconds between payment calls: closer ones may be taken for duplicates, or hit
    /// its rate limit or fraud check. Waiting is not part of the [`timeout`](Self::timeout). Calls that wait together
    /// start in no particular order. Other clients and other processes are not counted.
    ///
    /// Source: <https://docs.freedompay.kz>, overview of the Gateway Sync API
    #[must_use]
    pub fn pacing(mut self, interval: Duration) -> Self {
        self.options.pacing = interval;
        self
    }

    /// Records every call that moves money before it is sent, and how it ended: see [`journal`](crate::journal). A call
    /// that cannot be recorded is not sent ([`Error::NotSent`]). The program acknowledges each outcome once it has written it down
    /// ([`Journal::acknowledge`]); until then it comes back from [`recover_all`](crate::Client::recover_all).
    #[must_use]
    pub fn journal(mut self, journal: impl Journal) -> Self {
        self.journal = Some(Arc::new(journal));
        self
    }

    /// Sets how long recovery leaves an outcome to the program that was told it, to acknowledge it; one minute by default. What is not
    /// acknowledged by then comes back from [`recover_all`](crate::Client::recover_all), here or at another instance.
    #[must_use]
    pub fn acknowledge_within(mut self, time: Duration) -> Self {
        self.options.acknowledge_within = time;
        self
    }

    /// Counts an outcome as acknowledged when it is returned, for programs that keep no books of their own. The risk: a program that
    /// stops between the response and the use it makes of it never hears of that call again.
    #[must_use]
    pub fn acknowledge_on_return(mut self) -> Self {
        self.options.acknowledge_on_return = true;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a credential is empty, of another scheme or has a character that nobody can see, or the host is not
    /// acceptable.
    pub fn build(mut self) -> Result<C, Error> {
        let config = |reason: String| Error::invalid(None, "", reason);
        let (transport, journal) = (self.transport.take(), self.journal.take());
        let (sharing, provide, credentials) = (self.sharing.take(), self.provide.take(), self.credentials.clone());
        #[cfg(feature = "blocking")]
        let runtime = self.runtime.take();
        let mut settings = self.settings()?;
        let journal = journal.or_else(|| sharing.as_ref().and_then(AnyClient::journal).cloned());
        settings.records = journal.is_some();
        #[cfg(feature = "blocking")]
        let runtime = runtime.or_else(|| sharing.as_ref().and_then(AnyClient::runtime).cloned());
        let shared = match (sharing, transport) {
            (Some(_), Some(_)) => {
                return Err(config("a client that shares has the transport of the other; set it there".to_owned()));
            }
            (Some(other), None) => match other.shared().problem(&settings) {
                Some(problem) => return Err(config(problem.to_owned())),
                None => Arc::clone(other.shared()),
            },
            (None, Some(transport)) => Arc::new(Shared::new(&settings, transport)),
            (None, None) => {
                let transport = default_transport(&settings.base_url, settings.options.connect_timeout);
                Arc::new(Shared::new(&settings, transport.map_err(config)?))
            }
        };
        let settings = CurrentSettings::new(settings, credentials, provide);
        let inner = ClientInner::new(settings, shared, journal);
        #[cfg(feature = "blocking")]
        let inner = ClientInner { runtime: Some(runtime.unwrap_or_default()), ..inner };
        Ok(C::from(AnyClient::from_inner(inner)))
    }

    /// Checks the settings and returns them, for a driver of your own: see [`machine`](crate::machine). Calls that move
    /// money are recorded then: the driver keeps the journal. The transport is the driver's as well.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a credential is empty, of another scheme or has a character that nobody can see, or the host is not
    /// acceptable.
    pub fn settings(self) -> Result<Settings, Error> {
        let config = |reason: String| Error::invalid(None, "", reason);
        let base_url = self.host.map_err(config)?;
        let signer = Signer::new(self.api, &self.credentials).map_err(config)?;
        if self.options.max_concurrency == Some(0) {
            return Err(config("max_concurrency(0) would let no call start; leave it out for no limit".to_owned()));
        }
        Ok(Settings::new(self.api, base_url, signer, self.options, true))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(base_url: &BaseUrl, connect_timeout: Duration) -> Result<Arc<dyn Transport>, String> {
    let transport =
        crate::transport::ReqwestTransport::with_connect_timeout(base_url, connect_timeout).map_err(|e| e.message)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &BaseUrl, _: Duration) -> Result<Arc<dyn Transport>, String> {
    Err("no transport: set one with ClientBuilder::transport, or enable the feature `reqwest`".to_owned())
}
