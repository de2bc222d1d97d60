//! Two endpoints must not claim one id, nor one method and path unless they say that they share it.
//!
//! Each claim is an exported macro of a telling name: exported macros of a crate share one namespace whatever module they
//! stand in, so the compiler itself refuses the second (E0428) and shows both places, without any set-up in the crate. The
//! table's own block holds them: every later attribute of a module would be looked for among macros beside the items.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, LitStr};

use crate::check::endpoint::Checked;
use crate::parse::endpoint::EndpointArgs;

pub(super) fn uniqueness_guard(args: &EndpointArgs, ident: &Ident, checked: &Checked) -> TokenStream {
    // An id that is made from the struct's name can meet another, too.
    let id = guard(
        "FP024_two_endpoints_have_the_id",
        &checked.id.replace('.', "/"),
        args.id.as_ref().map_or_else(|| ident.span(), LitStr::span),
    );
    let uri = args.uri.as_ref().zip(args.method.as_ref()).filter(|_| !args.shares_uri).map(|(uri, method)| {
        let area = checked.api.map_or("", |api| api.name);
        let what = format!("{area} {} {}", method.value(), unnamed(uri));
        guard("FP023_say_shares_uri_on_all_endpoints_of", &what, uri.span())
    });
    quote!(#id #uri)
}

pub(super) fn guard(rule: &str, what: &str, span: Span) -> TokenStream {
    let name: String =
        what.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { escaped(c) }).collect();
    let name = Ident::new(&format!("{rule}__{name}"), span);
    quote_spanned! {span=>
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! #name {
            () => {};
        }
    }
}

/// Readable, and different for different characters.
fn escaped(c: char) -> String {
    match c {
        '/' | ' ' => "_".to_owned(),
        c => format!("_u{:x}_", u32::from(c)),
    }
}

/// The path with its parameters' names left out: they do not tell paths apart.
fn unnamed(uri: &LitStr) -> String {
    let uri = uri.value();
    let segments = uri.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
