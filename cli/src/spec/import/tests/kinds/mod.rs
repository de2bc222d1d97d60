//! One case per kind of contradiction or subtlety, with the declaration it becomes. All of them are compiled together with
//! the generated documents.

mod bodies;
mod calls;
mod effects;
mod empties;
mod hidden;
mod keywords;
mod limits;
mod messages;
mod own_samples;
mod parameters;
mod places;
mod samples;
mod schemas;
mod secrets;
mod security;
mod servers;
mod shapes;
mod values;
mod wordings;
mod xml;
mod yaml;

use super::written;

/// A document, the parts that its declaration must have, and those that it must not.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) page: String,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
}

impl Case {
    /// Adds lines to the document.
    fn with(mut self, more: &str) -> Self {
        self.page.push_str(more);
        self
    }
}

/// A document with one operation and components.
fn page(path: &str, method: &str, operation: &str, more: &str) -> String {
    format!("openapi: 3.0.1\npaths:\n  {path}:\n    {method}: {operation}\n{more}")
}

fn with_schemas(schemas: &str) -> String {
    format!("components:\n  schemas: {schemas}\n")
}

/// A JSON call with these properties in its body.
fn body(name: &'static str, properties: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    body_of(name, properties, "", has, lacks)
}

fn body_of(
    name: &'static str,
    properties: &str,
    schemas: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let schema = format!("{{type: object, properties: {{{properties}}}}}");
    whole_body(name, &schema, schemas, has, lacks)
}

fn whole_body(
    name: &'static str,
    schema: &str,
    schemas: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}}}");
    let more = if schemas.is_empty() { String::new() } else { with_schemas(schemas) };
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, &more), has, lacks }
}

/// A JSON call with this response schema and sample.
fn answer(
    name: &'static str,
    schema: &str,
    sample: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let content = format!("{{application/json: {{schema: {schema}, example: {sample}}}}}");
    responses(name, &format!("{{'200': {{description: d, content: {content}}}}}"), has, lacks)
}

fn responses(
    name: &'static str,
    responses: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, responses: {responses}}}");
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, ""), has, lacks }
}

/// A form call with this response schema and sample.
fn form_answer(
    name: &'static str,
    schema: &str,
    sample: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let content = format!("{{application/xml: {{schema: {schema}, example: {sample}}}}}");
    let operation = format!("{{summary: Call, responses: {{'200': {{content: {content}}}}}}}");
    Case { name, page: page(&format!("/g2g/kinds/{name}"), "post", &operation, ""), has, lacks }
}

/// A call with parameters.
fn parameters(
    name: &'static str,
    method: &str,
    path: &str,
    list: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, parameters: [{list}]}}");
    Case { name, page: page(path, method, &operation, ""), has, lacks }
}

/// Lists all cases.
pub(super) fn cases() -> Vec<Case> {
    [
        schemas::schemas(),
        values::presence(),
        values::enums(),
        values::limits(),
        samples::samples(),
        samples::replies(),
        places::places(),
        calls::calls(),
        effects::effects(),
        parameters::twice(),
        parameters::headers(),
        parameters::styles(),
        security::security(),
        servers::servers(),
        shapes::shapes(),
        shapes::operations(),
        keywords::keywords(),
        keywords::odd_values(),
        secrets::secrets(),
        secrets::named(),
        hidden::hidden(),
        hidden::signatures(),
        bodies::media(),
        bodies::errors(),
        messages::messages(),
        wordings::wordings(),
        own_samples::of_properties(),
        own_samples::of_other_types(),
        xml::xml(),
        yaml::yaml(),
        empties::empties(),
        empties::settled(),
        empties::digits(),
        limits::alternatives(),
        limits::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Joins the lines of each comment.
fn unwrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match line.trim_start().strip_prefix("// ").filter(|rest| !rest.starts_with("CHECK: ")) {
            Some(rest) => {
                out.push(' ');
                out.push_str(rest);
            }
            None => {
                out.push('\n');
                out.push_str(line);
            }
        }
    }
    out
}

#[test]
fn every_kind_is_read_right() {
    let mut wrong = Vec::new();
    for Case { name, page, has, lacks } in cases() {
        let text = match written(&page).as_slice() {
            [Ok(text)] => text.clone(),
            other => {
                wrong.push(format!("{name}: {other:?}\n{page}"));
                continue;
            }
        };
        // Comments are read as one line each.
        let is_there = |part: &str| text.contains(part) || unwrapped(&text).contains(part);
        for part in has.iter().filter(|part| !is_there(part)) {
            wrong.push(format!("{name} lacks {part:?}:\n{text}"));
        }
        for part in lacks.iter().filter(|part| is_there(part)) {
            wrong.push(format!("{name} has {part:?}:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n----\n"));
}

#[test]
fn what_cannot_be_declared_is_refused_by_name() {
    let circle = |schema: &str| {
        let body = "{requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}";
        page("/v5/partner/kinds/circle", "post", body, &with_schemas(&format!("{{A: {schema}}}")))
    };
    for (page, expected) in [
        (
            page(
                "/v5/partner/kinds/twice",
                "post",
                "{parameters: [{name: kind, in: query, required: true, schema: {type: string}}], requestBody: {content: \
                 {application/json: {schema: {type: object, required: [kind], properties: {kind: {type: string}}}}}}}",
                "",
            ),
            "`kind` is required in the query and in the body",
        ),
        (
            page("/v5/partner/kinds/x", "post", "{}", "servers: [{url: '/{base}'}]\n"),
            "has a variable without a default",
        ),
        (page("/v5/g2g/kinds", "post", "{summary: Call}", ""), "has an `X-Action`"),
        (
            page("/v5/partner/kinds/x", "head", "{summary: Call}", ""),
            "`head` of /v5/partner/kinds/x cannot be declared",
        ),
        (
            page("/v5/partner/kinds/x", "get", "{parameters: [{name: s, in: cookie, required: true}]}", ""),
            "`s` is a required cookie",
        ),
        (circle("{allOf: [{$ref: '#/components/schemas/A'}]}"), "contains itself"),
        (circle("{$ref: '#/components/schemas/A'}"), "circular reference"),
        (
            "{\"openapi\": \"3.0.1\",\t\"paths\": {\"/v5/partner/a\": {\"post\": {}, \"post\": {}}}}".to_owned(),
            "duplicate key `post`",
        ),
        ("openapi: 3.0.1\npaths: {a: {<<: 1}}\n".to_owned(), "the merge key `<<` takes an object"),
    ] {
        let found = written(&page);
        let is_named = |one: &Result<String, String>| one.as_ref().is_err_and(|message| message.contains(expected));
        assert!(found.iter().any(is_named) && found.iter().all(Result::is_err), "{expected}: {found:?}\n{page}");
    }
}

#[test]
fn all_documents_of_a_stream_are_read() {
    let first = page("/v5/partner/kinds/one", "post", "{summary: One}", "");
    let second = page("/v5/partner/kinds/two", "post", "{summary: Two}", "");
    let found = written(&format!("---\n{first}---\n{second}...\n---\nother: 1\n"));
    assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 2, "{found:?}");
    assert!(found.iter().any(|one| one.as_ref().is_err_and(|message| message.contains("not an OpenAPI document"))));
}
