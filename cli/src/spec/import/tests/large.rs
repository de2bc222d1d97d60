//! Documents as large as the limits allow are read in a time that grows with their size, not with its square or cube.

use std::time::{Duration, Instant};

use super::written;

/// Much more than a debug build needs, and much less than comparing all names with each other takes.
const ENOUGH: Duration = Duration::from_secs(20);

fn read(page: &str) -> String {
    let start = Instant::now();
    let found = written(page);
    let took = start.elapsed();
    assert!(took < ENOUGH, "{took:?}");
    match found.as_slice() {
        [Ok(text)] => text.clone(),
        other => panic!("{other:?}"),
    }
}

fn members(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(", ")
}

fn call(schema: &str, example: &str) -> String {
    format!(
        "openapi: 3.0.1\npaths: {{/v5/partner/large: {{post: {{summary: Call, responses: {{'200': {{content: {{application/json: \
         {{schema: {schema}, example: {example}}}}}}}}}}}}}}}\n"
    )
}

#[test]
fn names_of_a_schema_and_of_its_samples_that_all_differ() {
    let properties = members(990, |at| format!("n{at:05}aaaaaaaaaa: {{type: string}}"));
    let sample = members(990, |at| format!("m{at:05}bbbbbbbbbb: x"));
    let required = members(990, |at| format!("r{at:05}aaaaaaaaaa"));
    let schema = format!("{{type: object, required: [{required}], properties: {{{properties}}}}}");
    let text = read(&call(&schema, &format!("{{{sample}}}")));
    assert!(text.contains("pub n00989aaaaaaaaaa:") && text.contains("pub m00989bbbbbbbbbb:"));
    // Names that differ in one letter are taken for misspelt ones.
    let near = sample.replace('b', "a");
    assert!(
        read(&call(&format!("{{properties: {{{properties}}}}}"), &format!("{{{near}}}")))
            .contains("pub m00989aaaaaaaaaa:")
    );
    // A misspelt name among as many is found.
    let sample = sample.replace("m00500bbbbbbbbbb", "n00500aaaabaaaaa");
    let text = read(&call(&format!("{{type: object, properties: {{{properties}}}}}"), &format!("{{{sample}}}")));
    assert!(text.contains("pub n00500aaaabaaaaa:") && !text.contains("pub n00500aaaaaaaaaa:"));
}

#[test]
fn known_values_in_great_numbers() {
    let values = members(100_000, |at| format!("v{at}"));
    let schema = format!("{{type: object, properties: {{kind: {{type: string, enum: [{values}]}}}}}}");
    let text = read(&call(&schema, "{kind: v1}"));
    assert!(text.contains("it has 100000 known values; read without them"));
}
