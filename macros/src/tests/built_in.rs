//! The table of the built-in APIs is written from their declarations: `FREEDOMPAY_BLESS=1 cargo test -p freedompay-macros` renews it.
//! What else has to be there for an API, is.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use syn::{Item, LitStr, Meta};

use crate::api::{BUILT_IN, Wire};
use crate::diagnostics::Diagnostics;
use crate::parse;
use crate::parse::api::ApiArgs;

fn api_defs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-defs")
}

/// The type and the arguments of each declaration.
fn declared() -> Vec<(String, ApiArgs)> {
    let file = syn::parse_file(&fs::read_to_string(api_defs().join("src/apis.rs")).unwrap()).unwrap();
    let declared = |item| {
        let Item::Enum(item) = item else { return None };
        let mut lists = item.attrs.iter().filter_map(|attr| match &attr.meta {
            Meta::List(list) if list.path.is_ident("freedompay_api") => Some(list.tokens.clone()),
            _ => None,
        });
        let mut diagnostics = Diagnostics::default();
        let args = parse::api::parse(lists.next_back()?, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{}", item.ident);
        Some((item.ident.to_string(), args))
    };
    file.items.into_iter().filter_map(declared).collect()
}

fn written(apis: &[(String, ApiArgs)]) -> String {
    let texts = |texts: &[&LitStr], wrap: fn(String) -> String| {
        texts.iter().map(|text| wrap(format!("{:?}", text.value()))).collect::<Vec<_>>().join(", ")
    };
    let mut out = String::from(
        "//! The built-in APIs. Written from `api-defs/src/apis.rs` by the test `built_in`; renew it with `.ci/renew`.\n\n\
         use std::borrow::Cow::Borrowed;\n\nuse super::{Api, Wire};\n\n#[rustfmt::skip]\npub(crate) const BUILT_IN: &[Api] = &[\n",
    );
    for (rust, args) in apis {
        let name = args.name.as_ref().unwrap().value();
        let scheme = &args.scheme.as_ref().unwrap().segments.last().unwrap().ident;
        writeln!(out, "    Api {{\n        name: Borrowed({name:?}),\n        rust: Borrowed({rust:?}),").unwrap();
        writeln!(out, "        scheme: Borrowed(\"{scheme}\"),").unwrap();
        if args.wire.as_ref().is_some_and(|wire| wire == "form") {
            writeln!(out, "        wire: Wire::Form,").unwrap();
        }
        if let Some(prefix) = &args.prefix {
            writeln!(out, "        prefix: Borrowed({:?}),", prefix.value()).unwrap();
        }
        if args.actions.is_some() {
            writeln!(out, "        has_actions: true,").unwrap();
        }
        if !args.headers.is_empty() {
            let names: Vec<&LitStr> = args.headers.iter().map(|(name, _)| name).collect();
            writeln!(out, "        headers: Borrowed(&[{}]),", texts(&names, |text| format!("Borrowed({text})")))
                .unwrap();
        }
        let paths: Vec<&LitStr> = args.paths.iter().collect();
        writeln!(out, "        paths: &[{}],\n        ..Api::DEFAULT\n    }},", texts(&paths, |text| text)).unwrap();
    }
    out.push_str("];\n");
    out
}

#[test]
fn the_table_is_that_of_the_declarations() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/built_in.rs");
    let expected = written(&declared());
    if env::var_os("FREEDOMPAY_BLESS").is_some() {
        fs::write(&path, expected).unwrap();
    } else {
        assert!(fs::read_to_string(&path).unwrap() == expected, "not as in {}:\n{expected}", path.display());
    }
    assert!(declared().len() >= 6 && BUILT_IN.iter().any(|api| api.wire == Wire::Form));
}

/// An API with endpoints has a folder, which is a module behind a feature of its name.
#[test]
fn an_api_is_a_module_behind_a_feature() {
    let manifest = fs::read_to_string(api_defs().join("Cargo.toml")).unwrap();
    let library = fs::read_to_string(api_defs().join("src/lib.rs")).unwrap();
    let (_, features) = manifest.split_once("[features]\n").unwrap();
    let (features, _) = features.split_once("\n[").unwrap();
    let names: Vec<String> = declared().iter().map(|(_, args)| args.name.as_ref().unwrap().value()).collect();
    for name in &names {
        let has_endpoints = api_defs().join("src").join(name).is_dir();
        let module = format!("#[cfg(feature = \"{name}\")]\npub mod {name};\n");
        assert_eq!(library.contains(&module), has_endpoints, "{name}: add\n{module}to api-defs/src/lib.rs");
        let feature = format!("\n{name} = []\n");
        assert_eq!(features.contains(&feature), has_endpoints, "{name}: add{feature}to api-defs/Cargo.toml");
        let is_default = features.lines().next().unwrap().contains(&format!("\"{name}\""));
        assert_eq!(is_default, has_endpoints, "{name}: add it to the default features");
    }
    let modules = library.split("#[cfg(feature = \"").skip(1).filter_map(|text| {
        let (feature, rest) = text.split_once("\")]\n")?;
        rest.starts_with(&format!("pub mod {feature};")).then_some(feature)
    });
    for module in modules {
        assert!(names.iter().any(|name| name == module), "{module} is not an API of api-defs/src/apis.rs");
    }
}
