//! A foreign document beside our tables: the same names for the same things, and silence where it can say nothing.

use std::collections::BTreeSet;

use super::finding::ImportedOperation;
use super::operations::third_party::EXPRESSIBLE;
use crate::spec::model::{Fact, Field, FieldLocation, Operation, Spec, Type};

/// The documents as a model to compare with ours.
pub(crate) fn aligned(documents: &[ImportedOperation], ours: &Spec) -> Spec {
    let operations = documents.iter().map(|imported| {
        let counterpart = counterpart(&imported.operation, ours);
        match counterpart.filter(|_| !imported.is_ours) {
            Some(counterpart) => like(imported.operation.clone(), counterpart),
            None => imported.operation.clone(),
        }
    });
    let is_third_party = documents.iter().any(|imported| !imported.is_ours);
    let unspecified = Fact::ALL.iter().copied().filter(|fact| is_third_party && !EXPRESSIBLE.contains(fact)).collect();
    Spec { operations: operations.collect(), unspecified }
}

/// What of ours the documents speak about.
pub(crate) fn restrict_to_mentioned(ours: Spec, documents: &[ImportedOperation]) -> Spec {
    let apis: BTreeSet<&str> = documents.iter().map(|imported| imported.operation.api.as_str()).collect();
    let has_callbacks = documents.iter().any(|imported| imported.operation.is_callback());
    let is_mentioned =
        |operation: &Operation| apis.contains(operation.api.as_str()) && (has_callbacks || !operation.is_callback());
    let operations = ours.operations.into_iter().filter(is_mentioned).collect();
    Spec { operations, unspecified: ours.unspecified }
}

/// Our operation of the same place.
pub(crate) fn counterpart<'a>(theirs: &Operation, ours: &'a Spec) -> Option<&'a Operation> {
    let here = place(theirs)?;
    ours.operations.iter().find(|known| known.direction == theirs.direction && place(known).as_ref() == Some(&here))
}

/// Method, path without the names of its parameters, action.
pub(crate) fn place(operation: &Operation) -> Option<String> {
    let path = operation.fact(Fact::Path)?.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
    let action = operation.fact(Fact::Action).unwrap_or_default();
    Some(format!("{} {} {action}", operation.fact(Fact::Method)?, segments.join("/")))
}

fn like(mut theirs: Operation, ours: &Operation) -> Operation {
    theirs.id = ours.id.clone();
    // Which headers a client sends anyhow is a matter of the client.
    theirs.headers = ours.headers.clone();
    theirs.request.retain(|field| {
        let is_set = ours.headers.iter().any(|header| header.name.eq_ignore_ascii_case(&field.name));
        !(field.location == FieldLocation::Header && is_set)
    });
    // The names of a path's parameters are seen by nobody.
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
    fields_like(&mut theirs.request, &ours.request);
    type_like(&mut theirs.response, &ours.response);
    theirs
}

/// Examples and what is secret are our own words, and that any further fields may come no document says.
fn fields_like(theirs: &mut Vec<Field>, ours: &[Field]) {
    for field in theirs.iter_mut() {
        field.example = None;
        let Some(known) = ours.iter().find(|known| known.name == field.name) else { continue };
        field.secret = known.secret;
        type_like(&mut field.ty, &known.ty);
    }
    let rest = ours.iter().find(|field| field.name == "*");
    if let Some(rest) = rest.filter(|_| !theirs.iter().any(|field| field.name == "*")) {
        theirs.push(rest.clone());
    }
}

/// A width that a document does not state is ours.
fn type_like(theirs: &mut Type, ours: &Type) {
    match (theirs, ours) {
        (Type::Object(theirs), Type::Object(ours)) => fields_like(theirs, ours),
        (Type::List(theirs), Type::List(ours)) | (Type::Map(theirs), Type::Map(ours)) => type_like(theirs, ours),
        (Type::Integer(width @ None), Type::Integer(known)) => *width = *known,
        _ => {}
    }
}
