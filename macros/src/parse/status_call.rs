//! `recover = PaymentStatus`, or `recover = none("why")`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Type, parenthesized};

/// The call that reports the outcome of a lost one, or why there is none.
pub(crate) enum StatusCall {
    Call(Box<Type>),
    /// The word `none` and the reason, which is missing in a bare `none`.
    None(Ident, Option<LitStr>),
}

impl Parse for StatusCall {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let fork = input.fork();
        if !fork.parse::<Ident>().is_ok_and(|word| word == "none") || fork.peek(syn::Token![::]) {
            return input.parse().map(|ty| Self::Call(Box::new(ty)));
        }
        let none = input.parse()?;
        if input.is_empty() {
            return Ok(Self::None(none, None));
        }
        let content;
        parenthesized!(content in input);
        let reason = if content.is_empty() { None } else { Some(content.parse()?) };
        if content.is_empty() { Ok(Self::None(none, reason)) } else { Err(content.error("one text")) }
    }
}

impl ToTokens for StatusCall {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Call(ty) => ty.to_tokens(tokens),
            Self::None(none, reason) => {
                none.to_tokens(tokens);
                reason.to_tokens(tokens);
            }
        }
    }
}
