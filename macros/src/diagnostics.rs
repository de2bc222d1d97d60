//! Collects errors, so that all of a declaration are reported at once. Each has a stable code with a section in `docs/ERRORS.md`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// All errors of one item.
#[derive(Default)]
pub(crate) struct Diagnostics {
    error: Option<syn::Error>,
    count: usize,
}

impl Diagnostics {
    /// Reports an error on its tokens.
    pub(crate) fn on(&mut self, code: &str, tokens: impl ToTokens, message: impl AsRef<str>) {
        self.note(syn::Error::new_spanned(tokens, format!("{code}: {}", message.as_ref())));
    }

    /// Reports an error at a span.
    pub(crate) fn at(&mut self, code: &str, span: Span, message: impl AsRef<str>) {
        self.note(syn::Error::new(span, format!("{code}: {}", message.as_ref())));
    }

    fn note(&mut self, error: syn::Error) {
        self.count += 1;
        match &mut self.error {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }

    /// Counts an error of the syntax, which the compiler has reported itself before it called the macro.
    pub(crate) fn is_reported(&mut self) {
        self.count += 1;
    }

    /// Returns how many errors there are.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// Reports whether there are no errors.
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns the compiler errors, if any.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.error.map(|error| error.to_compile_error()).unwrap_or_default()
    }
}

/// Finds the candidate that `given` was probably meant to be.
pub(crate) fn closest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let given = given.to_lowercase();
    let score = |candidate: &str| strsim::jaro_winkler(&given, &candidate.to_lowercase());
    let scored = candidates.into_iter().map(|candidate| (score(candidate), candidate));
    scored.max_by(|(a, _), (b, _)| a.total_cmp(b)).filter(|(score, _)| *score > 0.8).map(|(_, best)| best)
}

/// Writes "did you mean …?" for the [`closest`] candidate, as the end of a sentence.
pub(crate) fn did_you_mean<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    closest(given, candidates).map(|best| format!("; did you mean `{best}`?")).unwrap_or_default()
}

/// Lists names for a sentence: `a`, `b`, `c`.
pub(crate) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
