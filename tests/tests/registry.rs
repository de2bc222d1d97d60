//! Properties of every entry of the registry.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::collections::HashSet;

use freedompay::meta::{APIS, Direction, Effect, EndpointMeta, FieldMeta, Status, TypeMeta};
use freedompay::{endpoint, endpoints};
use freedompay_runtime::message::redact::is_sensitive_member;
use freedompay_tests::fixtures;

/// Fields that are named like a secret and are not one, with the reason: (wire name, reason).
const NOT_SECRET: &[(&str, &str)] = &[
    ("pg_card_pan", "in responses the provider masks it (4400-44XX-XXXX-4444)"),
    ("card_pan", "in responses the provider masks it"),
];

/// Sections of ids whose modules are named otherwise, with the reason: (section, modules, reason).
const RENAMED: &[(&str, &[&str], &str)] = &[(
    "card.card",
    &["cards", "pin", "statements"],
    "a module `card` within `card` would confuse; the section is long, so it is divided",
)];

fn is_callable(endpoint: &EndpointMeta) -> bool {
    endpoint.direction == Direction::Request && !matches!(endpoint.status, Status::Undocumented(_))
}

fn callable() -> impl Iterator<Item = &'static EndpointMeta> {
    endpoints().iter().copied().filter(|e| is_callable(e))
}

/// Fails with every line at once.
fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Every field of the requests and the responses with the path to it, nested ones included.
fn fields() -> Vec<(String, &'static FieldMeta)> {
    fn below(path: &str, ty: &'static TypeMeta, all: &mut Vec<(String, &'static FieldMeta)>) {
        match ty {
            TypeMeta::Object(fields) => {
                for field in *fields {
                    let path = format!("{path}.{}", field.name);
                    below(&path, field.ty, all);
                    all.push((path, field));
                }
            }
            TypeMeta::List(item) | TypeMeta::Map(item) => below(&format!("{path}[]"), item, all),
            _ => {}
        }
    }
    let mut all = Vec::new();
    for endpoint in callable() {
        for field in endpoint.request {
            let path = format!("{} request.{}", endpoint.id, field.name);
            below(&path, field.ty, &mut all);
            all.push((path, field));
        }
        below(&format!("{} response", endpoint.id), endpoint.response, &mut all);
    }
    all
}

#[test]
fn ids_are_dotted_and_unique() {
    let mut seen = HashSet::new();
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    for endpoint in endpoints() {
        assert!(seen.insert(endpoint.id), "{} is there twice", endpoint.id);
        assert!(endpoint.id.contains('.') && endpoint.id.split('.').all(letters), "{}", endpoint.id);
        assert!(APIS.iter().any(|api| api.name == endpoint.api.name), "{}", endpoint.id);
    }
}

#[test]
fn the_file_of_a_declaration_matches_its_id() {
    // Ids name the JSON parts of the Merchant and the Gateway API by their sections alone.
    let start = |id: &str| match id.split('.').collect::<Vec<_>>()[..] {
        ["gateway", "async", ..] => ("gateway_async", 2),
        ["gateway", "sync", ..] => ("gateway", 2),
        ["merchant", "invoice" | "recurring_profile" | "tips" | "installment", ..] => ("merchant_invoice", 1),
        ["merchant", ..] => ("merchant", 1),
        ["card", ..] => ("card", 1),
        ["partner", ..] => ("partner", 1),
        ["overview", ..] => ("overview", 1),
        _ => panic!("{id}: no API begins like this"),
    };
    let mut problems = Vec::new();
    for endpoint in callable() {
        let (api, skipped) = start(endpoint.id);
        // `freedompay::partner::invoices::InvoiceInfo`: the middle is the section, and may divide it further.
        let module: Vec<&str> = endpoint.rust.split("::").collect();
        let [_, first, modules @ .., _] = module.as_slice() else { panic!("{}", endpoint.rust) };
        let (section, _) = endpoint.id.rsplit_once('.').unwrap();
        let matches = match RENAMED.iter().find(|(renamed, ..)| *renamed == section) {
            Some((_, named, _)) => modules.first().is_some_and(|module| named.contains(module)),
            None => modules.starts_with(&section.split('.').skip(skipped).collect::<Vec<_>>()),
        };
        if !matches || *first != api {
            problems.push(format!("{} is in {}", endpoint.id, endpoint.rust));
        }
        if api != endpoint.api.name {
            problems.push(format!("{} belongs to the API {}", endpoint.id, endpoint.api.name));
        }
    }
    none(problems);
}

#[test]
fn every_recover_call_exists_and_is_a_read() {
    let mut problems = Vec::new();
    for call in callable() {
        match call.recover {
            Some(ask) if !endpoint(ask.id).is_some_and(|e| e.effect == Effect::Read && is_callable(e)) => {
                problems.push(format!("{}: its recover {} is not an endpoint that reads", call.id, ask.id));
            }
            // A reason is a fact, so it names the page that it is from.
            None if call.effect == Effect::Money
                && !call.no_recover.is_some_and(|why| why.contains("docs.freedompay.")) =>
            {
                problems
                    .push(format!("{}: a money call without recover, and without a reason with its source", call.id));
            }
            _ => {}
        }
    }
    none(problems);
}

#[test]
fn outcome_rules_name_fields_of_the_response_and_values_of_their_types() {
    fn field(fields: &'static [FieldMeta], path: &str) -> Option<&'static FieldMeta> {
        let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let found = fields.iter().find(|field| field.name == name)?;
        rest.map_or(Some(found), |rest| field(found.ty.fields(), rest))
    }
    let mut problems = Vec::new();
    for call in callable() {
        let (Some(rules), Some(ask)) = (call.outcome, call.recover) else { continue };
        for sign in [rules.happened, rules.failed, rules.not_found].concat() {
            // Read both ways, because page and sample differ; the table has one.
            let wrapped = sign.path.replace("pg_revoked_payments.pg_revoked_payment.", "pg_revoked_payments.");
            let found = field(ask.response.fields(), sign.path).or_else(|| field(ask.response.fields(), &wrapped));
            let Some(found) = found else {
                problems.push(format!("{}: the response of {} has no {}", call.id, ask.id, sign.path));
                continue;
            };
            if let TypeMeta::Enum { values, .. } = found.ty {
                let unknown = sign.values.iter().filter(|value| !values.contains(value));
                problems.extend(unknown.map(|value| format!("{}: {} is never {value}", call.id, sign.path)));
            }
        }
        if let Some(name) = rules.by_request_id
            && !ask.request.iter().any(|field| field.name == name)
        {
            problems.push(format!("{}: {} does not take {name}", call.id, ask.id));
        }
    }
    none(problems);
}

#[test]
fn every_endpoint_documents_its_effect_and_its_source() {
    let mut problems = Vec::new();
    for endpoint in callable() {
        if !endpoint.source.is_some_and(|source| source.starts_with("https://")) {
            problems.push(format!("{}: no source", endpoint.id));
        }
        if endpoint.doc.len() < 10 || endpoint.since.is_none() {
            problems.push(format!("{}: no doc or no since", endpoint.id));
        }
    }
    for endpoint in endpoints() {
        if let Status::Undocumented(why) | Status::Deprecated(why) = endpoint.status
            && why.len() < 5
        {
            problems.push(format!("{}: no reason", endpoint.id));
        }
    }
    problems
        .extend(fields().iter().filter(|(_, field)| field.doc.is_empty()).map(|(path, _)| format!("{path}: no doc")));
    none(problems);
}

#[test]
fn fields_named_like_secrets_are_secret() {
    let mut problems = Vec::new();
    let mut excepted = HashSet::new();
    for (path, field) in fields() {
        let parent = path.rsplit('.').nth(1).unwrap_or_default();
        let sounds = is_sensitive_member(parent, field.name) || is_sensitive_member(parent, field.rust);
        let holds = !matches!(field.ty, TypeMeta::Bool | TypeMeta::Flag) && field.ty.fields().is_empty();
        if sounds && holds && !field.is_secret() {
            if path.contains(" response.") && NOT_SECRET.iter().any(|(name, _)| *name == field.name) {
                excepted.insert(field.name);
            } else {
                problems.push(format!("{path}: not secret"));
            }
        }
    }
    for (name, _) in NOT_SECRET {
        if !excepted.contains(name) {
            problems.push(format!("{name}: remove its exception"));
        }
    }
    none(problems);
}

#[test]
fn fields_that_the_runtime_adds_are_not_declared() {
    for endpoint in callable() {
        for field in endpoint.request {
            assert!(!endpoint.api.scheme.added_fields.contains(&field.name), "{}: {}", endpoint.id, field.name);
            assert!(field.name != "auth_id", "{}: {}", endpoint.id, field.name);
        }
    }
}

#[test]
fn wire_names_are_unique_on_every_level() {
    fn level(path: &str, fields: &'static [FieldMeta]) {
        let mut seen = HashSet::new();
        for field in fields {
            assert!(!field.name.is_empty() && seen.insert(field.name), "{path}: {:?} is there twice", field.name);
            level(&format!("{path}.{}", field.name), field.ty.fields());
        }
    }
    for endpoint in callable() {
        level(endpoint.id, endpoint.request);
        level(endpoint.id, endpoint.response.fields());
    }
}

#[test]
fn patterns_are_regular_expressions() {
    for (path, field) in fields() {
        if let Some(pattern) = field.pattern {
            assert!(regex_lite::Regex::new(&format!("^(?:{pattern})$")).is_ok(), "{path}: {pattern}");
        }
    }
}

#[test]
fn examples_keep_the_limits_of_their_own_fields() {
    let mut problems = Vec::new();
    for (path, field) in fields() {
        let Some(example) = field.example else { continue };
        if matches!(field.ty, TypeMeta::List(_) | TypeMeta::Object(_) | TypeMeta::Map(_) | TypeMeta::Any) {
            continue;
        }
        if !fixtures::is_valid(field, &fixtures::leaf(field.ty, example)) {
            problems.push(format!("{path}: {example:?} is not valid by its own table"));
        }
        if let TypeMeta::Enum { values, .. } = field.ty
            && !values.contains(&example)
        {
            problems.push(format!("{path}: {example:?} is not one of its known values"));
        }
    }
    none(problems);
}

#[test]
fn every_request_field_can_be_made_from_its_table() {
    let mut problems = Vec::new();
    for endpoint in callable() {
        let freedompay::Value::Map(members) = fixtures::request(endpoint, fixtures::Fields::All) else { continue };
        for (name, value) in members {
            let field = endpoint.request.iter().find(|field| field.name == name);
            if field.is_some_and(|field| !fixtures::is_valid(field, &value)) {
                problems.push(format!("{}: {name}: give it an example that its limits allow", endpoint.id));
            }
        }
    }
    none(problems);
}
