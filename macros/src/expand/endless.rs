//! The table of an object, and the walk through its fields that finds out whether it contains itself.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};

use super::item;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

/// Types, and the parts of types, that contain no object.
const PLAIN: [&str; 30] = [
    "Option",
    "Vec",
    "Box",
    "BTreeMap",
    "String",
    "Secret",
    "Amount",
    "Flag",
    "Uuid",
    "Value",
    "AlmatyTime",
    "CardNumber",
    "Cvc",
    "ExpiryMonth",
    "ExpiryYear",
    "CardHolder",
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "i8",
    "i16",
    "i32",
    "i64",
    "std",
    "alloc",
    "core",
    "collections",
    "freedompay",
];

/// Writes the value of `WireType::TYPE`, and the items that it needs.
pub(super) fn table(def: &StructDef, fields: &TokenStream, rt: &TokenStream) -> (TokenStream, TokenStream) {
    let ident = &def.input.ident;
    let name = unraw(ident);
    let mut seen = BTreeSet::new();
    let mut is_new = |ty: &&syn::Type| seen.insert(ty.to_token_stream().to_string());
    let objects = def.fields.iter().filter(|field| may_hold_objects(field)).map(FieldDef::inner);
    let types: Vec<_> = objects.filter(&mut is_new).collect();
    let table = quote!(&#rt::TypeMeta::Object(#fields));
    if types.is_empty() {
        return (table, TokenStream::new());
    }
    let table_of = quote!(<#ident as #rt::Table<{ #rt::Probe::<#ident, #rt::Enough>::TRAIL.is_endless() }>>::TABLE);
    let span = ident.span();
    let on = item::spanned(rt, span);
    let check = quote_spanned!(span=> #on::require_end(&#on::Probe::<#ident, #on::Enough>::TRAIL));
    let allowed = allowed(&def.input.attrs);
    let items = quote! {
        #allowed
        #[automatically_derived]
        impl #rt::Object for #ident {
            const MODULE: &'static str = #rt::module_path!();
            const NAME: &'static str = #name;

            type Fields<FreedomPaySteps: #rt::Steps> = #rt::FieldsOf<Self, FreedomPaySteps>;
        }

        #allowed
        #[automatically_derived]
        impl<FreedomPaySteps: #rt::Steps> #rt::Fields<FreedomPaySteps> for #ident {
            const TRAIL: #rt::Trail = {
                use #rt::NoObject as FreedomPayNoObject;

                #(
                    if #rt::Probe::<#types, FreedomPaySteps>::TRAIL.is_endless() {
                        #rt::Probe::<#types, FreedomPaySteps>::TRAIL
                    } else
                )* {
                    <#rt::Probe<(), ()> as FreedomPayNoObject>::TRAIL
                }
            };
        }

        #allowed
        #[automatically_derived]
        impl #rt::Table<false> for #ident {
            const TABLE: &'static #rt::TypeMeta = #table;
        }

        const _: () = #check;
    };
    (table_of, items)
}

fn may_hold_objects(field: &FieldDef) -> bool {
    field.words().iter().any(|word| !PLAIN.contains(&word.as_str()))
}
