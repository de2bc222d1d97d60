//! ARCHITECTURE.md draws the order of the rooms of each crate. This test reads the `use` lines of every source file,
//! and the paths from the crate's root in its code, and holds them against it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Imports that the rules forbid and that stay for now.
struct Exception {
    /// Beginning of the file's path.
    file: &'static str,
    import: &'static str,
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[];

/// Files that are a crate's root: they import from everywhere, and nobody imports what they do not define.
const ROOTS: [&str; 2] = ["lib.rs", "main.rs"];

/// A source file of a crate.
struct Source {
    /// Path from the top of the repository.
    file: String,
    /// Its module path: `["journal", "file"]`.
    module: Vec<String>,
    imports: Vec<Import>,
    text: String,
}

/// An import of the own crate, as a path from the crate's root.
struct Import {
    line: usize,
    path: Vec<String>,
}

/// Rooms by level: a room may import from rooms of lower levels and from itself.
type Order = BTreeMap<String, usize>;

/// Returns the rooms that ARCHITECTURE.md draws: a folder of a crate and its order.
fn orders(page: &str) -> Vec<(String, Order)> {
    let block = page.split("<!-- rooms -->\n```text\n").nth(1).expect("ARCHITECTURE.md draws the rooms");
    let lines = block.split("```").next().unwrap().lines();
    lines
        .map(|line| {
            let (folder, order) = line.split_once(' ').expect("a folder, then its rooms");
            let levels = order.split('<').enumerate();
            let rooms =
                levels.flat_map(|(level, rooms)| rooms.split(',').map(move |room| (room.trim().to_owned(), level)));
            (folder.to_owned(), rooms.collect())
        })
        .collect()
}

/// Returns whether a file holds only tests, which may import anything.
fn is_test(name: &str) -> bool {
    name == "tests" || name == "tests.rs"
}

fn sources(root: &Path, folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(root, &format!("{folder}/src"), &[], &mut found);
    assert!(!found.is_empty(), "{folder} has no sources");
    found
}

fn collect(root: &Path, folder: &str, module: &[String], found: &mut Vec<Source>) {
    let mut names: Vec<String> = fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names.into_iter().filter(|name| !is_test(name)) {
        let file = format!("{folder}/{name}");
        if root.join(&file).is_dir() {
            collect(root, &file, &[module, &[name]].concat(), found);
        } else if let Some(stem) = name.strip_suffix(".rs") {
            let is_own = name == "mod.rs" || (module.is_empty() && ROOTS.contains(&name.as_str()));
            let module = if is_own { module.to_vec() } else { [module, &[stem.to_owned()]].concat() };
            let text = fs::read_to_string(root.join(&file)).unwrap();
            found.push(Source { imports: imports(&text, &module), file, module, text });
        }
    }
}

/// Returns the imports of the own crate in a file, without those of its test module.
fn imports(text: &str, module: &[String]) -> Vec<Import> {
    let mut found = Vec::new();
    let mut lines = text.lines().zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        let code = line.trim_start();
        if code == "#[cfg(test)]"
            && lines.peek().is_some_and(|(next, _)| next.starts_with("mod ") && next.ends_with('{'))
        {
            break;
        }
        let code = code.strip_prefix("pub").map_or(code, |rest| match rest.split_once(") ") {
            Some((scope, rest)) if scope.starts_with('(') => rest,
            _ => rest.trim_start(),
        });
        let Some(tree) = code.strip_prefix("use ") else {
            found.extend(inline(line).map(|path| Import { line: number, path }));
            continue;
        };
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().expect("a `use` ends").0.trim());
        }
        let tree = tree.split(';').next().unwrap();
        found.extend(
            paths(tree)
                .into_iter()
                .filter_map(|path| absolute(&path, module))
                .map(|path| Import { line: number, path }),
        );
    }
    found
}

/// Returns the paths from the crate's root that a line of code names without importing them.
fn inline(line: &str) -> impl Iterator<Item = Vec<String>> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::").skip(1).map(|rest| {
        let path = rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next().unwrap_or_default();
        path.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned).collect()
    })
}

/// Expands `a::{b, c::{d, e}}`.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, list)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap().trim();
        return if path.is_empty() { Vec::new() } else { vec![path.to_owned()] };
    };
    let list = list.trim_end().strip_suffix('}').expect("a closed list");
    let mut depth = 0;
    let parts = list.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.flat_map(paths).map(|path| format!("{}{path}", before.trim())).collect()
}

/// Returns a path from the crate's root, or `None` for another crate.
fn absolute(path: &str, module: &[String]) -> Option<Vec<String>> {
    let segments: Vec<String> = path.split("::").map(|segment| segment.trim().to_owned()).collect();
    let supers = segments.iter().take_while(|segment| *segment == "super").count();
    match segments[0].as_str() {
        "crate" => Some(segments[1..].to_vec()),
        "self" => Some([module, &segments[1..]].concat()),
        "super" => Some([&module[..module.len().checked_sub(supers)?], &segments[supers..]].concat()),
        _ => None,
    }
}

/// Returns the file that a path leads to: the longest prefix that is a module.
fn target<'a>(sources: &'a [Source], path: &[String]) -> &'a Source {
    let fits = sources.iter().filter(|source| path.starts_with(&source.module));
    fits.max_by_key(|source| source.module.len()).expect("the root fits every path")
}

/// Returns whether a file defines an item itself, instead of re-exporting it.
fn defines(source: &Source, name: &str) -> bool {
    let kinds = ["fn", "struct", "enum", "trait", "type", "const", "static", "mod", "macro_rules!"];
    source.text.lines().any(|line| {
        let mut words =
            line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '!').filter(|word| !word.is_empty());
        words.any(|word| kinds.contains(&word)) && words.next() == Some(name)
    })
}

/// Returns the problems of a crate, each as `file:line: …`, and notes the exceptions that were needed.
fn problems(sources: &[Source], order: &Order, used: &mut BTreeSet<usize>) -> Vec<String> {
    let mut problems = Vec::new();
    let rooms: BTreeSet<&String> = sources.iter().filter_map(|source| source.module.first()).collect();
    problems.extend(
        rooms.iter().filter(|room| !order.contains_key(**room)).map(|room| format!("{room} is not in the list")),
    );
    problems.extend(
        order.keys().filter(|room| !rooms.contains(room)).map(|room| format!("{room} is listed and does not exist")),
    );
    let mut between: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
    let index = |source: &Source| sources.iter().position(|other| other.file == source.file).unwrap();
    for source in sources.iter().filter(|source| !source.module.is_empty()) {
        for import in &source.imports {
            let path = import.path.join("::");
            let place = format!("{}:{}: `{path}`", source.file, import.line);
            let excepted = EXCEPTIONS.iter().position(|e| source.file.starts_with(e.file) && e.import == path);
            let imported = target(sources, &import.path);
            let problem = match (source.module.first(), imported.module.first()) {
                (_, None) => import
                    .path
                    .first()
                    .filter(|name| !defines(imported, name))
                    .map(|_| format!("{place} is imported from the crate's root, which does not define it")),
                (Some(from), Some(to)) if from != to && order.get(from) <= order.get(to) => {
                    Some(format!("{place} is an import upwards: {to} is not before {from}"))
                }
                _ => None,
            };
            if excepted.is_none() {
                let is_family =
                    source.module.starts_with(&imported.module) || imported.module.starts_with(&source.module);
                if !is_family {
                    between.entry(index(source)).or_default().entry(index(imported)).or_insert(place);
                }
                problems.extend(problem);
            } else {
                used.extend(excepted);
            }
        }
    }
    problems.extend(loops(&between));
    problems
}

/// Returns one import of each pair of files from which a way leads back.
fn loops(between: &BTreeMap<usize, BTreeMap<usize, String>>) -> Vec<String> {
    let mut found = Vec::new();
    for (from, targets) in between {
        for (to, place) in targets {
            let mut seen = BTreeSet::from([*to]);
            let mut open = vec![*to];
            while let Some(file) = open.pop() {
                open.extend(between.get(&file).into_iter().flat_map(BTreeMap::keys).filter(|next| seen.insert(**next)));
            }
            if seen.contains(from) {
                found.push(format!("{place} is part of a loop between files"));
            }
        }
    }
    found
}

#[test]
fn rooms_import_in_one_direction() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let orders = orders(&page);
    let folders: Vec<&str> = orders.iter().map(|(folder, _)| folder.as_str()).collect();
    assert_eq!(folders, ["macros", "runtime", "store", "sandbox", "cli"]);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (folder, order) in &orders {
        found.extend(problems(&sources(&root, folder), order, &mut used));
    }
    for (at, exception) in EXCEPTIONS.iter().enumerate() {
        assert!(!exception.reason.is_empty());
        if !used.contains(&at) {
            found.push(format!("the exception {} → {} is not needed", exception.file, exception.import));
        }
    }
    assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
}

fn source(file: &str, text: &str) -> Source {
    let module: Vec<String> = if ROOTS.contains(&file) {
        Vec::new()
    } else {
        file.trim_end_matches("/mod.rs").trim_end_matches(".rs").split('/').map(str::to_owned).collect()
    };
    Source { file: file.to_owned(), imports: imports(text, &module), module, text: text.to_owned() }
}

#[test]
fn a_wrong_import_is_found() {
    let order = Order::from([("low".to_owned(), 0), ("high".to_owned(), 1)]);
    let root = "mod low;\nmod high;\npub use high::Tall;\npub struct Here;\n";
    let found = |low: &str, high: &str| {
        let sources = [
            source("lib.rs", root),
            source("low.rs", low),
            source("high/mod.rs", high),
            source("high/a.rs", "use super::b::B;"),
        ];
        problems(&sources, &order, &mut BTreeSet::new())
    };
    assert_eq!(
        found("use std::fmt;\nuse crate::Here;", "mod a;\nuse crate::low::{Low, Lower as L};\nuse self::a::A;"),
        [""; 0]
    );
    assert!(
        found("\nuse crate::{\n    Here,\n    high::Tall,\n};", "")[0]
            .starts_with("low.rs:2: `high::Tall` is an import upwards")
    );
    assert!(found("pub(crate) use super::high;", "")[0].contains("is an import upwards"));
    assert!(found("use crate::Tall;", "")[0].contains("from the crate's root"));
    // A path in the code reaches as far as an import.
    assert!(found("fn f() {\n    crate::high::a::A::new(); // crate::high::b\n}", "")[0].starts_with("low.rs:2: "));
    assert_eq!(found("// crate::high::a::A", "fn f() -> crate::low::Low {}"), [""; 0]);
    let looped = [
        source("lib.rs", root),
        source("high/a.rs", "use super::b::B;"),
        source("high/b.rs", "use crate::high::a::A;"),
    ];
    let found = problems(&looped, &Order::from([("high".to_owned(), 0)]), &mut BTreeSet::new());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("high/a.rs:1: `high::b::B` is part of a loop"));
}
