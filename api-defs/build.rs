//! Lists every declared API and endpoint, so that a declaration is all it takes to be in the registry.
//!
//! A module is its file (`src/partner/invoices.rs` is `crate::partner::invoices`), an API its first folder, which is
//! also its cargo feature. A file of declarations without a `mod` line is an error here, not in the generated list.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Group, TokenStream, TokenTree};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src");
    for message in missing_modules(&source)? {
        println!("cargo::error={message}");
    }
    let mut list = String::from("static DECLARED: &[&EndpointMeta] = &[\n");
    let (apis, types): (Vec<_>, Vec<_>) = types(&source)?.into_iter().partition(|(_, kind)| *kind == "crate::Api");
    for (module, kind) in types {
        let api = module.split("::").next().unwrap_or_default();
        let entry = format!("#[cfg(feature = \"{api}\")]\n#[allow(deprecated)]");
        writeln!(list, "{entry}\n<crate::{module} as {kind}>::META,")?;
    }
    list.push_str("];\n\n/// All built-in APIs, whether or not the features of their endpoints are on.\n");
    list.push_str("pub const APIS: &[&ApiMeta] = &[\n");
    for (api, kind) in apis {
        writeln!(list, "<crate::{api} as {kind}>::META,")?;
    }
    list.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("registry.rs"), list)?;
    Ok(())
}

/// Returns the path of every declared type within the crate and the trait that has its table, in the order of files
/// and declarations. The build script of the tests uses this, too.
pub(crate) fn types(source: &Path) -> Result<Vec<(String, &'static str)>, Box<dyn Error>> {
    let mut types = Vec::new();
    for File { module, tokens, .. } in files(source)? {
        types.extend(declared(tokens).into_iter().map(|(name, kind)| (format!("{}::{name}", module.join("::")), kind)));
    }
    Ok(types)
}

/// Returns a message for every file of declarations that no `mod` line leads to: the line to add, and where.
pub(crate) fn missing_modules(source: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let files = files(source)?;
    let mut messages = Vec::new();
    for file in files.iter().filter(|file| !declared(file.tokens.clone()).is_empty()) {
        for depth in 0..file.module.len() {
            let (parent, name) = (&file.module[..depth], &file.module[depth]);
            let found = files.iter().find(|other| other.module == parent);
            if found.is_some_and(|parent| modules(parent.tokens.clone()).contains(name)) {
                continue;
            }
            let folder = [&["src".to_owned()], parent].concat().join("/");
            let parent = match found {
                Some(parent) => format!("src/{}", parent.path),
                None => format!("{folder}/mod.rs"),
            };
            messages.push(format!(
                "src/{} declares endpoints but is not a module: add `pub mod {name};` to {parent}",
                file.path
            ));
            break;
        }
    }
    Ok(messages)
}

/// A source file.
struct File {
    /// Relative to the source folder, with slashes.
    path: String,
    /// Module path within the crate; empty for the crate root.
    module: Vec<String>,
    tokens: TokenStream,
}

/// Reads all source files, in order.
fn files(source: &Path) -> Result<Vec<File>, Box<dyn Error>> {
    let mut paths = Vec::new();
    collect(source, &mut paths)?;
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let relative = path.strip_prefix(source)?;
        let parts = |path: &Path| path.iter().map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>();
        let mut module = parts(&relative.with_extension(""));
        if module.last().is_some_and(|last| last == "mod" || last == "lib") {
            module.pop();
        }
        let tokens = fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
        files.push(File { path: parts(relative).join("/"), module, tokens });
    }
    Ok(files)
}

/// Returns the names of the modules that a file declares.
fn modules(tokens: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_module = false;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if is_module => {
                names.push(word.to_string());
                is_module = false;
            }
            TokenTree::Ident(word) => is_module = word == "mod",
            _ => is_module = false,
        }
    }
    names
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

/// Returns the names of the types under `#[freedompay_api(…)]`, `#[freedompay_endpoint(…)]` and `#[freedompay_callback(…)]`, in
/// order, with the trait that has their table.
fn declared(tokens: TokenStream) -> Vec<(String, &'static str)> {
    let mut names = Vec::new();
    let mut declared = None;
    let mut is_type = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) if declared.is_none() => declared = kind(&group),
            TokenTree::Ident(word) if is_type => {
                names.extend(declared.take().map(|kind| (word.to_string(), kind)));
                is_type = false;
            }
            TokenTree::Ident(word) if declared.is_some() && (word == "struct" || word == "enum") => is_type = true,
            _ => {}
        }
    }
    names
}

fn kind(attribute: &Group) -> Option<&'static str> {
    match attribute.stream().into_iter().next()? {
        TokenTree::Ident(name) if name == "freedompay_api" => Some("crate::Api"),
        TokenTree::Ident(name) if name == "freedompay_endpoint" => Some("crate::Endpoint"),
        TokenTree::Ident(name) if name == "freedompay_callback" => Some("crate::callback::Callback"),
        _ => None,
    }
}
