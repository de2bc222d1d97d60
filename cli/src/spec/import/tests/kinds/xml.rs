//! Names, attributes, lists and roots of XML responses.

use super::{Case, form_answer};

const SCHEMA: &str = "{type: object, properties: {state: {type: string, xml: {name: pg_state}}, \
                      kind: {type: string, xml: {name: kind, prefix: p, namespace: 'urn:x'}}, \
                      ident: {type: string, xml: {name: pg_ident, attribute: true}}, \
                      things: {type: array, xml: {name: pg_things, wrapped: true}, items: {type: object, properties: {count: \
                      {type: integer, xml: {name: pg_count}}}}}, \
                      rows: {type: array, items: {type: integer, xml: {name: pg_row}}}}}";
const FIELDS: &[&str] = &[
    "pub state: Option<String>",
    "rename = \"p:kind\"",
    "`ident` is an attribute, which is not read; left out",
    "`namespace: urn:x` of its `xml` is not taken over",
    "pub things: Option<CallAnswerThings>",
    "pub things: Option<Vec<CallAnswerThingsThings",
    "pub count: Option<i64>",
    "pub row: Option<Vec<i64>>",
];
const OTHERS: &[&str] =
    &["only the sample", "the name of the sample", "pub ident", "pub rows", "does not have its type"];

pub(super) fn xml() -> Vec<Case> {
    vec![
        form_answer(
            "names_in_xml",
            SCHEMA,
            "'<response><pg_state>ok</pg_state><p:kind>k</p:kind><pg_things><pg_things><pg_count>1</pg_count></pg_things></pg_things>\
             <pg_row>1</pg_row><pg_row>2</pg_row></response>'",
            FIELDS,
            OTHERS,
        ),
        form_answer(
            "names_in_an_object",
            SCHEMA,
            "{state: ok, kind: k, ident: i, things: [{count: 1}, {count: 2}], rows: [1, 2]}",
            FIELDS,
            OTHERS,
        ),
        form_answer(
            "names_in_a_root",
            SCHEMA,
            "{response: {state: ok, kind: k, '@ident': i, things: [{count: 1}], rows: [1]}}",
            FIELDS,
            OTHERS,
        ),
        form_answer(
            "names_of_the_sample",
            "{type: object, properties: {state: {type: string, xml: {name: pg_state, prefix: p}}, pg_list: {type: array, xml: \
             {wrapped: true}, items: {type: string}}}}",
            "'<response><q:pg_state>ok</q:pg_state><pg_list><row>a</row><row>b</row></pg_list></response>'",
            &[
                "the schema calls its element `p:pg_state`, the sample `q:pg_state`; the name of the sample is used",
                "rename = \"q:pg_state\"",
                "the schema calls its items `pg_list`, the sample `row`; the name of the sample is used",
                "pub row: Option<Vec<String>>",
            ],
            &["only the sample"],
        ),
        form_answer(
            "property_in_a_text",
            "{type: object, properties: {state: {type: string, xml: {name: pg_state}}}}",
            "'<response><state>ok</state></response>'",
            &["the schema calls its element `pg_state`, the sample `state`", "pub state: Option<String>"],
            &["pub state_", "only the sample"],
        ),
        form_answer(
            "names_like_others",
            "{type: object, properties: {pg_level: {type: string}, level_of_fn: {type: integer, xml: {name: pg_fn_level}}, \
             one: {type: string, xml: {name: pg_two}}, other: {type: integer, xml: {name: one}}}}",
            "'<response><pg_fn_level>1</pg_fn_level><one>2</one></response>'",
            &[
                "pub level: Option<String>",
                "pub fn_level: Option<i64>",
                "pub two: Option<String>",
                "pub one: Option<i64>",
            ],
            &["the name of the sample", "is duplicate", "only the sample"],
        ),
        form_answer(
            "root_as_a_property",
            "{type: object, properties: {response: {type: object, properties: {pg_status: {type: string}, pg_n: {type: integer}}}}}",
            "'<response><pg_status>ok</pg_status><pg_n>1</pg_n></response>'",
            &["pub status: Option<String>", "pub n: Option<i64>"],
            &["pub response", "only the sample"],
        ),
        form_answer(
            "root_by_its_xml_name",
            "{type: object, properties: {Reply: {type: object, xml: {name: response}, properties: {pg_status: {type: string}}}}}",
            "{response: {pg_status: ok}}",
            &["pub status: Option<String>"],
            &["pub response", "pub reply", "only the sample"],
        ),
        form_answer(
            "root_that_the_sample_shows",
            "{type: object, properties: {result: {type: object, properties: {pg_status: {type: string}}}}}",
            "'<result><pg_status>ok</pg_status></result>'",
            &["pub status: Option<String>"],
            &["pub result", "only the sample"],
        ),
        form_answer(
            "object_that_is_no_root",
            "{type: object, properties: {pg_result: {type: object, properties: {a: {type: string}}}}}",
            "'<response><pg_result><a>1</a></pg_result></response>'",
            &["pub result: Option<CallAnswerResult>", "pub a: Option<String>"],
            &["only the sample"],
        ),
        form_answer(
            "attributes_of_a_sample",
            "{type: object, xml: {name: response}, properties: {pg_a: {type: string}}}",
            "'<response xmlns=\"urn:x\" version=\"1.0 = x\"><pg_a lang=\"ru\" >b</pg_a></response>'",
            &[
                "a sample has the attribute `version`, which is not read",
                "a sample has the attribute `lang`",
                "pub a: Option<String>",
            ],
            &["xmlns"],
        ),
    ]
}
