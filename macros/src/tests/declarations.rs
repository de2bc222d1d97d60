//! The build script of `freedompay`, which lists the declarations.

use std::path::Path;
use std::{env, fs, process};

#[path = "../../../api-defs/build.rs"]
#[allow(dead_code)] // its own `main`
mod build;

const DECLARATION: &str = "#[freedompay_endpoint(uri = \"/v5/partner/points\", method = \"GET\")]\npub struct Points;";

/// Writes sources into a folder of their own, and returns the messages about them.
fn messages(name: &str, sources: &[(&str, &str)]) -> Vec<String> {
    let folder = env::temp_dir().join(format!("freedompay-declarations-{}-{name}", process::id()));
    for (path, text) in sources {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let messages = build::missing_modules(&folder).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    messages
}

#[test]
fn a_file_without_its_module_line_is_named_with_the_line() {
    let partner = ("partner/mod.rs", "pub mod invoices;");
    let rest = [("lib.rs", "#[cfg(feature = \"partner\")]\npub mod partner;"), ("partner/invoices.rs", DECLARATION)];
    assert_eq!(messages("all", &[rest[0], rest[1], partner]), Vec::<String>::new());
    let found = messages("file", &[rest[0], rest[1], partner, ("partner/points.rs", DECLARATION)]);
    assert_eq!(
        found,
        ["src/partner/points.rs declares endpoints but is not a module: add `pub mod points;` to src/partner/mod.rs"]
    );
    let found = messages("folder", &[rest[0], partner, rest[1], ("partner/points/own.rs", DECLARATION)]);
    assert_eq!(
        found,
        [
            "src/partner/points/own.rs declares endpoints but is not a module: add `pub mod points;` to src/partner/mod.rs"
        ]
    );
    let found = messages("none", &[("lib.rs", "pub mod partner;"), rest[1]]);
    assert_eq!(
        found,
        [
            "src/partner/invoices.rs declares endpoints but is not a module: add `pub mod invoices;` to src/partner/mod.rs"
        ]
    );
    // A file without declarations, and a word `mod` elsewhere, are the compiler's.
    let own = [rest[0], rest[1], partner, ("partner/values.rs", "const A: &str = \"mod values;\";")];
    assert_eq!(messages("values", &own), Vec::<String>::new());
}

#[test]
fn every_declaration_of_the_library_is_in_a_module() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-defs/src");
    assert_eq!(build::missing_modules(&source).unwrap(), Vec::<String>::new());
    assert!(build::types(&source).unwrap().len() > 100);
}
