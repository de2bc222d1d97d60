//! Alternatives with different limits, and samples beyond the limits or known values of their schema.

use super::{Case, answer, body, body_of, parameters};

/// Alternatives of one type with different limits: those that hold for all are kept.
pub(super) fn alternatives() -> Vec<Case> {
    vec![
        body(
            "limits_of_alternatives",
            "a: {oneOf: [{type: integer, minimum: 1, maximum: 10}, {type: number, minimum: 0.5, maximum: 99}]}, \
             b: {anyOf: [{type: string, maxLength: 5, pattern: '^[a-z]+$'}, {type: string, maxLength: 9, pattern: '^[0-9]+$'}]}, \
             c: {oneOf: [{type: string, minLength: 2}, {type: string}]}, \
             d: {oneOf: [{type: string, maxLength: 4, minLength: 2}, {minLength: 2, type: string, maxLength: 4}]}, \
             e: {oneOf: [{type: array, maxItems: 2, items: {type: string}}, {type: array, maxItems: 6, items: {type: string}}]}",
            &[
                "#[freedompay(min = 0.5, max = 99)]\n    pub a: Option<Amount>",
                "left out: `maximum: 10`, `minimum: 1`",
                "#[freedompay(max_len = 9)]\n    pub b: Option<String>",
                "left out: `maxLength: 5`, `pattern: ^[0-9]+$`, `pattern: ^[a-z]+$`",
                "left out: `minLength: 2`",
                "    #[freedompay(min_len = 2, max_len = 4)]\n    pub d: Option<String>",
                "#[freedompay(max_len = 6)]\n    pub e: Option<Vec<String>>",
                "left out: `maxItems: 2`",
            ],
            &["pub c: Option<Value>"],
        ),
        body(
            "exclusive_alternatives",
            "a: {oneOf: [{type: integer, minimum: 1, exclusiveMinimum: true}, {type: integer, minimum: 5, exclusiveMinimum: true}]}, \
             b: {oneOf: [{type: integer, exclusiveMaximum: 9}, {type: integer, exclusiveMaximum: 20}]}, \
             c: {oneOf: [{type: integer, multipleOf: 5}, {type: integer, multipleOf: 3}]}",
            &[
                "#[freedompay(min = 2)]\n    pub a",
                "left out: `minimum: 5`",
                "#[freedompay(max = 19)]\n    pub b",
                "left out: `exclusiveMaximum: 9`",
                "left out: `multipleOf: 3`, `multipleOf: 5`",
            ],
            &[],
        ),
        body(
            "values_of_alternatives",
            "a: {oneOf: [{type: string, enum: [x, y], maxLength: 1}, {type: integer, minimum: 3}]}, \
             b: {oneOf: [{type: integer, enum: [1, 2]}, {type: number, maximum: 9}]}, \
             c: {enum: [x, y], anyOf: [{type: string, enum: [x]}, {type: string, enum: [y]}]}, \
             d: {oneOf: [{type: integer, format: int32}, {type: integer, format: int64}]}",
            &[
                "left out: `enum: x, y`, `maxLength: 1`, `minimum: 3`",
                "pub b: Option<Amount>",
                "left out: `enum: 1, 2`",
                "left out: `maximum: 9`",
                "its alternatives have known values; left out: `enum: x`, `enum: y`",
                "its alternatives have different formats; left out: `format: int32`, `format: int64`",
                "pub d: Option<i64>",
            ],
            &[],
        ),
        body_of(
            "fields_of_alternatives",
            "o: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}",
            "{A: {type: object, properties: {s: {type: string, maxLength: 5}, n: {type: integer, minimum: 3, maximum: 9}, \
             k: {type: string, enum: [x]}, u: {type: string, format: uuid}, v: {type: integer, minimum: 1}}}, \
             B: {type: object, properties: {s: {type: string, maxLength: 7, pattern: '^a$'}, n: {type: number, minimum: 1, maximum: 20}, \
             k: {type: string, enum: [y]}, u: {type: string}, v: {type: boolean}}}}",
            &[
                "#[freedompay(max_len = 7)]\n    pub s: Option<String>",
                "read as what all of them allow; left out: `max_len = 5`, `pattern = a`",
                "#[freedompay(min = 1, max = 20)]\n    pub n: Option<Amount>",
                "left out: `min = 3`, `max = 9`",
                "pub k: Option<CallOK>",
                "pub u: Option<String>",
                "pub v: Option<Value>",
                "left out: `min = 1`",
            ],
            &[],
        ),
    ]
}

const NAMED: &[&str] = &[
    "CHECK: the sample `z` is not among its known values",
    "CHECK: the sample `two` is not among its known values",
    "CHECK: a sample with 3 items breaks `max_len = 2`; the limit is kept",
    "CHECK: the sample `r` is not among its known values",
    "CHECK: the sample `abcd` breaks `max_len = 3`; the limit is kept",
    "CHECK: the sample `12` breaks `max = 9`; the limit is kept",
    "CHECK: the sample `A1` breaks `pattern = [a-z]+`; the limit is kept",
    "CHECK: the sample `w` is not among its known values",
    "CHECK: the sample `abc` breaks `min_len = 4`",
    "CHECK: the sample `3` is not among its known values",
    "CHECK: the sample `1.5e1` breaks `max = 1`",
];

/// Samples that their schema does not allow.
pub(super) fn samples() -> Vec<Case> {
    let schema = "{type: object, properties: {a: {type: string, enum: [x, y]}, b: {const: one}, c: {type: array, maxItems: 2, \
                  minItems: 1, items: {type: string, enum: [p]}}, d: {type: string, maxLength: 3}, e: {type: integer, minimum: 5, \
                  maximum: 9}, f: {type: string, pattern: '^[a-z]+$'}, g: {additionalProperties: {type: string, enum: [q]}}, \
                  h: {type: string, minLength: 4}, i: {type: integer, enum: [1, 2]}, j: {type: number, maximum: 1}}}";
    let sample = "{a: z, b: two, c: [p, r, p], d: abcd, e: 12, f: A1, g: {k: w}, h: abc, i: 3, j: 1.5e1}";
    let content = format!("{{application/json: {{schema: {schema}, example: {sample}}}}}");
    vec![
        answer("samples_beyond_limits", schema, sample, NAMED, &[]),
        Case {
            name: "sent_beyond_limits",
            page: super::page(
                "/v5/partner/kinds/sent_beyond_limits",
                "post",
                &format!("{{summary: Call, requestBody: {{content: {content}}}}}"),
                "",
            ),
            has: NAMED,
            lacks: &["example ="],
        },
        body(
            "examples_beyond_limits",
            "a: {type: string, maxLength: 3, example: abcd}, b: {type: array, maxItems: 1, items: {type: integer}, example: [1, 2]}, \
             c: {type: string, const: x, example: y}, d: {type: string, maxLength: 4, example: '4405645000006150'}",
            &[
                "the sample `abcd` breaks `max_len = 3`",
                "a sample with 2 items breaks `max_len = 1`",
                "the sample `y` is not among its known values",
                "a sample breaks `max_len = 4`",
            ],
            &["example =", "4405645000006150"],
        ),
        parameters(
            "parameter_beyond_limits",
            "get",
            "/v5/partner/kinds/beyond",
            "{name: page, in: query, example: 0, schema: {type: integer, minimum: 1}}, \
             {name: sort, in: query, schema: {type: string, enum: [up, down], example: left}}",
            &["the sample `0` breaks `min = 1`", "the sample `left` is not among its known values"],
            &[],
        ),
        answer(
            "within_limits",
            "{type: object, properties: {a: {type: array, maxItems: 2, items: {type: string, enum: [x]}}, b: {type: number, maximum: 1e3}, \
             c: {type: boolean, enum: [true, false]}, d: {type: string, nullable: true, enum: [x, null]}}}",
            "{a: [x, x], b: 1000, c: true, d: null}",
            &[],
            &["// CHECK"],
        ),
    ]
}
