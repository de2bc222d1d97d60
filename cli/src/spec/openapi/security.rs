//! The signatures, described in words by their schemes: OpenAPI has nothing that computes anything.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::Value;
use freedompay::scheme::AnyScheme;

use super::api;
use super::map::Map;
use crate::spec::model::{Fact, Operation};

/// What this document says of a scheme with script names and two keys.
const OF_SCRIPTS: &str = "OpenAPI cannot express a field of a form, so the place given here is the query. `x-freedompay-script` \
                          is a script name that differs from the path, and `x-freedompay-key` says which of the merchant's two \
                          secrets signs.";

/// Returns the scheme of an operation, if it is that of its API and adds anything.
fn scheme(operation: &Operation) -> Option<AnyScheme> {
    let scheme = api(&operation.api)?.scheme;
    let adds_nothing = scheme.added_headers.is_empty() && scheme.added_fields.is_empty();
    (!adds_nothing && operation.fact(Fact::Auth) == Some(scheme.name)).then_some(scheme)
}

/// Names the security scheme of an operation: by its algorithm, too, where it has one, and by its older kind of header.
pub(super) fn name(operation: &Operation) -> Option<String> {
    let scheme = scheme(operation)?;
    let kind = operation.fact(Fact::JwsHeader).map(str::to_owned);
    let kind = kind.or_else(|| operation.fact(Fact::Algorithm).map(str::to_ascii_lowercase));
    Some(kind.map_or_else(|| scheme.name.to_owned(), |kind| format!("{}_{kind}", scheme.name)))
}

/// Lists the security schemes of these operations.
pub(super) fn schemes(operations: &[&Operation]) -> Map {
    let named = operations.iter().filter_map(|operation| Some((name(operation)?, described(operation)?)));
    let all: BTreeMap<String, Map> = named.collect();
    all.into_iter().fold(Map::new(), |map, (name, described)| map.set(&name, described))
}

/// Describes the scheme of an operation by its table.
fn described(operation: &Operation) -> Option<Map> {
    let scheme = scheme(operation)?;
    let place = match (scheme.http_auth, scheme.added_headers.last(), scheme.added_fields.last()) {
        (Some(http), ..) => Map::new().text("type", "http").text("scheme", http),
        (None, Some(header), _) => Map::new().text("type", "apiKey").text("in", "header").text("name", header),
        (None, None, field) => {
            Map::new().text("type", "apiKey").text("in", "query").text("name", field.copied().unwrap_or_default())
        }
    };
    let about =
        if scheme.about.is_empty() { format!("Signed with {}.", scheme.title) } else { scheme.about.to_owned() };
    let about = match operation.fact(Fact::Algorithm) {
        Some(algorithm) => format!("{about} The algorithm is {algorithm}."),
        None if scheme.signs_script => format!("{about} {OF_SCRIPTS}"),
        None => about,
    };
    Some(place.text("description", &about))
}

/// Lists the schemes of operations that share a path, any of which may sign.
pub(super) fn of(operations: &[&Operation]) -> Value {
    let names: BTreeSet<String> = operations.iter().filter_map(|operation| name(operation)).collect();
    Value::List(names.into_iter().map(|name| Map::new().set(&name, Value::List(Vec::new())).into()).collect())
}
