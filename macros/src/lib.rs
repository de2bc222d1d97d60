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

/// Declares a call of the API. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_endpoint(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::endpoint::expand(args.into(), item.into()).into()
}

/// Declares a callback: a message that Freedom Pay sends to a merchant's own URL. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_callback(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::callback::expand(args.into(), item.into()).into()
}

/// Declares a response, or with `request` an object inside requests. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_model(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::model::expand(args.into(), item.into()).into()
}

/// Declares an enum of wire values that accepts values not known yet. See the documentation of the `freedompay` crate.
#[proc_macro_attribute]
pub fn freedompay_enum(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::open_enum::expand(args.into(), item.into()).into()
}

/// Writes the impls of a deprecated call, to which the compiler does not object. Only the other attributes use it.
#[doc(hidden)]
#[proc_macro_derive(DeprecatedImpls, attributes(freedompay_impls))]
pub fn deprecated_impls(item: TokenStream) -> TokenStream {
    expand::deprecated::expand(item.into()).into()
}

#[cfg(test)]
mod tests;
