//! Settings of a client, checked when it is made.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::area::{AreaMeta, Environment, Scheme};
use crate::base_url::BaseUrl;
use crate::client::AnyClient;
use crate::credentials::{AnyCredentials, Signer};
use crate::error::Error;
use crate::exchange::{Inner, Options};
use crate::journal::Journal;
use crate::pacing::Pace;
use crate::prepare::FormEncoding;
use crate::sign::jws::JwsKey;
use crate::transport::Transport;

/// Settings of a client to be.
#[derive(Clone)]
pub struct ClientBuilder<C> {
    area: &'static AreaMeta,
    credentials: AnyCredentials,
    host: Result<BaseUrl, String>,
    transport: Option<Arc<dyn Transport>>,
    journal: Option<Arc<dyn Journal>>,
    options: Options,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.area.rust)
            .field("credentials", &self.credentials)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<C: From<AnyClient>> ClientBuilder<C> {
    pub(crate) fn new(area: &'static AreaMeta, credentials: AnyCredentials) -> Self {
        let builder = Self {
            area,
            credentials,
            host: Err(String::new()),
            transport: None,
            journal: None,
            options: Options::default(),
            client: PhantomData,
        };
        builder.environment(Environment::Production(crate::area::Country::default()))
    }

    /// Where calls go.
    #[must_use]
    pub fn environment(mut self, environment: Environment) -> Self {
        self.host = match environment {
            Environment::Production(country) => BaseUrl::parse(country.host()).map_err(|e| e.to_string()),
            Environment::Test => match self.area.test_host {
                Some(host) => BaseUrl::parse(host).map_err(|e| e.to_string()),
                None => Err(format!(
                    "no test host is documented for the {} API; name one with base_url if you were given one",
                    self.area.rust
                )),
            },
        };
        self
    }

    /// Calls another host: HTTPS, or HTTP on a loopback address.
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        self.host = BaseUrl::parse(url).map_err(|e| e.to_string());
        self
    }

    /// Carries requests with something else than the default transport.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Time for one exchange, from connecting to the last byte; 60 seconds unless said otherwise.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Most bytes of an answer; 4 MiB unless said otherwise.
    #[must_use]
    pub fn max_answer(mut self, bytes: usize) -> Self {
        self.options.max_answer = bytes;
        self
    }

    /// How the form areas encode requests.
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

    /// Keeps at least this much time between the beginnings of calls that change something (effect money or write),
    /// over this client and its clones; off unless asked for. Reads go at once.
    ///
    /// The provider advises 1.5 to 2 seconds between payment calls: closer ones may be taken for duplicates, or hit
    /// its rate limit or fraud check. Waiting is not part of the [`timeout`](Self::timeout). Calls that wait together
    /// begin in no particular order. Other clients and other processes are not known here.
    ///
    /// Source: <https://docs.freedompay.kz>, overview of the Gateway Sync API
    #[must_use]
    pub fn pacing(mut self, interval: Duration) -> Self {
        self.options.pacing = interval;
        self
    }

    /// Records every call that moves money before it is sent, and how it ended: see [`journal`](crate::journal). A call
    /// that cannot be recorded is not sent ([`Error::NotSent`]).
    #[must_use]
    pub fn journal(mut self, journal: impl Journal) -> Self {
        self.journal = Some(Arc::new(journal));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a credential is empty or of another scheme, or the host is not acceptable.
    pub fn build(self) -> Result<C, Error> {
        let config = |what: String| Error::invalid(None, "", what);
        if let Some(problem) = self.credentials.problem() {
            return Err(config(problem.to_owned()));
        }
        let base_url = self.host.map_err(config)?;
        let signer = match (self.area.scheme, self.credentials) {
            (Scheme::Jws { default }, AnyCredentials::Jws(c)) => {
                Signer::Jws(Arc::new(JwsKey::new(c.algorithm.unwrap_or(default), c.auth_id, &c.secret)))
            }
            (Scheme::PgSig, AnyCredentials::PgSig(c)) => Signer::PgSig(c),
            (scheme, _) => {
                return Err(config(format!("the {} API takes {} credentials", self.area.rust, scheme.as_str())));
            }
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&base_url).map_err(config)?,
        };
        let pace = Pace::new(self.options.pacing);
        let journal = self.journal;
        let inner = Inner { area: self.area, base_url, signer, options: self.options, pace, transport, journal };
        Ok(C::from(AnyClient::from_inner(inner)))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(base_url: &BaseUrl) -> Result<Arc<dyn Transport>, String> {
    let transport = crate::transport::ReqwestTransport::new(base_url).map_err(|e| e.what)?;
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &BaseUrl) -> Result<Arc<dyn Transport>, String> {
    Err("no transport: name one with ClientBuilder::transport, or switch on the feature `reqwest`".to_owned())
}
