//! Documents that nobody wrote: every field of each has to be found as the document describes it, or be named.

use std::collections::BTreeMap;

use freedompay_documents::{Call, Document, Expected, document};

use super::super::document::source;
use super::super::finding::ImportedOperation;
use crate::spec::model::{Fact, Field, FieldLocation, Limit, Operation, Type};

/// Documents read by the tests; a run of its own reads as many as `FREEDOMPAY_DOCUMENTS` says.
const COUNT: u64 = 1500;

pub(super) fn count(usual: u64) -> u64 {
    std::env::var("FREEDOMPAY_DOCUMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// What an importer made of a document.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) found: Vec<ImportedOperation>,
    pub(super) errors: Vec<String>,
}

/// Makes the document of a seed and imports it; of three documents, two contradict themselves.
pub(super) fn read(seed: u64) -> Read {
    let document = document(seed, !seed.is_multiple_of(3));
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for part in source::split(std::path::Path::new(&document.file), document.text.clone()) {
        let (more, problems) = super::operations(&part, None);
        found.extend(more);
        errors.extend(problems.iter().map(ToString::to_string));
    }
    Read { document, found, errors }
}

/// Names a type as the generator names it.
fn kind(ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Flag => "flag".to_owned(),
        Type::Integer(width) => match width.and_then(crate::spec::model::Width::name) {
            Some(name) => format!("integer({name})"),
            None => "integer".to_owned(),
        },
        Type::Decimal => "decimal".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Enum { values, numeric } => {
            format!("{}({})", if *numeric { "numbers" } else { "enum" }, values.join("|"))
        }
        Type::List(item) => format!("list({})", kind(item)),
        Type::Map(item) => format!("map({})", kind(item)),
        Type::Object(_) => "object".to_owned(),
    }
}

/// Lists the fields of an operation as the generator does.
fn fields(operation: &Operation) -> BTreeMap<(String, &'static str), Expected> {
    let mut list = Vec::new();
    for field in &operation.request {
        one("request", field, field.location.name(), &mut list);
    }
    for field in operation.response.fields() {
        one("response", field, FieldLocation::Body.name(), &mut list);
    }
    list.into_iter().map(|field| ((field.path.clone(), field.place), field)).collect()
}

fn one(parent: &str, field: &Field, place: &'static str, out: &mut Vec<Expected>) {
    let path = format!("{parent}.{}", field.name);
    for inner in field.ty.fields() {
        one(&path, inner, FieldLocation::Body.name(), out);
    }
    let limits = Limit::ALL.iter().filter_map(|limit| Some((limit.name(), field.limits.get(limit)?.clone())));
    let (kind, limits) = (kind(&field.ty), limits.collect());
    let Field { required, secret, .. } = *field;
    out.push(Expected { path, place, kind, required, secret, limits, is_twisted: false });
}

/// Returns whether a warning is about a field: at its path, at that of a part or of its owner, or by its name.
fn is_named(imported: &ImportedOperation, path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or_default();
    imported.warnings.all().any(|(at, message)| {
        let is_at = at == path || at.starts_with(&format!("{path}.")) || message.contains(&format!("`{name}`"));
        // An owner that is read as an untyped value takes its parts with it.
        let takes_parts = ["untyped", "as text", "those of the sample", "neither side has it"]
            .iter()
            .any(|words| message.contains(words));
        let is_owner = path.starts_with(&format!("{at}.")) && takes_parts;
        is_at || is_owner
    })
}

/// Compares a call with what was made of it; returns what is wrong.
pub(super) fn judge(call: &Call, imported: &ImportedOperation) -> Vec<String> {
    let mut wrong = Vec::new();
    let found = fields(&imported.operation);
    for (path, word) in call.named() {
        let is_at = |at: &str| path.is_empty() || at == path || at.starts_with(&format!("{path}."));
        // A field that only samples have may be taken for a misspelt one beside it.
        let is_taken = |message: &str| !path.is_empty() && message.contains("the name of the sample is used");
        let is_said = |message: &str| message.contains(&word) || is_taken(message);
        if !imported.warnings.all().any(|(at, message)| is_at(at) && is_said(message)) {
            wrong.push(format!("{path} {word} is not named"));
        }
    }
    for expected in call.expected() {
        let Some(field) = found.get(&(expected.path.clone(), expected.place)) else {
            // A contradiction about one field may be taken for one about its neighbour.
            if !(call.is_contradictory() && is_named(imported, &expected.path)) {
                wrong.push(format!("{} is lost, and nothing names it", expected.path));
            }
            continue;
        };
        let mut expected_limits = expected.limits.clone();
        expected_limits.sort();
        let mut limits = field.limits.clone();
        limits.sort();
        // The checked types of card data have their own rules.
        let is_same = field.kind == expected.kind
            && field.required == expected.required
            && (field.secret || !expected.secret)
            && limits == expected_limits;
        let is_weaker_secret = expected.secret && !field.secret;
        if !is_same
            && (is_weaker_secret
                || !(expected.is_twisted && (is_named(imported, &expected.path) || is_only_looser(&expected, field))))
        {
            wrong.push(format!("expected {expected:?}\n   found {field:?}"));
        }
    }
    wrong
}

/// Returns whether a field is the same except that it may be absent, or has more known values: a sample shows just that.
fn is_only_looser(expected: &Expected, field: &Expected) -> bool {
    let has_values = |kind: &str| field.kind.starts_with(kind.trim_end_matches(')'));
    let is_same = expected.kind == field.kind || (expected.kind.starts_with("enum(") && has_values(&expected.kind));
    is_same && (!field.required || expected.required) && expected.limits.len() == field.limits.len()
}

/// Finds what was made of a call.
pub(super) fn of_call<'r>(read: &'r Read, call: &Call) -> Option<&'r ImportedOperation> {
    let is_same = |imported: &&ImportedOperation| {
        let path = imported.operation.fact(Fact::Path).unwrap_or_default();
        let fixed = |path: &str| path.split('/').take(6).collect::<Vec<_>>().join("/");
        imported.operation.fact(Fact::Method) == Some(call.method) && fixed(path) == fixed(&call.path)
    };
    read.found.iter().find(is_same)
}

#[test]
fn every_field_is_found_or_named() {
    let (mut wrong, mut fields, mut checks) = (Vec::new(), 0, Vec::new());
    for seed in 0..count(COUNT) {
        let read = read(seed);
        // `FREEDOMPAY_DOCUMENT=17` shows the document of that seed.
        let is_shown = std::env::var("FREEDOMPAY_DOCUMENT").is_ok_and(|shown| shown == seed.to_string());
        assert!(!is_shown, "{}\n{:#?}\n{:?}", read.document.text, read.found, read.errors);
        let show = |message: &str| format!("seed {seed}: {message} {:?}", read.errors);
        for call in &read.document.calls {
            let Some(imported) = of_call(&read, call) else {
                if !call.is_refused() || read.errors.is_empty() {
                    wrong.push(show("a call is lost"));
                }
                continue;
            };
            if call.is_refused() {
                wrong.push(show("a call should be refused"));
            }
            wrong.extend(judge(call, imported).iter().map(|message| show(message)));
            if !read.document.calls.iter().any(Call::is_contradictory) {
                fields += call.expected().len();
                checks.extend(imported.warnings.all().map(|(at, message)| format!("seed {seed}: {at}: {message}")));
            }
        }
        assert!(wrong.len() < 25, "{}", wrong.join("\n=====\n"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
    assert!(fields > 1000, "{fields}");
    assert!(
        checks.len() * 100 <= fields,
        "{} checks for {fields} fields\n{}",
        checks.len(),
        checks[..checks.len().min(40)].join("\n")
    );
}

#[test]
fn an_importer_that_names_nothing_is_found() {
    let mut named = 0;
    for seed in 0..600 {
        let mut read = read(seed);
        for call in read.document.calls.clone() {
            let Some(id) = of_call(&read, &call).map(|one| one.operation.id.clone()) else { continue };
            let Some(imported) = read.found.iter_mut().find(|one| one.operation.id == id) else { continue };
            let warnings = std::mem::take(&mut imported.warnings);
            let is_found = !judge(&call, imported).is_empty();
            imported.warnings = warnings;
            assert!(is_found || call.named().is_empty(), "seed {seed}: {:?}", call.named());
            named += call.named().len();
        }
    }
    assert!(named > 150, "{named}");
}

/// A way to lose something that an importer may have.
type Mutant = fn(&mut Field) -> bool;

/// Changes the first field that a mutant applies to, however deep.
fn mutate(fields: &mut Vec<Field>, mutant: Option<Mutant>) -> bool {
    for at in 0..fields.len() {
        match mutant {
            None => {
                fields.remove(at);
                return true;
            }
            Some(mutant) if mutant(&mut fields[at]) => return true,
            Some(_) => {}
        }
        if fields[at].ty.fields_mut().is_some_and(|inner| mutate(inner, mutant)) {
            return true;
        }
    }
    false
}

#[test]
fn an_importer_that_loses_something_is_found() {
    let drop_limit: Mutant = |field| field.limits.pop_first().is_some();
    let tell_secret: Mutant = |field| std::mem::take(&mut field.secret);
    let make_optional: Mutant = |field| std::mem::take(&mut field.required);
    let mutants: [(&str, Option<Mutant>); 4] = [
        ("drops a field", None),
        ("drops a limit", Some(drop_limit)),
        ("shows a secret", Some(tell_secret)),
        ("makes a field optional", Some(make_optional)),
    ];
    for (name, mutant) in mutants {
        let mut applied = 0;
        // Documents without contradictions.
        for seed in (0..240).map(|at| at * 3) {
            let mut read = read(seed);
            for side in ["request", "response"] {
                for at in 0..read.document.calls.len() {
                    let call = read.document.calls[at].clone();
                    let Some(place) = of_call(&read, &call).map(|one| one.operation.id.clone()) else { continue };
                    let Some(imported) = read.found.iter_mut().find(|one| one.operation.id == place) else { continue };
                    let before = imported.operation.clone();
                    let is_changed = if side == "request" {
                        mutate(&mut imported.operation.request, mutant)
                    } else {
                        imported.operation.response.fields_mut().is_some_and(|fields| mutate(fields, mutant))
                    };
                    if is_changed {
                        applied += 1;
                        assert!(
                            !judge(&call, imported).is_empty(),
                            "seed {seed}: an importer that {name} is not found"
                        );
                    }
                    imported.operation = before;
                }
            }
        }
        assert!(applied > 50, "{name}: {applied}");
    }
}
