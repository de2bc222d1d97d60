//! The declared endpoints as a model.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::meta::{self, Direction, EndpointMeta, FieldMeta, JwsHeader, Status, TypeMeta};

use super::model::{Fact, Field, FieldLocation, Header, Limit, Operation, Spec, Type, Width};

/// Describes these endpoints.
pub(crate) fn spec(endpoints: &[&EndpointMeta]) -> Spec {
    Spec { operations: endpoints.iter().map(|endpoint| operation(endpoint)).collect(), unspecified: BTreeSet::new() }
}

/// Describes an endpoint.
fn operation(endpoint: &EndpointMeta) -> Operation {
    let is_callable = !matches!(endpoint.status, Status::Undocumented(_));
    let headers = endpoint.api.headers.iter().chain(endpoint.headers);
    let headers =
        headers.map(|header| Header { name: header.name.to_owned(), value: header.value.map(str::to_owned) }).collect();
    Operation {
        id: endpoint.id.to_owned(),
        api: endpoint.api.name.to_owned(),
        direction: endpoint.direction,
        facts: facts(endpoint, is_callable),
        headers: if is_callable && endpoint.direction == Direction::Request { headers } else { Vec::new() },
        request: endpoint.request.iter().map(|declared| request_field(endpoint, declared)).collect(),
        response: ty(endpoint.response),
        doc: known(endpoint.doc),
    }
}

fn facts(endpoint: &EndpointMeta, is_callable: bool) -> BTreeMap<Fact, String> {
    let is_request = endpoint.direction == Direction::Request;
    let reason = match endpoint.status {
        Status::Deprecated(why) | Status::Undocumented(why) => Some(why),
        _ => None,
    };
    let mut facts = BTreeMap::new();
    let mut set = |holds: bool, fact: Fact, value: Option<&str>| {
        if let Some(value) = value.filter(|_| holds) {
            facts.insert(fact, value.to_owned());
        }
    };
    // The place of a callback is known even if the callback cannot be verified.
    let is_placed = !endpoint.uri.is_empty();
    set(is_placed, Fact::Method, Some(endpoint.method.as_str()));
    set(is_placed, Fact::Path, Some(endpoint.uri));
    set(true, Fact::Action, endpoint.action);
    set(true, Fact::Auth, Some(endpoint.auth()));
    set(true, Fact::Wire, Some(endpoint.api.wire.as_str()));
    set(true, Fact::Status, Some(endpoint.status.as_str()));
    set(true, Fact::Reason, reason);
    set(true, Fact::Since, endpoint.since);
    set(true, Fact::Source, endpoint.source);
    set(true, Fact::Recover, endpoint.recover.map(|recover| recover.id));
    set(true, Fact::NoRecover, endpoint.no_recover);
    set(true, Fact::Idempotency, endpoint.idempotency);
    let is_called = is_callable && is_request;
    set(is_called, Fact::Effect, Some(endpoint.effect.as_str()));
    set(is_called, Fact::Errors, Some(endpoint.api.errors.name));
    let scheme = endpoint.api.scheme;
    // The only example with the older header that verifies uses HS512, whatever the credentials are.
    let is_legacy = endpoint.jws_header == JwsHeader::Legacy;
    set(is_called, Fact::Algorithm, scheme.algorithm.map(|usual| if is_legacy { "HS512" } else { usual }));
    set(is_called && is_legacy, Fact::JwsHeader, Some("legacy"));
    // The script name of a callback is that of the merchant's own URL.
    set(is_called && scheme.signs_script, Fact::Script, Some(endpoint.script_name()));
    set(is_callable && scheme.signs_script, Fact::Key, Some(key(endpoint.key)));
    set(endpoint.unscripted_response, Fact::UnnamedAnswer, Some("true"));
    facts
}

const fn key(key: meta::Key) -> &'static str {
    match key {
        meta::Key::Payment => "payment",
        meta::Key::Payout => "payout",
        meta::Key::Ambiguous => "ambiguous",
    }
}

/// Describes a request field. A call without a body sends its fields in the query.
fn request_field(endpoint: &EndpointMeta, declared: &FieldMeta) -> Field {
    let mut made = field(declared);
    let is_call = endpoint.direction == Direction::Request;
    if is_call && !endpoint.has_body() && made.location == FieldLocation::Body {
        made.location = FieldLocation::Query;
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
    // A range that is not a standard width becomes ordinary limits.
    if let TypeMeta::Integer { min, max } = *declared.ty
        && (Width { min, max }).name().is_none()
    {
        limits.entry(Limit::Min).or_insert_with(|| min.to_string());
        limits.entry(Limit::Max).or_insert_with(|| max.to_string());
    }
    let (location, name) = match declared.location {
        meta::Location::Body => (FieldLocation::Body, declared.name),
        meta::Location::Path => (FieldLocation::Path, declared.name),
        meta::Location::Query => (FieldLocation::Query, declared.name),
        meta::Location::Header(header) => (FieldLocation::Header, header),
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
        // `Any`, and types of later versions.
        _ => Type::Any,
    }
}

fn known(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
