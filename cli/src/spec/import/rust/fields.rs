//! Declarations of structs and their fields.

use std::collections::BTreeSet;

use freedompay_runtime::message::redact::is_sensitive_member;

use super::text::{self, attribute, checks, literal};
use super::{File, doc};
use crate::spec::import::names;
use crate::spec::model::{Field, FieldLocation, Limit, Type};

/// Role of a struct; its fields are named without the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role<'p> {
    Endpoint { prefix: &'p str },
    Request { prefix: &'p str },
    Response { prefix: &'p str },
}

impl Role<'_> {
    pub(super) const fn is_response(self) -> bool {
        matches!(self, Role::Response { .. })
    }
}

/// Declarations of fields as text.
pub(super) struct Fields {
    text: String,
    /// Pairs of wire name and Rust name.
    pub(super) idents: Vec<(String, String)>,
}

impl Fields {
    /// Formats the whole item.
    pub(super) fn item(&self, keyword: &str, name: &str) -> String {
        if self.text.is_empty() {
            format!("pub {keyword} {name};\n")
        } else {
            format!("pub {keyword} {name} {{\n{}}}\n", self.text)
        }
    }
}

impl File<'_> {
    /// Writes an object and returns its name.
    pub(super) fn object(
        &mut self,
        wanted: &str,
        fields: &[Field],
        at: &str,
        is_response: bool,
        about: &str,
    ) -> String {
        let name = self.name(wanted);
        let place = self.reserve();
        self.used.insert("freedompay_model");
        let prefixed = fields.iter().filter(|field| field.name.starts_with("pg_")).count();
        let prefix = if prefixed > 0 && prefixed * 2 >= fields.len() { "pg_" } else { "" };
        let role = if is_response { Role::Response { prefix } } else { Role::Request { prefix } };
        let made = self.fields(&name, fields, at, role);
        let mut out = String::new();
        if about.is_empty() {
            checks(0, self.warnings(at), &mut out);
        }
        doc(0, None, if about.is_empty() { &name } else { about }, &mut out);
        let mut args = Vec::new();
        if !is_response {
            args.push("request".to_owned());
        }
        if !prefix.is_empty() {
            args.push(format!("prefix = {}", literal(prefix)));
        }
        attribute(0, "freedompay_model", &args, &mut out);
        out.push_str(&made.item("struct", &name));
        self.fill(place, out);
        name
    }

    /// Writes the fields of a struct.
    pub(super) fn fields(&mut self, owner: &str, list: &[Field], at: &str, role: Role<'_>) -> Fields {
        let mut made = Fields { text: String::new(), idents: Vec::new() };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        // A field of a header has its own name as its wire name, which no other field may have.
        let others = list.iter().filter(|field| field.location != FieldLocation::Header);
        let wires: BTreeSet<String> = others.map(|field| field.name.clone()).collect();
        for field in list {
            let taken_here = if field.location == FieldLocation::Header { &(&taken | &wires) } else { &taken };
            let ident = self.field(owner, field, at, role, taken_here, &mut made.text);
            taken.insert(ident.clone());
            made.idents.push((field.name.clone(), ident));
        }
        made
    }

    /// Writes a field and returns its Rust name.
    fn field(
        &mut self,
        owner: &str,
        field: &Field,
        at: &str,
        role: Role<'_>,
        taken: &BTreeSet<String>,
        out: &mut String,
    ) -> String {
        let path = format!("{at}.{}", field.name);
        if field.name == "*" {
            return self.rest(owner, field, &path, role, taken, out);
        }
        let (Role::Endpoint { prefix } | Role::Request { prefix } | Role::Response { prefix }) = role;
        let prefix = if matches!(field.location, FieldLocation::Body | FieldLocation::Query) { prefix } else { "" };
        let short = field.name.strip_prefix(prefix).unwrap_or(&field.name);
        let ident = names::unique(names::field(short), |name| taken.contains(name));
        let bare = ident.trim_start_matches("r#");
        let is_doubled = !prefix.is_empty() && bare.starts_with(prefix);
        let has_own_name = is_doubled || format!("{prefix}{bare}") != field.name;
        let ty = self.ty(&format!("{owner} {short}"), field, &path, role);
        let mut args = Vec::new();
        match field.location {
            FieldLocation::Path => args.push("path".to_owned()),
            // The method decides where form fields are sent.
            FieldLocation::Query if !prefix.is_empty() => {}
            FieldLocation::Query => args.push("query".to_owned()),
            FieldLocation::Header => args.push(format!("header = {}", literal(&field.name))),
            FieldLocation::Body => {}
        }
        let wire = if field.location == FieldLocation::Header { bare } else { &field.name };
        let shows_nothing = matches!(field.ty, Type::Bool | Type::Flag) || ty.is_masked;
        let is_named = is_sensitive_member(owner, wire) || is_sensitive_member(owner, bare);
        match (field.secret, is_named) {
            (true, _) if !ty.is_masked => args.push("secret".to_owned()),
            (false, true) if !shows_nothing => {
                args.push("not_secret".to_owned());
                // Known values, and what is masked, of which a warning tells.
                if !self.imported.is_ours {
                    let about = "its name sounds like card data or a secret; if its values are, mark it `secret`";
                    checks(4, &[about.to_owned()], out);
                }
            }
            _ => {}
        }
        if has_own_name && field.location != FieldLocation::Header {
            args.push(format!("rename = {}", literal(&field.name)));
        }
        for limit in Limit::ALL {
            let Some(value) = field.limits.get(&limit) else { continue };
            let shown = if limit == Limit::Pattern { literal(value) } else { value.clone() };
            args.push(format!("{} = {shown}", limit.name()));
        }
        args.extend(field.example.as_ref().map(|example| format!("example = {}", literal(example))));
        checks(4, self.warnings(&path), out);
        doc(4, field.doc.as_deref(), &field.name, out);
        attribute(4, "freedompay", &args, out);
        let shown = if field.required { ty.name } else { format!("Option<{}>", ty.name) };
        text::push(out, format_args!("    pub {ident}: {shown},\n"));
        ident
    }

    /// Writes the field that holds all others.
    fn rest(
        &mut self,
        owner: &str,
        field: &Field,
        path: &str,
        role: Role<'_>,
        taken: &BTreeSet<String>,
        out: &mut String,
    ) -> String {
        let ident = names::unique("merchant_fields".to_owned(), |name| taken.contains(name));
        self.used.insert("BTreeMap");
        let inner = match &field.ty {
            Type::Map(item) if role.is_response() => {
                let item = Field { ty: (**item).clone(), ..field.clone() };
                self.ty(&format!("{owner} rest"), &item, path, role).name
            }
            _ => "String".to_owned(),
        };
        checks(4, self.warnings(path), out);
        let is_text = matches!(&field.ty, Type::Map(item) if matches!(**item, Type::Text | Type::Any));
        if !is_text && !role.is_response() {
            checks(4, &["further fields are sent as texts, whatever type the document gives them".to_owned()], out);
        }
        doc(4, field.doc.as_deref(), "fields of any other name", out);
        attribute(4, "freedompay", &["rest".to_owned()], out);
        text::push(out, format_args!("    pub {ident}: BTreeMap<String, {inner}>,\n"));
        ident
    }
}
