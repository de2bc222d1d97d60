//! Questions that the syntax of a type answers.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Type;

use super::field::FieldDef;

impl FieldDef {
    /// Finds a word in the type, however deep.
    pub(crate) fn mention(&self, word: &str) -> Option<Ident> {
        find(self.ty.to_token_stream(), word)
    }

    pub(crate) fn mentions(&self, word: &str) -> bool {
        self.mention(word).is_some()
    }

    /// Returns all words of the type.
    pub(crate) fn words(&self) -> Vec<String> {
        let tokens = self.ty.to_token_stream().into_iter();
        tokens
            .filter_map(|token| if let TokenTree::Ident(word) = token { Some(word.to_string()) } else { None })
            .collect()
    }

    /// Reports whether the type can hold several values.
    pub(crate) fn is_many(&self) -> bool {
        matches!(self.type_name().as_str(), "Vec" | "BTreeMap")
    }

    /// Returns the inner type of `Option<…>`, by its syntax.
    pub(crate) fn optional(&self) -> Option<&Type> {
        generic_of(&self.ty, "Option")
    }

    /// Returns the type without `Option`.
    pub(crate) fn inner(&self) -> &Type {
        self.optional().unwrap_or(&self.ty)
    }

    /// Returns the last segment of the type without `Option`: `String`, `Amount`, `Vec`.
    pub(crate) fn type_name(&self) -> String {
        last_segment(self.inner()).map(|segment| segment.ident.to_string()).unwrap_or_default()
    }
}

/// Finds a word in the tokens, however deep.
pub(crate) fn find(tokens: TokenStream, word: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident == word => Some(ident),
        TokenTree::Group(group) => find(group.stream(), word),
        _ => None,
    })
}

pub(crate) fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// Returns `T` of `Wrapper<T>`.
pub(crate) fn generic_of<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == wrapper)?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
