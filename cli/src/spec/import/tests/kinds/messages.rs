//! Bodies, responses and paths whose shape is not that of the specification: read where that is plain, and named.

use super::{Case, page, responses, written};
use crate::spec::import::tests::document;

const A: &str = "{schema: {type: object, properties: {a: {type: string}}}}";

fn sent(name: &'static str, body: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    let operation = format!("{{summary: Call, requestBody: {body}}}");
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, ""), has, lacks }
}

pub(super) fn messages() -> Vec<Case> {
    vec![
        sent(
            "body_without_content",
            "{required: true, schema: {type: object, required: [a], properties: {a: {type: string}}}, example: {a: x}}",
            &["pub a: String", "CHECK: `requestBody` has no `content`; its own schema and samples are read"],
            &["not taken over"],
        ),
        sent(
            "body_in_a_list",
            &format!("[{{content: {{application/json: {A}}}}}]"),
            &["pub a:", "CHECK: `requestBody` is a list instead of an object; its only item is read"],
            &[],
        ),
        sent(
            "content_in_a_list",
            &format!("{{content: [{{application/json: {A}}}, nothing]}}"),
            &[
                "pub a:",
                "CHECK: `content` of `requestBody` is a list instead of an object; its items are read together",
                "CHECK: `content` of `requestBody` has items that are not objects; left out",
            ],
            &[],
        ),
        sent(
            "content_without_media",
            &format!("{{content: {A}}}"),
            &["pub a:", "CHECK: `content` of `requestBody` names no media type; its schema and samples are read"],
            &["the document sends"],
        ),
        sent(
            "media_in_a_list",
            &format!("{{content: {{application/json: [{A}]}}}}"),
            &["pub a:", "CHECK: `application/json` is described by a list instead of an object; its only item is read"],
            &[],
        ),
        sent(
            "media_of_texts",
            "{required: true, content: {application/json: 'amount, currency'}}",
            &[
                "CHECK: `application/json` is not described by an object; left out",
                "CHECK: its body is required, but not described; declared without a body",
            ],
            &[],
        ),
        sent(
            "content_of_text",
            "{content: amount, mediaType: json}",
            &[
                "CHECK: `content` of `requestBody` is not an object; left out",
                "CHECK: `mediaType` of the body is not taken over",
            ],
            &["is required"],
        ),
        sent(
            "required_but_empty",
            "{required: true, content: {}}",
            &["CHECK: its body is required, but not described; declared without a body"],
            &[],
        ),
        sent("optional_and_empty", "{content: {}}", &[], &["body is required"]),
        responses(
            "responses_in_lists",
            &format!(
                "{{'200': {{content: [{{application/json: {A}}}]}}, '201': [{{content: {{application/json: {A}}}}}], '400': Refused}}"
            ),
            &[
                "pub a:",
                "`content` of `200` is a list instead of an object",
                "`201` is a list instead of an object; its only item is read",
                "`400` is not an object, so what it describes cannot be read",
            ],
            &[],
        ),
        responses(
            "response_of_text",
            "{'200': OK}",
            &[
                "`200` is not an object, so what it describes cannot be read",
                "the document does not describe the response",
            ],
            &[],
        ),
    ]
}

#[test]
fn what_is_lost_of_a_path_is_named() {
    let good = "/v5/partner/kinds/good: {post: {summary: Good}}";
    for (lost, line, expected) in [
        ("/v5/partner/p:\n    - post: {}", 5, "/v5/partner/p is not an object with operations"),
        ("/v5/partner/p: null", 4, "/v5/partner/p is not an object with operations"),
        ("/v5/partner/p: later", 4, "/v5/partner/p is not an object with operations"),
        ("/v5/partner/p: {parameters: []}", 4, "/v5/partner/p has no operation"),
        (
            "/v5/partner/p:\n    $ref: '#/components/pathItems/X'\n    post: {}\n    parameters: []",
            6,
            "`post` of /v5/partner/p is beside a `$ref`, which is used; not taken over",
        ),
        (
            "/v5/partner/p:\n    $ref: '#/components/pathItems/X'\n    post: {}\n    parameters: []",
            7,
            "`parameters` of /v5/partner/p is beside a `$ref`, which is used; not taken over",
        ),
        ("/v5/partner/p: {$ref: '#/components/nothing'}", 4, "/v5/partner/p: unresolved reference"),
        (
            "/v5/partner/p:\n    post:\n      requestBody: amount, currency",
            6,
            "`requestBody` is not an object, so what it describes cannot be read",
        ),
        (
            "/v5/partner/p:\n    post:\n      requestBody: [{content: {}}, {content: {}}]",
            6,
            "`requestBody` is not an object",
        ),
    ] {
        let page = format!(
            "openapi: 3.1.0\npaths:\n  {good}\n  {lost}\ncomponents: {{pathItems: {{X: {{get: {{summary: Other}}}}}}}}\n"
        );
        let (found, errors) = crate::spec::import::operations(&document(&page), None);
        let is_named = errors.iter().any(|error| error.error.line == line && error.error.message.contains(expected));
        assert!(is_named && !found.is_empty(), "{expected}: {errors:#?}\n{page}");
    }
    // The same path without anything lost.
    let page = page("/v5/partner/kinds/x", "post", "{summary: Call}", "");
    assert!(written(&page).iter().all(Result::is_ok));
}
