//! What the compiler says to wrong declarations: one rule, one file, one mistake. Right ones are in `right.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// `TRYBUILD=overwrite cargo test -p freedompay-ui` renews what is expected.
#[test]
fn wrong_declarations() {
    trybuild::TestCases::new().compile_fail("fail/*.rs");
}

/// First lines of what rustc printed for a case.
fn printed(case: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail").join(case).with_extension("stderr");
    let text =
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{case} is not expected to print anything yet: {e}"));
    let is_first = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    text.lines().filter(is_first).map(str::to_owned).collect()
}

/// Names of the cases, without `.rs`.
fn cases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    sources.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

/// `FP007` of `fp007_misspelt`.
fn code_of(case: &str) -> Option<String> {
    let (code, _) = case.split_once('_')?;
    code.strip_prefix("fp").filter(|digits| digits.len() == 3).map(|digits| format!("FP{digits}"))
}

#[test]
fn a_mistake_is_one_error_and_nothing_else() {
    for case in cases() {
        let Some(code) = code_of(&case) else { continue };
        let lines = printed(&case);
        assert!(lines.len() == 1 && lines[0].contains(&code), "{case}: {lines:#?}");
    }
}

/// A type of another direction, or without a wire form, is reported where it is given and nowhere else.
#[test]
fn a_wrong_type_is_one_error() {
    let cases: Vec<String> = cases().into_iter().filter(|case| case.starts_with("type_")).collect();
    assert!(cases.len() >= 20, "{cases:?}");
    for case in cases {
        let lines = printed(&case);
        assert!(lines.len() == 1 && lines[0].starts_with("error"), "{case}: {lines:#?}");
    }
}

/// The compiler parses an item before it calls a macro, so the macro need not repeat what it says.
#[test]
fn a_syntax_error_is_the_compilers_alone() {
    let cases: Vec<String> = cases().into_iter().filter(|case| case.starts_with("syntax_")).collect();
    assert!(cases.len() >= 5, "{cases:?}");
    for case in cases {
        let lines = printed(&case);
        assert!(lines.len() == 1 && !lines[0].contains("FP"), "{case}: {lines:#?}");
    }
}

#[test]
fn three_mistakes_are_three_errors() {
    for (case, codes) in [
        ("three_mistakes_in_three_modules", ["FP005", "FP016", "FP003"]),
        ("three_mistakes_in_one_declaration", ["FP001", "FP006", "FP005"]),
    ] {
        let lines = printed(case);
        assert_eq!(lines.len(), 3, "{case}: {lines:#?}");
        for (line, code) in lines.iter().zip(codes) {
            assert!(line.starts_with(&format!("error: {code}: ")), "{case}: {line}");
        }
    }
}

/// The codes in a text.
fn codes_in(text: &str) -> BTreeSet<String> {
    let places = text.match_indices("FP").filter_map(|(at, _)| text.get(at..at + 5));
    places.filter(|code| code[2..].bytes().all(|b| b.is_ascii_digit())).map(str::to_owned).collect()
}

fn codes_in_folder(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in_folder(&path, codes);
        } else {
            codes.extend(codes_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_code_is_used_explained_and_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut used = BTreeSet::new();
    for part in ["parse", "check", "expand"] {
        codes_in_folder(&root.join("macros/src").join(part), &mut used);
    }
    // Rules about two tables are constants that the compiler evaluates.
    codes_in_folder(&root.join("runtime/src/meta"), &mut used);
    let page = fs::read_to_string(root.join("docs/ERRORS.md")).unwrap();
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let explained: BTreeSet<String> = headings.iter().map(|heading| heading[..5].to_owned()).collect();
    let shown: BTreeSet<String> = cases().iter().filter_map(|case| code_of(case)).collect();
    assert!(used.len() >= 26, "{used:?}");
    assert_eq!(headings.len(), explained.len(), "one section per code");
    assert_eq!(used, explained, "codes of the macros and sections of docs/ERRORS.md");
    assert_eq!(used, shown, "codes of the macros and cases");
}
