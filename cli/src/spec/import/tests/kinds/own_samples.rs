//! What a property shows and says itself: its own samples, limits beyond its format, and keywords of other types.

use super::{Case, answer, body};

/// Samples of properties.
pub(super) fn of_properties() -> Vec<Case> {
    vec![
        body(
            "own_samples",
            "c: {type: string, example: [lval]}, f: {type: array, items: {type: string}, example: scal}, \
             g: {type: integer, format: int32, example: 3000000000}, h: {type: object, properties: {x: {type: string}}, \
             example: {x: a, y: 1}}, k: {type: array, items: {enum: [p, q]}, example: [r_out]}, \
             m: {type: array, items: {type: object, properties: {z: {type: boolean}}, example: {z: maybe}}}, \
             n: {type: string, examples: [{a: 1}]}, l: {type: array, items: {type: integer}, example: [x]}",
            &[
                "// CHECK: the sample does not have its type; read as an untyped value.\n    /// To be documented: `c`.\n    pub c: Option<Value>",
                "// CHECK: the sample does not have its type; read as an untyped value.\n    /// To be documented: `f`.\n    pub f: Option<Value>",
                "CHECK: `format: int32` does not hold the sample `3000000000`; read as 64 bits",
                "pub g: Option<i64>",
                "// CHECK: only the sample has it, not the schema.\n    /// To be documented: `y`.",
                "CHECK: the sample `r_out` is not among its known values",
                "pub z: Option<Value>",
                "pub n: Option<Value>",
                "pub l: Option<Vec<String>>",
            ],
            &["i32"],
        ),
        body(
            "own_samples_that_fit",
            "c: {type: string, example: ''}, f: {type: array, items: {type: string}, example: [a, b]}, \
             g: {type: integer, format: int32, example: 2147483647}, h: {type: object, properties: {x: {type: string}}, \
             example: {x: a}}, k: {type: array, items: {enum: [p, q]}, example: []}, n: {type: string, example: null}",
            &[
                "pub c: Option<String>",
                "pub f: Option<Vec<String>>",
                "pub g: Option<i32>",
                "pub h: Option<CallH>",
                "pub n: Option<String>",
            ],
            &["the sample", "64 bits"],
        ),
        answer(
            "a_sample_beyond_32_bits",
            "{type: object, properties: {a: {type: integer, format: int32}}}",
            "{a: -3000000000}",
            &["pub a: Option<i64>", "CHECK: `format: int32` does not hold the sample `-3000000000`; read as 64 bits"],
            &["Amount"],
        ),
        body(
            "limits_beyond_the_format",
            "a: {type: integer, format: int32, maximum: 9999999999}, b: {type: integer, format: int32, minimum: -5e9}, \
             c: {type: integer, format: int32, maximum: 2147483647, minimum: -2147483648}, \
             d: {type: integer, format: int64, maximum: 9223372036854775807}, \
             e: {type: integer, format: int32, exclusiveMaximum: 2147483648}",
            &[
                "CHECK: `format: int32` does not hold its `maximum: 9999999999`; read as 64 bits",
                "max = 9999999999",
                "pub a: Option<i64>",
                "CHECK: `format: int32` does not hold its `minimum: -5e9`; read as 64 bits",
                "min = -5000000000",
                "pub b: Option<i64>",
                "pub c: Option<i32>",
                "pub e: Option<i32>",
            ],
            &[],
        ),
        answer(
            "further_members_are_allowed",
            "{type: object, additionalProperties: true, properties: {a: {type: string}, o: {type: object, \
             additionalProperties: true, properties: {b: {type: string}}}}}",
            "{a: x, shown: y, o: {b: x, inner: 1}}",
            &["pub shown: Option<String>", "pub inner: Option<i64>", "CHECK: only the sample has it, not the schema"],
            &[],
        ),
    ]
}

/// Keywords that belong to another type.
pub(super) fn of_other_types() -> Vec<Case> {
    vec![
        body(
            "keywords_of_other_types",
            "a: {type: array, items: {type: string}, properties: {x: {type: string}}}, b: {type: string, properties: {y: {}, z: {}}}, \
             c: {type: object, items: {type: string}}, d: {type: [string, integer], additionalProperties: {type: string}}, \
             e: {type: integer, items: {type: string}}, f: {enum: [u, v], properties: {w: {}}}",
            &[
                "CHECK: `properties` belongs to the type `object`, but it is `array`; left out: `x`",
                "CHECK: `properties` belongs to the type `object`, but it is `string`; left out: `y`, `z`",
                "CHECK: `items` belongs to the type `array`, but it is `object`; left out",
                "CHECK: `additionalProperties` belongs to the type `object`, but it is one of several types; left out",
                "CHECK: `items` belongs to the type `array`, but it is `integer`; left out",
                "CHECK: `properties` belongs to the type `object`, but it is `string`; left out: `w`",
            ],
            &[],
        ),
        body(
            "brackets_in_json",
            "'id[]': {type: array, items: {type: string}}, 'user[name]': {type: string}, plain: {type: string}",
            &[
                "CHECK: `id[]` has brackets as in a form, and this API uses JSON; declared as `id`, nested",
                "CHECK: `user[name]` has brackets as in a form, and this API uses JSON; declared as `user`, nested",
            ],
            &["`plain` has"],
        ),
    ]
}
