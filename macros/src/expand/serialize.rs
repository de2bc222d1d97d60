//! `Serialize`, of requests.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::Direction;
use super::part::part;
use crate::names::unraw;
use crate::parse::attributes::allowed;
use crate::parse::field::FieldDef;
use crate::parse::item::StructDef;

pub(super) fn serialize(def: &StructDef, rt: &TokenStream) -> TokenStream {
    let (ident, name, count) = (&def.input.ident, unraw(&def.input.ident), def.fields.len());
    let allowed = allowed(&def.input.attrs);
    let begin = if def.fields.iter().any(|field| field.rest) {
        quote!(#rt::Writer::begin_open(serializer)?)
    } else {
        quote!(#rt::Writer::begin(serializer, #name, #count)?)
    };
    let mutable = (count > 0).then(|| quote!(mut));
    let fields = def.fields.iter().map(|field| write(field, rt));
    // Names that no type of the user's has.
    quote! {
        #allowed
        #[automatically_derived]
        impl #rt::Serialize for #ident {
            fn serialize<FreedomPayWriter: #rt::Serializer>(
                &self,
                serializer: FreedomPayWriter,
            ) -> #rt::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
                let #mutable object = #begin;
                #(#fields)*
                object.end()
            }
        }
    }
}

fn write(field: &FieldDef, rt: &TokenStream) -> TokenStream {
    let (ident, wire, whole) = (&field.ident, &field.wire, &field.ty);
    if field.rest {
        return quote!(object.rest(&self.#ident)?;);
    }
    if let Some(path) = &field.serde.serialize_with {
        return quote! {
            {
                struct FreedomPayValue<'a>(&'a #whole);

                impl #rt::Serialize for FreedomPayValue<'_> {
                    fn serialize<FreedomPayWriter: #rt::Serializer>(
                        &self,
                        serializer: FreedomPayWriter,
                    ) -> #rt::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
                        #path(self.0, serializer)
                    }
                }

                object.field(#wire, &FreedomPayValue(&self.#ident))?;
            }
        };
    }
    let ty = part(field, Direction::Request, rt);
    match field.optional() {
        Some(_) => quote!(#ty::write_option(&self.#ident, #wire, &mut object)?;),
        None => quote!(#ty::write(&self.#ident, #wire, &mut object)?;),
    }
}
