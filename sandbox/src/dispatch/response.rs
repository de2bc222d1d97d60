//! Writes responses: of the declared shape, plausible, signed, echoing the request's fields.

use freedompay::meta::{FieldMeta, TypeMeta, Wire};
use freedompay_runtime::message::redact;
use freedompay_runtime::scheme::Encoded;
use freedompay_runtime::tree::{Kind, Ref, Tree, TreeWriter};
use freedompay_runtime::wire::{json, xml};

use crate::calls::CallResult;
use crate::faults::{self, Fault};
use crate::http::reply::Reply;
use crate::protocol::api_error::ApiError;
use crate::protocol::check::CheckedCall;
use crate::protocol::progress;
use crate::state::State;
use crate::web::pay;

/// The HTTP status of an error that the message cannot tell.
const UNTOLD: u16 = 400;

/// Writes the response to a call.
#[derive(Clone, Copy)]
pub(super) struct Responder<'a> {
    pub(super) state: &'a State,
    pub(super) call: &'a CheckedCall,
    pub(super) fault: Option<&'a Fault>,
}

impl Responder<'_> {
    /// Writes the response of a handled call, or its error.
    pub(super) fn respond(self, result: Result<CallResult, ApiError>) -> Reply {
        match result {
            Ok(result) => self.accepted(result),
            Err(error) => self.refused(&error),
        }
    }

    fn accepted(self, result: CallResult) -> Reply {
        let call = self.call;
        let mut writer = TreeWriter::new();
        writer.begin("", Kind::Map);
        match (call.endpoint.response, result) {
            (_, CallResult::PayerPage(payment)) => return pay::initial(self.state, &payment),
            (TypeMeta::Object(table), CallResult::Fields(fields)) => known(table, fields.tree().root(), &mut writer),
            (TypeMeta::Object(table), CallResult::Sample) => {
                let request = call.fields.root();
                let is_in_progress = self.state.progress.is_in_progress(call.endpoint, request);
                members(table, SampleContext { request, is_in_progress }, &mut writer);
            }
            // Nobody has documented this response; it echoes the request's own fields.
            _ => echo(call, &mut writer),
        }
        self.reply(writer, 200, "success", true)
    }

    /// Writes an error in the shape of its API.
    fn refused(self, error: &ApiError) -> Reply {
        let (endpoint, shape) = (self.call.endpoint, self.call.endpoint.api.errors);
        let written = || {
            let mut writer = TreeWriter::new();
            writer.begin("", Kind::Map);
            shape.write(&error.code, &error.message, &mut writer);
            writer
        };
        let mut told = written();
        told.end();
        // A shape that only a function knows cannot be written: then the status says that it is an error.
        let is_told = told.finish().is_some_and(|tree| shape.recognises(endpoint, tree.root()));
        let status = shape.http_status.unwrap_or(if is_told { error.status } else { UNTOLD });
        self.reply(written(), status, "error", !error.unsigned)
    }

    fn reply(self, mut writer: TreeWriter, status: u16, request_status: &str, signed: bool) -> Reply {
        let call = self.call;
        writer.end();
        let message = faults::before_signing(self.fault, writer.finish().unwrap_or_else(Tree::empty));
        let encode = |fields: &Tree| match call.endpoint.api.wire {
            Wire::Json => Encoded { body: json::encode(fields.root()), ..Encoded::default() },
            Wire::Form => Encoded { body: xml::encode("response", fields.root()).into(), ..Encoded::default() },
        };
        let nonce = || self.state.world().salts.token();
        let (message, signature) = if signed {
            match self.state.checker().sign_response(call, message, &encode, &nonce) {
                Ok(signed) => {
                    let signed = faults::signed(self.fault, &call.endpoint.api.scheme, signed);
                    (signed.fields, signed.headers)
                }
                Err(error) => return error.plain(),
            }
        } else {
            (message, Vec::new())
        };
        let body = encode(&faults::after_signing(self.fault, message)).body;
        let mut headers: Vec<_> = signature.into_iter().map(|(name, value)| (name, value.into_owned())).collect();
        match call.endpoint.api.wire {
            Wire::Json => {
                headers.extend(self.headers(request_status));
                Reply { headers, ..Reply::new(status, "application/json", body) }
            }
            Wire::Form => Reply { headers, ..Reply::new(status, "application/xml; charset=utf-8", body) },
        }
    }

    /// Writes the response headers that the documentation of the JSON APIs names.
    fn headers(self, request_status: &str) -> Vec<(&'static str, String)> {
        let now = self.state.world().now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut headers = vec![("x-datetime", now), ("x-request-status", request_status.to_owned())];
        headers.extend(self.call.request_id.clone().map(|id| ("x-request-id", id)));
        headers.extend(self.call.endpoint.action.map(|action| ("x-action", action.to_owned())));
        headers
    }
}

fn echo(call: &CheckedCall, writer: &mut TreeWriter) {
    let added = call.endpoint.api.scheme.added_fields;
    let is_secret = |name: &str| redact::is_secret(call.endpoint.request, name);
    if let (Wire::Form, Some((name, _))) = (call.endpoint.api.wire, call.endpoint.api.errors.status) {
        writer.leaf(name, Kind::Text, "ok");
    }
    for member in call.fields.root().children() {
        if !added.contains(&member.name()) && !is_secret(member.name()) {
            writer.copy(member);
        }
    }
}

/// What a sample response is made of besides its table.
#[derive(Clone, Copy)]
struct SampleContext<'a> {
    request: Ref<'a>,
    is_in_progress: bool,
}

/// Writes the known fields in the table's order and types.
fn known(table: &'static [FieldMeta], fields: Ref<'_>, writer: &mut TreeWriter) {
    for field in table {
        let Some(value) = fields.get(field.name) else { continue };
        match field.ty {
            TypeMeta::Object(inner) => {
                writer.begin(field.name, Kind::Map);
                known(inner, value, writer);
                writer.end();
            }
            TypeMeta::List(item) => {
                writer.begin(field.name, Kind::List);
                for member in value.children() {
                    writer.begin("", Kind::Map);
                    known(item.fields(), member, writer);
                    writer.end();
                }
                writer.end();
            }
            _ if value.is_container() => writer.copy(value),
            _ => writer.leaf(field.name, kind(field.ty), boolean(field.ty, value.text())),
        }
    }
}

fn members(table: &'static [FieldMeta], context: SampleContext<'_>, writer: &mut TreeWriter) {
    // A successful response carries no error.
    let is_of_errors = |field: &&FieldMeta| field.name.contains("error") || field.name.contains("failure");
    for field in table.iter().filter(|field| !is_of_errors(field) || field.example == Some("0")) {
        member(field, context, writer);
    }
}

fn member(field: &'static FieldMeta, context: SampleContext<'_>, writer: &mut TreeWriter) {
    match field.ty {
        TypeMeta::Object(inner) => {
            writer.begin(field.name, Kind::Map);
            members(inner, context, writer);
            writer.end();
        }
        TypeMeta::List(item) => {
            writer.begin(field.name, Kind::List);
            if let TypeMeta::Object(inner) = item {
                writer.begin("", Kind::Map);
                members(inner, context, writer);
                writer.end();
            }
            writer.end();
        }
        _ => {
            let given = context.request.get(field.name).filter(|value| !value.is_container()).map(Ref::form_text);
            let text = given
                .or_else(|| progress::status_word(field, context.is_in_progress))
                .or(field.example)
                .unwrap_or_else(|| plausible(field));
            // A field with neither example nor echo is left out, as in the documented samples.
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
