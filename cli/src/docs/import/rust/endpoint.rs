//! The declaration of the call itself.

use freedompay::area::{AREAS, AreaMeta};

use super::text::{attribute, checks, literal, quoted};
use super::{File, doc, place};
use crate::docs::import::effect;
use crate::docs::import::rust::fields::Role;
use crate::docs::model::{Fact, Field, Location, Type};

impl File<'_> {
    /// Writes the call, and after it everything that it needs.
    pub(super) fn endpoint(&mut self) {
        let operation = &self.imported.operation;
        let area = AREAS.iter().copied().find(|area| area.name == operation.area);
        let name = self.name(&self.imported.rust.clone());
        let at = self.reserve();
        self.used.insert("freedompay_endpoint");
        let (fields, dropped) = Self::declarable(area, &operation.request);
        let role = Role::Endpoint { prefix: area.map_or("", |area| area.prefix) };
        let fields = self.fields(&name, &fields, "request", role);
        let response = self.response(&format!("{name} answer"), &operation.answer);
        let mut out = String::new();
        checks(0, self.doubts(""), &mut out);
        checks(0, self.doubts("request"), &mut out);
        checks(0, &dropped, &mut out);
        let (args, lost) = self.args(area, response, &fields.idents);
        checks(0, &lost, &mut out);
        doc(0, operation.doc.as_deref(), &name, &mut out);
        attribute(0, "freedompay_endpoint", &args, &mut out);
        out.push_str(&fields.item("struct", &name));
        self.fill(at, out);
    }

    /// The fields that a declaration of this API can have, and what is said of the others.
    fn declarable(area: Option<&AreaMeta>, all: &[Field]) -> (Vec<Field>, Vec<String>) {
        let prefix = area.map_or("", |area| area.prefix);
        let is_declarable = |field: &&Field| {
            let is_sent = matches!(field.location, Location::Body | Location::Query);
            !is_sent
                || field.name == "*"
                || if prefix.is_empty() { !field.name.starts_with("pg_") } else { field.name.starts_with(prefix) }
        };
        let mut kept: Vec<Field> = all.iter().filter(is_declarable).cloned().collect();
        let others: Vec<&Field> = all.iter().filter(|field| !is_declarable(field)).collect();
        if others.is_empty() {
            // Only the form APIs take fields of any name.
            kept.retain(|field| field.name != "*" || !prefix.is_empty());
            return (kept, Vec::new());
        }
        let names = others.iter().map(|field| quoted(&field.name)).collect::<Vec<_>>().join(", ");
        if prefix.is_empty() {
            return (
                kept,
                vec![format!("{names} cannot be fields of this API, whose names have no such prefix; left out")],
            );
        }
        if !kept.iter().any(|field| field.name == "*") {
            let rest = others.first().map(|field| Field {
                name: "*".to_owned(),
                ty: Type::Map(Box::new(Type::Text)),
                required: false,
                doc: None,
                ..(*field).clone()
            });
            kept.extend(rest);
        }
        (kept, vec![format!("merchant fields have no `{prefix}`; into the rest go {names}")])
    }

    fn args(
        &self,
        area: Option<&AreaMeta>,
        response: Option<String>,
        idents: &[(String, String)],
    ) -> (Vec<String>, Vec<String>) {
        let operation = &self.imported.operation;
        let path = operation.fact(Fact::Path).unwrap_or_default();
        let method = operation.fact(Fact::Method).unwrap_or("POST");
        let mut args = vec![format!("uri = {}", literal(path)), format!("method = {}", literal(method))];
        let mut lost = Vec::new();
        let said = |name: &str, fact: Fact| operation.fact(fact).map(|value| format!("{name} = {}", literal(value)));
        if AreaMeta::of_path(path).map(|area| area.name) != Some(operation.area.as_str()) {
            args.push(format!("api = {}", operation.area));
        }
        args.push(format!("id = {}", literal(&operation.id)));
        args.extend(response.map(|response| format!("response = {response}")));
        args.extend(said("action", Fact::Action));
        let (effect, recover) = self.effect(&mut lost);
        if !(method == "GET" && effect == "read") {
            args.push(format!("effect = {effect}"));
        }
        args.extend(recover.map(|path| format!("recover = {path}")));
        let wire = operation.fact(Fact::Idempotency);
        let ident = wire.and_then(|wire| idents.iter().find(|(name, _)| name == wire));
        args.extend(ident.map(|(_, ident)| format!("idempotency = {ident}")));
        let is_of_area = |name: &str| area.is_some_and(|area| area.headers.iter().any(|known| known.name == name));
        let headers: Vec<String> = operation
            .headers
            .iter()
            .filter(|header| !is_of_area(&header.name))
            .map(|header| {
                let name = literal(&header.name);
                header.value.as_ref().map_or_else(|| name.clone(), |value| format!("{name} = {}", literal(value)))
            })
            .collect();
        if !headers.is_empty() {
            args.push(format!("headers({})", headers.join(", ")));
        }
        if operation.fact(Fact::Script).is_some_and(|script| path.rsplit('/').next() != Some(script)) {
            args.extend(said("script", Fact::Script));
        }
        args.extend(operation.fact(Fact::Key).filter(|key| *key != "payment").map(|key| format!("key = {key}")));
        let flag = |name: &str, fact: Fact| operation.fact(fact).is_some().then(|| name.to_owned());
        args.extend(flag("unscripted_response", Fact::UnnamedAnswer));
        args.extend(flag("legacy_header", Fact::JwsHeader));
        if operation.fact(Fact::Status) == Some("deprecated") {
            args.extend(said("deprecated", Fact::Reason));
        }
        args.extend(said("since", Fact::Since));
        args.extend(said("source", Fact::Source));
        let shared = self.run.places.get(&place(self.imported)).is_some_and(|count| *count > 1);
        if shared || operation.fact(Fact::Action).is_some() {
            args.push("shares_uri".to_owned());
        }
        (args, lost)
    }

    /// The effect, and the type of what tells the outcome.
    fn effect(&self, lost: &mut Vec<String>) -> (&str, Option<String>) {
        let operation = &self.imported.operation;
        let effect = operation.fact(Fact::Effect).unwrap_or("write");
        let recover = operation.fact(Fact::Recover).and_then(|id| {
            let beside = self.run.named.get(id).map(|(module, name)| format!("super::{module}::{name}"));
            beside.or_else(|| effect::path_of(id))
        });
        if operation.fact(Fact::Recover).is_some() && recover.is_none() {
            lost.push("what tells its outcome is declared nowhere; name it as `recover`".to_owned());
        }
        match (effect, &recover) {
            // Money that nothing tells the outcome of is refused.
            ("money", None) => ("write", None),
            _ => (effect, recover),
        }
    }
}
