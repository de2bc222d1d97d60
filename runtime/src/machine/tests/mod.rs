//! The machines, driven event by event, at the boundaries of what they decide.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

mod call;
mod ending;
mod given;
mod judge;
mod limits;
mod outcome;
mod poll;
mod reconcile;
mod recover;
mod retry;
mod same_id;
mod status_query;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::prepared::{PreparedRequest, SentRequest};
use super::{CallMachine, Entropy, Event, Limits, Now, Options, Settings, Step};
use crate::error::{Call, Error, Provider};
use crate::http::base_url::BaseUrl;
use crate::http::{HttpResponse, Stage, TransportError};
use crate::meta::{
    ApiMeta, Effect, EndpointMeta, ErrorShape, FieldMatch, FieldMeta, HeaderMeta, OutcomeRules, TypeMeta, Wire,
};
use crate::scheme::{AnyCredentials, AnyScheme, Jws, PgSig, Signer};
use crate::secret::Secret;
use crate::sign::pg_sig;
use crate::tree::{Tree, Value};
use crate::wire::json;

/// 2025, as milliseconds since 1970: a clock that was set.
const THEN: u64 = 1_750_000_000_000;

/// A moment so many milliseconds after the driver's start.
fn at(ms: u64) -> Now {
    Now { elapsed: Duration::from_millis(ms), unix_ms: THEN + ms }
}

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

const fn text(name: &'static str) -> FieldMeta {
    FieldMeta { name, ty: &TypeMeta::Text, ..FieldMeta::DEFAULT }
}

/// An API that repeats its response to a repeated `X-Request-Id`.
static REPLAYING: ApiMeta = ApiMeta {
    name: "replaying",
    scheme: AnyScheme::of::<Jws>(),
    headers: &[HeaderMeta { name: "X-Request-Id", value: None }],
    replays_request_id: true,
    ids: &["order_id"],
    ..ApiMeta::DEFAULT
};

/// An API of forms, which signs its responses.
static FORMS: ApiMeta = ApiMeta {
    name: "forms",
    scheme: AnyScheme::of::<PgSig>(),
    wire: Wire::Form,
    prefix: "pg_",
    errors: ErrorShape::PG,
    ids: &["pg_order_id"],
    open_codes: &["7000"],
    unsigned_errors: &["9998", "1100", "11068"],
    ..ApiMeta::DEFAULT
};

static PLAIN: ApiMeta =
    ApiMeta { name: "plain", scheme: AnyScheme::of::<Jws>(), ids: &["order_id", "payment_id"], ..ApiMeta::DEFAULT };

static RESPONSE: TypeMeta = TypeMeta::Object(&[text("status"), text("state"), text("order_id"), text("pg_status")]);

static RULES: OutcomeRules = OutcomeRules {
    happened: &[FieldMatch { path: "state", values: &["done"] }],
    failed: &[FieldMatch { path: "state", values: &["failed"] }],
    not_found: &[FieldMatch { path: "state", values: &["absent"] }],
    not_found_codes: &["404"],
    not_found_grace: Duration::from_secs(60),
    ..OutcomeRules::DEFAULT
};

/// A call by the id of its order.
const CALL: EndpointMeta = EndpointMeta {
    id: "call",
    api: &PLAIN,
    uri: "/pay",
    request: &[text("order_id")],
    response: &RESPONSE,
    ..EndpointMeta::DEFAULT
};

/// A call that reads.
static STATUS: EndpointMeta = EndpointMeta { id: "status", uri: "/status", effect: Effect::Read, ..CALL };

/// A call that moves money, and that [`STATUS`] is asked about.
static PAY: EndpointMeta = EndpointMeta {
    id: "pay",
    effect: Effect::Money,
    recover: Some(&STATUS),
    outcome: Some(&RULES),
    request: &[text("order_id"), FieldMeta { secret: true, ..text("token") }],
    ..CALL
};

/// A call that changes something, and is repeated under its `X-Request-Id`.
static REPLAYED: EndpointMeta = EndpointMeta { id: "replayed", api: &REPLAYING, effect: Effect::Write, ..CALL };

/// A call that moves money, and is repeated under its `X-Request-Id`.
static REPLAYED_MONEY: EndpointMeta =
    EndpointMeta { id: "replayed-money", api: &REPLAYING, effect: Effect::Money, ..CALL };

/// Random bytes whose chance is none: pauses are their shortest.
fn entropy() -> Entropy {
    let mut bytes = [0; 64];
    bytes.iter_mut().zip(1..).take(60).for_each(|(byte, number)| *byte = number);
    Entropy::from(bytes)
}

fn signer(api: &ApiMeta, account: &str) -> Signer {
    let identity = api.scheme.credentials.first().map(|part| part.name);
    let credentials = identity.map(|name| AnyCredentials::new().with(name, account).with("secret", "key"));
    Signer::new(api, &credentials.unwrap_or_default()).unwrap()
}

fn settings(api: &'static ApiMeta, records: bool, change: impl FnOnce(&mut Options)) -> Arc<Settings> {
    let mut options = Options::default();
    change(&mut options);
    let base_url = BaseUrl::parse("https://api.test").unwrap();
    Arc::new(Settings::new(api, base_url, signer(api, "1"), options, records))
}

fn order(name: &str) -> Tree {
    let mut message = Tree::empty();
    message.push_text(name, "order-1");
    message
}

fn sent(endpoint: &'static EndpointMeta) -> SentRequest {
    prepared(&settings(endpoint.api, false, |_| {}), endpoint).sent
}

fn prepared(settings: &Settings, endpoint: &'static EndpointMeta) -> PreparedRequest {
    let name = endpoint.request.first().map_or("order_id", |field| field.name);
    settings.prepare(endpoint, order(name), None, at(0), &entropy()).unwrap()
}

/// A call with the id of its order, sent once.
fn asked(endpoint: &'static EndpointMeta) -> Call {
    Call::new(endpoint, None, vec![("order_id", "order-1".to_owned())])
}

fn http(status: u16, body: &str) -> HttpResponse {
    HttpResponse { status, headers: [("content-type", "x")].into_iter().collect(), body: body.as_bytes().to_vec() }
}

/// A response of a form's API, signed with its key.
fn signed(script: &str, members: &[(&str, &str)]) -> String {
    let mut message = Tree::empty();
    for (name, value) in members {
        message.push_text(name, value);
    }
    let signature = pg_sig::sign(script, message.root(), &Secret::from("key"));
    message.push_text(pg_sig::FIELD, &signature);
    crate::wire::xml::encode("response", message.root())
}

fn parsed(body: &str) -> Tree {
    json::parse(body.as_bytes()).unwrap()
}

fn failure(stage: Stage) -> Event {
    Event::Failed(TransportError::new(stage, "broken"))
}

/// A call, its settings and the limits of its client.
struct Scene {
    settings: Arc<Settings>,
    limits: Mutex<Limits>,
    machine: CallMachine,
}

impl Scene {
    fn new(endpoint: &'static EndpointMeta, records: bool, change: impl FnOnce(&mut Options)) -> Self {
        let settings = settings(endpoint.api, records, change);
        let machine = CallMachine::new(settings.clone(), prepared(&settings, endpoint), entropy());
        Self { limits: Mutex::new(Limits::new(&settings)), machine, settings }
    }

    fn handle(&mut self, ms: u64, event: Event) -> Step {
        self.machine.handle(at(ms), event, &self.limits)
    }

    /// Begins another call of the same client, in place of the first, which is returned.
    fn next(&mut self, endpoint: &'static EndpointMeta) -> CallMachine {
        let machine = CallMachine::new(self.settings.clone(), prepared(&self.settings, endpoint), entropy());
        std::mem::replace(&mut self.machine, machine)
    }

    fn free(&self) -> Option<usize> {
        self.limits.lock().unwrap().free_permits()
    }
}

/// Returns the error with which a call ended.
#[track_caller]
fn error(step: Step) -> Error {
    match step {
        Step::Done(Err(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// Returns an error of the provider with the code 77.
fn error_77(call: Call, http_status: u16, conclusive: bool) -> Error {
    let (code, description, response) = (Some("77".to_owned()), None, Value::Null);
    let authenticated = false;
    Error::Provider(Box::new(Provider { call, http_status, code, description, authenticated, conclusive, response }))
}
