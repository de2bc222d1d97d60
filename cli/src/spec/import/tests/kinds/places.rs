//! Paths, servers, parameters and their styles.

use super::{Case, page, parameters, with_schemas};

/// Paths, servers, parameters and their styles.
#[allow(clippy::too_many_lines)] // one case after the other
pub(super) fn places() -> Vec<Case> {
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
                "CHECK: `session` is a cookie, which a client does not send; left out",
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
