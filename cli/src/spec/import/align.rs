//! Alignment of third-party documents with our tables: one name per thing, and facts they cannot express unspecified.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::meta::FieldMeta;

use super::finding::ImportedOperation;
use super::operations::third_party::EXPRESSIBLE;
use crate::registry;
use crate::spec::diff::is_less_precise;
use crate::spec::model::{Fact, Field, FieldLocation, Operation, Spec, Type};

/// Turns documents into a description that can be compared with ours.
pub(crate) fn aligned(documents: &[ImportedOperation], ours: &Spec) -> Spec {
    let operations = documents.iter().map(|imported| {
        let counterpart = counterpart(&imported.operation, ours);
        match counterpart.filter(|_| !imported.is_ours) {
            Some(counterpart) => align(imported.operation.clone(), counterpart, &imported.guessed),
            None => imported.operation.clone(),
        }
    });
    let is_third_party = documents.iter().any(|imported| !imported.is_ours);
    let unspecified = Fact::ALL.iter().copied().filter(|fact| is_third_party && !EXPRESSIBLE.contains(fact)).collect();
    Spec { operations: operations.collect(), unspecified }
}

/// Restricts our description to what the documents can speak of: the APIs that they describe as a whole, and single calls of
/// others. Returns also those others, with the number of calls that are not compared.
pub(crate) fn restrict_to_mentioned(ours: Spec, documents: &[ImportedOperation]) -> (Spec, BTreeMap<String, usize>) {
    let apis: BTreeSet<&str> = documents.iter().map(|imported| imported.operation.api.as_str()).collect();
    let has_callbacks = documents.iter().any(|imported| imported.operation.is_callback());
    let described: BTreeSet<&str> = documents
        .iter()
        .filter_map(|imported| counterpart(&imported.operation, &ours))
        .map(|known| known.id.as_str())
        .collect();
    // A page or a few say nothing about the other calls; what has most of the calls is a description of the API.
    let is_whole = |api: &str| {
        let calls: Vec<&Operation> =
            ours.operations.iter().filter(|one| one.api == api && !one.is_callback()).collect();
        let known = calls.iter().filter(|one| described.contains(one.id.as_str())).count();
        let is_export = documents.iter().any(|imported| imported.is_ours && imported.operation.api == api);
        is_export || known * 2 > calls.len()
    };
    let whole: BTreeSet<&str> = apis.iter().copied().filter(|api| is_whole(api)).collect();
    let mut left = BTreeMap::new();
    let mut operations = Vec::new();
    for operation in &ours.operations {
        if !apis.contains(operation.api.as_str()) || (operation.is_callback() && !has_callbacks) {
            continue;
        }
        if whole.contains(operation.api.as_str()) || described.contains(operation.id.as_str()) {
            operations.push(operation.clone());
        } else {
            *left.entry(operation.api.clone()).or_default() += 1;
        }
    }
    (Spec { operations, unspecified: ours.unspecified }, left)
}

/// Finds our operation at the same place.
pub(crate) fn counterpart<'a>(theirs: &Operation, ours: &'a Spec) -> Option<&'a Operation> {
    let here = place(theirs)?;
    ours.operations.iter().find(|known| known.direction == theirs.direction && place(known).as_ref() == Some(&here))
}

/// Returns the method, the path without the names of its parameters, and the action.
pub(crate) fn place(operation: &Operation) -> Option<String> {
    let action = operation.fact(Fact::Action).unwrap_or_default();
    Some(place_of(operation.fact(Fact::Method)?, operation.fact(Fact::Path)?, action))
}

/// Returns the same of the parts.
pub(crate) fn place_of(method: &str, path: &str, action: &str) -> String {
    let segments = path.trim_end_matches('/').split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
    format!("{method} {} {action}", segments.collect::<Vec<_>>().join("/"))
}

/// Aligns an operation with its counterpart.
fn align(mut theirs: Operation, ours: &Operation, guessed: &BTreeSet<String>) -> Operation {
    theirs.id = ours.id.clone();
    // The headers that a client always sends are up to the client.
    theirs.headers = ours.headers.clone();
    theirs.request.retain(|field| {
        let is_set = ours.headers.iter().any(|header| header.name.eq_ignore_ascii_case(&field.name));
        !(field.location == FieldLocation::Header && is_set)
    });
    // The names of path parameters do not matter on the wire.
    if let (Some(theirs_path), Some(path)) = (theirs.fact(Fact::Path).map(str::to_owned), ours.fact(Fact::Path)) {
        for (theirs_part, part) in theirs_path.split('/').zip(path.split('/')).filter(|(a, b)| a != b) {
            let bare = |part: &str| part.trim_matches(['{', '}']).to_owned();
            let named =
                theirs.request.iter_mut().find(|f| f.location == FieldLocation::Path && f.name == bare(theirs_part));
            if let Some(field) = named {
                field.name = bare(part);
            }
        }
        theirs.facts.insert(Fact::Path, path.to_owned());
    }
    if theirs.request.is_empty() {
        // A page without a body says nothing about it.
        theirs.request.clone_from(&ours.request);
    }
    let table = registry::find(&ours.id);
    let request = Side { is_answer: false, guessed };
    request.fields(&mut theirs.request, &ours.request, table.map_or(&[], |table| table.request), "request");
    let answer = Side { is_answer: true, guessed };
    let table = table.map_or(&[][..], |table| table.response.fields());
    answer.ty(&mut theirs.response, &ours.response, table, "response");
    theirs
}

/// One side of a call.
struct Side<'g> {
    is_answer: bool,
    /// Paths of the fields whose types are guesses.
    guessed: &'g BTreeSet<String>,
}

impl Side<'_> {
    /// Aligns fields. Examples and secrecy are ours, a document cannot say that further fields are possible, and which
    /// fields of an answer are always there depends on its samples.
    fn fields(&self, theirs: &mut Vec<Field>, ours: &[Field], table: &'static [FieldMeta], at: &str) {
        // A sample, or names without types, show some of the fields and remove none.
        let is_partial = |field: &Field| {
            field.location == FieldLocation::Body
                && (field.ty == Type::Any || self.guessed.contains(&format!("{at}.{}", field.name)))
        };
        let mut of_body = theirs.iter().filter(|field| field.location == FieldLocation::Body).peekable();
        let is_partly_shown = of_body.peek().is_some() && of_body.all(is_partial);
        for field in theirs.iter_mut() {
            field.example = None;
            let path = format!("{at}.{}", field.name);
            let row = |name: &str| table.iter().find(|row| row.name == name);
            if row(&field.name).is_none()
                && let Some(row) = table.iter().find(|row| row.aliases.contains(&field.name.as_str()))
            {
                row.name.clone_into(&mut field.name);
            }
            let Some(known) = ours.iter().find(|known| known.name == field.name) else { continue };
            let inner = row(&field.name).map_or(&[][..], |row| row.ty.fields());
            field.secret = known.secret;
            if self.is_answer {
                field.required = known.required;
            }
            self.ty(&mut field.ty, &known.ty, inner, &path);
            // A page that names no limit is less precise, and does not lift ours.
            for (limit, value) in &known.limits {
                field.limits.entry(*limit).or_insert_with(|| value.clone());
            }
        }
        if is_partly_shown {
            for known in ours.iter().filter(|known| known.location == FieldLocation::Body) {
                if !theirs.iter().any(|field| field.name == known.name) {
                    theirs.push(known.clone());
                }
            }
        }
        // A name and its alias are one field.
        let mut seen: Vec<(String, FieldLocation)> = Vec::new();
        theirs.retain(|field| {
            let key = (field.name.clone(), field.location);
            let is_new = !seen.contains(&key);
            seen.push(key);
            is_new
        });
        let rest = ours.iter().find(|field| field.name == "*");
        if let Some(rest) = rest.filter(|_| !theirs.iter().any(|field| field.name == "*")) {
            theirs.push(rest.clone());
        }
    }

    /// Aligns types. One that is a guess, or that accepts whatever ours accepts, says nothing against ours.
    fn ty(&self, theirs: &mut Type, ours: &Type, table: &'static [FieldMeta], at: &str) {
        match (&mut *theirs, ours) {
            (Type::Object(theirs), Type::Object(ours)) => return self.fields(theirs, ours, table, at),
            (Type::List(theirs), Type::List(ours)) | (Type::Map(theirs), Type::Map(ours)) => {
                return self.ty(theirs, ours, table, at);
            }
            _ => {}
        }
        // A query of a JSON API spells truth values.
        let is_truth = |ty: &Type| matches!(ty, Type::Enum { values, .. } if *values == ["true", "false"]);
        let is_spelled = *ours == Type::Bool && is_truth(theirs);
        if self.guessed.contains(at) || is_spelled || is_less_precise(theirs, ours) {
            theirs.clone_from(ours);
        }
    }
}
