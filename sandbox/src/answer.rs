//! Answers: of the declared shape, plausible, signed, echoing what the request said.

use freedompay::meta::{ErrorShape, Wire};
use freedompay::meta::{FieldMeta, TypeMeta};
use freedompay_runtime::message::redact;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::{Kind, Ref, Tree, TreeWriter};
use freedompay_runtime::wire::{json, xml};

use crate::calls::Done;
use crate::check::{Outcome, key};
use crate::faults;
use crate::progress;
use crate::refusal::Refusal;
use crate::server::Reply;
use crate::state::State;

/// The answer to a valid call.
pub(crate) fn accepted(state: &State, outcome: &Outcome, done: Done) -> Reply {
    let mut writer = TreeWriter::new();
    writer.begin("", Kind::Map);
    match (outcome.endpoint.response, done) {
        (_, Done::Page(page)) => return page,
        (TypeMeta::Object(fields), Done::Says(facts)) => known(fields, facts.tree().root(), &mut writer),
        (TypeMeta::Object(fields), Done::Sample) => {
            let request = outcome.fields.root();
            let is_under_way = state.progress.is_under_way(outcome.endpoint, request);
            members(fields, Told { request, is_under_way }, &mut writer);
        }
        // Nobody has documented this answer; the request's own fields are the least that can be said.
        _ => echo(outcome, &mut writer),
    }
    reply(state, outcome, writer, 200, true)
}

/// The answer to a call that is refused, in its API's error shape.
pub(crate) fn refused(state: &State, outcome: &Outcome, refusal: &Refusal) -> Reply {
    let mut writer = TreeWriter::new();
    let mut status = refusal.status;
    writer.begin("", Kind::Map);
    match outcome.endpoint.api.errors {
        ErrorShape::Status => {
            writer.leaf("status", Kind::Text, "error");
            writer.leaf("error_code", Kind::Number, &refusal.code);
            writer.leaf("error_description", Kind::Text, &refusal.what);
        }
        ErrorShape::Object => {
            status = 422;
            writer.begin("error", Kind::Map);
            writer.leaf("code", Kind::Text, &refusal.code);
            writer.leaf("description", Kind::Text, &refusal.what);
            writer.end();
        }
        ErrorShape::Pg => {
            writer.leaf("pg_status", Kind::Text, "error");
            writer.leaf("pg_error_code", Kind::Text, &refusal.code);
            writer.leaf("pg_error_description", Kind::Text, &refusal.what);
        }
    }
    reply(state, outcome, writer, status, !refusal.unsigned)
}

fn reply(state: &State, outcome: &Outcome, mut writer: TreeWriter, status: u16, signed: bool) -> Reply {
    let is_form = outcome.endpoint.api.wire == Wire::Form;
    if is_form && signed {
        writer.leaf("pg_salt", Kind::Text, &state.world().salts.token());
    }
    writer.end();
    let fault = outcome.fault.as_ref();
    let mut message = faults::before_signing(fault, writer.finish().unwrap_or_else(Tree::empty));
    if !is_form {
        let body = json::encode(message.root());
        return Reply { headers: headers(state, outcome), ..Reply::new(status, "application/json", body) };
    }
    if signed {
        let signature = pg_sig::sign(&outcome.script, message.root(), key(state, outcome));
        if let Some(signature) = faults::signature(fault, signature) {
            message.push_text(pg_sig::FIELD, &signature);
        }
    }
    let message = faults::after_signing(fault, message);
    Reply::new(status, "application/xml; charset=utf-8", xml::encode("response", message.root()))
}

/// The response headers that the documentation of the JSON areas names.
fn headers(state: &State, outcome: &Outcome) -> Vec<(&'static str, String)> {
    let status = if outcome.result.is_ok() { "success" } else { "error" };
    let now = state.world().now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut headers = vec![("x-datetime", now), ("x-request-status", status.to_owned())];
    headers.extend(outcome.request_id.clone().map(|id| ("x-request-id", id)));
    headers.extend(outcome.endpoint.action.map(|action| ("x-action", action.to_owned())));
    headers
}

fn echo(outcome: &Outcome, writer: &mut TreeWriter) {
    let added = outcome.endpoint.api.added_fields();
    let is_secret = |name: &str| redact::is_secret(outcome.endpoint.request, name);
    if outcome.endpoint.api.wire == Wire::Form {
        writer.leaf("pg_status", Kind::Text, "ok");
    }
    for member in outcome.fields.root().children() {
        if !added.contains(&member.name()) && !is_secret(member.name()) {
            writer.copy(member);
        }
    }
}

/// What an answer is made of besides its table.
#[derive(Clone, Copy)]
struct Told<'a> {
    request: Ref<'a>,
    is_under_way: bool,
}

/// What is known, in the order and of the kinds of the table.
fn known(fields: &'static [FieldMeta], facts: Ref<'_>, writer: &mut TreeWriter) {
    for field in fields {
        let Some(fact) = facts.get(field.name) else { continue };
        match field.ty {
            TypeMeta::Object(inner) => {
                writer.begin(field.name, Kind::Map);
                known(inner, fact, writer);
                writer.end();
            }
            TypeMeta::List(item) => {
                writer.begin(field.name, Kind::List);
                for member in fact.children() {
                    writer.begin("", Kind::Map);
                    known(item.fields(), member, writer);
                    writer.end();
                }
                writer.end();
            }
            _ if fact.is_container() => writer.copy(fact),
            _ => writer.leaf(field.name, kind(field.ty), boolean(field.ty, fact.text())),
        }
    }
}

fn members(fields: &'static [FieldMeta], told: Told<'_>, writer: &mut TreeWriter) {
    // A good answer carries no error.
    let speaks_of_errors = |field: &&FieldMeta| field.name.contains("error") || field.name.contains("failure");
    for field in fields.iter().filter(|field| !speaks_of_errors(field) || field.example == Some("0")) {
        member(field, told, writer);
    }
}

fn member(field: &'static FieldMeta, told: Told<'_>, writer: &mut TreeWriter) {
    match field.ty {
        TypeMeta::Object(inner) => {
            writer.begin(field.name, Kind::Map);
            members(inner, told, writer);
            writer.end();
        }
        TypeMeta::List(item) => {
            writer.begin(field.name, Kind::List);
            if let TypeMeta::Object(inner) = item {
                writer.begin("", Kind::Map);
                members(inner, told, writer);
                writer.end();
            }
            writer.end();
        }
        _ => {
            let given = told.request.get(field.name).filter(|value| !value.is_container()).map(Ref::form_text);
            let text = given
                .or_else(|| progress::state(field, told.is_under_way))
                .or(field.example)
                .unwrap_or_else(|| plausible(field));
            // What has neither example nor echo stays away, as it does in the documented samples.
            if field.required || !text.is_empty() || field.example.is_some() {
                writer.leaf(field.name, kind(field.ty), boolean(field.ty, text));
            }
        }
    }
}

fn plausible(field: &FieldMeta) -> &'static str {
    match field.ty {
        TypeMeta::Enum { values, .. } => values.first().copied().unwrap_or_default(),
        TypeMeta::Bool | TypeMeta::Flag | TypeMeta::Integer { .. } => "1",
        TypeMeta::Decimal => "100",
        TypeMeta::Uuid => "0197a000-0000-7000-8000-000000000000",
        _ => "",
    }
}

fn kind(ty: &TypeMeta) -> Kind {
    match ty {
        TypeMeta::Bool => Kind::Bool,
        TypeMeta::Flag | TypeMeta::Integer { .. } | TypeMeta::Decimal | TypeMeta::Enum { numeric: true, .. } => {
            Kind::Number
        }
        _ => Kind::Text,
    }
}

fn boolean<'t>(ty: &TypeMeta, text: &'t str) -> &'t str {
    match (ty, text) {
        (TypeMeta::Bool, "1") => "true",
        (TypeMeta::Bool, "0") => "false",
        _ => text,
    }
}
