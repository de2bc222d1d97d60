//! Fields named like a secret have to be marked, however their names are written.

use proc_macro2::Span;
use quote::quote;
use syn::{Ident, LitStr};

use crate::expand::{endpoint, model};

/// How many fields of a struct have to be marked: one of each name, by `rename` and by their own names.
fn reported(item: &str, names: &[&str]) -> usize {
    let fields = names.iter().enumerate().map(|(at, name)| {
        let (ident, name) = (Ident::new(&format!("f{at}"), Span::call_site()), LitStr::new(name, Span::call_site()));
        quote!(#[freedompay(rename = #name)] pub #ident: String)
    });
    let item = Ident::new(item, Span::call_site());
    let renamed = model::expand(quote!(request), quote!(pub struct #item { #(#fields),* })).to_string();
    let own: Vec<Ident> =
        names.iter().filter_map(|name| syn::parse_str(&name.replace(['-', '.', ' '], "_")).ok()).collect();
    let args = quote!(uri = "/v5/partner/points/x", method = "POST", effect = read);
    let under_own = endpoint::expand(args, quote!(pub struct #item { #(pub #own: String),* })).to_string();
    let count = |text: &str| text.matches("FP015").count();
    assert_eq!(own.len(), names.len(), "every name can be written in Rust");
    assert_eq!(count(&renamed), count(&under_own), "{item}: a name counts wherever it is given");
    count(&renamed)
}

#[test]
fn names_are_known_in_every_case_style() {
    let names = [
        "card_number",
        "cardNumber",
        "CardNumber",
        "CARD_NUMBER",
        "card-number",
        "card.number",
        "cardnumber",
        "cardNumbers",
        "accessToken",
        "ACCESS-TOKEN",
        "tokens",
        "clientSecret",
        "api_key",
        "APIKeys",
        "APIkey",
        "userPINs",
        "CVV2",
        "PaRes",
    ];
    assert_eq!(reported("Points", &names), names.len());
    assert_eq!(
        reported("Points", &["span", "pinned", "company", "timeSpan", "isPinned", "COMPANY", "number", "month"]),
        0
    );
}

#[test]
fn a_member_of_a_card_is_known_by_the_struct() {
    for item in ["Card", "BankCard", "SavedCards", "CardData", "GiftCARD"] {
        assert_eq!(reported(item, &["number", "Number", "expiry_month", "year", "holder", "brand", "id"]), 5, "{item}");
    }
    for item in ["Phone", "Discard", "CardNote"] {
        assert_eq!(reported(item, &["number", "year"]), 0, "{item}");
    }
}
