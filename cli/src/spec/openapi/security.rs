//! The signatures, described in words: OpenAPI has no scheme that computes anything.

use std::collections::BTreeSet;

use freedompay::Value;
use freedompay::scheme::AnyScheme;

use super::api;
use super::map::Map;
use crate::spec::model::{Fact, Operation};

const JWS: &str = "\
A detached JWS over the body: `X-JWS-Signature: b64url(header) + \"..\" + b64url(mac)`, base64url without padding. \
`mac` is the HMAC, under the secret as UTF-8, of `b64url(header) + \".\" + b64url(body)`, with the body exactly as \
it is sent (empty without a body).";

const PG_SIG: &str = "\
Not a key but a signature, in the field `pg_sig` of the form beside the others (in the query only for a call without a \
body; OpenAPI cannot express a field of a form). The MD5, in lower-case hexadecimal, of texts joined with `;`: the \
script name, the values of all fields ordered by their names as bytes, and the secret; fields named `pg_sig` are left \
out, nested ones too. The script name is the last segment of the request path, or the value of `x-freedompay-script`; \
for a callback it is the last segment of the merchant's own URL. Nested data takes the place of its parent, ordered in \
the same way, lists in their order; empty values count. `x-freedompay-key` says which of the merchant's two secrets \
signs. Responses are signed in the same way, with the same script name.";

/// Names the security scheme of an operation.
pub(super) fn name(operation: &Operation) -> Option<&'static str> {
    let is_legacy = operation.fact(Fact::JwsHeader) == Some("legacy");
    match (operation.fact(Fact::Auth)?, operation.fact(Fact::Algorithm)) {
        ("jws", _) if is_legacy => Some("jws_legacy"),
        ("jws", Some("HS512")) => Some("jws_hs512"),
        ("jws", _) => Some("jws_hs256"),
        ("pg_sig", _) => Some("pg_sig"),
        _ => of_other(operation).map(|scheme| scheme.name),
    }
}

/// Returns the scheme of a call that another API than the documented ones has, if it signs anything.
fn of_other(operation: &Operation) -> Option<AnyScheme> {
    let scheme = api(&operation.api)?.scheme;
    let adds_nothing = scheme.added_headers.is_empty() && scheme.added_fields.is_empty();
    (!adds_nothing && operation.fact(Fact::Auth) == Some(scheme.name)).then_some(scheme)
}

/// Lists the security schemes of these operations.
pub(super) fn schemes(operations: &[&Operation]) -> Map {
    let mut map = Map::new();
    let mut seen = BTreeSet::new();
    for operation in operations {
        let Some(name) = name(operation).filter(|name| seen.insert(*name)) else { continue };
        map = map.set(name, of_other(operation).map_or_else(|| scheme(name), other));
    }
    map
}

/// Describes a scheme by its table.
fn other(scheme: AnyScheme) -> Map {
    let about = format!("Signed with {}.", scheme.title);
    let map = Map::new();
    let map = match (scheme.http_auth, scheme.added_headers.last(), scheme.added_fields.last()) {
        (Some(http), ..) => map.text("type", "http").text("scheme", http),
        (None, Some(header), _) => map.text("type", "apiKey").text("in", "header").text("name", header),
        (None, None, field) => {
            map.text("type", "apiKey").text("in", "query").text("name", field.copied().unwrap_or_default())
        }
    };
    map.text("description", &about)
}

fn scheme(name: &str) -> Map {
    let header = |algorithm: &str, members: &str| {
        let text = format!("{JWS} The header is compact JSON with {members}; the algorithm is {algorithm}.");
        ("header", "X-JWS-Signature", text)
    };
    let current = "`uri` (the request path), `auth_id` (a text), `method`, `params` (always empty) and `alg`";
    let legacy = "`path`, `merchant_id` (a number), `method`, `params` (always empty) and `alg`";
    let (place, field, text) = match name {
        "jws_hs256" => header("HS256", current),
        "jws_hs512" => header("HS512", current),
        "jws_legacy" => header("HS512", legacy),
        _ => ("query", "pg_sig", PG_SIG.to_owned()),
    };
    Map::new().text("type", "apiKey").text("in", place).text("name", field).text("description", &text)
}

/// Lists the schemes of operations that share a path, any of which may sign.
pub(super) fn of(operations: &[&Operation]) -> Value {
    let names: BTreeSet<&str> = operations.iter().filter_map(|operation| name(operation)).collect();
    Value::List(names.into_iter().map(|name| Map::new().set(name, Value::List(Vec::new())).into()).collect())
}
