//! What the expansion asks of the type of a field.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::item::{self, Direction};
use crate::parse::field::FieldDef;

/// Writes `<Type as Sent>` or `<Type as Received>` with the span of the type: the compiler reports a type that is neither there, and
/// only once, because every use has the same tokens.
pub(super) fn part(field: &FieldDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let ty = field.inner();
    let span = ty.span().resolved_at(Span::call_site());
    let rt = item::spanned(rt, span);
    match direction {
        // Functions of the user's read and write it.
        _ if is_custom(field, direction) => quote_spanned!(span=> <#ty as #rt::WireType>),
        Direction::Request => quote_spanned!(span=> <#ty as #rt::Sent>),
        Direction::Response => quote_spanned!(span=> <#ty as #rt::Received>),
    }
}

/// Writes a clone of the field.
pub(super) fn cloned(field: &FieldDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let (part, ident) = (part(field, direction, rt), &field.ident);
    match field.optional() {
        _ if is_custom(field, direction) => quote!(#rt::Clone::clone(&self.#ident)),
        Some(_) => quote!(#part::cloned_option(&self.#ident)),
        None => quote!(#part::cloned(&self.#ident)),
    }
}

/// Writes what `Debug` shows of the field.
pub(super) fn shown(field: &FieldDef, direction: Direction, rt: &TokenStream) -> TokenStream {
    let (part, ident) = (part(field, direction, rt), &field.ident);
    match field.optional() {
        Some(_) if is_custom(field, direction) => quote!(self.#ident.as_ref().and_then(#rt::shown)),
        None if is_custom(field, direction) => quote!(#rt::shown(&self.#ident)),
        Some(_) => quote!(#part::shown_option(&self.#ident)),
        None => quote!(#part::shown(&self.#ident)),
    }
}

fn is_custom(field: &FieldDef, direction: Direction) -> bool {
    match direction {
        Direction::Request => field.serde.serialize_with.is_some(),
        Direction::Response => field.serde.deserialize_with.is_some(),
    }
}
