//! `Deserialize`, of responses and callbacks.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::item::Direction;
use super::part::part;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;
use crate::parse::serde::DefaultValue;
use crate::parse::types::generic_of;

pub(super) fn deserialize(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let (ident, name) = (&def.input.ident, unraw(&def.input.ident));
    let allowed = allowed(&def.input.attrs);
    let fields: Vec<&FieldDef> = def.fields.iter().filter(|field| !field.rest).collect();
    let names = fields.iter().map(|field| &field.wire);
    let aliases: Vec<(usize, &syn::LitStr)> = fields
        .iter()
        .enumerate()
        .flat_map(|(at, field)| field.serde.aliases.iter().map(move |alias| (at, alias)))
        .collect();
    let others = aliases.iter().map(|(_, alias)| alias);
    let arms = fields.iter().enumerate().map(|(at, field)| {
        // The aliases come after the names.
        let others = aliases
            .iter()
            .enumerate()
            .filter(|(_, (of, _))| *of == at)
            .map(|(place, _)| Literal::usize_unsuffixed(fields.len() + place));
        let (read, at) = (read(field, &slot(at), rt), Literal::usize_unsuffixed(at));
        quote!(#at #(| #others)* => #read,)
    });
    let slots = (0..fields.len()).map(slot);
    let values = fields.iter().enumerate().map(|(at, field)| {
        let (ident, value) = (&field.ident, value(field, &slot(at), rt));
        quote!(#ident: #value)
    });
    let rest = def.fields.iter().find(|field| field.rest).map(|field| &field.ident);
    let (next, collected) = match rest {
        Some(rest) => (quote!(members.declared_or_rest(&mut rest)?), Some(quote!(#rest: rest,))),
        None => (quote!(members.declared()?), None),
    };
    let begin = rest.map(|_| quote!(let mut rest = #rt::Default::default();));
    // Names that no type of the user's has.
    quote! {
        #allowed
        #[automatically_derived]
        impl #rt::Declared for #ident {
            const NAME: &'static str = #name;
            const MEMBERS: &'static [&'static str] = &[#(#names,)* #(#others,)*];

            fn read<'de, FreedomPayMap: #rt::MapAccess<'de>>(
                mut members: #rt::Reader<FreedomPayMap>,
            ) -> #rt::Result<Self, FreedomPayMap::Error> {
                #(let mut #slots = #rt::None;)*
                #begin
                while let #rt::Some(at) = #next {
                    match at {
                        #(#arms)*
                        _ => {}
                    }
                }
                #rt::Result::Ok(Self { #(#values,)* #collected })
            }
        }

        #allowed
        #[automatically_derived]
        impl<'de> #rt::Deserialize<'de> for #ident {
            fn deserialize<FreedomPayReader: #rt::Deserializer<'de>>(
                deserializer: FreedomPayReader,
            ) -> #rt::Result<Self, FreedomPayReader::Error> {
                #rt::read(deserializer)
            }
        }
    }
}

/// Names the variable of a field, which no name of the user's can meet.
fn slot(at: usize) -> Ident {
    format_ident!("field{at}", span = Span::mixed_site())
}

/// Writes how a member is read into its variable.
fn read(field: &FieldDef, slot: &Ident, rt: &TokenStream) -> TokenStream {
    let whole = &field.ty;
    if let Some(path) = &field.serde.deserialize_with {
        return quote! {
            {
                struct FreedomPayValue;

                impl<'de> #rt::DeserializeSeed<'de> for FreedomPayValue {
                    type Value = #whole;

                    fn deserialize<FreedomPayReader: #rt::Deserializer<'de>>(
                        self,
                        deserializer: FreedomPayReader,
                    ) -> #rt::Result<#whole, FreedomPayReader::Error> {
                        #path(deserializer)
                    }
                }

                members.value(FreedomPayValue, &mut #slot)?
            }
        };
    }
    let ty = part(field, Direction::Response, rt);
    match field.optional() {
        Some(_) => quote!(#ty::read_option(&mut members, &mut #slot)?),
        None => quote!(#ty::read(&mut members, &mut #slot)?),
    }
}

/// Writes the value of a field after all members were read.
fn value(field: &FieldDef, slot: &Ident, rt: &TokenStream) -> TokenStream {
    let (wire, is_custom) = (&field.wire, field.serde.deserialize_with.is_some());
    match &field.serde.default {
        Some(DefaultValue::Function(path)) => quote!(#slot.unwrap_or_else(#path)),
        Some(DefaultValue::OfType) => quote!(#slot.unwrap_or_default()),
        None if generic_of(&field.ty, "Vec").is_some() => quote!(#slot.unwrap_or_default()),
        None if is_custom => quote!(#rt::present(#slot, #wire)?),
        None if field.optional().is_some() => quote!(#slot.flatten()),
        None => {
            let ty = part(field, Direction::Response, rt);
            quote!(#ty::required(#slot, #wire)?)
        }
    }
}
