//! An object: a response, or a part of requests or responses.

use syn::LitStr;

use super::fields;
use super::role::Role;
use crate::diagnostics::Diagnostics;
use crate::parse::item::StructDef;
use crate::parse::model::ModelArgs;

pub(crate) fn check(args: &ModelArgs, def: &mut StructDef, diagnostics: &mut Diagnostics) {
    let prefix = args.prefix.as_ref().map(LitStr::value).unwrap_or_default();
    let role = if args.request { Role::Request(&prefix) } else { Role::Response(&prefix) };
    fields::check(def, role, diagnostics);
    for place in
        def.fields.iter().flat_map(|field| super::LOCATIONS.into_iter().filter_map(|place| field.argument(place)))
    {
        let message = format!("only a call has `{place}` fields, but this is an object: remove it");
        diagnostics.on("FP012", place, message);
    }
}
