//! The declaration of the request struct.

use std::collections::BTreeMap;

use freedompay::meta::{APIS, ApiMeta};

use super::text::{attribute, checks, literal, quoted};
use super::{File, doc, place};
use crate::registry;
use crate::spec::import::rust::fields::Role;
use crate::spec::import::schema::limits;
use crate::spec::lock;
use crate::spec::model::{Fact, Field, FieldLocation, Type};

impl File<'_> {
    /// Writes the request struct, followed by the types it uses.
    pub(super) fn endpoint(&mut self) {
        let operation = &self.imported.operation;
        let api = registry::apis().iter().copied().find(|api| api.name == operation.api);
        let name = self.name(&self.imported.rust.clone());
        let at = self.reserve();
        self.used.insert("freedompay_endpoint");
        let (declarable, dropped) = Self::declarable(api, &operation.request);
        let role = Role::Endpoint { prefix: api.map_or("", |api| api.prefix) };
        let fields = self.fields(&name, &declarable, "request", role);
        let response = self.response(&format!("{name} answer"), &operation.response);
        let mut out = String::new();
        checks(0, self.warnings(""), &mut out);
        let notes: Vec<String> = self.imported.effect_note.map(str::to_owned).into_iter().collect();
        checks(0, &notes, &mut out);
        checks(0, self.warnings("request"), &mut out);
        checks(0, &dropped, &mut out);
        let (args, lost) = self.args(api, response, &declarable, &fields.idents);
        checks(0, &lost, &mut out);
        checks(0, &self.other_warnings(), &mut out);
        doc(0, operation.doc.as_deref(), &name, &mut out);
        attribute(0, "freedompay_endpoint", &args, &mut out);
        out.push_str(&fields.item("struct", &name));
        self.fill(at, out);
    }

    /// Returns the fields that a declaration of this API can have, and notes about the others.
    fn declarable(api: Option<&ApiMeta>, all: &[Field]) -> (Vec<Field>, Vec<String>) {
        let prefix = api.map_or("", |api| api.prefix);
        let is_declarable = |field: &&Field| {
            let is_sent = matches!(field.location, FieldLocation::Body | FieldLocation::Query);
            !is_sent
                || field.name == "*"
                || if prefix.is_empty() { !field.name.starts_with("pg_") } else { field.name.starts_with(prefix) }
        };
        let mut kept: Vec<Field> = all.iter().filter(is_declarable).cloned().collect();
        let others: Vec<&Field> = all.iter().filter(|field| !is_declarable(field)).collect();
        if others.is_empty() {
            // Only the form APIs accept fields with any name.
            let before = kept.len();
            kept.retain(|field| field.name != "*" || !prefix.is_empty());
            let note = "it takes fields of any name, which a request of this API cannot have; left out";
            let notes = if kept.len() < before { vec![note.to_owned()] } else { Vec::new() };
            return (kept, notes);
        }
        let names = others.iter().map(|field| described(field)).collect::<Vec<_>>().join(", ");
        if prefix.is_empty() {
            kept.retain(|field| field.name != "*");
            return (
                kept,
                vec![format!("{names} cannot be fields of this API, whose names have no `pg_` prefix; left out")],
            );
        }
        if !kept.iter().any(|field| field.name == "*") {
            let rest = others.first().map(|field| Field {
                name: "*".to_owned(),
                ty: Type::Map(Box::new(Type::Text)),
                required: false,
                secret: others.iter().any(|field| field.secret),
                limits: BTreeMap::new(),
                example: None,
                doc: None,
                ..(*field).clone()
            });
            kept.extend(rest);
        }
        (kept, vec![format!("merchant fields have no `{prefix}`; {names} become part of the rest")])
    }

    /// Builds the arguments of the attribute, and notes about facts that cannot be declared.
    fn args(
        &self,
        api: Option<&ApiMeta>,
        response: Option<String>,
        fields: &[Field],
        idents: &[(String, String)],
    ) -> (Vec<String>, Vec<String>) {
        let operation = &self.imported.operation;
        let path = operation.fact(Fact::Path).unwrap_or_default();
        let method = operation.fact(Fact::Method).unwrap_or("POST");
        let mut args = vec![format!("uri = {}", literal(path)), format!("method = {}", literal(method))];
        let mut lost = Vec::new();
        let argument =
            |name: &str, fact: Fact| operation.fact(fact).map(|value| format!("{name} = {}", literal(value)));
        if ApiMeta::of_path(APIS, path).map(|api| api.name) != Some(operation.api.as_str()) {
            // One of the program's own is named by its type.
            let own = api.filter(|api| APIS.iter().all(|known| known.name != api.name));
            args.push(format!("api = {}", own.map_or(operation.api.as_str(), |api| api.rust)));
        }
        args.push(format!("id = {}", literal(&operation.id)));
        args.extend(response.map(|response| format!("response = {response}")));
        args.extend(argument("action", Fact::Action));
        let (effect, recover) = self.effect(api, fields, &mut lost);
        if !(method == "GET" && effect == "read") {
            args.push(format!("effect = {effect}"));
        }
        args.extend(recover.map(|recover| format!("recover = {recover}")));
        let wire = operation.fact(Fact::Idempotency);
        let ident = wire.and_then(|wire| idents.iter().find(|(name, _)| name == wire));
        args.extend(ident.map(|(_, ident)| format!("idempotency = {ident}")));
        let is_of_api = |name: &str| api.is_some_and(|api| api.headers.iter().any(|known| known.name == name));
        let headers: Vec<String> = operation
            .headers
            .iter()
            .filter(|header| !is_of_api(&header.name))
            .map(|header| {
                let name = literal(&header.name);
                header.value.as_ref().map_or_else(|| name.clone(), |value| format!("{name} = {}", literal(value)))
            })
            .collect();
        if !headers.is_empty() {
            args.push(format!("headers({})", headers.join(", ")));
        }
        if operation.fact(Fact::Script).is_some_and(|script| path.rsplit('/').next() != Some(script)) {
            args.extend(argument("script", Fact::Script));
        }
        args.extend(operation.fact(Fact::Key).filter(|key| *key != "payment").map(|key| format!("key = {key}")));
        let flag = |name: &str, fact: Fact| operation.fact(fact).is_some().then(|| name.to_owned());
        args.extend(flag("unscripted_response", Fact::UnnamedAnswer));
        args.extend(flag("legacy_header", Fact::JwsHeader));
        if operation.fact(Fact::Status) == Some("deprecated") {
            args.extend(argument("deprecated", Fact::Reason));
        }
        args.extend(argument("since", Fact::Since));
        args.extend(argument("source", Fact::Source));
        let shared = self.run.places.get(&place(self.imported)).is_some_and(|count| *count > 1);
        if shared || operation.fact(Fact::Action).is_some() {
            args.push("shares_uri".to_owned());
        }
        (args, lost)
    }
}

/// Names a field with what its declaration would say, which is lost with it.
fn described(field: &Field) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(field.required.then(|| "required".to_owned()));
    parts.extend(field.secret.then(|| "secret".to_owned()));
    if !matches!(field.ty, Type::Text | Type::Any) {
        parts.push(lock::type_name(&field.ty));
    }
    parts.extend(limits::listed(&field.limits));
    let name = quoted(&field.name);
    if parts.is_empty() { name } else { format!("{name} ({})", parts.join(", ")) }
}
