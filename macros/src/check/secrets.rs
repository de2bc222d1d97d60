//! Fields that hold card data or a secret, and are not marked.

use crate::diagnostics::Diagnostics;
use crate::names::secret::is_sensitive;
use crate::names::unraw;
use crate::parse::field::{FieldDef, Location};
use crate::parse::types::last_segment;

/// Types that mask themselves, or have nothing to hide.
const SHOW_NOTHING: [&str; 7] = ["bool", "Flag", "CardNumber", "Cvc", "ExpiryMonth", "ExpiryYear", "CardHolder"];

/// Reports an unmarked field that sounds like a secret.
pub(super) fn check(field: &FieldDef, owner: &str, diagnostics: &mut Diagnostics) {
    let shows_nothing = SHOW_NOTHING.contains(&field.type_name().as_str()) || field.mentions("Secret");
    let is_marked = field.argument("secret").is_some() || field.argument("not_secret").is_some();
    let is_named = || {
        let is_header = matches!(&field.location, Location::Header(header) if is_secret_header(&header.value()));
        is_header || is_sensitive(owner, &field.wire) || is_sensitive(owner, &unraw(&field.ident))
    };
    if !shows_nothing && !is_marked && !field.rest && is_named() {
        let message = format!(
            "`{}` sounds like card data or a secret: mark it `#[freedompay(secret)]` so that it is never printed, \
             or `#[freedompay(not_secret)]` if it is neither",
            field.ident
        );
        diagnostics.on("FP015", &field.ident, message);
    } else if !is_marked && let Some(object) = card_of_another_name(field) {
        let message = format!(
            "`{}` holds a card, and the members of `{object}` do not show that they are a card's: call it `{object}Card`, so that \
             `number` in it counts as a card's number, or mark the field `#[freedompay(secret)]` or `#[freedompay(not_secret)]`",
            field.ident
        );
        diagnostics.on("FP015", &field.ident, message);
    }
}

/// Reports whether a header of that name carries a secret. A signature's own header is refused elsewhere.
fn is_secret_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("authorization") || (is_sensitive("", &name) && !name.contains("signature"))
}

/// Types of one value: what a name says of them it says of itself.
const VALUES: [&str; 16] = [
    "String",
    "Amount",
    "Uuid",
    "Value",
    "Flag",
    "Switch",
    "Secret",
    "PhoneNumber",
    "AlmatyTime",
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "i32",
    "i64",
];

/// Returns the type of a field that holds a card, if its members are those of an object with another name.
fn card_of_another_name(field: &FieldDef) -> Option<String> {
    let mut ty = field.inner();
    while let Some(syn::PathArguments::AngleBracketed(inner)) = last_segment(ty).map(|segment| &segment.arguments) {
        let Some(syn::GenericArgument::Type(item)) = inner.args.last() else { break };
        ty = item;
    }
    let object = last_segment(ty)?.ident.to_string();
    (is_sensitive(&field.wire, "number")
        && !object.to_lowercase().contains("card")
        && !VALUES.contains(&object.as_str())
        && !SHOW_NOTHING.contains(&object.as_str()))
    .then_some(object)
}
