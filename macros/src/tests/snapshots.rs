//! What the macros write, set as source and compared to the letter: `FREEDOMPAY_BLESS=1 cargo test -p
//! freedompay-macros` renews it, and the difference is what a reviewer reads.

use std::path::Path;
use std::{env, fs};

use super::shapes::{SHAPES, Shape};

#[test]
fn expansions_are_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/snapshots");
    let bless = env::var_os("FREEDOMPAY_BLESS").is_some();
    let mut differing = Vec::new();
    for Shape { name, expand, args, item } in SHAPES {
        let expansion = expand(args.parse().unwrap(), item.parse().unwrap());
        let file: syn::File = syn::parse2(expansion.clone()).unwrap_or_else(|e| panic!("{name}: {e}\n{expansion}"));
        let source = prettyplease::unparse(&file);
        let path = folder.join(format!("{name}.rs"));
        if bless {
            fs::write(&path, &source).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != source {
            differing.push(format!("{name}:\n{source}"));
        }
    }
    assert!(differing.is_empty(), "not as in {}:\n{}", folder.display(), differing.join("\n"));
}

/// The expansion is set into modules that hold anything, so every path in it begins at the re-exports, at the type
/// itself, or at what the user wrote.
#[test]
fn paths_begin_at_the_re_exports() {
    for Shape { name, expand, args, item } in SHAPES {
        let expansion = expand(args.parse().unwrap(), item.parse().unwrap()).to_string();
        for word in ["std", "core", "alloc", "serde_json", "freedompay_runtime"] {
            let path = format!("{word} ::");
            let is_ours = |at: usize| expansion[..at].ends_with("__private :: ");
            let foreign = expansion.match_indices(&path).find(|(at, _)| !is_ours(*at));
            assert!(foreign.is_none(), "{name} names `{word}`");
        }
    }
}
