//! What may be `null`, known values, limits and patterns.

use super::{Case, answer, body, whole_body};

/// What may be `null`, who writes a member, and what a document requires by a wrong name.
pub(super) fn presence() -> Vec<Case> {
    let all = "required: [a, b, c, d, e, f], properties: {a: {type: string, nullable: true}, b: {type: [string, 'null']}, \
               c: {anyOf: [{type: integer}, {type: 'null'}]}, d: {type: string}, e: {type: string}, \
               f: {enum: [x, null]}}";
    let all: &'static str = Box::leak(format!("{{type: object, {all}}}").into_boxed_str());
    vec![
        answer(
            "nullable",
            all,
            "{a: x, b: y, c: 1, d: null, e: z, f: x}",
            &[
                "pub a: Option<String>",
                "pub b: Option<String>",
                "pub c: Option<i64>",
                "pub d: Option<String>",
                "pub e: String,",
                "pub f: Option<CallAnswerF>",
            ],
            &[],
        ),
        whole_body(
            "nullable_request",
            all,
            "",
            &["pub a: String,", "CHECK: it may be `null`, which a declaration does not send; a value is required"],
            &[],
        ),
        whole_body(
            "read_only",
            "{type: object, required: [id, name, word], properties: {id: {type: string, readOnly: true}, \
             name: {type: string}, word: {type: string, writeOnly: true}}}",
            "",
            &["pub name: String", "pub word: String"],
            &["pub id"],
        ),
        answer(
            "write_only",
            "{type: object, required: [id, word], properties: {id: {type: string, readOnly: true}, \
             word: {type: string, writeOnly: true}}}",
            "{id: x}",
            &["pub id: String"],
            &["pub word", "    // CHECK"],
        ),
        whole_body(
            "misspelt_required",
            "{type: object, required: [customr_id, other], properties: {customer_id: {type: string}, a: {type: string}}}",
            "",
            &[
                "CHECK: `required` names `customr_id`, the property is `customer_id`; that is required",
                "CHECK: `required` names `other`, which is not a property; ignored",
                "pub customer_id: String",
            ],
            &[],
        ),
        body(
            "required_at_a_property",
            "a: {type: string, required: true}, b: {type: string, required: false}, c: {type: string, required: 7}",
            &[
                "CHECK: `required` is a truth value instead of a list; read as that of the field",
                "pub a: String",
                "pub b: Option<String>",
                "CHECK: `required` is not a list",
                "pub c: Option<String>",
            ],
            &[],
        ),
    ]
}

/// Enumerations and truth values.
pub(super) fn enums() -> Vec<Case> {
    vec![
        body(
            "empty_value",
            "a: {type: string, enum: ['', x]}, b: {type: string, enum: ['']}",
            &[
                "CHECK: the known value `` (an empty text) cannot be declared",
                "pub a: Option<CallA>",
                "    X,",
                "pub b: Option<String>",
            ],
            &["rename = \"\""],
        ),
        body(
            "mixed_values",
            "a: {enum: [1, two, true]}, b: {type: string, enum: [1, 2]}, c: {type: integer, enum: ['1', '2']}, \
             d: {enum: [0.5, 1.5]}, e: {type: integer, enum: [a, b]}",
            &[
                "pub a: Option<Value>",
                "have several types; read as an untyped value",
                "pub b: Option<CallB>",
                "pub c: Option<CallC>",
                "#[freedompay_enum(numeric)]",
                "pub d: Option<Amount>",
                "pub e: Option<CallE>",
                "CHECK: typed `integer`, but its known values are `a`, `b`; read as texts",
            ],
            &[],
        ),
        answer(
            "mixed_values_read",
            "{type: object, properties: {a: {enum: [1, two, true]}}}",
            "{a: two}",
            &["pub a: Option<CallAnswerA>", "read as texts"],
            &[],
        ),
        body(
            "truth",
            "a: {type: boolean, enum: [Y, N]}, b: {type: boolean, enum: [true, false]}, c: {type: boolean, enum: [0, 1]}, \
             d: {type: boolean, enum: ['true', 'false']}",
            &[
                "CHECK: typed `boolean`, but its known values are `Y`, `N`; read as texts",
                "pub a: Option<CallA>",
                "    #[freedompay(rename = \"Y\")]\n    Y,",
                "pub b: Option<bool>",
                "pub c: Option<Flag>",
                "pub d: Option<bool>",
            ],
            &[],
        ),
        body(
            "sample_outside",
            "a: {type: string, enum: [x, y], example: z}",
            &["CHECK: the sample `z` is not among its known values"],
            &["example = "],
        ),
        body(
            "names_of_values",
            "a: {type: string, enum: [self, Self, Unknown, 'ключ', 'ещё', '+', '-', '9', super, 'a b', 'a-b']}",
            &[
                "    SelfValue,",
                "    SelfValue2,",
                "    UnknownValue,",
                "    Klyuch,",
                "    Eshchyo,",
                "    Super,",
                "    AB2,",
            ],
            &[],
        ),
    ]
}

/// Limits and patterns.
pub(super) fn limits() -> Vec<Case> {
    vec![
        body(
            "patterns",
            "a: {type: string, pattern: '/^[0-9]+$/'}, b: {type: string, pattern: '[0-9]'}, c: {type: string, pattern: '^a|b$'}, \
             d: {type: string, pattern: '^(?=.*[0-9]).+$'}, e: {type: string, pattern: ''}, f: {type: integer, pattern: '^1$'}",
            &[
                "pattern = \"[0-9]+\")]\n    pub a",
                "pattern = \"(?s:.*)[0-9](?s:.*)\")]\n    pub b",
                "pattern = \"(?s:.*)(?:^a|b$)(?s:.*)\")]\n    pub c",
                "CHECK: `pattern: ^(?=.*[0-9]).+$` looks ahead or behind; left out",
                "CHECK: `pattern: ^1$` does not fit its type; left out",
            ],
            &["pattern = \"\""],
        ),
        body(
            "lengths",
            "a: {type: string, maxLength: 0}, b: {type: string, minLength: 0, maxLength: 5}, \
             c: {type: array, maxItems: 0, items: {type: string}}, d: {type: string, minLength: 9, maxLength: 5}",
            &[
                "CHECK: `maxLength: 0` would leave no value but an empty one; left out",
                "#[freedompay(max_len = 5)]\n    pub b",
                "CHECK: `maxItems: 0` would",
                "CHECK: min_len is above max_len",
            ],
            &["max_len = 0", "min_len = 0"],
        ),
        body(
            "items",
            "a: {type: array, items: {type: string, maxLength: 5}}, b: {type: array, items: {type: string, format: password}}, \
             c: {additionalProperties: {type: integer, minimum: 1}}, d: {type: string, deprecated: true}",
            &[
                "CHECK: the limits of its items (`max_len = 5`) cannot be declared; left out",
                "pub a: Option<Vec<String>>",
                "pub b: Option<Vec<Secret>>",
                "CHECK: the limits of its items (`min = 1`) cannot",
                "CHECK: the document marks it as deprecated",
            ],
            &[],
        ),
        body(
            "bounds",
            "a: {type: integer, minimum: 0, exclusiveMinimum: true}, b: {type: integer, exclusiveMaximum: 10}, \
             c: {type: number, exclusiveMinimum: 0}, d: {type: number, multipleOf: 0.01, maximum: 1e6}, \
             e: {type: integer, format: int32, minimum: -2147483648, maximum: 99.0}",
            &[
                "#[freedompay(min = 1)]\n    pub a",
                "#[freedompay(max = 9)]\n    pub b",
                "CHECK: `exclusiveMinimum: 0` is declared as inclusive",
                "#[freedompay(min = 0)]\n    pub c",
                "CHECK: `multipleOf: 0.01` cannot be declared",
                "#[freedompay(max = 1000000)]\n    pub d",
                "#[freedompay(max = 99)]\n    pub e: Option<i32>",
            ],
            &["does not fit"],
        ),
    ]
}
