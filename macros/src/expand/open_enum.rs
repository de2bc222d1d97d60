//! `#[freedompay_enum]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Path};

use super::item;
use crate::check::endpoint::snake;
use crate::diagnostics::Mistakes;
use crate::parse::args;
use crate::parse::field::unraw;
use crate::parse::item::{bare, take_freedompay};

const CASES: [&str; 5] = ["snake_case", "lowercase", "UPPERCASE", "SCREAMING_SNAKE_CASE", "kebab-case"];

#[derive(Default)]
struct EnumArgs {
    numeric: bool,
    case: Option<LitStr>,
    krate: Option<Path>,
}

struct Variant {
    ident: Ident,
    attrs: Vec<Attribute>,
    wire: String,
}

fn parse(tokens: TokenStream, mistakes: &mut Mistakes) -> EnumArgs {
    let mut out = EnumArgs::default();
    for arg in args::parse(tokens, &["numeric", "case", "crate"], mistakes) {
        match arg.name.to_string().as_str() {
            "numeric" => out.numeric = arg.flag(mistakes),
            "case" => {
                out.case = arg.string(mistakes).filter(|case| {
                    let known = CASES.contains(&case.value().as_str());
                    if !known {
                        mistakes.on("FP003", case, format!("`case` is one of {}", crate::diagnostics::list(&CASES)));
                    }
                    known
                });
            }
            _ => out.krate = arg.parse("a path such as `::freedompay`", mistakes),
        }
    }
    out
}

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let args = parse(args, &mut mistakes);
    let rt = item::runtime(args.krate.as_ref());
    let input: Option<DeriveInput> = syn::parse2(item.clone()).ok();
    let variants = input.as_ref().and_then(|input| variants(&args, input, &mut mistakes));
    let (Some(input), Some(variants)) = (input, variants) else {
        mistakes.on("FP020", &item, "`#[freedompay_enum]` stands on an enum without type parameters");
        let errors = mistakes.into_tokens();
        let item = syn::parse2(item.clone()).map_or(item, bare);
        return quote!(#errors #item);
    };
    let errors = mistakes.into_tokens();
    let code = code(&args, &input, &variants, &rt);
    quote!(#errors #code)
}

fn variants(args: &EnumArgs, input: &DeriveInput, mistakes: &mut Mistakes) -> Option<Vec<Variant>> {
    let Data::Enum(data) = &input.data else { return None };
    if !input.generics.params.is_empty() {
        return None;
    }
    let mut out: Vec<Variant> = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) || variant.discriminant.is_some() {
            mistakes.on("FP020", variant, "a wire value is a variant without fields and without a number");
        }
        if variant.ident == "Unknown" {
            mistakes.on("FP011", &variant.ident, "`Unknown` is added for values that are not known yet");
            continue;
        }
        let (own, attrs) = take_freedompay(&variant.attrs);
        let mut wire = cased(&unraw(&variant.ident), args.case.as_ref());
        for arg in args::parse(own, &["rename"], mistakes) {
            if let Some(rename) = arg.string(mistakes) {
                wire = rename.value();
            }
        }
        if args.numeric && wire.parse::<i64>().is_err() {
            let message = "in a numeric enum every variant says its number: `#[freedompay(rename = \"7\")]`";
            mistakes.on("FP003", &variant.ident, message);
        }
        if out.iter().any(|other| other.wire == wire) {
            mistakes.on("FP022", &variant.ident, format!("two variants have the wire value `{wire}`"));
        }
        out.push(Variant { ident: variant.ident.clone(), attrs, wire });
    }
    Some(out)
}

fn cased(name: &str, case: Option<&LitStr>) -> String {
    let snake = snake(name);
    match case.map(LitStr::value).as_deref() {
        Some("lowercase") => snake.replace('_', ""),
        Some("UPPERCASE") => snake.replace('_', "").to_uppercase(),
        Some("SCREAMING_SNAKE_CASE") => snake.to_uppercase(),
        Some("kebab-case") => snake.replace('_', "-"),
        _ => snake,
    }
}

fn code(args: &EnumArgs, input: &DeriveInput, variants: &[Variant], rt: &TokenStream) -> TokenStream {
    let DeriveInput { attrs, vis, ident, .. } = input;
    let attrs = take_freedompay(attrs).1;
    let items = variants.iter().map(|Variant { ident, attrs, .. }| quote!(#(#attrs)* #ident));
    let (idents, wires): (Vec<_>, Vec<_>) = variants.iter().map(|v| (&v.ident, &v.wire)).unzip();
    let numeric = args.numeric;
    let serialize = if numeric {
        quote!(#rt::number(serializer, self.as_str()))
    } else {
        quote!(serializer.serialize_str(self.as_str()))
    };
    quote! {
        #(#attrs)*
        #[derive(#rt::Clone, #rt::fmt::Debug, #rt::PartialEq, #rt::Eq, #rt::Hash)]
        #[non_exhaustive]
        #vis enum #ident {
            #(#items,)*
            /// A value that this version does not know, as it was received.
            Unknown(#rt::String),
        }

        #[automatically_derived]
        impl #ident {
            /// The value on the wire.
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
                let value = <#rt::String as #rt::Deserialize>::deserialize(deserializer)?;
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
