//! The arguments of `#[freedompay_model]`.

use proc_macro2::TokenStream;
use syn::{LitStr, Path};

use super::{args, endpoint};
use crate::diagnostics::Mistakes;

#[derive(Default)]
pub(crate) struct ModelArgs {
    pub(crate) request: bool,
    pub(crate) prefix: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

pub(crate) fn parse(tokens: TokenStream, mistakes: &mut Mistakes) -> ModelArgs {
    let mut out = ModelArgs::default();
    for arg in args::parse(tokens, &["request", "prefix", "crate"], mistakes) {
        match arg.name.to_string().as_str() {
            "request" => out.request = arg.flag(mistakes),
            "prefix" => out.prefix = arg.string(mistakes),
            _ => out.krate = endpoint::krate(&arg, mistakes),
        }
    }
    out
}
