//! One case per kind of contradiction or subtlety, with the declaration it becomes. All of them are compiled together with
//! the generated documents.

use super::written;

/// A document, the parts that its declaration must have, and those that it must not.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) page: String,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
}

/// A document with one operation and components.
fn page(path: &str, method: &str, operation: &str, more: &str) -> String {
    format!("openapi: 3.0.1\npaths:\n  {path}:\n    {method}: {operation}\n{more}")
}

fn with_schemas(schemas: &str) -> String {
    format!("components:\n  schemas: {schemas}\n")
}

/// A JSON call with these properties in its body.
fn body(name: &'static str, properties: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    body_of(name, properties, "", has, lacks)
}

fn body_of(
    name: &'static str,
    properties: &str,
    schemas: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let schema = format!("{{type: object, properties: {{{properties}}}}}");
    whole_body(name, &schema, schemas, has, lacks)
}

fn whole_body(
    name: &'static str,
    schema: &str,
    schemas: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}}}");
    let more = if schemas.is_empty() { String::new() } else { with_schemas(schemas) };
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, &more), has, lacks }
}

/// A JSON call with this response schema and sample.
fn answer(
    name: &'static str,
    schema: &str,
    sample: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let content = format!("{{application/json: {{schema: {schema}, example: {sample}}}}}");
    responses(name, &format!("{{'200': {{description: d, content: {content}}}}}"), has, lacks)
}

fn responses(
    name: &'static str,
    responses: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, responses: {responses}}}");
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, ""), has, lacks }
}

/// A call with parameters.
fn parameters(
    name: &'static str,
    method: &str,
    path: &str,
    list: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    let operation = format!("{{summary: Call, parameters: [{list}]}}");
    Case { name, page: page(path, method, &operation, ""), has, lacks }
}

const T: &str = "{T: {type: string, maxLength: 19, pattern: '^[0-9]+$'}, P: {type: string, format: password}}";

/// `allOf`, references, alternatives, and schemas that contain themselves.
fn schemas() -> Vec<Case> {
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

/// What may be `null`, who writes a member, and what a document requires by a wrong name.
fn presence() -> Vec<Case> {
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
        body("required_at_a_property", "a: {type: string, required: true}", &["CHECK: `required` is not a list"], &[]),
    ]
}

/// Enumerations and truth values.
fn enums() -> Vec<Case> {
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
fn limits() -> Vec<Case> {
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

/// Samples, and what is read of them.
fn samples() -> Vec<Case> {
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
                "a sample is not readable XML; not read",
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

/// Paths, servers, parameters and their styles.
#[allow(clippy::too_many_lines)] // one case after the other
fn places() -> Vec<Case> {
    let server = |url: &str| format!("servers: {url}\n");
    vec![
        Case {
            name: "server_absolute",
            page: page(
                "/cases/a",
                "post",
                "{summary: Call}",
                &server("[{url: 'https://api.freedompay.kz/v5/partner'}]"),
            ),
            has: &["uri = \"/v5/partner/cases/a\""],
            lacks: &["api =", "servers"],
        },
        Case {
            name: "server_relative",
            page: page("/cases/b", "post", "{summary: Call}", &server("[{url: /v5/partner/}]")),
            has: &["uri = \"/v5/partner/cases/b\""],
            lacks: &[],
        },
        Case {
            name: "server_of_the_operation",
            page: page(
                "/cases/c",
                "post",
                "{summary: Call, servers: [{url: /v5/partner}]}",
                &server("[{url: /other}]"),
            ),
            has: &["uri = \"/v5/partner/cases/c\""],
            lacks: &[],
        },
        Case {
            name: "server_variables",
            page: page(
                "/cases/d",
                "post",
                "{summary: Call}",
                &server(
                    "[{url: 'https://{host}/{base}', variables: {host: {default: x}, base: {default: v5/partner}}}]",
                ),
            ),
            has: &["uri = \"/v5/partner/cases/d\""],
            lacks: &[],
        },
        Case {
            name: "servers_differ",
            page: page(
                "/cases/e",
                "post",
                "{summary: Call}",
                &server("[{url: 'https://test.example'}, {url: 'https://x.example/v5/partner'}]"),
            ),
            has: &["uri = \"/v5/partner/cases/e\"", "CHECK: its servers begin its path differently"],
            lacks: &[],
        },
        Case {
            name: "server_and_whole_path",
            page: page("/v5/partner/cases/f", "post", "{summary: Call}", &server("[{url: 'https://x.example/base'}]")),
            has: &["uri = \"/v5/partner/cases/f\"", "CHECK: the server begins its path with `/base`"],
            lacks: &[],
        },
        Case {
            name: "one_name_in_two_places",
            page: page(
                "/v5/partner/kinds/both/{id}",
                "post",
                "{summary: Call, parameters: [{name: id, in: path, required: true, schema: {type: string}}, \
                 {name: token, in: header, schema: {type: string}}, {name: kind, in: query, schema: {type: string}}], \
                 requestBody: {content: {application/json: {schema: {type: object, required: [id, token, kind], properties: \
                 {id: {type: integer}, token: {type: string}, kind: {type: string}}}}}}}",
                "",
            ),
            has: &[
                "uri = \"/v5/partner/kinds/both/{path_id}\"",
                "    #[freedompay(path)]\n    pub path_id: String,",
                "pub id: i64,",
                "header = \"token\"",
                "pub token: Secret,",
                "pub kind: String,",
                "CHECK: it is also in the query",
            ],
            lacks: &[],
        },
        parameters(
            "lists_in_queries",
            "get",
            "/v5/partner/kinds/lists",
            "{name: 'ids[]', in: query, required: true, schema: {type: array, items: {type: integer}}}, \
             {name: 'filter[state]', in: query, schema: {type: string}}, {name: on, in: query, schema: {type: boolean}}, \
             {name: many, in: query, schema: {type: array, items: {type: string}}}, \
             {name: flat, in: query, explode: false, schema: {type: array, items: {type: string}}}, \
             {name: deep, in: query, style: deepObject, schema: {type: object, properties: {x: {type: string}}}}, \
             {name: wide, in: query, schema: {type: object, properties: {x: {type: string}}}}, \
             {name: session, in: cookie, schema: {type: string}}",
            &[
                "pub ids: Vec<i64>",
                "pub filter: Option<CallFilter>",
                "pub state: Option<String>",
                "pub on: Option<CallOn>",
                "    True,",
                "CHECK: the document repeats `many`, a client sends `many[]`",
                "pub flat: Option<String>",
                "CHECK: a list in one value; declared as a text, to be written with commas between",
                "pub deep: Option<CallDeep>",
                "CHECK: the document writes it in the style `form`; a client sends `wide[member]`",
                "CHECK: `session` has the unknown location `cookie`; left out",
            ],
            &["Vec<Vec<", "Option<bool>"],
        ),
        Case {
            name: "brackets_in_forms",
            page: page(
                "/g2g/kinds/brackets",
                "post",
                "{summary: Call, requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, \
                 required: ['pg_a[]'], properties: {'pg_a[]': {type: array, items: {type: string}}, \
                 'pg_b[]': {type: string}, 'pg_c[0][name]': {type: string}, 'pg_d[]': {$ref: '#/components/schemas/L'}, \
                 pg_on: {type: boolean}}}}}}}",
                &with_schemas("{L: {type: array, items: {type: integer}}}"),
            ),
            has: &[
                "pub a: Vec<String>",
                "pub b: Option<Vec<String>>",
                "pub c: Option<Vec<CallC>>",
                "pub d: Option<Vec<i64>>",
                "pub on: Option<bool>",
            ],
            lacks: &["Vec<Vec<"],
        },
        parameters(
            "fixed_query",
            "post",
            "/v5/partner/kinds/fixed?type=2&x",
            "",
            &[
                "CHECK: the path has the query `type=2`; declared as a field",
                "pub r#type: Option<CallType>",
                "the query `x`, which is not sent",
            ],
            &[],
        ),
        parameters(
            "odd_path_names",
            "get",
            "/v5/partner/kinds/{customer-id}/{номер}/{1}",
            "{name: номер, in: path, required: true, schema: {type: integer}}",
            &[
                "/{customer-id}/{nomer}/{one}\"",
                "pub nomer: i64",
                "rename = \"customer-id\"",
                "pub customer_id: String",
            ],
            &[],
        ),
    ]
}

/// Which of several responses is read.
fn replies() -> Vec<Case> {
    let json = |schema: &str| format!("{{description: d, content: {{application/json: {{schema: {schema}}}}}}}");
    let [good, bad, other] = ["id", "error_text", "more"]
        .map(|name| json(&format!("{{type: object, properties: {{{name}: {{type: string}}}}}}")));
    vec![
        responses("default_first", &format!("{{default: {bad}, '201': {good}}}"), &["pub id"], &["error_text"]),
        responses("class", &format!("{{default: {bad}, 2XX: {good}, '400': {bad}}}"), &["pub id"], &["error_text"]),
        responses(
            "default_alone",
            &format!("{{default: {good}}}"),
            &["pub id", "CHECK: only `default` describes it"],
            &[],
        ),
        responses(
            "two_successes",
            &format!("{{'202': {other}, '200': {good}}}"),
            &["pub id", "CHECK: `202` describes another response than `200`, which is used"],
            &["pub more"],
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
            &["pub id"],
            &["text/html"],
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

/// Names of calls, and where they belong.
fn calls() -> Vec<Case> {
    let long: String = "Очень длинное название ".repeat(14);
    let words = "Wort".repeat(80);
    vec![
        Case {
            name: "russian_title",
            page: page("/v5/partner/kinds/loyalty/spend", "post", &format!("{{summary: '{long}'}}"), ""),
            has: &["pub struct LoyaltySpend;", "id = \"partner.loyalty_spend\""],
            lacks: &[],
        },
        Case {
            name: "long_title",
            page: page("/v5/partner/kinds/long/{id}", "delete", &format!("{{summary: {words}, operationId: DropIt}}"), ""),
            has: &["pub struct DropIt {"],
            lacks: &["WortWort"],
        },
        Case {
            name: "names_of_self",
            page: page(
                "/v5/partner/kinds/self",
                "post",
                "{summary: Self, requestBody: {content: {application/json: {schema: {type: object, properties: \
                 {self: {type: string}, Self: {type: string}, crate: {type: object, properties: {super: {type: string}}}, \
                 send: {type: string}, '*': {type: string}}}}}}}",
                "",
            ),
            has: &["pub struct SelfCall {", "pub self_: Option<String>", "rename = \"Self\"", "pub send_: Option<String>", "named `*`"],
            lacks: &[],
        },
        Case {
            name: "folder_is_evidence",
            page: page("/somewhere/else", "post", "{summary: Call, x-apidog-folder: Card API/Card}", ""),
            has: &["api = card", "id = \"card.call\""],
            lacks: &["CHECK: the folder"],
        },
        Case {
            name: "folder_contradicts",
            page: page("/v5/partner/kinds/folder", "post", "{summary: Call, x-apidog-folder: Card API/Card, tags: [Partner API]}", ""),
            has: &["CHECK: the folder `Card API/Card` names another API than the path; it is declared as partner"],
            lacks: &["the tag"],
        },
        Case {
            name: "money_without_outcome",
            page: page(
                "/v5/partner/kinds/pay",
                "post",
                "{summary: Pay, requestBody: {content: {application/json: {schema: {type: object, properties: \
                 {request_id: {type: string}, amount: {type: number}}}}}}}",
                "",
            ),
            has: &["effect = money"],
            lacks: &[],
        },
        parameters("get_moves_nothing", "get", "/v5/partner/kinds/payment", "{name: amount, in: query, schema: {type: number}}", &["method = \"GET\""], &["money"]),
        Case {
            name: "merge_keys",
            page: "openapi: 3.0.1\nx: {base: &b {type: object, properties: {a: {type: string}}, required: [a]}, \
                   more: &m {description: d, type: integer}}\npaths:\n  /v5/partner/kinds/merge:\n    post:\n      summary: Call\n      \
                   requestBody:\n        content:\n          application/json:\n            schema:\n              <<: [*b, *m]\n              \
                   properties: {b: {<<: *m, maximum: 5}, '<<': {type: string}}\n"
                .to_owned(),
            has: &["    #[freedompay(max = 5)]\n    pub b: Option<i64>", "rename = \"<<\""],
            lacks: &["pub a:"],
        },
    ]
}

/// Lists all cases.
pub(super) fn cases() -> Vec<Case> {
    [schemas(), presence(), enums(), limits(), samples(), places(), replies(), calls()].into_iter().flatten().collect()
}

#[test]
fn every_kind_is_read_right() {
    let mut wrong = Vec::new();
    for Case { name, page, has, lacks } in cases() {
        let text = match written(&page).as_slice() {
            [Ok(text)] => text.clone(),
            other => {
                wrong.push(format!("{name}: {other:?}\n{page}"));
                continue;
            }
        };
        for part in has.iter().filter(|part| !text.contains(**part)) {
            wrong.push(format!("{name} lacks {part:?}:\n{text}"));
        }
        for part in lacks.iter().filter(|part| text.contains(**part)) {
            wrong.push(format!("{name} has {part:?}:\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n----\n"));
}

#[test]
fn what_cannot_be_declared_is_refused_by_name() {
    let circle = |schema: &str| {
        let body = "{requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}";
        page("/v5/partner/kinds/circle", "post", body, &with_schemas(&format!("{{A: {schema}}}")))
    };
    for (page, expected) in [
        (
            page(
                "/v5/partner/kinds/twice",
                "post",
                "{parameters: [{name: kind, in: query, required: true, schema: {type: string}}], requestBody: {content: \
                 {application/json: {schema: {type: object, required: [kind], properties: {kind: {type: string}}}}}}}",
                "",
            ),
            "`kind` is required in the query and in the body",
        ),
        (
            page("/v5/partner/kinds/x", "post", "{}", "servers: [{url: '/{base}'}]\n"),
            "has a variable without a default",
        ),
        (page("/v5/g2g/kinds", "post", "{summary: Call}", ""), "has an `X-Action`"),
        (
            page("/v5/partner/kinds/x", "head", "{summary: Call}", ""),
            "`head` of /v5/partner/kinds/x cannot be declared",
        ),
        (
            page("/v5/partner/kinds/x", "get", "{parameters: [{name: s, in: cookie, required: true}]}", ""),
            "`s` is a required cookie",
        ),
        (circle("{allOf: [{$ref: '#/components/schemas/A'}]}"), "contains itself"),
        (circle("{$ref: '#/components/schemas/A'}"), "circular reference"),
        (
            "{\"openapi\": \"3.0.1\",\t\"paths\": {\"/v5/partner/a\": {\"post\": {}, \"post\": {}}}}".to_owned(),
            "duplicate key `post`",
        ),
        ("openapi: 3.0.1\npaths: {a: {<<: 1}}\n".to_owned(), "the merge key `<<` takes an object"),
    ] {
        let found = written(&page);
        let is_named = |one: &Result<String, String>| one.as_ref().is_err_and(|message| message.contains(expected));
        assert!(found.iter().any(is_named) && found.iter().all(Result::is_err), "{expected}: {found:?}\n{page}");
    }
}

#[test]
fn all_documents_of_a_stream_are_read() {
    let first = page("/v5/partner/kinds/one", "post", "{summary: One}", "");
    let second = page("/v5/partner/kinds/two", "post", "{summary: Two}", "");
    let found = written(&format!("---\n{first}---\n{second}...\n---\nother: 1\n"));
    assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 2, "{found:?}");
    assert!(found.iter().any(|one| one.as_ref().is_err_and(|message| message.contains("not an OpenAPI document"))));
}
