//! An API: its arguments, and the type that stands for it.

use syn::{Data, DeriveInput, LitStr};

use super::{arguments, attributes, headers, hosts};
use crate::diagnostics::Diagnostics;
use crate::names::{snake, unraw};
use crate::parse::api::ApiArgs;
use crate::parse::item::no_generics;

/// The traits that the expansion implements.
pub(crate) const PROVIDED: [&str; 3] = ["Debug", "Clone", "Copy"];

pub(crate) fn check(args: &ApiArgs, input: &DeriveInput, diagnostics: &mut Diagnostics) {
    no_generics(input, diagnostics);
    is_empty_enum(input, diagnostics);
    let refused = |name: &str| {
        let message = || format!("the declaration already implements `{name}`: remove it");
        PROVIDED.contains(&name).then(message)
    };
    attributes::item(&input.attrs, refused, diagnostics);
    let suggested = snake(&unraw(&input.ident));
    let missing = match (args.given.has("name"), args.given.has("scheme")) {
        (true, true) => None,
        (false, true) => Some(format!("`name` is missing: add `name = \"{suggested}\"`")),
        (true, false) => Some("`scheme` is missing: add `scheme = Jws`".to_owned()),
        (false, false) => Some(format!(
            "`name` and `scheme` are missing: write `#[freedompay_api(name = \"{suggested}\", scheme = Jws)]`"
        )),
    };
    if let Some(message) = missing {
        diagnostics.on("FP004", &input.ident, message);
    }
    if let Some(name) = args.name.as_ref().filter(|name| !is_snake(&name.value())) {
        let given = snake(&name.value()).replace(['-', '.', ' '], "_");
        let meant = if is_snake(&given) { given } else { suggested };
        let message = format!("the name of an API consists of lower-case words with `_` between: `name = \"{meant}\"`");
        diagnostics.on("FP026", name, message);
    }
    if let Some(prefix) = args.prefix.as_ref().filter(|prefix| !prefix.value().chars().all(is_of_name)) {
        diagnostics.on(
            "FP003",
            prefix,
            "a prefix of names consists of letters, digits, `_`, `-` and `.`: `prefix = \"pg_\"`",
        );
    }
    args.paths.iter().for_each(|path| check_path(path, diagnostics));
    unique("paths", &args.paths, diagnostics);
    for id in &args.ids {
        arguments::not_empty("ids", Some(id), diagnostics);
    }
    unique("ids", &args.ids, diagnostics);
    headers::check(&args.headers, headers::Owner::Api, &[], diagnostics);
    let is_request_id = |(name, _): &(LitStr, Option<LitStr>)| name.value().eq_ignore_ascii_case("X-Request-Id");
    if let Some(replays) = args.replays_request_id.as_ref()
        && !args.headers.iter().any(is_request_id)
    {
        let message =
            "the provider recognises a repeated call by a header of every call: add `headers(\"X-Request-Id\")`";
        diagnostics.on("FP004", replays, message);
    }
    hosts::check(&args.hosts, diagnostics);
}

fn is_empty_enum(input: &DeriveInput, diagnostics: &mut Diagnostics) {
    let is_empty = matches!(&input.data, Data::Enum(data) if data.variants.is_empty());
    if !is_empty {
        let message = format!(
            "an API is a name among types without a value of its own; declare an enum without variants: `pub enum {} {{}}`",
            input.ident
        );
        diagnostics.on("FP020", &input.ident, message);
    }
}

/// Reports whether a text is `snake_case`.
fn is_snake(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('_').all(is_word)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-.".contains(c)
}

/// Checks the beginning of paths. `/*` stands for all of one segment.
fn check_path(path: &LitStr, diagnostics: &mut Diagnostics) {
    let text = path.value();
    if text == "/*" {
        return;
    }
    if text.contains("://") || text.starts_with("//") {
        let message =
            "`paths` are the beginnings of paths without a host; the host belongs in `hosts(all = \"https://…\")`";
        diagnostics.on("FP006", path, message);
    } else if !text.starts_with('/') {
        diagnostics.on("FP006", path, format!("the beginning of a path begins with a slash: `/{text}`"));
    } else if text.contains(['?', '#', '{', '}', '%', '*']) || text.chars().any(|c| !c.is_ascii_graphic()) {
        let message = "the beginning of a path is plain ASCII without parameters, query and spaces: `/v1/points/`";
        diagnostics.on("FP006", path, message);
    }
}

/// Reports a text that is in the list already.
fn unique(name: &str, texts: &[LitStr], diagnostics: &mut Diagnostics) {
    for (at, text) in texts.iter().enumerate() {
        if texts.iter().take(at).any(|other| other.value() == text.value()) {
            let message = format!("`{}` is twice among the `{name}`: remove one of the two", text.value());
            diagnostics.on("FP022", text, message);
        }
    }
}
