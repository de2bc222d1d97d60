//! Alignment of third-party documents with our tables: one name per thing, and facts they cannot express unspecified.

use std::collections::BTreeSet;

use super::finding::ImportedOperation;
use super::operations::third_party::EXPRESSIBLE;
use crate::spec::model::{Fact, Field, FieldLocation, Operation, Spec, Type};

/// Turns documents into a description that can be compared with ours.
pub(crate) fn aligned(documents: &[ImportedOperation], ours: &Spec) -> Spec {
    let operations = documents.iter().map(|imported| {
        let counterpart = counterpart(&imported.operation, ours);
        match counterpart.filter(|_| !imported.is_ours) {
            Some(counterpart) => align(imported.operation.clone(), counterpart),
            None => imported.operation.clone(),
        }
    });
    let is_third_party = documents.iter().any(|imported| !imported.is_ours);
    let unspecified = Fact::ALL.iter().copied().filter(|fact| is_third_party && !EXPRESSIBLE.contains(fact)).collect();
    Spec { operations: operations.collect(), unspecified }
}

/// Restricts our description to the APIs that the documents mention.
pub(crate) fn restrict_to_mentioned(ours: Spec, documents: &[ImportedOperation]) -> Spec {
    let apis: BTreeSet<&str> = documents.iter().map(|imported| imported.operation.api.as_str()).collect();
    let has_callbacks = documents.iter().any(|imported| imported.operation.is_callback());
    let is_mentioned =
        |operation: &Operation| apis.contains(operation.api.as_str()) && (has_callbacks || !operation.is_callback());
    let operations = ours.operations.into_iter().filter(is_mentioned).collect();
    Spec { operations, unspecified: ours.unspecified }
}

/// Finds our operation at the same place.
pub(crate) fn counterpart<'a>(theirs: &Operation, ours: &'a Spec) -> Option<&'a Operation> {
    let here = place(theirs)?;
    ours.operations.iter().find(|known| known.direction == theirs.direction && place(known).as_ref() == Some(&here))
}

/// Returns the method, the path without the names of its parameters, and the action.
pub(crate) fn place(operation: &Operation) -> Option<String> {
    let path = operation.fact(Fact::Path)?.trim_end_matches('/');
    let segments: Vec<&str> = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect();
    let action = operation.fact(Fact::Action).unwrap_or_default();
    Some(format!("{} {} {action}", operation.fact(Fact::Method)?, segments.join("/")))
}

/// Aligns an operation with its counterpart.
fn align(mut theirs: Operation, ours: &Operation) -> Operation {
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
    align_fields(&mut theirs.request, &ours.request);
    align_types(&mut theirs.response, &ours.response);
    theirs
}

/// Aligns fields. Examples and secrecy are ours, and a document cannot say that further fields are possible.
fn align_fields(theirs: &mut Vec<Field>, ours: &[Field]) {
    for field in theirs.iter_mut() {
        field.example = None;
        let Some(known) = ours.iter().find(|known| known.name == field.name) else { continue };
        field.secret = known.secret;
        align_types(&mut field.ty, &known.ty);
    }
    let rest = ours.iter().find(|field| field.name == "*");
    if let Some(rest) = rest.filter(|_| !theirs.iter().any(|field| field.name == "*")) {
        theirs.push(rest.clone());
    }
}

/// Aligns types. A width that a document does not state is taken from ours.
fn align_types(theirs: &mut Type, ours: &Type) {
    match (theirs, ours) {
        (Type::Object(theirs), Type::Object(ours)) => align_fields(theirs, ours),
        (Type::List(theirs), Type::List(ours)) | (Type::Map(theirs), Type::Map(ours)) => align_types(theirs, ours),
        (Type::Integer(width @ None), Type::Integer(known)) => *width = *known,
        _ => {}
    }
}
