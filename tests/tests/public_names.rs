//! The public names of `freedompay` are those in `api-defs/public-names.txt`: no `pub` anywhere changes them unseen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Names by their path below a crate or module: `journal::Journal`.
type Names = BTreeSet<String>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A module: its own tokens, and the folder of its child modules.
struct Module {
    tokens: TokenStream,
    folder: PathBuf,
}

impl Module {
    fn of_file(file: &Path) -> Self {
        let is_folder = file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
        let folder = if is_folder { file.parent().unwrap().to_owned() } else { file.with_extension("") };
        Self { tokens: fs::read_to_string(file).unwrap().parse().unwrap(), folder }
    }

    /// The file of a child module.
    fn child(&self, name: &str) -> Self {
        let file = self.folder.join(format!("{name}.rs"));
        Self::of_file(&if file.exists() { file } else { self.folder.join(name).join("mod.rs") })
    }

    /// Collects the public names of the module under a prefix. Whole modules that are re-exported, of this crate and of the runtime,
    /// and the store, are followed.
    fn collect(&self, prefix: &str, names: &mut Names) {
        let tokens: Vec<TokenTree> = self.tokens.clone().into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            // Exactly the attribute: a comment is one, too, and may speak of what is hidden.
            let is_hidden = at >= 1 && tokens[at - 1].to_string().replace(' ', "") == "[doc(hidden)]";
            if !is_word(&tokens[at], "pub") || is_group(tokens.get(at + 1), Delimiter::Parenthesis) || is_hidden {
                at += 1;
                continue;
            }
            let mut rest = tokens[at + 1..]
                .iter()
                .skip_while(|word| ["unsafe", "async", "extern"].iter().any(|modifier| is_word(word, modifier)));
            let mut kind = rest.next().map(ToString::to_string).unwrap_or_default();
            let mut name = rest.next().map(ToString::to_string).unwrap_or_default();
            if kind == "const" && name == "fn" {
                kind = name;
                name = rest.next().map(ToString::to_string).unwrap_or_default();
            }
            match kind.as_str() {
                "use" => {
                    let list = tokens[at + 2..].iter().take_while(|token| token.to_string() != ";");
                    for used in leaves(&list.cloned().collect::<TokenStream>()) {
                        self.collect_use(&used, prefix, names);
                    }
                }
                "mod" => {
                    names.insert(format!("{prefix}{name}::"));
                    let inner = match tokens.get(at + 3) {
                        Some(TokenTree::Group(body)) => Self { tokens: body.stream(), folder: self.folder.join(&name) },
                        _ => self.child(&name),
                    };
                    inner.collect(&format!("{prefix}{name}::"), names);
                }
                "struct" | "enum" | "trait" | "fn" | "const" | "static" | "type" | "union" => {
                    names.insert(format!("{prefix}{name}"));
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn collect_use(&self, path: &[String], prefix: &str, names: &mut Names) {
        let last = path.last().unwrap();
        // All names of a file beside this one are seen there.
        if let [module, glob] = path
            && glob == "*"
            && self.folder.join(format!("{module}.rs")).exists()
        {
            return self.child(module).collect(prefix, names);
        }
        assert_ne!(last, "*", "a glob in {prefix} would let names in unseen: {path:?}");
        let shown = last.rsplit(" as ").next().unwrap();
        let is_module = shown.chars().all(|c| c.is_lowercase() || c == '_');
        if is_module && path.len() == 2 && path[0] == "freedompay_runtime" && shown != "__private" {
            names.insert(format!("{prefix}{shown}::"));
            let runtime = Self::of_file(&root().join("runtime/src/lib.rs"));
            let module = if shown == "blocking" { runtime.child("client").child(shown) } else { runtime.child(shown) };
            module.collect(&format!("{prefix}{shown}::"), names);
        } else if path[0] == "freedompay_store as store" {
            names.insert(format!("{prefix}{shown}::"));
            Self::of_file(&root().join("store/src/lib.rs")).collect(&format!("{prefix}{shown}::"), names);
        } else if shown != "__private" {
            names.insert(format!("{prefix}{shown}"));
        }
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_group(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == delimiter)
}

/// The paths that a `use` names: `a::{b, c::d}` names `a::b` and `a::c::d`.
fn leaves(list: &TokenStream) -> Vec<Vec<String>> {
    let (mut paths, mut path) = (Vec::new(), Vec::<String>::new());
    let mut is_done = false;
    for token in list.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                if !is_done && !path.is_empty() {
                    paths.push(std::mem::take(&mut path));
                }
                path.clear();
                is_done = false;
            }
            TokenTree::Punct(punct) if punct.as_char() == '*' => path.push("*".to_owned()),
            TokenTree::Group(group) => {
                for inner in leaves(&group.stream()) {
                    paths.push(path.iter().cloned().chain(inner).collect());
                }
                is_done = true;
            }
            TokenTree::Ident(word) if word == "as" => path.push("as".to_owned()),
            TokenTree::Ident(name) => match path.last() {
                Some(word) if word == "as" => {
                    path.pop();
                    let original = path.pop().unwrap();
                    path.push(format!("{original} as {name}"));
                }
                _ => path.push(name.to_string()),
            },
            _ => {}
        }
    }
    if !is_done && !path.is_empty() {
        paths.push(path);
    }
    paths
}

#[test]
fn the_public_names_are_those_of_the_list() {
    let mut names = Names::new();
    Module::of_file(&root().join("api-defs/src/lib.rs")).collect("", &mut names);
    let file = root().join("api-defs/public-names.txt");
    let kept: Names = fs::read_to_string(&file).unwrap_or_default().lines().map(str::to_owned).collect();
    let added: Vec<&String> = names.difference(&kept).collect();
    let removed: Vec<&String> = kept.difference(&names).collect();
    let changes = format!("added: {added:#?}\nremoved: {removed:#?}");
    if env::var_os("FREEDOMPAY_BLESS").is_some() {
        // Not captured, so that the changes are seen although the test passes.
        let _ = writeln!(io::stderr(), "{changes}");
        let mut list = names.iter().cloned().collect::<Vec<_>>().join("\n");
        list.push('\n');
        return fs::write(file, list).unwrap();
    }
    assert!(
        added.is_empty() && removed.is_empty(),
        "{changes}\nrenew the list: FREEDOMPAY_BLESS=1 cargo test -p freedompay-tests --test public_names"
    );
}

#[test]
fn the_root_has_few_names() {
    let mut names = Names::new();
    Module::of_file(&root().join("api-defs/src/lib.rs")).collect("", &mut names);
    let at_root: Vec<&String> = names.iter().filter(|name| !name.contains("::")).collect();
    assert!(at_root.len() <= 36, "{}: {at_root:?}", at_root.len());
    for expected in
        ["Client", "Error", "freedompay_endpoint", "journal::Journal", "callback::Received", "card_data::Cvc"]
    {
        assert!(names.contains(expected), "{expected} is not public");
    }
}
