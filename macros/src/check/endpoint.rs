//! The arguments of an endpoint, and its fields against them.

use crate::api::{self, Api};
use crate::diagnostics::{Mistakes, did_you_mean, list};
use crate::parse::endpoint::EndpointArgs;
use crate::parse::field::{FieldDef, Place, unraw};
use crate::parse::item::StructDef;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// What the check found out.
pub(crate) struct Checked {
    pub(crate) api: Option<&'static Api>,
    pub(crate) id: String,
}

pub(crate) fn check(args: &EndpointArgs, def: &mut StructDef, mistakes: &mut Mistakes) -> Checked {
    let ident = def.input.ident.clone();
    let mut parameters = Vec::new();
    match &args.uri {
        Some(uri) => parameters = super::uri::check(uri, mistakes),
        None => mistakes.on(
            "FP004",
            &ident,
            "`uri` is missing: `#[freedompay_endpoint(uri = \"/v5/…\", method = \"POST\")]`",
        ),
    }
    match &args.method {
        Some(method) => check_method(method, mistakes),
        None => mistakes.on("FP004", &ident, "`method` is missing: `method = \"POST\"`"),
    }
    let api = find_api(args, mistakes);
    super::fields::check(def, api.map_or("", |api| api.prefix), true, mistakes);
    if let Some(api) = api {
        check_api(api, args, &def.fields, mistakes);
    }
    check_paths(args, api, &parameters, &def.fields, mistakes);
    check_arguments(args, def, mistakes);
    let id = match (&args.id, api) {
        (Some(id), _) => id.value(),
        (None, Some(api)) => format!("{}.{}", api.name, snake(&unraw(&ident))),
        _ => snake(&unraw(&ident)),
    };
    Checked { api, id }
}

fn check_method(method: &syn::LitStr, mistakes: &mut Mistakes) {
    let text = method.value();
    if METHODS.contains(&text.as_str()) {
        return;
    }
    let upper = text.to_ascii_uppercase();
    let message = if METHODS.contains(&upper.as_str()) {
        format!("methods are written in capitals: `method = \"{upper}\"`")
    } else {
        format!("no such HTTP method{} (there are {})", did_you_mean(&upper, METHODS), list(&METHODS))
    };
    mistakes.on("FP005", method, message);
}

fn find_api(args: &EndpointArgs, mistakes: &mut Mistakes) -> Option<&'static Api> {
    if let Some(api) = &args.api {
        return Api::named(&api.to_string());
    }
    let uri = args.uri.as_ref()?;
    let found = Api::of_uri(&uri.value());
    if found.is_none() {
        let message = format!("this path tells no API; say which with `api = …` (one of {})", list(&api::names()));
        mistakes.on("FP013", uri, message);
    }
    found
}

fn check_api(api: &Api, args: &EndpointArgs, fields: &[FieldDef], mistakes: &mut Mistakes) {
    let scheme = api.scheme();
    if !api.is_form {
        if let Some(script) = &args.script {
            let message = format!("`script` names what `pg_sig` covers, and the {} API signs with {scheme}", api.rust);
            mistakes.on("FP012", script, message);
        }
        if let Some(key) = &args.key {
            mistakes.on(
                "FP012",
                key,
                format!("only the form APIs have two keys, and the {} API signs with {scheme}", api.rust),
            );
        }
    } else if let Some(action) = &args.action {
        mistakes.on(
            "FP012",
            action,
            format!("`X-Action` belongs to the Gateway Async API, and this is the {} API", api.rust),
        );
    }
    let is_get = args.method.as_ref().is_some_and(|method| method.value() == "GET");
    for field in fields {
        if api.added_fields().contains(&field.wire.as_str()) {
            let message = format!("`{}` is added by the client to every call: remove the field", field.wire);
            mistakes.on("FP011", &field.ident, message);
        }
        // The form APIs take their fields in the query of a GET; a JSON body has no such form.
        if is_get && !api.is_form && matches!(field.place, Place::Body) {
            let message = "a GET has no body: mark the field `#[freedompay(path)]`, `#[freedompay(query)]` or `#[freedompay(header = \"…\")]`";
            mistakes.on("FP009", &field.ident, message);
        }
        if let (Some(rest), false) = (field.rest, api.is_form) {
            mistakes.at(
                "FP012",
                rest,
                format!("only the form APIs take merchant fields, and this is the {} API", api.rust),
            );
        }
    }
}

fn check_paths(
    args: &EndpointArgs,
    api: Option<&'static Api>,
    parameters: &[String],
    fields: &[FieldDef],
    mistakes: &mut Mistakes,
) {
    let in_path = |field: &&FieldDef| matches!(field.place, Place::Path);
    for parameter in parameters {
        let is_ours = parameter == "merchant_id" && api.is_some_and(|api| api.is_form);
        if !is_ours && !fields.iter().filter(in_path).any(|field| field.wire == *parameter) {
            let names: Vec<String> = fields.iter().map(|field| field.wire.clone()).collect();
            let same = names.iter().any(|name| name == parameter);
            let hint = if same { "mark the field" } else { "add the field" };
            let message = format!("no field fills `{{{parameter}}}`: {hint} `{parameter}` with `#[freedompay(path)]`");
            mistakes.on("FP007", &args.uri, message);
        }
    }
    for field in fields.iter().filter(in_path) {
        if !parameters.contains(&field.wire) {
            let known: Vec<&str> = parameters.iter().map(String::as_str).collect();
            let meant = did_you_mean(&field.wire, known.iter().copied());
            let message = format!("`uri` has no parameter `{{{}}}`{meant}", field.wire);
            mistakes.on("FP007", &field.ident, message);
        }
        if field.optional().is_some() {
            mistakes.on("FP008", &field.ty, "a path has no gaps: a path field cannot be optional");
        }
    }
    for field in fields {
        if let Place::Header(name) = &field.place {
            check_header(name, mistakes);
        }
    }
}

fn check_header(name: &syn::LitStr, mistakes: &mut Mistakes) {
    if !super::names::is_header(&name.value()) {
        mistakes.on("FP010", name, "this is no name of an HTTP header (letters, digits and `-`)");
    }
}

fn check_arguments(args: &EndpointArgs, def: &StructDef, mistakes: &mut Mistakes) {
    for (name, value) in &args.headers {
        check_header(name, mistakes);
        if value.is_none() && !name.value().eq_ignore_ascii_case("X-Request-Id") {
            mistakes.on(
                "FP010",
                name,
                "only `X-Request-Id` gets its value from the client: write `\"Name\" = \"value\"`",
            );
        }
        if value.as_ref().is_some_and(|value| value.value().chars().any(char::is_control)) {
            mistakes.on("FP010", value, "a header value holds no control characters");
        }
    }
    if args.effect.as_ref().is_some_and(|effect| effect == "money") && args.recover.is_none() {
        let message =
            "a call that moves money names the read endpoint that tells its outcome: `recover = PaymentStatus`";
        mistakes.on("FP014", &args.effect, message);
    }
    if let Some(name) = &args.idempotency
        && !def.fields.iter().any(|field| field.ident == *name)
    {
        let names: Vec<String> = def.fields.iter().map(|field| unraw(&field.ident)).collect();
        let meant = did_you_mean(&name.to_string(), names.iter().map(String::as_str));
        mistakes.on("FP025", name, format!("`idempotency` names a field of this struct{meant}"));
    }
    if let Some(id) = args.id.as_ref().filter(|id| !is_id(&id.value())) {
        mistakes.on("FP026", id, "an id is dotted and in lower case: `partner.invoices.info`");
    }
    for field in &def.fields {
        let name = unraw(&field.ident);
        if field.optional().is_some() && matches!(name.as_str(), "new" | "send") {
            let message =
                format!("`{name}` is a method of every request: give the field another name and `rename = \"{name}\"`");
            mistakes.on("FP019", &field.ident, message);
        }
    }
}

pub(super) fn is_id(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.contains('.') && text.split('.').all(part)
}

/// `InvoiceInfo` → `invoice_info`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let after_lower = at > 0 && chars.get(at - 1).is_some_and(|p| p.is_lowercase() || p.is_ascii_digit());
        let before_lower = chars.get(at + 1).is_some_and(|n| n.is_lowercase());
        if c.is_uppercase() && at > 0 && (after_lower || before_lower) {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
