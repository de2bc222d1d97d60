//! Bytes that are hardly documents any more: whatever they are, reading and writing them ends soon, without a panic and
//! without exhausting the stack.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use freedompay_documents::document;

use super::super::document::source;
use super::super::rust::{self, Batch};
use super::{ImportedOperation, kinds};

/// Texts tried by the tests; a run of its own tries as many as `FREEDOMPAY_DOCUMENTS` says.
const COUNT: u64 = 3000;
/// Half of what the main thread of the program has.
const STACK: usize = 4 << 20;
/// The longest time for one text, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pieces that change the meaning of a document most.
const PIECES: [&str; 26] = [
    "$ref: '#/components/schemas/Part0'",
    "{\"$ref\": \"#/components/schemas/Part1\"}",
    "\"$ref\": \"#/components/schemas/Part2\",",
    "$ref: '#'",
    "allOf:",
    "oneOf: [{$ref: '#/components/schemas/Part0'}, {type: string}]",
    "items:",
    "properties:",
    "additionalProperties:",
    "<<: *a",
    "&a ",
    "*a",
    "type: [string, 'null']",
    "nullable: true",
    "enum: ['', 1, null]",
    "pattern: '(?=a)|^b'",
    "required: true",
    "- ",
    "{",
    "}",
    "[[[[",
    "\u{202e}ж",
    "---\n",
    "1e999",
    "null",
    "\"",
];

fn mutated(random: &mut fastrand::Rng, text: &str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=random.usize(..5) {
        let at = random.usize(..=bytes.len());
        let lines: Vec<usize> =
            bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
        let line = lines.get(random.usize(..lines.len().max(1))).copied().unwrap_or(0);
        match random.u8(..7) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 => bytes.truncate(at.max(bytes.len() / 2)),
            2 => drop(bytes.splice(at..at, PIECES[random.usize(..PIECES.len())].bytes())),
            // A whole line in the place of another keeps the text readable.
            3 | 4 => {
                let end =
                    bytes[line + 1..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| line + 1 + end);
                let indent = bytes[line + 1..end].iter().take_while(|byte| **byte == b' ').count();
                let piece = format!("{}{}", " ".repeat(indent), PIECES[random.usize(..PIECES.len())]);
                bytes.splice(line + 1..end, piece.into_bytes());
            }
            // A name that refers to another schema makes circles.
            _ => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let [from, to] = [random.u8(..8), random.u8(..8)].map(|number| format!("schemas/Part{number}"));
                bytes = text.replacen(&from, &to, 1 + random.usize(..3)).into_bytes();
            }
        }
    }
    bytes
}

/// Imports a text and writes what it contains.
fn import(text: &str, name: &str) -> usize {
    let mut written = 0;
    for part in source::split(Path::new(name), text.to_owned()) {
        let (found, _) = super::operations(&part, None);
        let list: Vec<&ImportedOperation> = found.iter().collect();
        let batch = Batch::new(&list);
        for imported in &list {
            let text = rust::write(imported, &batch).unwrap();
            assert!(text.parse::<proc_macro2::TokenStream>().is_ok(), "{text}");
            written += 1;
        }
    }
    written
}

#[test]
fn any_text_is_read_soon_and_without_harm() {
    let work = || {
        let cases = kinds::cases();
        let mut random = fastrand::Rng::with_seed(18);
        let mut written = 0;
        for seed in 0..super::generated::count(COUNT) {
            let made = document(seed % 400, true);
            let (text, name) = match cases.get(random.usize(..cases.len() * 4)) {
                Some(case) => (case.page.clone(), "page.yaml".to_owned()),
                None => (made.text, made.file),
            };
            let bytes = mutated(&mut random, &text);
            let text = String::from_utf8_lossy(&bytes);
            let begun = Instant::now();
            written += import(&text, &name);
            assert!(begun.elapsed() < PATIENCE, "seed {seed} took {:?}:\n{text}", begun.elapsed());
        }
        written
    };
    let written = thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
    assert!(written > 500, "{written}");
}

#[test]
fn deep_and_wide_documents_end_soon() {
    let work = || {
        let begun = Instant::now();
        let deep = |open: &str, close: &str, depth: usize| {
            let schema = format!("{}{{type: string}}{}", open.repeat(depth), close.repeat(depth));
            format!(
                "openapi: 3.0.1\npaths:\n  /v5/partner/deep:\n    post: {{requestBody: {{content: {{application/json: {{schema: \
                 {{type: object, properties: {{a: {schema}}}}}}}}}}}}}\n"
            )
        };
        for depth in [10, 60, 150, 5_000] {
            import(&deep("{type: array, items: ", "}", depth), "a.yaml");
            import(&deep("{allOf: [", "]}", depth), "a.yaml");
            import(&deep("{oneOf: [{type: integer}, ", "]}", depth), "a.yaml");
            import(&deep("{type: object, properties: {b: ", "}}", depth), "a.yaml");
        }
        // Each schema refers to the next one twice, in every way.
        for way in [
            "allOf: [X, X]",
            "oneOf: [X, X]",
            "properties: {a: X, b: X}",
            "properties: {a: {items: X}, b: {anyOf: [X, {type: string}]}}",
        ] {
            let schemas = (0..60).map(|at| {
                format!(
                    "    S{at}: {{{}}}\n",
                    way.replace('X', &format!("{{$ref: '#/components/schemas/S{}'}}", (at + 1) % 60))
                )
            });
            let text = format!(
                "openapi: 3.0.1\npaths:\n  /v5/partner/grows:\n    post: {{requestBody: {{content: {{application/json: {{schema: \
                 {{$ref: '#/components/schemas/S0'}}}}}}}}}}\ncomponents:\n  schemas:\n{}",
                schemas.collect::<String>()
            );
            import(&text, "a.yaml");
        }
        assert!(begun.elapsed() < PATIENCE * 3, "{:?}", begun.elapsed());
    };
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap();
}
