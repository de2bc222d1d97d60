//! The static tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::debug::wire_type;
use super::item::{Direction, is_required};
use crate::names::unraw;
use crate::parse::field::{FieldDef, Location};

/// Writes `&[FieldMeta { … }, …]`.
pub(super) fn fields(fields: &[FieldDef], direction: Direction, rt: &TokenStream) -> TokenStream {
    let rows = fields.iter().map(|field| row(field, direction, rt));
    quote!(&[#(#rows),*])
}

/// Writes one row. Values equal to the default are left out.
fn row(field: &FieldDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let (name, rust) = (&field.wire, unraw(&field.ident));
    let ty = wire_type(field, rt);
    let some = |value: &dyn quote::ToTokens| quote!(#rt::Some(#value));
    let required = is_required(field, direction).then(|| quote!(required: true,));
    let secret = field.secret.then(|| quote!(secret: true,));
    let location = match &field.location {
        Location::Body => None,
        Location::Path => Some(quote!(location: #rt::Location::Path,)),
        Location::Query => Some(quote!(location: #rt::Location::Query,)),
        Location::Header(name) => Some(quote!(location: #rt::Location::Header(#name),)),
    };
    let min = field.min.as_ref().map(|(text, _)| some(text)).map(|v| quote!(min: #v,));
    let max = field.max.as_ref().map(|(text, _)| some(text)).map(|v| quote!(max: #v,));
    let min_len = field.min_len.as_ref().map(|n| some(n)).map(|v| quote!(min_len: #v,));
    let max_len = field.max_len.as_ref().map(|n| some(n)).map(|v| quote!(max_len: #v,));
    let pattern = field.pattern.as_ref().map(|p| some(p)).map(|v| quote!(pattern: #v,));
    let example = field.example.as_ref().map(|e| some(e)).map(|v| quote!(example: #v,));
    let doc = (!field.doc.is_empty()).then_some(&field.doc).map(|doc| quote!(doc: #doc,));
    quote! {
        #rt::FieldMeta {
            name: #name, rust: #rust, ty: #ty::TYPE,
            #required #secret #location #min #max #min_len #max_len #pattern #example #doc
            ..#rt::FieldMeta::DEFAULT
        }
    }
}
