//! Parts of a document whose shape is not that of the specification, and whose meaning is plain nevertheless.

use super::{Case, body, page, parameters, responses, whole_body};

fn call(name: &'static str, operation: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", operation, ""), has, lacks }
}

/// Lists instead of objects, objects instead of lists, and texts instead of both.
pub(super) fn shapes() -> Vec<Case> {
    vec![
        whole_body(
            "list_of_properties",
            "{type: object, required: [zz_b], properties: [{name: zz_a, type: string}, {zz_b: {type: integer}}, zz_c]}",
            "",
            &[
                "CHECK: `properties` is a list; its items are read by their names",
                "pub zz_a: Option<String>",
                "pub zz_b: i64",
                "pub zz_c: Option<Value>",
            ],
            &["`name` is not"],
        ),
        whole_body(
            "list_of_nameless_properties",
            "{type: object, properties: [{type: string}, {name: a}]}",
            "",
            &["CHECK: `properties` is not an object of schemas; ignored"],
            &["pub a"],
        ),
        whole_body(
            "required_as_a_name",
            "{type: object, required: a, properties: {a: {type: string}, b: {type: object, required: 'c, d', properties: \
             {c: {type: string}}}}}",
            "",
            &[
                "CHECK: `required` is a text instead of a list; read as a list of one name",
                "pub a: String",
                "names `c, d`, which is not a property",
                "pub c: Option<String>",
            ],
            &[],
        ),
        parameters(
            "required_as_a_text",
            "get",
            "/v5/partner/kinds/required",
            "{name: a, in: query, required: 'true', schema: {type: string}}, {name: b, in: query, required: true, schema: {type: string}}, \
             {name: c, in: query, required: 'perhaps', schema: {type: string}}, {name: d, in: query, schema: {type: string, required: true}}",
            &[
                "CHECK: `required` is written as `true` instead of a truth value; read as true",
                "pub a: String",
                "pub b: String",
                "CHECK: `required` is neither `true` nor `false`; ignored",
                "pub c: Option<String>",
                "pub d: String",
            ],
            &[],
        ),
        body(
            "enum_of_other_shapes",
            "a: {type: string, enum: {x: first, y: second}}, b: {type: string, enum: only}, c: {type: string, enum: 'x, y'}",
            &[
                "CHECK: `enum` is not a list; its values are not known",
                "pub a: Option<String>",
                "CHECK: `enum` is a text instead of a list; read as the only known value",
                "pub b: Option<CallB>",
                "pub c: Option<String>",
            ],
            &[],
        ),
        body(
            "alternatives_as_an_object",
            "a: {allOf: {type: string, maxLength: 5}}, b: {oneOf: {type: integer}}, c: {anyOf: 7, type: string}",
            &[
                "CHECK: `allOf` is a schema instead of a list; read as a list of one",
                "    #[freedompay(max_len = 5)]\n    pub a: Option<String>",
                "pub b: Option<i64>",
                "CHECK: `anyOf` is not a list of schemas; ignored",
            ],
            &[],
        ),
    ]
}

/// Parts of an operation in another shape.
pub(super) fn operations() -> Vec<Case> {
    vec![
        call(
            "parameters_as_an_object",
            "{summary: Call, parameters: {q: {in: query, required: true}, other: {name: r, in: query}}}",
            &[
                "CHECK: `parameters` of the call is an object instead of a list",
                "pub q: String",
                "pub r: Option<String>",
            ],
            &["pub other"],
        ),
        call(
            "parameters_as_a_parameter",
            "{summary: Call, parameters: {name: q, in: query}}",
            &["CHECK: `parameters` of the call is a parameter instead of a list", "pub q: Option<String>"],
            &[],
        ),
        call(
            "parameters_as_a_text",
            "{summary: Call, parameters: q}",
            &["CHECK: `parameters` of the call is not a list; left out"],
            &["pub q"],
        ),
        responses(
            "list_of_responses",
            "[{'200': {description: d, content: {application/json: {schema: {type: object, required: [a], properties: {a: {type: string}}}, \
             example: {a: x}}}}}, {status: 400, description: bad}, {description: which}]",
            &[
                "CHECK: `responses` is a list instead of an object",
                "CHECK: item 3 of `responses` does not name its status; left out",
                "pub a: String",
            ],
            &["item 2"],
        ),
        responses(
            "list_of_responses_by_code",
            "[{code: 201, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}]",
            &["pub a: Option<String>"],
            &["`code`"],
        ),
        responses(
            "one_response",
            "{description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}",
            &["CHECK: `responses` is a response instead of an object of them", "pub a: Option<String>"],
            &[],
        ),
        responses(
            "odd_responses",
            "{ok: {description: d}, '404': {description: d}, x-note: 1}",
            &["CHECK: `ok` of `responses` is not a status; ignored"],
            &["`404`", "x-note"],
        ),
        responses("responses_as_a_text", "fine", &["CHECK: `responses` is not an object; ignored"], &[]),
        Case {
            name: "tags_as_a_text",
            page: page("/somewhere/tag", "post", "{summary: Call, tags: Card API}", ""),
            has: &["api = card", "CHECK: `tags` is a single tag instead of a list"],
            lacks: &[],
        },
        Case {
            name: "tags_as_objects",
            page: page("/somewhere/tags", "post", "{summary: Call, tags: [{name: Card API}]}", ""),
            has: &["api = card", "CHECK: `tags` has other items than texts"],
            lacks: &[],
        },
        call("tags_as_a_number", "{summary: Call, tags: 7}", &["CHECK: `tags` is not a list of texts; ignored"], &[]),
    ]
}
