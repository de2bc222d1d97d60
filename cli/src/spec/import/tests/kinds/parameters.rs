//! Parameters that are listed twice, headers that a client sets, and styles of values.

use super::{Case, page, parameters};

/// A parameter that is listed twice, in one list or in two.
pub(super) fn twice() -> Vec<Case> {
    vec![
        parameters(
            "parameter_listed_twice",
            "get",
            "/v5/partner/kinds/twice",
            "{name: a, in: query, schema: {type: string}}, {name: a, in: query, required: true, schema: {type: integer}}, \
             {name: b, in: query, description: d, schema: {type: string}}, {schema: {type: string}, name: b, description: d, in: query}, \
             {name: X-Kind, in: header, schema: {type: string}}, {name: x-kind, in: header, schema: {type: string, maxLength: 5}}, \
             {name: s, in: cookie, schema: {type: string}}, {name: s, in: cookie, schema: {type: integer}}, \
             {name: 'f[x]', in: query, schema: {type: string}}, {name: 'f[x]', in: query, schema: {type: integer}}, \
             {name: c, in: header, schema: {type: string}}",
            &[
                "CHECK: the call lists `a` twice in the query, with another `schema`, `required`; the first is used.",
                "    /// To be documented: `a`.\n    #[freedompay(query)]\n    pub a: Option<String>",
                "pub b: Option<String>",
                "CHECK: the call lists `X-Kind` twice in the header, with another `schema`",
                "header = \"X-Kind\"",
                "CHECK: `request.s`: the call lists `s` twice in the cookie, with another `schema`",
                "CHECK: `request.f[x]`: the call lists `f[x]` twice",
                "header = \"c\"",
            ],
            &["header = \"x-kind\"", "pub b2"],
        ),
        parameters(
            "listed_twice_and_elsewhere",
            "get",
            "/v5/partner/kinds/elsewhere",
            "{name: amount, in: query, schema: {type: string}}, {name: amount, in: query, schema: {type: integer}}, \
             {name: amount, in: header, schema: {type: string}}",
            &["// CHECK: the call lists `amount` twice in the query, with another `schema`; the first is used.\n// CHECK: it is a GET, but it may move"],
            &["    // CHECK: the call lists"],
        ),
        Case {
            name: "parameter_of_the_path_replaced",
            page: "openapi: 3.0.1\npaths:\n  /v5/partner/kinds/replaced:\n    parameters: [{name: a, in: query, required: true, schema: \
                   {type: string}}, {name: session, in: cookie, required: true}, {name: X-Kind, in: header, schema: {type: string}}, \
                   {name: rest, in: query, schema: {type: string}}]\n    get: {summary: Call, parameters: [{name: a, in: query, schema: \
                   {type: integer}}, {name: session, in: cookie}, {name: x-kind, in: header, schema: {type: integer}}]}\n"
                .to_owned(),
            has: &["pub a: Option<i64>", "pub rest: Option<String>", "pub x_kind: Option<i64>", "`session` is a cookie"],
            lacks: &["twice"],
        },
        parameters(
            "parts_of_brackets",
            "get",
            "/v5/partner/kinds/brackets",
            "{name: 'filter[name]', in: query, required: true, description: card number, deprecated: true, example: x, \
             schema: {type: string}}, {name: 'filter[state]', in: query, examples: {a: {value: open}}, style: pipeDelimited, \
             allowReserved: true}, {name: 'ids[]', in: query, deprecated: true, schema: {type: array, items: {type: integer}}}, \
             {name: plain, in: query, deprecated: true, schema: {type: string}}, {name: bare, in: query, deprecated: true}, \
             {name: 'p[x]', in: query, schema: {type: string}}, {name: 'p[x][y]', in: query, schema: {type: string}}",
            &[
                "    // CHECK: the document marks it as deprecated.\n    /// To be documented: `name`.\n    pub name: Secret,",
                "example = \"open\"",
                "the style `pipeDelimited` is not taken over",
                "`allowReserved` is not taken over",
                "    // CHECK: the document marks it as deprecated.\n    /// To be documented: `ids`.",
                "    // CHECK: the document marks it as deprecated.\n    /// To be documented: `plain`.",
                "    // CHECK: the document marks it as deprecated.\n    /// To be documented: `bare`.",
                "pub ids: Option<Vec<i64>>",
                "pub filter: CallFilter",
                "CHECK: `p[x][y]` contradicts other names with its brackets; left out",
            ],
            &[],
        ),
    ]
}

/// Headers that the client or its transport sets.
pub(super) fn headers() -> Vec<Case> {
    vec![
        parameters(
            "headers_of_the_client",
            "post",
            "/v5/partner/kinds/headers",
            "{name: User-Agent, in: header, required: true, schema: {type: string}}, \
             {name: Accept, in: header, schema: {type: string, enum: [application/xml, 'application/json; charset=utf-8']}}, \
             {name: Content-Type, in: header, required: true, schema: {type: string}, example: application/json}, \
             {name: Host, in: header, required: true}, {name: Connection, in: header, schema: {const: close}}, \
             {name: Accept-Language, in: header, schema: {type: string}}, {name: auth_id, in: header, schema: {type: string}}",
            &[
                "header = \"User-Agent\"",
                "pub user_agent: String",
                "CHECK: `Host` is set by the client's transport",
                "CHECK: `Connection` is set",
                "pub accept_language: Option<String>",
                "header = \"auth_id\"",
            ],
            &["`Accept`", "`Content-Type`", "`Authorization`"],
        ),
        parameters(
            "headers_that_differ",
            "post",
            "/v5/partner/kinds/headers_that_differ",
            "{name: accept, in: header, schema: {const: application/pdf}}, \
             {name: Content-Type, in: header, schema: {default: text/plain}}, \
             {name: Authorization, in: header, required: true, schema: {type: string}}",
            &[
                "CHECK: `accept` is `application/pdf` in the document, the client sends `application/json`",
                "CHECK: `Content-Type` is `text/plain` in the document",
                "CHECK: `Authorization` is not sent",
            ],
            &["header ="],
        ),
        parameters(
            "headers_of_a_form",
            "post",
            "/g2g/kinds/headers",
            "{name: Accept, in: header, example: text/html}, {name: Content-Type, in: header, schema: {enum: [multipart/form-data]}}, \
             {name: Authorization, in: header, schema: {type: string}}, {name: X-Action, in: header, schema: {enum: [one]}}",
            &["CHECK: `Accept` is `text/html` in the document, the client sends `application/xml`"],
            &["`Content-Type`", "`Authorization`"],
        ),
    ]
}

/// Styles, and members of a parameter that are not what they should be.
pub(super) fn styles() -> Vec<Case> {
    vec![
        parameters(
            "styles",
            "get",
            "/v5/partner/kinds/styles/{id}/{label}/{list}",
            "{name: id, in: path, required: true, style: matrix, schema: {type: string}}, \
             {name: label, in: path, required: true, style: label, deprecated: true, schema: {type: string}}, \
             {name: list, in: path, required: true, style: simple, schema: {type: array, items: {type: string}}}, \
             {name: spaces, in: query, style: spaceDelimited, schema: {type: array, items: {type: string}}}, \
             {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}, \
             {name: odd, in: query, style: 5, explode: maybe, allowReserved: 'true', schema: {type: string}}, \
             {name: own, in: query, style: mine, schema: {type: array, items: {type: string}}}, \
             {name: empty, in: query, allowEmptyValue: true, schema: {type: integer}}, \
             {name: 404, in: Query, schema: string}",
            &[
                "CHECK: the style `matrix` is not taken over: the client sends the plain value",
                "CHECK: the style `label` is not taken over",
                "CHECK: a path or header parameter must be a single value; read as text",
                "to be written with spaces between",
                "to be written with `|` between",
                "CHECK: `style` is not a text; ignored",
                "CHECK: `explode` is neither `true` nor `false`; ignored",
                "CHECK: `allowReserved` is written as `true` instead of a truth value",
                "to be written with what the style `mine` has between",
                "CHECK: `allowEmptyValue` is not taken over",
                "CHECK: `schema` is not an object; ignored",
                "rename = \"404\"",
            ],
            &[],
        ),
        Case {
            name: "a_name_of_nothing",
            page: page(
                "/v5/partner/kinds/nothing",
                "get",
                "{summary: Call, parameters: [{name: '', in: query}, {name: '*', in: query}, {name: 'a b', in: header}, \
                 {name: x, in: formData}, {name: ' y ', in: query}]}",
                "",
            ),
            has: &[
                "CHECK: a parameter is named ``, which cannot be declared",
                "CHECK: a parameter is named `*`",
                "CHECK: `a b` is not the name of a header",
                "CHECK: `x` has the unknown location `formdata`",
                "CHECK: its name has spaces around it",
                "pub y: Option<String>",
            ],
            lacks: &[],
        },
    ]
}
