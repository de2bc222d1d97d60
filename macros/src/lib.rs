//! The attributes of the `freedompay` crate. Applications use them from there; this crate implements them.
//!
//! Every attribute goes through three passes: `parse` reads the tokens and their spans, `check` checks
//! them against the rules and collects every error, `expand` writes the code. One error never hides another, and the item
//! is written out even then, so that these are the only errors the compiler prints.

mod api;
mod check;
mod diagnostics;
mod expand;
mod names;
mod parse;

use proc_macro::TokenStream;

/// Declares an API. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_api(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::api::expand(args.into(), with_derives_above(item).into()).into()
}

/// Declares a call of the API. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_endpoint(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::endpoint::expand(args.into(), with_derives_above(item).into()).into()
}

/// Declares a callback: a message that Freedom Pay sends to a merchant's own URL. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_callback(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::callback::expand(args.into(), with_derives_above(item).into()).into()
}

/// Declares a response, or with `request` an object inside requests. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model::expand(args.into(), with_derives_above(item).into()).into()
}

/// Declares an enum of wire values that accepts values not known yet. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::open_enum::expand(args.into(), with_derives_above(item).into()).into()
}

/// Adds the derives that stand above the attribute to the item, under a name of our own, so that the check can report those that
/// repeat what the expansion implements. Where the source cannot be read, the compiler reports them.
fn with_derives_above(item: TokenStream) -> TokenStream {
    // Before it went through the macro of its API, this was done.
    if parse::declared::is_handed_over(&item.clone().into()) {
        return item;
    }
    let site = proc_macro::Span::call_site();
    let source = site.local_file().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    let before: String = source.split_inclusive('\n').take(site.line().saturating_sub(1)).collect();
    let names = parse::above::derives(&before);
    let names: Vec<_> = names.iter().filter_map(|name| syn::parse_str::<syn::Ident>(name).ok()).collect();
    if names.is_empty() {
        return item;
    }
    let above: TokenStream = quote::quote!(#[freedompay_above(#(#names),*)]).into();
    above.into_iter().chain(item).collect()
}

/// Writes the impls of a deprecated call, to which the compiler does not object. Only the other attributes use it.
#[doc(hidden)]
#[proc_macro_derive(DeprecatedImpls, attributes(freedompay_impls))]
pub fn deprecated_impls(item: TokenStream) -> TokenStream {
    expand::deprecated::expand(item.into()).into()
}

#[cfg(test)]
mod tests;
