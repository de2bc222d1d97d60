//! One field of a struct and its `#[freedompay(…)]`.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Field, Ident, LitInt, LitStr, Type};

use super::args;
use super::item::{doc_text, take_freedompay};
use crate::diagnostics::Mistakes;

/// Every argument of a field.
pub(crate) const KNOWN: [&str; 13] = [
    "path",
    "query",
    "header",
    "secret",
    "not_secret",
    "rename",
    "min",
    "max",
    "min_len",
    "max_len",
    "pattern",
    "example",
    "rest",
];

/// Where a field travels.
pub(crate) enum Place {
    Body,
    Path,
    Query,
    Header(LitStr),
}

/// A field as declared.
pub(crate) struct FieldDef {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    pub(crate) place: Place,
    pub(crate) secret: bool,
    pub(crate) not_secret: bool,
    pub(crate) rename: Option<LitStr>,
    pub(crate) min: Option<(String, TokenStream)>,
    pub(crate) max: Option<(String, TokenStream)>,
    pub(crate) min_len: Option<LitInt>,
    pub(crate) max_len: Option<LitInt>,
    pub(crate) pattern: Option<LitStr>,
    pub(crate) example: Option<LitStr>,
    pub(crate) rest: Option<Span>,
    /// The wire name, known after the check.
    pub(crate) wire: String,
    /// Attributes that go through.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: syn::Visibility,
}

pub(crate) fn parse(field: &Field, mistakes: &mut Mistakes) -> Option<FieldDef> {
    let ident = field.ident.clone()?;
    let (own, attrs) = take_freedompay(&field.attrs);
    let mut out = FieldDef {
        wire: unraw(&ident),
        ident,
        ty: field.ty.clone(),
        doc: doc_text(&field.attrs),
        place: Place::Body,
        secret: false,
        not_secret: false,
        rename: None,
        min: None,
        max: None,
        min_len: None,
        max_len: None,
        pattern: None,
        example: None,
        rest: None,
        attrs,
        vis: field.vis.clone(),
    };
    let mut placed: Option<String> = None;
    for arg in args::parse(own, &KNOWN, mistakes) {
        let name = arg.name.to_string();
        if matches!(name.as_str(), "path" | "query" | "header")
            && let Some(other) = placed.replace(name.clone())
        {
            mistakes.at("FP002", arg.span(), format!("a field travels in one place: `{other}` or `{name}`, not both"));
        }
        match name.as_str() {
            "path" if arg.flag(mistakes) => out.place = Place::Path,
            "query" if arg.flag(mistakes) => out.place = Place::Query,
            "header" => {
                if let Some(header) = arg.string(mistakes) {
                    out.place = Place::Header(header);
                }
            }
            "secret" => out.secret = arg.flag(mistakes),
            "not_secret" => out.not_secret = arg.flag(mistakes),
            "rename" => out.rename = arg.string(mistakes),
            "min" => out.min = arg.number(mistakes),
            "max" => out.max = arg.number(mistakes),
            "min_len" => out.min_len = arg.length(mistakes),
            "max_len" => out.max_len = arg.length(mistakes),
            "pattern" => out.pattern = arg.string(mistakes),
            "example" => out.example = arg.string(mistakes),
            "rest" if arg.flag(mistakes) => out.rest = Some(arg.span()),
            _ => {}
        }
        if out.secret && out.not_secret {
            mistakes.at("FP002", arg.span(), "`secret` and `not_secret` contradict each other");
        }
    }
    Some(out)
}

/// A name without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

impl FieldDef {
    /// The inner type of `Option<…>`, by its syntax.
    pub(crate) fn optional(&self) -> Option<&Type> {
        generic_of(&self.ty, "Option")
    }

    /// The type without `Option`.
    pub(crate) fn inner(&self) -> &Type {
        self.optional().unwrap_or(&self.ty)
    }

    /// Last segment of the type without `Option`: `String`, `Amount`, `Vec`.
    pub(crate) fn type_name(&self) -> String {
        last_segment(self.inner()).map(|segment| segment.ident.to_string()).unwrap_or_default()
    }
}

pub(crate) fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// `T` of `Wrapper<T>`.
pub(crate) fn generic_of<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == wrapper)?;
    let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
