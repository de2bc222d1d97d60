//! The `mod` lines of a directory of Rust files.

use std::path::{Path, PathBuf};

/// Returns the file that names the modules of a directory: one that exists, or a new `mod.rs`.
pub(super) fn file_of(directory: &Path) -> PathBuf {
    let inside = ["mod.rs", "lib.rs", "main.rs"].map(|name| directory.join(name));
    let beside = directory.file_name().map(|name| directory.with_file_name(format!("{}.rs", name.to_string_lossy())));
    let found = inside.iter().chain(&beside).find(|file| file.is_file());
    found.cloned().unwrap_or_else(|| directory.join("mod.rs"))
}

/// Returns the modules that no line names.
pub(super) fn missing<'m>(text: &str, modules: &[&'m str]) -> Vec<&'m str> {
    let names = |line: &str, module: &str| declared(line) == Some(module);
    let code = code(text);
    modules.iter().copied().filter(|module| !code.iter().any(|line| names(line, module))).collect()
}

/// Returns the lines of a file; those in block comments, which may be nested, are empty.
fn code(text: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let one = |line| {
        let is_inside = depth > 0;
        let mut rest: &str = line;
        while let Some(at) = rest.find(['/', '*']) {
            let (_, here) = rest.split_at(at);
            let step = match here.get(..2) {
                Some("//") if depth == 0 => break,
                Some("/*") => {
                    depth += 1;
                    2
                }
                Some("*/") => {
                    depth = depth.saturating_sub(1);
                    2
                }
                _ => 1,
            };
            rest = here.get(step..).unwrap_or_default();
        }
        if is_inside { "" } else { line }
    };
    text.lines().map(one).collect()
}

/// Returns the module that a line declares.
fn declared(line: &str) -> Option<&str> {
    let (before, rest) = line.trim().split_once("mod ")?;
    let is_visibility = before.is_empty() || (before.starts_with("pub") && before.ends_with(' '));
    rest.strip_suffix(';').filter(|_| is_visibility).map(str::trim)
}

/// Adds `pub mod` lines: after the last of their kind, or else after the documentation of the module.
pub(super) fn added(text: &str, modules: &[&str]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = code(text).iter().rposition(|line| declared(line).is_some());
    let head = lines.iter().take_while(|line| line.starts_with("//!") || line.starts_with("#![")).count();
    let mut at = last.map_or(head, |last| last + 1);
    if last.is_none() && head > 0 {
        lines.insert(at, String::new());
        at += 1;
    }
    for module in modules {
        lines.insert(at, format!("pub mod {module};"));
        at += 1;
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{added, missing};

    #[test]
    fn lines_are_added_once_and_in_their_place() {
        assert_eq!(added("", &["a", "b"]), "pub mod a;\npub mod b;\n");
        assert_eq!(added("//! Calls.\n", &["a"]), "//! Calls.\n\npub mod a;\n");
        let text = "//! Calls.\n\nmod one;\npub(crate) mod two;\n\nuse one::One;\n";
        assert_eq!(missing(text, &["one", "two", "three"]), ["three"]);
        assert_eq!(added(text, &["three"]), text.replace("two;\n", "two;\npub mod three;\n"));
        let commented =
            "/*\npub mod one;\n/* mod two;\n*/\nmod three;\n*/\nmod four; /* mod five;\n*/ // /*\nmod six;\n";
        assert_eq!(missing(commented, &["one", "two", "three", "six"]), ["one", "two", "three"]);
        assert_eq!(
            added("/*\nmod a;\n*/\nmod b;\n/*\nmod c;\n*/\n", &["d"]),
            "/*\nmod a;\n*/\nmod b;\npub mod d;\n/*\nmod c;\n*/\n"
        );
        assert_eq!(missing("// mod one;\nmod one {}\n", &["one"]), ["one"]);
    }
}
