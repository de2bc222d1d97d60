//! The model written as OpenAPI 3.1.
//!
//! Facts that OpenAPI cannot express are extensions `x-freedompay-…`, named as in [`Fact`]. A path shared by several
//! operations is one OpenAPI operation that accepts the body of any of them; each is then listed with its own facts
//! and schemas under `x-freedompay-operations`. Path keys with an invented suffix (`/path#action`) would keep them
//! apart, but a client generated from such a document would call the invented path.

mod map;
mod paths;
mod schema;
mod security;

use std::collections::BTreeSet;

use freedompay::Value;
use freedompay::meta::{ApiMeta, Hosts, Wire};

use self::map::Map;
use super::model::{Fact, Operation, Spec};

use crate::registry;

/// Prefix of OpenAPI extensions.
const EXTENSION: &str = "x-freedompay-";

const ABOUT: &str = "\
The Freedom Pay API (formerly PayBox.money) as the Rust library `freedompay` declares it. Not a document of the \
provider. Nothing is claimed beyond the provider's pages: a field is required only if a source says so, and an \
undocumented response has no schema.

Values are exact: `format: decimal` is a number with exactly the digits written, never a binary float. In forms and in \
XML a truth value is 1 or 0. The known values of a field are listed, but other values are possible.";

/// Writes the document.
pub(crate) fn document(spec: &Spec, version: &str) -> Value {
    let apis = apis(spec);
    let title = match apis.as_slice() {
        [api] => format!("Freedom Pay {} API", api.rust),
        _ => "Freedom Pay API".to_owned(),
    };
    let hosts = match apis.as_slice() {
        [first, rest @ ..] if rest.iter().all(|api| api.hosts == first.hosts) => first.hosts,
        _ => Hosts::DEFAULT,
    };
    let known: Vec<&Operation> = spec.operations.iter().filter(|operation| !operation.is_undocumented()).collect();
    let awaiting = spec.operations.iter().filter(|operation| operation.is_undocumented());
    let mut document = Map::new()
        .text("openapi", "3.1.0")
        .set("info", Map::new().text("title", &title).text("version", version).text("description", ABOUT))
        .set("servers", servers(&hosts))
        .set("tags", Value::List(apis.iter().map(|api| tag(api)).collect()))
        .set("paths", paths::paths(&known, &hosts));
    let webhooks = paths::webhooks(&known);
    if !webhooks.is_empty() {
        document = document.set("webhooks", webhooks);
    }
    let components =
        Map::new().set("schemas", schema::components(&known)).set("securitySchemes", security::schemes(&known));
    document = document.set("components", components);
    let awaiting: Vec<Value> = awaiting.map(|operation| paths::entry(operation).into()).collect();
    if !awaiting.is_empty() {
        document = document.set(&format!("{EXTENSION}awaiting-documentation"), Value::List(awaiting));
    }
    document.into()
}

/// Lists the APIs of the operations, in their usual order.
fn apis(spec: &Spec) -> Vec<&'static ApiMeta> {
    let named: BTreeSet<&str> = spec.operations.iter().map(|operation| operation.api.as_str()).collect();
    registry::apis().iter().copied().filter(|api| named.contains(api.name)).collect()
}

fn api(name: &str) -> Option<&'static ApiMeta> {
    registry::apis().iter().copied().find(|api| api.name == name)
}

/// Lists hosts with what each is for.
fn servers(hosts: &Hosts) -> Value {
    let named = [
        (hosts.kazakhstan, "Kazakhstan"),
        (hosts.kyrgyzstan, "Kyrgyzstan"),
        (hosts.uzbekistan, "Uzbekistan"),
        (hosts.test, "Test"),
    ];
    let server = |url: &str, description: &str| Map::new().text("url", url).text("description", description).into();
    Value::List(named.iter().filter_map(|(host, name)| Some(server((*host)?, name))).collect())
}

fn tag(api: &ApiMeta) -> Value {
    let signature = api.scheme.title;
    let wire = match api.wire {
        Wire::Json => "JSON both ways",
        Wire::Form => "Forms out, XML back",
    };
    Map::new().text("name", api.name).text("description", &format!("{wire}, signed with {signature}.")).into()
}

/// Adds the facts of an operation, each as a member with its prefixed name.
fn facts(operation: &Operation, mut map: Map, leave_out: &[Fact], prefix: &str) -> Map {
    for fact in Fact::ALL.iter().filter(|fact| !leave_out.contains(fact)) {
        if let Some(value) = operation.fact(*fact) {
            map = map.text(&format!("{prefix}{}", fact.name()), value);
        }
    }
    map
}
