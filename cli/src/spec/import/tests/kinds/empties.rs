//! Samples that show nothing of a value, several warnings about one field, and digits that may be a card's by chance.

use super::{Case, answer, body, form_answer};

/// A form call with this response schema and members of a sample.
fn form(
    name: &'static str,
    schema: &str,
    sample: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    form_answer(name, schema, &format!("'<response>{sample}</response>'"), has, lacks)
}

/// A JSON call whose response has two samples.
fn answered_twice(
    name: &'static str,
    schema: &str,
    one: &str,
    other: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let examples = format!("{{one: {{value: {one}}}, other: {{value: {other}}}}}");
    let content = format!("{{application/json: {{schema: {schema}, examples: {examples}}}}}");
    super::responses(name, &format!("{{'200': {{description: d, content: {content}}}}}"), has, lacks)
}

const TYPED: &[&str] = &[
    "pub inner: Option<String>",
    "pub part: Option<i64>",
    "pub m: Option<BTreeMap<String, i64>>",
    "pub n: Option<Vec<String>>",
];
const UNKNOWN: &[&str] = &["does not have its type", "pub o: Option<Value>", "Vec<Value>"];

/// Empty samples of lists and objects.
pub(super) fn empties() -> Vec<Case> {
    let schema = "{type: object, required: [o, l], properties: {o: {type: object, properties: {inner: {type: string}}}, \
                  l: {type: array, items: {type: object, properties: {part: {type: integer}}}}, m: {additionalProperties: {type: integer}}, \
                  n: {type: array, items: {type: string}}}}";
    vec![
        answer("null_for_all", schema, "{o: null, l: null, m: null, n: null}", TYPED, UNKNOWN),
        answer("empty_lists_for_all", schema, "{o: [], l: [], m: [], n: []}", TYPED, UNKNOWN),
        answer("empty_objects_for_all", schema, "{o: {}, l: {}, m: {}, n: {}}", TYPED, UNKNOWN),
        answer("empty_texts_for_all", schema, "{o: '', l: '', m: '', n: ''}", TYPED, UNKNOWN),
        form(
            "empty_elements_for_all",
            "{type: object, required: [pg_o, pg_l], properties: {pg_o: {type: object, properties: {inner: {type: string}}}, \
             pg_l: {type: array, items: {type: object, properties: {part: {type: integer}}}}}}",
            "<pg_o/><pg_l></pg_l>",
            &["pub inner: Option<String>", "pub part: Option<i64>"],
            &["does not have its type", "Value"],
        ),
        answer(
            "only_empty_samples",
            "{type: object, properties: {a: {type: string}}}",
            "{a: x, n: null, l: [], o: {}, p: [null], q: [[]], t: ''}",
            &[
                "the sample shows nothing for it, so its type is unknown",
                "pub n: Option<Value>",
                "the sample is an empty list, so the type of its items is unknown",
                "pub l: Option<Vec<Value>>",
                "the sample is an empty object, so its fields are unknown",
                "pub o: Option<Value>",
                "pub p: Option<Vec<Value>>",
                "pub t: Option<String>",
            ],
            &[],
        ),
        form(
            "only_an_empty_element",
            "{type: object, properties: {pg_a: {type: string}}}",
            "<pg_a/><pg_b/><pg_c>x</pg_c>",
            &["pub a: Option<String>", "so its type is unknown", "pub b: Option<Value>", "pub c: Option<String>"],
            &[],
        ),
        answer(
            "list_of_php_or_object",
            "{type: object, properties: {a: {type: array, items: {type: object, properties: {k: {type: object, properties: \
             {z: {type: integer}}}}}}}}",
            "{a: [{k: []}, {k: {z: 1}}, {k: {y: 2}}], b: [{c: []}, {c: {d: 1}}]}",
            &["pub z: Option<i64>", "pub y: Option<i64>", "pub d: Option<i64>"],
            &["does not have its type", "is unknown"],
        ),
        answer(
            "object_that_is_a_list",
            "{type: object, properties: {o: {type: object, properties: {inner: {type: string}, more: {type: string}}}}}",
            "{o: [1]}",
            &[
                "CHECK: the sample does not have its type (`inner`, `more`); read as an untyped value",
                "pub o: Option<Value>",
            ],
            &[],
        ),
    ]
}

/// Several warnings about one field agree on what it is read as.
pub(super) fn settled() -> Vec<Case> {
    vec![
        answered_twice(
            "last_choice_counts",
            "{type: object, properties: {a: {type: integer, maximum: 5}, b: {type: string}, c: {type: boolean}, price: {type: integer}}}",
            "{a: 7.5, b: 1, c: 1, price: 5}",
            "{a: x, b: {k: 1}, c: [1], price: y}",
            &[
                "CHECK: typed `integer`, but the sample has a fraction.",
                "CHECK: the sample `7.5` breaks `max = 5`.",
                "CHECK: the sample does not have its type; read as text.\n    // CHECK: its limits do not fit",
                "pub a: Option<String>",
                "CHECK: typed as text, but the sample is a number.",
                "pub b: Option<Value>",
                "pub c: Option<Value>",
                "pub price: Option<String>",
            ],
            &["read as an exact decimal", "the limit is kept"],
        ),
        answered_twice(
            "untyped_after_all",
            "{type: object, properties: {a: {}, o: {type: object, properties: {n: {type: integer}}}}}",
            "{a: [1], o: {n: 1.5}}",
            "{a: [{b: 1}], o: 1}",
            &[
                "pub a: Option<Vec<Value>>",
                "pub o: Option<Value>",
                "`response.o.n`: typed `integer`, but the sample has a fraction.",
            ],
            &["read as an exact decimal"],
        ),
    ]
}

/// Numbers that pass for a card's by their digits alone.
pub(super) fn digits() -> Vec<Case> {
    vec![
        body(
            "digits_of_a_card",
            "reference: {type: string, example: '4405645000006150'}, invoice: {type: integer, example: 4716047261941981}, \
             card_number: {type: string, example: '4405645000006150'}, order: {type: string, example: '1234567890123456'}",
            &[
                "CHECK: only the digits of a sample say that it is a card number; kept secret.\n    /// To be documented: `reference`",
                "pub reference: Option<Secret>",
                "CHECK: only the digits of a sample say that it is a card number; kept secret.\n    /// To be documented: `invoice`",
                "pub invoice: Option<Secret>",
                "pub card_number: Option<CardNumber>",
                "pub order: Option<String>",
            ],
            &["4405645000006150", "4716047261941981", "kept secret.\n    /// To be documented: `card_number`"],
        ),
        answer(
            "digits_of_an_item",
            "{type: object, properties: {ids: {type: array, items: {type: string}}, map: {additionalProperties: {type: string}}}}",
            "{ids: ['4405645000006150'], map: {a: '1'}}",
            &[
                "kept secret.\n    /// To be documented: `ids`",
                "pub ids: Option<Vec<Secret>>",
                "pub map: Option<BTreeMap<String, String>>",
            ],
            &["4405645000006150"],
        ),
    ]
}
