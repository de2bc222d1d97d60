//! The arguments of a callback, and its fields against them.

use super::arguments;
use super::role::Role;
use crate::api::Api;
use crate::diagnostics::Diagnostics;
use crate::parse::callback::CallbackArgs;
use crate::parse::field::{FieldDef, Location};
use crate::parse::item::StructDef;

/// The result of the check.
pub(crate) struct Checked {
    pub(crate) api: Option<Api>,
    /// The runtime's type for the kind of reply.
    pub(crate) reply: &'static str,
    pub(crate) asks_can_reject: bool,
}

pub(crate) fn check(args: &CallbackArgs, def: &mut StructDef, diagnostics: &mut Diagnostics) -> Checked {
    let ident = def.input.ident.clone();
    for (name, example) in [
        ("id", "id = \"merchant.callbacks.result_notify\""),
        ("url", "url = \"{result_url}\""),
        ("reply", "reply = xml"),
        ("api", "api = merchant"),
    ] {
        if !args.given.has(name) {
            diagnostics.on("FP004", &ident, format!("`{name}` is missing: add `{example}`"));
        }
    }
    let found = super::endpoint::named(args.api.as_ref(), args.declared.as_ref());
    let api = found.as_ref();
    if let Some(api) = api.filter(|api| !api.has_pg_sig()) {
        let message = format!(
            "callbacks are signed with `pg_sig`, but the {} API has another signature: name one with `scheme = PgSig`, as \
             `merchant` is",
            api.rust
        );
        diagnostics.on("FP027", &args.api, message);
    }
    // The provider documents the callbacks of both form APIs under either.
    let of_form = |id: &syn::LitStr| ["merchant.", "gateway."].iter().any(|section| id.value().starts_with(section));
    let named = api.filter(|api| api.has_pg_sig() && !args.id.as_ref().is_some_and(of_form));
    arguments::id(args.id.as_ref(), named, "merchant.callbacks.result_notify", diagnostics);
    arguments::since(args.since.as_ref(), diagnostics);
    for (name, given) in [("url", &args.url), ("source", &args.source)] {
        arguments::not_empty(name, given.as_ref(), diagnostics);
    }
    super::fields::check(def, Role::Response(api.map_or("", |api| &api.prefix)), diagnostics);
    def.fields.iter().for_each(|field| check_field(field, diagnostics));
    let can_reject = def.fields.iter().find(|field| field.ident == "can_reject");
    let (reply, asks_can_reject) = (reply(args, can_reject, diagnostics), can_reject.is_some());
    Checked { api: found, reply, asks_can_reject }
}

fn check_field(field: &FieldDef, diagnostics: &mut Diagnostics) {
    if !matches!(field.location, Location::Body | Location::Unclear) {
        let message = "the fields of a callback all arrive together: remove `path`, `query` or `header`";
        diagnostics.on("FP027", &field.ident, message);
    }
    if matches!(field.wire.as_str(), "pg_salt" | "pg_sig") {
        let message = format!("`{}` is verified before the callback is read: remove the field", field.wire);
        diagnostics.on("FP011", &field.ident, message);
    }
}

fn reply(args: &CallbackArgs, can_reject: Option<&FieldDef>, diagnostics: &mut Diagnostics) -> &'static str {
    let is_xml = args.reply.as_ref().is_some_and(|reply| reply == "xml");
    if let Some(field) = can_reject {
        if field.optional().is_none() || field.type_name() != "Flag" {
            let message = "`can_reject` reports whether a rejection counts, and may be absent: use `Option<Flag>`";
            diagnostics.on("FP027", &field.ty, message);
        }
        if args.rejectable.is_none() {
            diagnostics.on("FP027", &field.ident, "a callback with `can_reject` must be declared `rejectable`");
        }
    }
    match (&args.rejectable, can_reject) {
        (Some(rejectable), _) if !is_xml && args.reply.is_some() => {
            diagnostics.on("FP027", rejectable, "only a signed reply can reject: use `reply = xml`");
            "NoReply"
        }
        (Some(_), Some(_)) => "RefusableReply",
        (Some(_), None) => "QuestionReply",
        (None, _) if is_xml => "SignedReply",
        (None, _) => "NoReply",
    }
}
