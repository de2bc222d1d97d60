//! `allOf`, references, alternatives, and schemas that contain themselves.

use super::{Case, body, body_of, whole_body};

const T: &str = "{T: {type: string, maxLength: 19, pattern: '^[0-9]+$'}, P: {type: string, format: password}}";

/// `allOf`, references, alternatives, and schemas that contain themselves.
pub(super) fn schemas() -> Vec<Case> {
    vec![
        body_of(
            "reference_in_all_of",
            "a: {allOf: [{$ref: '#/components/schemas/T'}], description: d}, b: {$ref: '#/components/schemas/T'}, \
             c: {oneOf: [{$ref: '#/components/schemas/T'}]}, d: {anyOf: [{$ref: '#/components/schemas/T'}, {type: 'null'}]}",
            T,
            &[
                "    #[freedompay(max_len = 19, pattern = \"[0-9]+\")]\n    pub a: Option<String>,",
                "    #[freedompay(max_len = 19, pattern = \"[0-9]+\")]\n    pub b: Option<String>,",
                "    #[freedompay(max_len = 19, pattern = \"[0-9]+\")]\n    pub c: Option<String>,",
                "    #[freedompay(max_len = 19, pattern = \"[0-9]+\")]\n    pub d: Option<String>,",
            ],
            &["    // CHECK"],
        ),
        body_of(
            "secrets_in_all_of",
            "card_number: {allOf: [{$ref: '#/components/schemas/T'}]}, word: {allOf: [{$ref: '#/components/schemas/P'}]}, \
             cvv: {}, token: {type: object}, pins: {type: array, items: {type: string}}, \
             pin: {oneOf: [{type: string}, {type: object}]}",
            T,
            &[
                "pub card_number: Option<CardNumber>",
                "pub word: Option<Secret>",
                "    #[freedompay(secret)]\n    pub cvv: Option<Value>",
                "    #[freedompay(secret)]\n    pub token: Option<Value>",
                "    #[freedompay(secret)]\n    pub pin: Option<Value>",
            ],
            &["not_secret"],
        ),
        body_of(
            "all_of_objects",
            "a: {allOf: [{$ref: '#/components/schemas/A'}, {required: [x], properties: {y: {type: integer}, \
             x: {maxLength: 5}}}]}",
            "{A: {type: object, properties: {x: {type: string, maxLength: 9}}}}",
            &["    #[freedompay(max_len = 5)]\n    pub x: String,", "pub y: Option<i64>"],
            &["    // CHECK"],
        ),
        body("self_reference_in_one_of", "a: {type: string}", &["pub a: Option<String>"], &[]),
        whole_body(
            "node",
            "{$ref: '#/components/schemas/Node'}",
            "{Node: {type: object, properties: {name: {type: string}, child: {oneOf: [{type: string}, \
             {$ref: '#/components/schemas/Node'}]}, next: {anyOf: [{$ref: '#/components/schemas/Node'}, {type: 'null'}]}, \
             twin: {allOf: [{$ref: '#/components/schemas/Node'}]}, nodes: {type: array, items: \
             {$ref: '#/components/schemas/Node'}}, map: {additionalProperties: {$ref: '#/components/schemas/Node'}}}}}",
            &[
                "pub name: Option<String>",
                "pub child: Option<Value>",
                "pub next: Option<Value>",
                "pub twin: Option<Value>",
                "pub nodes: Option<Vec<Value>>",
                "CHECK: it contains itself",
            ],
            &[],
        ),
        body_of(
            "circle_of_alternatives",
            "a: {$ref: '#/components/schemas/A'}",
            "{A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: integer}]}, \
             B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: string}]}}",
            &["pub a: Option<Value>", "CHECK: it contains itself"],
            &[],
        ),
        body(
            "alternatives",
            "a: {oneOf: [{type: string, enum: [x]}, {type: string, enum: [y]}]}, b: {type: [string, integer]}, \
             c: {oneOf: [{const: one}, {const: two}]}, \
             d: {anyOf: [{type: object, required: [k, l], properties: {k: {type: string}, l: {type: string}}}, \
             {type: object, required: [k], properties: {k: {type: string}, m: {type: integer}}}]}, e: {type: [integer, number]}",
            &[
                "pub a: Option<CallA>",
                "    X,\n",
                "    Y,\n",
                "CHECK: it may be `string` or `integer`; read as an untyped value",
                "pub b: Option<Value>",
                "pub c: Option<CallC>",
                "pub k: String,",
                "pub l: Option<String>,",
                "pub m: Option<i64>,",
                "CHECK: one of several objects",
                "pub e: Option<Amount>",
            ],
            &[],
        ),
        body(
            "unread_keywords",
            "a: {type: string, not: {const: x}, contentEncoding: base64}, b: {type: array, uniqueItems: true, items: {type: string}}",
            &[
                "CHECK: `not` is not taken over",
                "CHECK: `contentEncoding` is not taken over",
                "CHECK: `uniqueItems` is",
            ],
            &[],
        ),
    ]
}
