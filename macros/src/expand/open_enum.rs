//! `#[freedompay_enum]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput};

use super::{item, stub};
use crate::diagnostics::Diagnostics;
use crate::names::unraw;
use crate::parse::attributes::{take_freedompay, written};
use crate::parse::open_enum::{EnumArgs, VariantDef};
use crate::{check, parse};

/// Derives that the stubs replace.
const IMPLEMENTED: [&str; 8] = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash", "Serialize", "Deserialize"];

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let args = parse::open_enum::parse(args, &mut diagnostics);
    let rt = item::runtime(args.krate.as_ref());
    let mut input = match parse::item::read_type("freedompay_enum", "an enum", item, &mut diagnostics) {
        Ok(input) => input,
        Err(item) => {
            let errors = diagnostics.into_tokens();
            return quote!(#errors #item);
        }
    };
    match &input.data {
        Data::Enum(data) => {
            let variants = parse::open_enum::variants(&args, data, &mut diagnostics);
            check::open_enum::check(&args, &input, data, &variants, &mut diagnostics);
            if diagnostics.is_empty() {
                return code(&args, &input, &variants, &rt);
            }
        }
        Data::Struct(_) | Data::Union(_) => {
            let message =
                "`#[freedompay_enum]` can only be applied to an enum; declare a struct with `#[freedompay_model]`";
            diagnostics.on("FP020", &input.ident, message);
        }
    }
    add_unknown(&mut input, &rt);
    let item = stub::item(&input, &IMPLEMENTED);
    let (basics, object, functions) =
        (stub::basics(&input, &rt), stub::object(&input, &rt), stub::open_enum(&input, &rt));
    let errors = diagnostics.into_tokens();
    quote!(#errors #item #basics #object #functions)
}

/// Adds the variant that the real expansion adds, so that matches on it compile.
fn add_unknown(input: &mut DeriveInput, rt: &TokenStream) {
    if let Data::Enum(DataEnum { variants, .. }) = &mut input.data
        && !variants.iter().any(|variant| variant.ident == "Unknown")
    {
        variants.push(syn::parse_quote!(#[allow(missing_docs)] Unknown(#rt::String)));
    }
}

fn code(args: &EnumArgs, input: &DeriveInput, variants: &[VariantDef], rt: &TokenStream) -> TokenStream {
    let DeriveInput { attrs, vis, ident, .. } = input;
    let attrs = written(attrs);
    let items = variants.iter().map(|VariantDef { ident, attrs, .. }| {
        let attrs = take_freedompay(attrs).1;
        quote!(#(#attrs)* #ident)
    });
    let (idents, wires): (Vec<_>, Vec<_>) = variants.iter().map(|v| (&v.ident, &v.wire)).unzip();
    let names = idents.iter().map(|ident| unraw(ident));
    let numeric = args.numeric;
    let (serialize, text) = if numeric {
        (quote!(#rt::number(serializer, self.as_str())), quote!(#rt::number_text(deserializer)?))
    } else {
        let text = quote!(<#rt::String as #rt::Deserialize>::deserialize(deserializer)?);
        (quote!(serializer.serialize_str(self.as_str())), text)
    };
    quote! {
        #(#attrs)*
        #[derive(#rt::Clone, #rt::PartialEq, #rt::Eq, #rt::Hash)]
        #[non_exhaustive]
        #vis enum #ident {
            #(#items,)*
            /// A value that this version does not know, as received.
            Unknown(#rt::String),
        }

        #[automatically_derived]
        impl #ident {
            /// Returns the value on the wire.
            #[must_use]
            #vis fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        #[automatically_derived]
        impl #rt::From<&str> for #ident {
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#idents,)*
                    other => Self::Unknown(#rt::From::from(other)),
                }
            }
        }

        #[automatically_derived]
        impl #rt::fmt::Debug for #ident {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                match self {
                    #(Self::#idents => f.write_str(#names),)*
                    Self::Unknown(value) => #rt::unknown(f, value),
                }
            }
        }

        #[automatically_derived]
        impl #rt::fmt::Display for #ident {
            fn fmt(&self, f: &mut #rt::fmt::Formatter<'_>) -> #rt::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[automatically_derived]
        impl #rt::Serialize for #ident {
            fn serialize<S: #rt::Serializer>(&self, serializer: S) -> #rt::Result<S::Ok, S::Error> {
                #serialize
            }
        }

        #[automatically_derived]
        impl<'de> #rt::Deserialize<'de> for #ident {
            fn deserialize<D: #rt::Deserializer<'de>>(deserializer: D) -> #rt::Result<Self, D::Error> {
                let value = #text;
                #rt::Result::Ok(<Self as #rt::From<&str>>::from(&value))
            }
        }

        #[automatically_derived]
        impl #rt::WireType for #ident {
            const TYPE: &'static #rt::TypeMeta =
                &#rt::TypeMeta::Enum { values: &[#(#wires),*], numeric: #numeric };
        }
    }
}
