//! The static tables.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::item::{self, Direction, is_required};
use super::part::part;
use crate::names::unraw;
use crate::parse::field::{FieldDef, Location, Verdict};
use crate::parse::item::StructDef;

/// Writes `&[FieldMeta { … }, …]`.
pub(super) fn fields(fields: &[FieldDef], direction: Direction, rt: &TokenStream) -> TokenStream {
    let rows = fields.iter().map(|field| row(field, direction, rt));
    quote!(&[#(#rows),*])
}

/// Writes the constants by which the compiler holds each example against the table of its type.
pub(super) fn require_examples(fields: &[FieldDef], direction: Direction, rt: &TokenStream) -> TokenStream {
    let given = fields.iter().filter_map(|field| Some((field.example.as_ref()?, part(field, direction, rt))));
    let checks = given.map(|(example, ty)| {
        let on = item::spanned(rt, example.span());
        let check = quote_spanned!(example.span()=> #on::require_example(#ty::TYPE, #example));
        quote!(const _: () = #check;)
    });
    checks.collect()
}

/// Writes the constant by which the compiler reports every wrong type beside the errors of the declaration.
pub(super) fn require_types(def: &StructDef, direction: Direction, rt: &TokenStream) -> Option<TokenStream> {
    if !def.input.generics.params.is_empty() {
        return None;
    }
    let types =
        def.fields.iter().filter(|field| field.verdict != Verdict::WrongType).map(|field| part(field, direction, rt));
    Some(quote!(const _: &[&#rt::TypeMeta] = &[#(#types::TYPE),*];))
}

/// Writes one row. Values equal to the default are left out.
fn row(field: &FieldDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let (name, rust) = (&field.wire, unraw(&field.ident));
    let ty = part(field, direction, rt);
    let some = |value: &dyn quote::ToTokens| quote!(#rt::Some(#value));
    let required = is_required(field, direction).then(|| quote!(required: true,));
    let secret = field.secret.then(|| quote!(secret: true,));
    let location = match &field.location {
        Location::Body | Location::Unclear => None,
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
    let aliases = &field.serde.aliases;
    let aliases = (!aliases.is_empty()).then(|| quote!(aliases: &[#(#aliases),*],));
    let doc = (!field.doc.is_empty()).then_some(&field.doc).map(|doc| quote!(doc: #doc,));
    quote! {
        #rt::FieldMeta {
            name: #name, rust: #rust, ty: #ty::TYPE,
            #aliases #required #secret #location #min #max #min_len #max_len #pattern #example #doc
            ..#rt::FieldMeta::DEFAULT
        }
    }
}
