//! `#[freedompay_model]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::builder::Bodies;
use super::frame::frame;
use super::item::{self, Direction};
use super::{builder, debug, endless, serde, stub, table};
use crate::diagnostics::Diagnostics;
use crate::parse::attributes::allowed;
use crate::parse::item::StructDef;
use crate::parse::model::ModelArgs;
use crate::{check, parse};

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let args = parse::model::parse(args, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let expand = |mut def: StructDef, diagnostics: &mut Diagnostics| {
        check::model::check(&args, &mut def, diagnostics);
        if diagnostics.is_empty() {
            return code(&args, &def, &rt);
        }
        let stubs = stubs(&def.input, &rt);
        let functions = functions(&args, &def, Bodies::Stub, &rt);
        let default = if args.request {
            builder::default(&def, &rt)
        } else {
            item::has_default(&def.fields, Direction::Response).then(|| stub::default(&def.input, &rt))
        };
        let default = default.or_else(|| stub::default_if_derived(&def.input, &rt));
        let types = table::require_types(&def, direction(&args), &rt);
        quote!(#stubs #functions #default #types)
    };
    frame("freedompay_model", item, diagnostics, expand, |input| stubs(input, &rt))
}

fn direction(args: &ModelArgs) -> Direction {
    if args.request { Direction::Request } else { Direction::Response }
}

fn code(args: &ModelArgs, def: &StructDef, rt: &TokenStream) -> TokenStream {
    let (ident, direction) = (&def.input.ident, direction(args));
    let item = item::item(def, direction, rt);
    let functions = functions(args, def, Bodies::Real, rt);
    let debug = debug::debug(def, direction, rt);
    let serde = serde::serde(def, direction, rt);
    let clone = debug::clone(def, direction, rt);
    let (table, walk) = endless::table(def, &table::fields(&def.fields, direction, rt), rt);
    let default = args.request.then(|| builder::default(def, rt));
    let examples = table::require_examples(&def.fields, direction, rt);
    let allowed = allowed(&def.input.attrs);
    let response = (!args.request).then(|| {
        quote! {
            #[automatically_derived]
            impl #rt::ResponseBody for #ident {}
        }
    });
    quote! {
        #item

        #functions

        #default

        #debug

        #clone

        #serde

        #allowed
        #[automatically_derived]
        impl #rt::WireType for #ident {
            const TYPE: &'static #rt::TypeMeta = #table;
        }

        #walk

        #response

        #examples
    }
}

/// Writes `new` and the setters of an object in requests.
fn functions(args: &ModelArgs, def: &StructDef, bodies: Bodies, rt: &TokenStream) -> Option<TokenStream> {
    args.request.then(|| {
        let ident = &def.input.ident;
        let (params, generics, bounds) = def.input.generics.split_for_impl();
        let functions = builder::functions(def, bodies, rt);
        let allowed = allowed(&def.input.attrs);
        quote! {
            #allowed
            #[automatically_derived]
            impl #params #ident #generics #bounds {
                #functions
            }
        }
    })
}

/// Writes the stubs that replace the expansion after an error.
fn stubs(input: &DeriveInput, rt: &TokenStream) -> TokenStream {
    let item = stub::item(input, &stub::IMPLEMENTED);
    let basics = stub::basics(input, rt);
    let object = stub::object(input, rt);
    quote!(#item #basics #object)
}
