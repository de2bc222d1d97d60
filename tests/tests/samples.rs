//! The documented samples: each reads as the typed response of its endpoint, and loses no field on the way.
//!
//! `samples/<id>.json`, `samples/<id>.2.xml`, … hold the responses on the provider's pages, uncorrected.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::fs;
use std::path::Path;

use freedompay::meta::{FieldMeta, TypeMeta};
use freedompay_runtime::tree::{Ref, Tree};
use freedompay_runtime::wire::{json, xml};
use freedompay_tests::typed::{Typed, typed};

/// Fields of samples that no table names, each with the reason: (sample, path, reason).
const LEFT_OUT: &[(&str, &str, &str)] = &[];

/// Endpoints with a sample whose response is untyped all the same, each with the reason: (id, reason).
const UNTYPED: &[(&str, &str)] = &[(
    "merchant.purchase.card_token.confirm_payment_with_cvc",
    "the page describes the response as an HTML page; its sample is the one of the call before",
)];

/// Fields of a signed response that the runtime reads and no declaration names.
const SIGNATURE: [&str; 2] = ["pg_salt", "pg_sig"];

struct Sample {
    /// File name without its ending.
    name: String,
    /// Id of its endpoint.
    id: String,
    message: Tree,
}

fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let sample = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(path).unwrap();
        let message = match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => json::parse(&bytes),
            Some("xml") => xml::parse(&bytes),
            other => panic!("{name}: a sample is JSON or XML, not {other:?}"),
        };
        let id = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('.').to_owned();
        Sample { message: message.unwrap_or_else(|e| panic!("{name}: {e}")), id, name }
    };
    paths.iter().map(sample).collect()
}

fn declared(sample: &str, id: &str) -> &'static Typed {
    typed(id).unwrap_or_else(|| panic!("{sample}: no declared endpoint has the id {id}"))
}

#[test]
fn every_sample_reads_as_the_response_of_its_endpoint() {
    for Sample { name, id, message } in samples() {
        let endpoint = declared(&name, &id);
        let printed = (endpoint.read)(&message).unwrap_or_else(|e| panic!("{name}: {e}"));
        shows_no_secret(&name, endpoint.meta.response, message.root(), &printed);
    }
}

#[test]
fn no_field_of_a_sample_is_lost() {
    let mut lost = Vec::new();
    for Sample { name, id, message } in samples() {
        let mut paths = Vec::new();
        unnamed(declared(&name, &id).meta.response, message.root(), "", &mut paths);
        lost.extend(paths.into_iter().map(|path| (name.clone(), path)));
    }
    for (sample, path, reason) in LEFT_OUT {
        let known = lost.iter().position(|(s, p)| s == sample && p == path);
        let at = known.unwrap_or_else(|| panic!("{sample}: {path} is read by now; remove its exception ({reason})"));
        lost.remove(at);
    }
    let lines: Vec<String> = lost.iter().map(|(sample, path)| format!("{sample}: {path}")).collect();
    assert!(lines.is_empty(), "fields of samples that no table names:\n{}", lines.join("\n"));
}

#[test]
fn every_endpoint_with_a_sample_has_a_response_type() {
    for Sample { name, id, .. } in samples() {
        let is_untyped = matches!(declared(&name, &id).meta.response, TypeMeta::Any);
        let excepted = UNTYPED.iter().any(|(untyped, _)| *untyped == id);
        assert_eq!(is_untyped, excepted, "{name}: type the response, or say in UNTYPED why not");
    }
}

/// Paths of the members that the table does not name.
fn unnamed(ty: &'static TypeMeta, node: Ref<'_>, path: &str, lost: &mut Vec<String>) {
    let join = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match ty {
        TypeMeta::Any => {}
        TypeMeta::Object(fields) => {
            for child in node.children() {
                match fields.iter().find(|field| [child.name(), FieldMeta::REST].contains(&field.name)) {
                    Some(field) => unnamed(field.ty, child, &join(child.name()), lost),
                    None if path.is_empty() && SIGNATURE.contains(&child.name()) => {}
                    None => lost.push(join(child.name())),
                }
            }
        }
        TypeMeta::Map(item) => node.children().for_each(|child| unnamed(item, child, &join(child.name()), lost)),
        // In XML each element of a list is counted by itself.
        TypeMeta::List(item) if node.kind() == freedompay_runtime::tree::Kind::List => {
            node.children().for_each(|child| unnamed(item, child, &format!("{path}[]"), lost));
        }
        TypeMeta::List(item) => unnamed(item, node, path, lost),
        _ if node.is_container() && node.children().next().is_some() => lost.push(path.to_owned()),
        _ => {}
    }
}

/// The text of no secret leaf is in the printed typed response (texts that occur elsewhere in the sample aside).
fn shows_no_secret(sample: &str, ty: &'static TypeMeta, node: Ref<'_>, printed: &str) {
    for field in ty.fields() {
        for child in node.children().filter(|child| child.name() == field.name) {
            let text = child.text();
            let is_telling = text.len() > 8 && !text.contains("string");
            if field.is_secret() && is_telling {
                assert!(!printed.contains(text), "{sample}: {} is secret and printed", field.name);
            }
            shows_no_secret(sample, field.ty, child, printed);
        }
    }
}
