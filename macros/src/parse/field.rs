//! One field of a struct and its `#[freedompay(…)]`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Field, Ident, LitInt, LitStr, Type};

use super::args;
use super::attributes::{doc_text, take_freedompay};
use super::serde::{self, SerdeArgs};
use crate::diagnostics::Diagnostics;
use crate::names::unraw;

/// Every argument of a field.
pub(crate) const ARGUMENTS: [&str; 13] = [
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

/// Location of a field in the request.
pub(crate) enum Location {
    Body,
    Path,
    Query,
    Header(LitStr),
    /// In a header whose name is not readable.
    Unclear,
}

/// What was found about a field so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Sound,
    /// An error about its type is reported.
    WrongType,
    /// An error makes further checks of it pointless.
    Invalid,
}

/// A field as declared.
pub(crate) struct FieldDef {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    pub(crate) location: Location,
    pub(crate) secret: bool,
    pub(crate) rename: Option<LitStr>,
    pub(crate) min: Option<(String, TokenStream)>,
    pub(crate) max: Option<(String, TokenStream)>,
    pub(crate) min_len: Option<LitInt>,
    pub(crate) max_len: Option<LitInt>,
    pub(crate) pattern: Option<LitStr>,
    pub(crate) example: Option<LitStr>,
    pub(crate) rest: bool,
    pub(crate) verdict: Verdict,
    pub(crate) serde: SerdeArgs,
    /// Names of the effective arguments, readable or not.
    pub(crate) given: Vec<Ident>,
    /// The wire name, known after the check.
    pub(crate) wire: String,
    /// All attributes; ours are taken out when the field is written.
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: syn::Visibility,
}

pub(crate) fn parse(field: &Field, diagnostics: &mut Diagnostics) -> Option<FieldDef> {
    let ident = field.ident.clone()?;
    let mut out = FieldDef {
        wire: unraw(&ident),
        ident,
        ty: field.ty.clone(),
        doc: doc_text(&field.attrs),
        location: Location::Body,
        secret: false,
        rename: None,
        min: None,
        max: None,
        min_len: None,
        max_len: None,
        pattern: None,
        example: None,
        rest: false,
        verdict: Verdict::Sound,
        serde: serde::parse(&field.attrs, diagnostics),
        given: Vec::new(),
        attrs: field.attrs.clone(),
        vis: field.vis.clone(),
    };
    let args = args::parse(take_freedompay(&field.attrs).0, &ARGUMENTS, diagnostics);
    if args.is_unclear {
        out.verdict = Verdict::Invalid;
    }
    for arg in args.list {
        let name = arg.name.to_string();
        // `path = false` has no effect.
        let is_flag = matches!(name.as_str(), "path" | "query" | "secret" | "not_secret" | "rest");
        if is_flag && !arg.flag(diagnostics) {
            continue;
        }
        match name.as_str() {
            "path" => out.location = Location::Path,
            // A second location is an error; the path then is the likelier one.
            "query" if !matches!(out.location, Location::Path) => out.location = Location::Query,
            "header" => {
                let header = arg.string(diagnostics);
                if matches!(out.location, Location::Body) {
                    out.location = header.map_or(Location::Unclear, Location::Header);
                }
            }
            "secret" => out.secret = true,
            "query" | "not_secret" => {}
            "rename" => out.rename = arg.string(diagnostics),
            "min" => out.min = arg.number(diagnostics),
            "max" => out.max = arg.number(diagnostics),
            "min_len" => out.min_len = arg.length(diagnostics),
            "max_len" => out.max_len = arg.length(diagnostics),
            "pattern" => out.pattern = arg.string(diagnostics),
            "example" => out.example = arg.string(diagnostics),
            _ => out.rest = true,
        }
        out.given.push(arg.name);
    }
    Some(out)
}

impl FieldDef {
    /// Returns the argument of that name.
    pub(crate) fn argument(&self, name: &str) -> Option<&Ident> {
        self.given.iter().find(|given| *given == name)
    }

    /// Reports whether an error makes further checks of it pointless.
    pub(crate) fn is_invalid(&self) -> bool {
        self.verdict == Verdict::Invalid
    }

    /// Reports whether the wire name is given, but not readable.
    pub(crate) fn is_unnamed(&self) -> bool {
        self.rename.is_none() && self.argument("rename").is_some()
    }

    /// Returns the tokens that give the wire name: those of `rename`, or the field's own name.
    pub(crate) fn named(&self) -> TokenStream {
        self.rename.as_ref().map_or_else(|| self.ident.to_token_stream(), LitStr::to_token_stream)
    }
}
