//! The model of what is declared.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::area::{ErrorShape, Scheme};
use freedompay::meta::{self, Direction, EndpointMeta, FieldMeta, JwsHeader, Status, TypeMeta};

use super::model::{Api, Fact, Field, Header, Limit, Location, Operation, Type, Width};

/// The model of these endpoints.
pub(crate) fn api(endpoints: &[&EndpointMeta]) -> Api {
    Api { operations: endpoints.iter().map(|endpoint| operation(endpoint)).collect(), silent: BTreeSet::new() }
}

fn operation(endpoint: &EndpointMeta) -> Operation {
    let is_callable = !matches!(endpoint.status, Status::AwaitingDocumentation(_));
    let headers = endpoint.area.headers.iter().chain(endpoint.headers);
    let headers =
        headers.map(|header| Header { name: header.name.to_owned(), value: header.value.map(str::to_owned) }).collect();
    Operation {
        id: endpoint.id.to_owned(),
        area: endpoint.area.name.to_owned(),
        direction: endpoint.direction,
        facts: facts(endpoint, is_callable),
        headers: if is_callable && endpoint.direction == Direction::Request { headers } else { Vec::new() },
        request: endpoint.request.iter().map(|declared| request_field(endpoint, declared)).collect(),
        answer: ty(endpoint.response),
        doc: known(endpoint.doc),
    }
}

fn facts(endpoint: &EndpointMeta, is_callable: bool) -> BTreeMap<Fact, String> {
    let is_request = endpoint.direction == Direction::Request;
    let reason = match endpoint.status {
        Status::Deprecated(why) | Status::AwaitingDocumentation(why) => Some(why),
        _ => None,
    };
    let mut facts = BTreeMap::new();
    let mut tell = |holds: bool, fact: Fact, value: Option<&str>| {
        if let Some(value) = value.filter(|_| holds) {
            facts.insert(fact, value.to_owned());
        }
    };
    // Of a callback that cannot be verified the place is known all the same.
    let is_placed = !endpoint.uri.is_empty();
    tell(is_placed, Fact::Method, Some(endpoint.method.as_str()));
    tell(is_placed, Fact::Path, Some(endpoint.uri));
    tell(true, Fact::Action, endpoint.action);
    tell(true, Fact::Auth, Some(endpoint.auth()));
    tell(true, Fact::Wire, Some(endpoint.area.wire.as_str()));
    tell(true, Fact::Status, Some(endpoint.status.as_str()));
    tell(true, Fact::Reason, reason);
    tell(true, Fact::Since, endpoint.since);
    tell(true, Fact::Source, endpoint.source);
    tell(true, Fact::Recover, endpoint.recover.map(|recover| recover.id));
    tell(true, Fact::Idempotency, endpoint.idempotency);
    let is_called = is_callable && is_request;
    tell(is_called, Fact::Effect, Some(endpoint.effect.as_str()));
    tell(is_called, Fact::Errors, Some(errors(endpoint.area.errors)));
    match endpoint.area.scheme {
        Scheme::Jws { default } => {
            // The older header came with HS512 in the only example that verifies, whatever the credentials say.
            let is_legacy = endpoint.jws_header == JwsHeader::Legacy;
            tell(is_called, Fact::Algorithm, Some(if is_legacy { "HS512" } else { default.as_str() }));
            tell(is_called && is_legacy, Fact::JwsHeader, Some("legacy"));
        }
        Scheme::PgSig => {
            // The script name of a callback is that of the merchant's own URL.
            tell(is_called, Fact::Script, Some(endpoint.script_name()));
            tell(is_callable, Fact::Key, Some(key(endpoint.key)));
            tell(endpoint.unnamed_answer, Fact::UnnamedAnswer, Some("true"));
        }
    }
    facts
}

const fn errors(shape: ErrorShape) -> &'static str {
    match shape {
        ErrorShape::Status => "status",
        ErrorShape::Object => "object",
        ErrorShape::Pg => "pg",
    }
}

const fn key(key: meta::Key) -> &'static str {
    match key {
        meta::Key::Acceptance => "payment",
        meta::Key::Payout => "payout",
        meta::Key::Unsettled => "ambiguous",
    }
}

/// A call without a body carries its fields in the query.
fn request_field(endpoint: &EndpointMeta, declared: &FieldMeta) -> Field {
    let mut made = field(declared);
    let is_call = endpoint.direction == Direction::Request;
    if is_call && endpoint.method.is_bodiless() && made.location == Location::Body {
        made.location = Location::Query;
    }
    made
}

fn field(declared: &FieldMeta) -> Field {
    let length = |limit: Option<usize>| limit.map(|limit| limit.to_string());
    let text = |limit: Option<&str>| limit.map(str::to_owned);
    let limits = [
        (Limit::Min, text(declared.min)),
        (Limit::Max, text(declared.max)),
        (Limit::MinLen, length(declared.min_len)),
        (Limit::MaxLen, length(declared.max_len)),
        (Limit::Pattern, text(declared.pattern)),
    ];
    let mut limits: BTreeMap<Limit, String> =
        limits.into_iter().filter_map(|(limit, value)| Some((limit, value?))).collect();
    // Bounds that no usual width has are limits like any other.
    if let TypeMeta::Integer { min, max } = *declared.ty
        && (Width { min, max }).name().is_none()
    {
        limits.entry(Limit::Min).or_insert_with(|| min.to_string());
        limits.entry(Limit::Max).or_insert_with(|| max.to_string());
    }
    let (location, name) = match declared.location {
        meta::Location::Body => (Location::Body, declared.name),
        meta::Location::Path => (Location::Path, declared.name),
        meta::Location::Query => (Location::Query, declared.name),
        meta::Location::Header(header) => (Location::Header, header),
    };
    Field {
        name: name.to_owned(),
        ty: ty(declared.ty),
        required: declared.required,
        location,
        secret: declared.secret || holds_secret(declared.ty),
        limits,
        example: declared.example.map(str::to_owned),
        doc: known(declared.doc),
    }
}

fn holds_secret(ty: &TypeMeta) -> bool {
    match ty {
        TypeMeta::Secret => true,
        TypeMeta::List(item) | TypeMeta::Map(item) => holds_secret(item),
        _ => false,
    }
}

fn ty(declared: &TypeMeta) -> Type {
    match declared {
        TypeMeta::Text | TypeMeta::Secret => Type::Text,
        TypeMeta::Bool => Type::Bool,
        TypeMeta::Flag => Type::Flag,
        TypeMeta::Integer { min, max } => {
            let width = Width { min: *min, max: *max };
            Type::Integer(width.name().map(|_| width))
        }
        TypeMeta::Decimal => Type::Decimal,
        TypeMeta::Uuid => Type::Uuid,
        TypeMeta::Enum { values, numeric } => {
            Type::Enum { values: values.iter().map(|value| (*value).to_owned()).collect(), numeric: *numeric }
        }
        TypeMeta::List(item) => Type::List(Box::new(ty(item))),
        TypeMeta::Object(fields) => Type::Object(fields.iter().map(field).collect()),
        TypeMeta::Map(item) => Type::Map(Box::new(ty(item))),
        // `Any`, and what a later version may bring.
        _ => Type::Any,
    }
}

fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
