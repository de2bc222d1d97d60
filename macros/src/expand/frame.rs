//! The frame around every expansion of a struct.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::diagnostics::Diagnostics;
use crate::parse::item::{Item, StructDef, read};

/// Reads the item under an attribute and expands it. A type that is not a struct with named fields is replaced by
/// `stubs`, and an item that is not a type is written out unchanged. The errors come first.
pub(super) fn frame(
    attribute: &str,
    item: TokenStream,
    mut diagnostics: Diagnostics,
    expand: impl FnOnce(StructDef, &mut Diagnostics) -> TokenStream,
    stubs: impl FnOnce(&DeriveInput) -> TokenStream,
) -> TokenStream {
    let code = match read(attribute, item, &mut diagnostics) {
        Item::Struct(def) => expand(def, &mut diagnostics),
        Item::OtherType(input) => stubs(&input),
        Item::Other(item) => item,
    };
    let errors = diagnostics.into_tokens();
    quote!(#errors #code)
}
