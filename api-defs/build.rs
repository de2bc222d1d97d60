//! Lists every declared endpoint, so that a declaration is all it takes to be in the registry.
//!
//! A module is its file (`src/partner/invoices.rs` is `crate::partner::invoices`), an area its first folder, which is
//! also its cargo feature.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Group, TokenStream, TokenTree};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src");
    let mut list = String::from("static DECLARED: &[&EndpointMeta] = &[\n");
    for (module, kind) in types(&source)? {
        let api = module.split("::").next().unwrap_or_default();
        let entry = format!("#[cfg(feature = \"{api}\")]\n#[allow(deprecated)]");
        writeln!(list, "{entry}\n<crate::{module} as {kind}>::META,")?;
    }
    list.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("registry.rs"), list)?;
    Ok(())
}

/// Path of every declared struct within the crate and the trait that has its table, in the order of files and
/// declarations. The build script of the tests asks this, too.
pub(crate) fn types(source: &Path) -> Result<Vec<(String, &'static str)>, Box<dyn Error>> {
    let mut files = Vec::new();
    collect(source, &mut files)?;
    files.sort();
    let mut types = Vec::new();
    for file in files {
        let relative = file.strip_prefix(source)?.with_extension("");
        let mut module: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        if module.is_empty() {
            continue;
        }
        let tokens: TokenStream = fs::read_to_string(&file)?.parse().map_err(|e| format!("{}: {e}", file.display()))?;
        types.extend(declared(tokens).into_iter().map(|(name, kind)| (format!("{}::{name}", module.join("::")), kind)));
    }
    Ok(types)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Names of the structs under `#[freedompay_endpoint(…)]` and `#[freedompay_callback(…)]`, in order, with the trait
/// that has their table.
fn declared(tokens: TokenStream) -> Vec<(String, &'static str)> {
    let mut names = Vec::new();
    let mut declared = None;
    let mut is_struct = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if declared.is_none() => declared = kind(&group),
            TokenTree::Ident(word) if is_struct => {
                names.extend(declared.take().map(|kind| (word.to_string(), kind)));
                is_struct = false;
            }
            TokenTree::Ident(word) if declared.is_some() && word == "struct" => is_struct = true,
            _ => {}
        }
    }
    names
}

fn kind(attribute: &Group) -> Option<&'static str> {
    match attribute.stream().into_iter().next()? {
        TokenTree::Ident(name) if name == "freedompay_endpoint" => Some("crate::Endpoint"),
        TokenTree::Ident(name) if name == "freedompay_callback" => Some("crate::callback::Callback"),
        _ => None,
    }
}
