//! The arguments of `#[freedompay_model]`.

use proc_macro2::TokenStream;
use syn::{LitStr, Path};

use super::{args, endpoint};
use crate::diagnostics::Diagnostics;

/// Every argument, in the order of the documentation.
pub(crate) const ARGUMENTS: [&str; 3] = ["request", "prefix", "crate"];

/// The arguments between the parentheses.
#[derive(Default)]
pub(crate) struct ModelArgs {
    pub(crate) request: bool,
    pub(crate) prefix: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> ModelArgs {
    let mut out = ModelArgs::default();
    for arg in args::parse(tokens, &ARGUMENTS, diagnostics).list {
        match arg.name.to_string().as_str() {
            "request" => out.request = arg.flag(diagnostics),
            "prefix" => out.prefix = arg.string(diagnostics),
            _ => out.krate = endpoint::krate(&arg, diagnostics),
        }
    }
    out
}
