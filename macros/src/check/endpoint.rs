//! An endpoint: what it needs, where it belongs, and the order of all further checks.

use super::role::Role;
use super::{arguments, attributes, fields, headers, paths, uri};
use crate::api::{self, Api, METHODS};
use crate::diagnostics::{Diagnostics, did_you_mean, list};
use crate::names::{snake, unraw};
use crate::parse::declared::ApiRef;
use crate::parse::endpoint::EndpointArgs;
use crate::parse::item::StructDef;

/// The result of the check.
pub(crate) struct Checked {
    pub(crate) api: Option<Api>,
    pub(crate) id: String,
}

pub(crate) fn check(args: &EndpointArgs, def: &mut StructDef, diagnostics: &mut Diagnostics) -> Checked {
    missing(args, def, diagnostics);
    let parameters = args.uri.as_ref().and_then(|uri| uri::check(uri, diagnostics));
    if let Some(method) = &args.method {
        check_method(method, diagnostics);
    }
    let found = find_api(args, parameters.is_some(), diagnostics);
    let api = found.as_ref();
    attributes::deprecated(&def.input.attrs, diagnostics);
    fields::check(def, Role::Endpoint(api), diagnostics);
    if let Some(api) = api {
        arguments::against_api(api, args, def, diagnostics);
    }
    arguments::id(args.id.as_ref(), api, "partner.invoices.info", diagnostics);
    paths::check(args, api, parameters.as_deref(), &def.fields, diagnostics);
    headers::check(&args.headers, headers::Owner::Call(api), &def.fields, diagnostics);
    arguments::endpoint(args, def, diagnostics);
    let name = snake(&unraw(&def.input.ident));
    let id = match (&args.id, api) {
        (Some(id), _) => id.value(),
        (None, Some(api)) => format!("{}.{name}", api.name),
        (None, None) => name,
    };
    Checked { api: found, id }
}

fn missing(args: &EndpointArgs, def: &StructDef, diagnostics: &mut Diagnostics) {
    let message = match (args.has("uri"), args.has("method")) {
        (true, true) => return,
        (false, true) => "`uri` is missing: add `uri = \"/v5/…\"`",
        (true, false) => "`method` is missing: add `method = \"POST\"`",
        (false, false) => {
            "`uri` and `method` are missing: write `#[freedompay_endpoint(uri = \"/v5/…\", method = \"POST\")]`"
        }
    };
    diagnostics.on("FP004", &def.input.ident, message);
}

fn check_method(method: &syn::LitStr, diagnostics: &mut Diagnostics) {
    let text = method.value();
    if METHODS.contains(&text.as_str()) {
        return;
    }
    let upper = text.to_ascii_uppercase();
    let message = if METHODS.contains(&upper.as_str()) {
        format!("a method must be upper case: `method = \"{upper}\"`")
    } else {
        format!("unknown HTTP method{} (expected one of {})", did_you_mean(&upper, METHODS), list(&METHODS))
    };
    diagnostics.on("FP005", method, message);
}

fn find_api(args: &EndpointArgs, is_sound: bool, diagnostics: &mut Diagnostics) -> Option<Api> {
    if args.api.is_some() {
        return named(args.api.as_ref(), args.declared.as_ref());
    }
    let uri = args.uri.as_ref()?;
    // A path that is wrong otherwise is still a hint, but not a reason for a second error.
    let found = Api::of_uri(&uri::path_of(&uri.value()));
    if found.is_none() && is_sound && !args.has("api") {
        let names = api::names();
        let message = format!(
            "cannot infer the API from this path; add `api = …` (one of {}, or the type of another API)",
            list(&names)
        );
        diagnostics.on("FP013", uri, message);
    }
    found.cloned()
}

/// Returns the API that is named, if it is known. One whose own declaration is wrong is not.
pub(super) fn named(api: Option<&ApiRef>, declared: Option<&Api>) -> Option<Api> {
    match api? {
        ApiRef::Name(name) => Api::named(&name.to_string()).cloned(),
        ApiRef::Path(_) => declared.cloned(),
    }
}
