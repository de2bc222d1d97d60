//! The macro of an API's own name, through which declarations go that name the API.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, LitStr};

use super::unique;
use crate::names::unraw;
use crate::parse::api::ApiArgs;
use crate::parse::lists::Header;

/// Writes what declarations have to know of the API; `parse::declared` reads it.
pub(super) fn facts(args: &ApiArgs, ident: &Ident) -> TokenStream {
    let (name, rust) = (&args.name, unraw(ident));
    let scheme = args.scheme.as_ref().and_then(|path| path.segments.last()).map(|last| unraw(&last.ident));
    let wire = args.wire.as_ref().map(|wire| quote!(, wire = #wire));
    let prefix = args.prefix.as_ref().map(|prefix| quote!(, prefix = #prefix));
    let actions = args.actions.as_ref().map(|_| quote!(, actions));
    let names = args.headers.iter().map(|(name, _): &Header| name);
    let headers = (!args.headers.is_empty()).then(|| quote!(, headers(#(#names),*)));
    quote!(, name = #name, rust = #rust, scheme = #scheme #wire #prefix #actions #headers)
}

/// Writes the macro. It is exported under a name with the API's,
/// so that the compiler itself rejects a second API of the name in a crate (see [`unique`]).
pub(super) fn own_macro(args: &ApiArgs, input: &DeriveInput, facts: &TokenStream) -> TokenStream {
    let (vis, ident) = (&input.vis, &input.ident);
    let name = args.name.as_ref().map_or_else(|| unraw(ident), LitStr::value);
    let span = args.name.as_ref().map_or_else(|| ident.span(), LitStr::span);
    let exported = unique::name("FP024_two_apis_have_the_name", &name, span);
    let site = span.resolved_at(Span::call_site());
    quote_spanned! {site=>
        #[doc(hidden)]
        #[allow(non_local_definitions)]
        #[macro_export]
        macro_rules! #exported {
            () => {};
            ([$($attribute:tt)*] $($item:tt)*) => {
                $($attribute)*
                #[freedompay_declared($crate #facts)]
                $($item)*
            };
        }

        #[doc(hidden)]
        #vis use #exported as #ident;

        // Without a declaration that names it, it would be an unused import.
        #ident! {}
    }
}
