//! Several media types of one body, and responses that are errors.

use super::{Case, page, responses};

const A: &str = "{schema: {type: object, properties: {a: {type: string}}}}";
const B: &str = "{schema: {type: object, properties: {b: {type: string}}}}";

/// A call whose body has these media types.
fn sent(
    name: &'static str,
    base: &str,
    content: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, requestBody: {{content: {{{content}}}}}}}");
    Case { name, page: page(&format!("{base}/kinds/{name}"), "post", &operation, ""), has, lacks }
}

fn answered(name: &'static str, content: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    responses(name, &format!("{{'200': {{description: d, content: {{{content}}}}}}}"), has, lacks)
}

/// Several media types of one body.
pub(super) fn media() -> Vec<Case> {
    vec![
        sent(
            "form_before_json",
            "/v5/partner",
            &format!("application/x-www-form-urlencoded: {B}, application/json: {A}"),
            &[
                "pub a:",
                "CHECK: the document describes it as `application/x-www-form-urlencoded`, too, with another schema; \
                 `application/json` is used",
            ],
            &["pub b:"],
        ),
        sent(
            "xml_and_form",
            "/v5/partner",
            &format!("application/xml: {B}, multipart/form-data: {A}"),
            &[
                "pub a:",
                "CHECK: the document sends `multipart/form-data`, but this API accepts JSON, which are used",
                "as `application/xml`, too, with another schema",
            ],
            &["pub b:"],
        ),
        sent(
            "json_of_a_form",
            "/g2g",
            "application/json: {schema: {type: object, properties: {pg_b: {type: string}}}}, \
             Application/X-WWW-Form-Urlencoded: {schema: {type: object, properties: {pg_a: {type: string}}}}",
            &["pub a:", "as `application/json`, too, with another schema; `Application/X-WWW-Form-Urlencoded` is used"],
            &["pub b:", "accepts forms"],
        ),
        sent(
            "twice_the_same",
            "/v5/partner",
            &format!("application/json: {A}, application/x-www-form-urlencoded: {A}"),
            &["pub a:"],
            &["too, with"],
        ),
        sent(
            "another_sample",
            "/v5/partner",
            "application/json: {schema: {$ref: '#/components/schemas/A'}, example: {a: x}}, \
             application/xml: {schema: {$ref: '#/components/schemas/A'}, example: '<r><zz>1</zz></r>'}",
            &["as `application/xml`, too, with other samples"],
            &["pub zz"],
        )
        .with("components: {schemas: {A: {type: object, properties: {a: {type: string}}}}}\n"),
        answered(
            "only_xml_says_something",
            &format!("application/json: {{}}, application/xml: {A}"),
            &["pub a:", "CHECK: the document declares `application/xml`, but this API responds with JSON"],
            &["too, with"],
        ),
        answered(
            "json_of_a_version",
            &format!("application/problem+json: {B}, application/vnd.x.v1+json: {A}, text/html: {B}"),
            &["pub a:", "as `application/problem+json`, too, with another schema", "as `text/html`, too"],
            &["pub b:"],
        ),
    ]
}

/// Responses that are errors.
pub(super) fn errors() -> Vec<Case> {
    let response = |schema: &str| format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}");
    let good = response("{type: object, properties: {id: {type: string}}}");
    let known = "{type: object, properties: {status: {type: string}, error_code: {type: integer}, error_description: {type: string}}}";
    let foreign = "{type: object, properties: {message: {type: string}, errors: {type: array, items: {type: object, \
                   properties: {field: {type: string}}}}}}";
    vec![
        responses(
            "known_errors",
            &format!(
                "{{'200': {good}, '400': {known}, default: {known}, '500': {{description: d}}}}",
                known = response(known)
            ),
            &["pub id"],
            &["CHECK: errors"],
        ),
        responses(
            "foreign_errors",
            &format!(
                "{{'200': {good}, '400': {foreign}, '422': {foreign}, '404': {list}, '429': {{description: d, headers: {{Retry-After: \
                 {{schema: {{type: integer}}}}}}}}, '500': {{content: {{text/html: {{schema: {{type: string}}}}}}}}}}",
                foreign = response(foreign),
                list = response("{type: array, items: {type: string}}"),
            ),
            &[
                "CHECK: errors are read as this API has them; not taken over: `400`, `422` with `message`, `errors`, `errors.field`; \
                 `404` with `array`;",
                "`429` with `headers`; `500` with `text/html`",
            ],
            &["pub message"],
        ),
        responses(
            "samples_of_errors",
            &format!(
                "{{'200': {{content: {{application/json: {{schema: {{type: object, properties: {{id: {{type: string}}}}}}, examples: \
                 {{good: {{value: {{id: x}}}}, bad: {{value: {{status: error, error_code: 1, trace: y}}}}}}}}}}}}, \
                 'x-200:Refused': {{content: {{application/json: {{schema: {foreign}, example: {{status: error, error_code: 7}}}}}}}}}}"
            ),
            &[
                "`200` with `trace`;",
                "`x-200:Refused` with `message`, `errors`, `errors.field`",
                "pub id: Option<String>",
            ],
            &["pub message", "pub trace"],
        ),
        Case {
            name: "error_of_another_api",
            page: page(
                "/v5/partner/kinds/error_of_another_api",
                "post",
                &format!(
                    "{{summary: Call, responses: {{'200': {good}, '401': {{$ref: '#/components/responses/Gone'}}, '403': \
                     {{$ref: '#/components/responses/Denied'}}}}}}"
                ),
                "components: {responses: {Denied: {content: {application/json: {example: {error: {code: 1, description: d}}}}}}}\n",
            ),
            has: &[
                "`401` with unresolved reference `#/components/responses/Gone`;",
                "`403` with `error`, `error.code`, `error.description`",
            ],
            lacks: &[],
        },
    ]
}
