//! `#[freedompay_model]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{LitStr, Path};

use super::item::{self, Direction};
use super::{builder, debug, stub, table};
use crate::check;
use crate::diagnostics::Mistakes;
use crate::parse::args;
use crate::parse::field::Place;
use crate::parse::item::{bare, read_struct};

#[derive(Default)]
struct ModelArgs {
    request: bool,
    prefix: Option<LitStr>,
    krate: Option<Path>,
}

fn parse(tokens: TokenStream, mistakes: &mut Mistakes) -> ModelArgs {
    let mut out = ModelArgs::default();
    for arg in args::parse(tokens, &["request", "prefix", "crate"], mistakes) {
        match arg.name.to_string().as_str() {
            "request" => out.request = arg.flag(mistakes),
            "prefix" => out.prefix = arg.string(mistakes),
            _ => out.krate = arg.parse("a path such as `::freedompay`", mistakes),
        }
    }
    out
}

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let args = parse(args, &mut mistakes);
    let mut def = match read_struct("freedompay_model", item, &mut mistakes) {
        Ok(def) => def,
        Err(item) => {
            let errors = mistakes.into_tokens();
            return quote!(#errors #item);
        }
    };
    let rt = item::runtime(args.krate.as_ref());
    let prefix = args.prefix.as_ref().map(LitStr::value).unwrap_or_default();
    check::fields::check(&mut def, &prefix, false, &mut mistakes);
    for field in &def.fields {
        if !matches!(field.place, Place::Body) {
            mistakes.on(
                "FP012",
                &field.ident,
                "only the fields of an endpoint travel in the path, the query or a header",
            );
        }
    }
    let direction = if args.request { Direction::Request } else { Direction::Answer };
    let ident = &def.input.ident;
    let functions = args.request.then(|| {
        let functions = builder::functions(&def, &rt);
        let default = builder::default(&def, &rt);
        quote! {
            #[automatically_derived]
            impl #ident {
                #functions
            }

            #default
        }
    });
    if !mistakes.is_empty() {
        let errors = mistakes.into_tokens();
        let item = bare(def.input.clone());
        if !def.input.generics.params.is_empty() {
            return quote!(#errors #item);
        }
        let (serde, debug, wire_type) = (stub::serde(ident, &rt), stub::debug(ident, &rt), stub::wire_type(ident, &rt));
        return quote!(#errors #item #functions #serde #debug #wire_type);
    }
    let item = item::item(&def, direction, &rt);
    let debug = debug::debug(&def, &rt);
    let clone = debug::clone(&def, &rt);
    let fields = table::fields(&def.fields, direction, &rt);
    let response = (!args.request).then(|| {
        quote! {
            #[automatically_derived]
            impl #rt::Response for #ident {}
        }
    });
    quote! {
        #item

        #functions

        #debug

        #clone

        #[automatically_derived]
        impl #rt::WireType for #ident {
            const TYPE: &'static #rt::TypeMeta = &#rt::TypeMeta::Object(#fields);
        }

        #response
    }
}
