//! An attribute that names an API by its path goes through the macro of the API's name, which calls the attribute again with what
//! the declaration has to know of the API. The compiler resolves the path, so an API may be in any module or crate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::item;
use crate::parse;

/// Writes the call of the API's macro, if the attribute has to go through one.
pub(super) fn api_macro(
    attribute: &str,
    known: &[&str],
    args: &TokenStream,
    item: &TokenStream,
) -> Option<TokenStream> {
    let (path, krate) = parse::declared::unresolved(args, known, item)?;
    let rt = item::runtime(krate.as_ref());
    let attribute = format_ident!("{attribute}");
    Some(quote!(#path! { [#[#rt::#attribute(#args)]] #item }))
}
