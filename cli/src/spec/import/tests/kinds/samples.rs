//! Samples, and which of several responses is read.

use super::{Case, answer, body, page, responses};

/// Samples, and what is read of them.
pub(super) fn samples() -> Vec<Case> {
    vec![
        answer(
            "lists",
            "{type: object, properties: {b: {type: array, items: {type: string}}}}",
            "{a: [1, \"a\", null], b: [x, null], c: [1, 2.5], d: [], e: [null]}",
            &[
                "pub a: Option<Vec<Value>>",
                "pub b: Option<Vec<Value>>",
                "pub c: Option<Vec<Amount>>",
                "pub d: Option<Vec<Value>>",
                "CHECK: only the sample has it",
            ],
            &[],
        ),
        answer(
            "sample_of_another_type",
            "{type: object, required: [a, b, c, d, e], properties: {a: {type: integer}, b: {type: boolean}, \
             c: {type: array, items: {type: integer}}, d: {type: object, properties: {x: {type: string}}}, e: {type: string}}}",
            "{a: 1.5, b: maybe, c: 7, d: [1], e: {x: 1}}",
            &[
                "pub a: Amount",
                "pub b: Value",
                "pub c: Value",
                "pub d: Value",
                "pub e: Value",
                "the sample does not have its type",
            ],
            &[],
        ),
        body(
            "amounts",
            "amount: {type: number, example: 1e3}, price: {type: string, example: '10.50'}",
            &[
                "#[freedompay(example = \"1000\")]\n    pub amount: Option<Amount>",
                "CHECK: an amount in a JSON text; declared as text",
                "pub price: Option<String>",
            ],
            &[],
        ),
        answer(
            "amounts_read",
            "{type: object, required: [amount], properties: {amount: {type: string, example: '10'}, price: {type: number}}}",
            "{amount: '100', price: 8.3e-5}",
            &["pub amount: Amount", "pub price: Option<Amount>"],
            &[],
        ),
        Case {
            name: "example_objects",
            page: page(
                "/v5/partner/kinds/example_objects",
                "post",
                "{summary: Call, responses: {'200': {content: {application/json: {schema: {type: object, properties: \
                 {a: {type: string}}}, examples: {one: {$ref: '#/components/examples/One'}, two: {externalValue: 'https://x'}, \
                 three: {value: '{\"a\": \"x\", \"a\": \"y\"}'}, four: {value: '{broken'}, five: {value: '<a>'}}}}}}}",
                "components:\n  examples:\n    One: {summary: s, value: {a: x, b: 1}}\n",
            ),
            has: &[
                "pub b: Option<i64>",
                "the sample `two` is in another document; not read",
                "a sample has a duplicate key `a`; not read",
                "a sample is not readable JSON; not read",
                "a sample is not readable XML: ",
            ],
            lacks: &["external_value", "ref", "summary:"],
        },
        body(
            "no_ids",
            "order_id: {type: string, example: '0'}, count: {type: integer, example: 0}",
            &["example = \"0\")]\n    pub count"],
            &["example = \"0\")]\n    pub order_id"],
        ),
        Case {
            name: "xml",
            page: page(
                "/g2g/kinds/xml",
                "post",
                "{summary: Call, responses: {'200': {content: {application/xml: {schema: {type: object, properties: {\
                 state: {type: string, xml: {name: pg_state}}, ident: {type: string, xml: {attribute: true}}, \
                 pg_items: {type: array, xml: {wrapped: true}, items: {type: string, xml: {name: item}}}, \
                 rows: {type: array, items: {type: string, xml: {name: pg_row}}}}}, \
                 example: '<response><pg_state>ok</pg_state><pg_items><item>a</item><item>b</item></pg_items>\
                 <pg_row>1</pg_row></response>'}}}}}",
                "",
            ),
            has: &[
                "pub state: Option<String>",
                "`ident` is an attribute, which is not read; left out",
                "pub items: Option<CallAnswerItems>",
                "pub item: Option<Vec<String>>",
                "pub row: Option<Vec<String>>",
            ],
            lacks: &["only the sample"],
        },
    ]
}

/// Which of several responses is read.
pub(super) fn replies() -> Vec<Case> {
    let json = |schema: &str| format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}");
    let [good, bad, other] = ["id", "error_text", "more"]
        .map(|name| json(&format!("{{type: object, properties: {{{name}: {{type: string}}}}}}")));
    vec![
        responses(
            "default_first",
            &format!("{{default: {bad}, '201': {good}}}"),
            &["pub id", "`default` with `error_text`"],
            &["pub error_text"],
        ),
        responses(
            "class",
            &format!("{{default: {bad}, 2XX: {good}, '400': {bad}}}"),
            &["pub id", "`default`, `400` with `error_text`"],
            &["pub error_text"],
        ),
        responses(
            "default_alone",
            &format!("{{default: {good}}}"),
            &["pub id", "CHECK: only `default` describes it"],
            &[],
        ),
        responses(
            "two_successes",
            &format!("{{'202': {other}, '200': {good}}}"),
            &["pub id", "CHECK: `202` describes another response than `200`, which is used; left out: `more`"],
            &["pub more"],
        ),
        responses(
            "sample_of_another_success",
            "{'200': {content: {application/json: {schema: {type: object, required: [id, n], properties: {id: {type: string}, \
             n: {type: integer}}}, example: {id: x, n: 1}}}}, '202': {content: {application/json: {schema: {type: object, \
             properties: {job: {type: string}}}, example: {job: y, n: z, extra: 1}}}}, '201': {content: {application/json: \
             {example: {id: x, n: 1, shown: 1}}}}}",
            &[
                "`202` describes another response than `200`, which is used; left out: `job`, `extra`",
                "pub id: Option<String>",
                "pub shown: Option<i64>",
            ],
            &["pub job", "pub extra"],
        ),
        responses(
            "html",
            "{'200': {content: {text/html: {schema: {type: string}}}}}",
            &["it is `text/html`, which is not read; an untyped value"],
            &["response ="],
        ),
        responses(
            "html_and_json",
            "{'200': {content: {text/html: {schema: {type: string}}, application/json: {schema: {type: object, properties: \
             {id: {type: string}}}}}}}",
            &[
                "pub id",
                "CHECK: the document describes it as `text/html`, too, with another schema; `application/json` is used",
            ],
            &[],
        ),
        responses("nothing", "{'204': {description: d}}", &["pub struct Call;"], &["does not describe", "response ="]),
        responses(
            "headers",
            "{'200': {description: d, headers: {X-Rate: {schema: {type: integer}}}, content: {application/json: {schema: \
             {type: object, properties: {id: {type: string}}}}}}}",
            &["`headers` of `200` is not taken over"],
            &[],
        ),
    ]
}
