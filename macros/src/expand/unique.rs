//! Two endpoints must not have the same id, nor the same method and path unless both are declared `shares_uri`.
//!
//! Each guard is an exported macro whose name holds the rule and the value: exported macros of a crate share one namespace
//! in all modules, so the compiler itself rejects the second (E0428) and shows both, without any set-up in the crate. They
//! are inside the table's own block: beside the items, the compiler would search them for every later attribute.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, LitStr};

use crate::check::endpoint::Checked;
use crate::parse::endpoint::EndpointArgs;

/// Writes the guards of an endpoint's id, and of its method and path.
pub(super) fn uniqueness_guard(args: &EndpointArgs, ident: &Ident, checked: &Checked) -> TokenStream {
    // An id that is made from the struct's name can meet another, too.
    let id = guard(
        "FP024_two_endpoints_have_the_id",
        &checked.id.replace('.', "/"),
        args.id.as_ref().map_or_else(|| ident.span(), LitStr::span),
    );
    let uri = args.uri.as_ref().zip(args.method.as_ref()).filter(|_| !args.shares_uri).map(|(uri, method)| {
        let api = checked.api.as_ref().map_or("", |api| &*api.name);
        let call = format!("{api} {} {}", method.value(), unnamed(uri));
        guard("FP023_say_shares_uri_on_all_endpoints_of", &call, uri.span())
    });
    quote!(#id #uri)
}

/// Writes one guard.
pub(super) fn guard(rule: &str, value: &str, span: Span) -> TokenStream {
    let name = name(rule, value, span);
    quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! #name {
            () => {};
        }
    }
}

/// Returns the name of an exported macro that holds a rule and a value.
pub(super) fn name(rule: &str, value: &str, span: Span) -> Ident {
    let value: String =
        value.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { escaped(c) }).collect();
    Ident::new(&format!("{rule}__{value}"), span)
}

/// Escapes a character: readable, and different for different characters.
fn escaped(c: char) -> String {
    match c {
        '/' | ' ' => "_".to_owned(),
        c => format!("_u{:x}_", u32::from(c)),
    }
}

/// Returns the path without the names of its parameters: they do not distinguish paths.
fn unnamed(uri: &LitStr) -> String {
    let uri = uri.value();
    let segments = uri.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
