//! The two sets of methods, read from the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Methods that only the blocking client has, with the reason.
const OWN: [(&str, &str); 5] = [
    ("new", "wraps an asynchronous client"),
    ("as_async", "returns it"),
    ("runtime", "returns what it runs on"),
    ("block_on", "does what has settings"),
    ("recover_stream", "`recover_all(..).stream()`, as an iterator"),
];

/// The public methods of a type, in the files of a folder.
fn methods(folder: &str, of: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/client").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = BTreeSet::new();
    for file in files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        let mut is_inside = false;
        for line in fs::read_to_string(file).unwrap().lines() {
            match line {
                line if line.starts_with("impl") => is_inside = line == of,
                "}" => is_inside = false,
                _ => {}
            }
            let name = line.strip_prefix("    pub fn ").or_else(|| line.strip_prefix("    pub async fn "));
            if let Some(name) = name.filter(|_| is_inside) {
                found.insert(name.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    assert!(found.len() > 1, "{of} was found");
    found
}

#[test]
fn it_has_every_method_of_the_asynchronous_client() {
    for of in ["impl<A: Api> Client<A> {", "impl AnyClient {"] {
        let (asynchronous, blocking) = (methods(".", of), methods("blocking", of));
        let own: BTreeSet<String> = OWN.iter().map(|(name, _)| (*name).to_owned()).collect();
        let missing: Vec<_> = asynchronous.difference(&blocking).collect();
        assert!(missing.is_empty(), "{of} the blocking one lacks {missing:?}");
        assert_eq!(blocking.difference(&asynchronous).cloned().collect::<BTreeSet<_>>(), own, "{of}");
    }
    let asynchronous = methods(".", "impl RecoveryStream<'_> {");
    let blocking = methods("blocking", "impl<'a> RecoveryStream<'a> {");
    // `next` is that of an iterator.
    assert_eq!(asynchronous.difference(&blocking).collect::<Vec<_>>(), ["next"]);
    assert!(methods(".", "impl<A: Api> Client<A> {").len() > 6, "all of them were read");
}
