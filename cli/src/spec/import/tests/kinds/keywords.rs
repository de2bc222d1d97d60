//! Keywords that no declaration has: each is named.

use super::{Case, answer, body, page, responses, whole_body};

/// Keywords that no declaration has: each is named.
pub(super) fn keywords() -> Vec<Case> {
    vec![
        body(
            "conditions",
            "a: {type: string, not: {const: x}, if: {minLength: 1}, then: {maxLength: 5}, else: {maxLength: 9}}, \
             b: {type: array, prefixItems: [{type: string}], contains: {type: string}, minContains: 1}, \
             c: {type: object, properties: {x: {type: string}}, dependentRequired: {x: [y]}, dependentSchemas: {}, \
             propertyNames: {pattern: '^a'}, patternProperties: {'^b': {type: string}}, minProperties: 1, maxProperties: 5, \
             unevaluatedProperties: {type: string}}, d: {type: number, multipleOf: 0.5}, e: {type: integer, multipleOf: 1}, \
             f: {type: object, additionalProperties: false, unevaluatedProperties: false, properties: {z: {type: string}}}, \
             g: {type: array, uniqueItems: false, items: {type: string, pattern: '^(?=a)'}}, \
             h: {type: object, additionalProperties: 7, properties: {z: {type: string}}}",
            &[
                "CHECK: `not` is",
                "CHECK: `if` is",
                "CHECK: `then` is",
                "CHECK: `else` is",
                "CHECK: `prefixItems` is",
                "CHECK: `contains` is",
                "CHECK: `minContains` is",
                "CHECK: `dependentRequired` is",
                "CHECK: `dependentSchemas` is",
                "CHECK: `propertyNames` is",
                "CHECK: `patternProperties` is",
                "CHECK: `minProperties` is",
                "CHECK: `maxProperties` is",
                "CHECK: `unevaluatedProperties` is",
                "CHECK: `multipleOf: 0.5` cannot be declared",
                "CHECK: of its items, `pattern: ^(?=a)` looks ahead or behind",
                "CHECK: `additionalProperties` is neither a schema nor a truth value",
            ],
            &["`multipleOf: 1`", "`uniqueItems`"],
        ),
        body(
            "one_truth",
            "a: {type: boolean, enum: [true]}, b: {const: true}, c: {type: boolean, const: false}, d: {type: boolean, enum: [true, false]}, \
             e: {type: boolean, enum: [true, null]}",
            &[
                "// CHECK: its only known value is `true`, which its type does not say.\n    /// To be documented: `a`.",
                "// CHECK: its only known value is `true`, which its type does not say.\n    /// To be documented: `b`.",
                "// CHECK: its only known value is `false`, which its type does not say.\n    /// To be documented: `c`.",
                "its type does not say.\n    /// To be documented: `e`.",
                "pub a: Option<bool>",
                "pub d: Option<bool>",
            ],
            &["say.\n    /// To be documented: `d`."],
        ),
        whole_body(
            "sides",
            "{type: object, required: [id], properties: {id: {type: string, readOnly: true}, both: {type: string, readOnly: true, \
             writeOnly: true}, text: {type: string, readOnly: 'true'}, odd: {type: string, readOnly: perhaps}, \
             shown: {type: string, readOnly: true}}, example: {shown: x, odd: y}}",
            "",
            &[
                "`request.both`: marked `readOnly` and `writeOnly`, so neither side has it; left out",
                "`request.text`: `readOnly` is written as `true` instead of a truth value; read as true",
                "CHECK: `readOnly` is neither `true` nor `false`; ignored",
                "pub odd: Option<String>",
                "`request.shown`: marked `readOnly`, but a sample shows it; left out",
            ],
            &["pub id", "pub both", "pub text", "pub shown", "`request.id`"],
        ),
        answer(
            "marks_of_an_answer",
            "{type: object, required: [a, b, c], properties: {a: {type: string, x-nullable: true}, b: {type: string, nullable: 'true'}, \
             c: {type: string, deprecated: true}, word: {type: string, writeOnly: true}}, discriminator: {propertyName: kind}}",
            "{a: x, b: y, c: z, word: w}",
            &[
                "pub a: Option<String>",
                "pub b: Option<String>",
                "CHECK: `nullable` is written as `true`",
                "CHECK: the document marks it as deprecated",
                "CHECK: `response.word`: marked `writeOnly`, but a sample shows it; left out",
                "CHECK: `discriminator` is not taken over: `kind` tells its alternatives apart",
            ],
            &["pub word"],
        ),
    ]
}

/// Keywords whose values are not what they should be, and limits of whole messages.
pub(super) fn odd_values() -> Vec<Case> {
    vec![
        body(
            "keywords_of_odd_values",
            "a: {type: string, format: 5}, b: {type: array, items: {type: string, readOnly: true}}, \
             c: {type: string, examples: {one: {value: x}}}",
            &[
                "CHECK: `format` is not a text; ignored",
                "CHECK: `readOnly` of its items is not taken over",
                "CHECK: `examples` is an object instead of a list",
                "example = \"x\"",
            ],
            &[],
        ),
        responses(
            "limits_of_a_whole_answer",
            "{'200': {description: d, content: {application/json: {schema: {type: array, maxItems: 7, items: {type: object, \
             properties: {a: {type: string}}}}}}}}",
            &["CHECK: `maxItems` of a whole message cannot be declared; left out", "response = Vec<CallAnswer>"],
            &[],
        ),
        Case {
            name: "deprecated_as_a_text",
            page: page("/v5/partner/kinds/old", "post", "{summary: Call, deprecated: 'true'}", ""),
            has: &["deprecated = ", "CHECK: `deprecated` is written as `true` instead of a truth value"],
            lacks: &[],
        },
        body(
            "reference_that_is_not_a_text",
            "a: {$ref: 5, type: string}, b: {type: object, properties: {$ref: {type: string}}}",
            &["CHECK: `$ref` is not a text; ignored", "pub a: Option<String>", "pub r#ref: Option<String>"],
            &[],
        ),
    ]
}
