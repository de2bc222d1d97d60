//! Clients: one non-generic core that makes every call, and a typed shell per area.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;
use tracing::Instrument as _;

use crate::Uuid;
use crate::answer::{Answer, RawAnswer};
use crate::area::{Area, AreaMeta, Environment, Scheme};
use crate::base_url::BaseUrl;
use crate::credentials::{AnyCredentials, Signer};
use crate::endpoint::{Channel, Endpoint};
use crate::error::{Call, Error, NotSent, Unknown};
use crate::meta::EndpointMeta;
use crate::pacing::Pace;
use crate::prepare::{FormEncoding, Prepared};
use crate::sign::jws::JwsKey;
use crate::transport::{BoxFuture, Stage, Transport};
use crate::tree::Tree;

/// How often a call is sent again where the provider replays its first answer, and how long before the first time.
const REPEATS: u32 = 2;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What all calls of a client share.
pub(crate) struct Inner {
    pub(crate) area: &'static AreaMeta,
    pub(crate) base_url: BaseUrl,
    pub(crate) signer: Signer,
    pub(crate) options: Options,
    pace: Pace,
    transport: Arc<dyn Transport>,
}

#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) max_answer: usize,
    pub(crate) form_encoding: FormEncoding,
    pub(crate) allow_long_lists: bool,
    pub(crate) pacing: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            max_answer: 4 << 20,
            form_encoding: FormEncoding::default(),
            allow_long_lists: false,
            pacing: Duration::ZERO,
        }
    }
}

/// A client of one API. Cheap to clone; clones share one connection pool.
///
/// ```no_run
/// # use freedompay_runtime as freedompay;
/// use freedompay::{Client, Country, Environment, JwsCredentials, Partner};
///
/// let secret = std::env::var("FREEDOMPAY_SECRET")?;
/// let client = Client::<Partner>::builder(JwsCredentials::new("123456", secret))
///     .environment(Environment::Production(Country::Kazakhstan))
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Client<A: Area> {
    core: AnyClient,
    area: PhantomData<fn() -> A>,
}

impl<A: Area> Client<A> {
    /// Begins a client. Without an environment it calls production in Kazakhstan.
    pub fn builder(credentials: A::Credentials) -> ClientBuilder<Self> {
        ClientBuilder::new(A::META, credentials.into())
    }

    /// Sends a request; the same as `request.send(&client)`.
    ///
    /// The request is encoded at once, so the future does not borrow it. Nothing is sent before the future is polled.
    pub fn send<E: Endpoint<Area = A>>(&self, request: &E) -> BoxFuture<'static, Result<Answer<E::Response>, Error>> {
        let call = self.core.execute(E::META, Tree::from_serialize(request), None);
        Box::pin(async move { call.await?.decode() })
    }

    /// Sends a request under the `X-Request-Id` of an earlier one. The Gateway Async API answers it as it answered the
    /// earlier one and does nothing twice; of the other APIs that is not documented.
    ///
    /// # Errors
    /// Besides those of `send`: [`Error::Invalid`] for endpoints without that header.
    pub fn resend<E: Endpoint<Area = A>>(
        &self,
        request: &E,
        request_id: Uuid,
    ) -> BoxFuture<'static, Result<Answer<E::Response>, Error>> {
        let call = self.core.execute(E::META, Tree::from_serialize(request), Some(request_id));
        Box::pin(async move { call.await?.decode() })
    }

    /// Checks, encodes and signs a request without sending it.
    pub fn prepare<E: Endpoint<Area = A>>(&self, request: &E) -> Result<Prepared, Error> {
        self.core.prepare(E::META, request)
    }

    /// The same client without its type, for calls by table.
    pub fn as_any(&self) -> &AnyClient {
        &self.core
    }
}

impl<A: Area> Channel<A> for Client<A> {
    type Sent<R> = BoxFuture<'static, Result<Answer<R>, Error>>;

    fn carry<E: Endpoint<Area = A>>(&self, request: &E) -> Self::Sent<E::Response> {
        self.send(request)
    }
}

impl<A: Area> From<AnyClient> for Client<A> {
    fn from(core: AnyClient) -> Self {
        Self { core, area: PhantomData }
    }
}

impl<A: Area> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { core: self.core.clone(), area: PhantomData }
    }
}

impl<A: Area> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.fmt(f)
    }
}

/// A client of an area that is known only at run time: calls are made by table, answers are untyped.
#[derive(Clone)]
pub struct AnyClient(Arc<Inner>);

impl fmt::Debug for AnyClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.area.rust)
            .field("base_url", &self.0.base_url.as_str())
            .finish_non_exhaustive()
    }
}

impl AnyClient {
    /// Begins a client of an area.
    pub fn builder(area: &'static AreaMeta, credentials: impl Into<AnyCredentials>) -> ClientBuilder<Self> {
        ClientBuilder::new(area, credentials.into())
    }

    /// Checks, encodes and signs a request without sending it.
    pub fn prepare(&self, endpoint: &'static EndpointMeta, message: &impl Serialize) -> Result<Prepared, Error> {
        self.0.prepare(endpoint, tree(endpoint, Tree::from_serialize(message))?, None)
    }

    /// Makes a call by table.
    pub fn call(
        &self,
        endpoint: &'static EndpointMeta,
        message: &impl Serialize,
    ) -> BoxFuture<'static, Result<RawAnswer, Error>> {
        self.execute(endpoint, Tree::from_serialize(message), None)
    }

    /// Lets time pass, by the clock of the transport.
    pub(crate) fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.0.transport.sleep(time)
    }

    /// Sends what was prepared.
    pub fn send_prepared(&self, prepared: Prepared) -> BoxFuture<'static, Result<RawAnswer, Error>> {
        let core = Arc::clone(&self.0);
        Box::pin(async move { core.exchange(prepared).await })
    }

    /// The one way every call takes; compiled once.
    fn execute(
        &self,
        endpoint: &'static EndpointMeta,
        message: Result<Tree, crate::TreeError>,
        request_id: Option<Uuid>,
    ) -> BoxFuture<'static, Result<RawAnswer, Error>> {
        let core = Arc::clone(&self.0);
        Box::pin(async move {
            let prepared = core.prepare(endpoint, tree(endpoint, message)?, request_id)?;
            core.exchange(prepared).await
        })
    }
}

fn tree(endpoint: &'static EndpointMeta, message: Result<Tree, crate::TreeError>) -> Result<Tree, Error> {
    message.map_err(|e| Error::invalid(Some(endpoint), e.path(), e.message()))
}

impl Inner {
    async fn exchange(&self, prepared: Prepared) -> Result<RawAnswer, Error> {
        let endpoint = prepared.endpoint;
        let span = tracing::debug_span!(
            "freedompay.call",
            endpoint = endpoint.id,
            request_id = prepared.request_id.as_deref(),
            method = endpoint.method.as_str(),
            uri = endpoint.uri,
            body_bytes = prepared.body().len(),
        );
        self.attempts(prepared).instrument(span).await
    }

    /// Once, unless the provider replays: then a call whose answer got lost is asked again, with the same bytes under the
    /// same id.
    async fn attempts(&self, prepared: Prepared) -> Result<RawAnswer, Error> {
        while let Some(wait) = self.pace.take(prepared.endpoint.effect) {
            self.transport.sleep(wait).await;
        }
        let begun = Instant::now();
        if !self.area.replays_request_id {
            return self.attempt(prepared, 1, begun).await;
        }
        let (mut attempt, mut pause) = (1, FIRST_PAUSE);
        loop {
            let outcome = self.attempt(prepared.clone(), attempt, begun).await;
            let is_lost = matches!(outcome, Err(Error::NotSent(_) | Error::Unknown(_)));
            if !is_lost || attempt > REPEATS {
                return outcome;
            }
            self.transport.sleep(pause).await;
            attempt += 1;
            pause *= 2;
        }
    }

    async fn attempt(&self, prepared: Prepared, attempts: u32, begun: Instant) -> Result<RawAnswer, Error> {
        let endpoint = prepared.endpoint;
        let ids = prepared.ids();
        let request_id = prepared.request_id;
        let sent = self.transport.send(prepared.http).await;
        let call = Call { endpoint, request_id, ids, attempts, elapsed: begun.elapsed() };
        let outcome = match sent {
            Ok(http) => self.judge(endpoint, call, http),
            Err(e) => Err(match e.stage {
                Stage::NotSent => Error::NotSent(Box::new(NotSent { call, what: e.what })),
                Stage::MaybeSent => Error::Unknown(Box::new(Unknown { call, what: e.what, http_status: None })),
                Stage::AnswerTooLarge(status) => too_large(call, e.what, status),
            }),
        };
        match &outcome {
            Ok(answer) => {
                tracing::debug!(status = answer.http.status, answer_bytes = answer.http.body.len(), "answered");
            }
            Err(error) => tracing::warn!(%error, may_have_happened = error.may_have_happened(), "no usable answer"),
        }
        outcome
    }
}

fn too_large(call: Call, what: String, http_status: u16) -> Error {
    let body = crate::error::RawBody(Vec::new());
    Error::Decode(Box::new(crate::error::Decode { call, http_status, path: String::new(), what, body }))
}

/// Settings of a client to be.
#[derive(Clone)]
pub struct ClientBuilder<C> {
    area: &'static AreaMeta,
    credentials: AnyCredentials,
    host: Result<BaseUrl, String>,
    transport: Option<Arc<dyn Transport>>,
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
    fn new(area: &'static AreaMeta, credentials: AnyCredentials) -> Self {
        let builder = Self {
            area,
            credentials,
            host: Err(String::new()),
            transport: None,
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
        let inner = Inner { area: self.area, base_url, signer, options: self.options, pace, transport };
        Ok(C::from(AnyClient(Arc::new(inner))))
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
