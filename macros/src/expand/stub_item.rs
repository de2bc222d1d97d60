//! The item after a mistake.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{Attribute, Data, DeriveInput, Meta};

use crate::diagnostics::Mistakes;
use crate::parse::split::split;

/// Derives of a struct that the stubs stand in for.
pub(super) const IMPLEMENTED: [&str; 5] = ["Debug", "Clone", "Serialize", "Deserialize", "Default"];

/// The item as it was written, without what only the real expansion can carry and without derives of what the stubs
/// implement.
pub(super) fn stub_item(input: &DeriveInput, implemented: &[&str]) -> TokenStream {
    let mut input = input.clone();
    input.attrs = input.attrs.iter().filter_map(|attr| kept(attr, implemented)).collect();
    let on_part = |attrs: &mut Vec<Attribute>| {
        attrs.retain(|attr| ["doc", "allow", "expect", "deprecated"].iter().any(|name| attr.path().is_ident(name)));
    };
    match &mut input.data {
        Data::Struct(data) => data.fields.iter_mut().for_each(|field| on_part(&mut field.attrs)),
        Data::Enum(data) => data.variants.iter_mut().for_each(|variant| {
            on_part(&mut variant.attrs);
            variant.discriminant = None;
            variant.fields.iter_mut().for_each(|field| on_part(&mut field.attrs));
        }),
        Data::Union(data) => data.fields.named.iter_mut().for_each(|field| on_part(&mut field.attrs)),
    }
    input.into_token_stream()
}

fn kept(attr: &Attribute, implemented: &[&str]) -> Option<Attribute> {
    let name = attr.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    if name == "serde" || name == "deprecated" || name.starts_with("freedompay") {
        return None;
    }
    let mut attr = attr.clone();
    if let (true, Meta::List(list)) = (name == "derive", &mut attr.meta) {
        let is_implemented =
            |token: &TokenTree| matches!(token, TokenTree::Ident(word) if implemented.iter().any(|w| word == w));
        let pieces = split(list.tokens.clone(), &[], &mut Mistakes::default());
        let rest = pieces.into_iter().filter(|piece| !piece.last().is_some_and(is_implemented));
        list.tokens =
            rest.map(|piece| piece.into_iter().collect::<TokenStream>()).map(|piece| quote!(#piece,)).collect();
    }
    Some(attr)
}
