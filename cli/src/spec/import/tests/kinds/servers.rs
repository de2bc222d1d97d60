//! Servers: their variables, and parts of their URLs that are not sent.

use super::{Case, page};

fn case(
    name: &'static str,
    path: &str,
    servers: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    Case { name, page: page(path, "post", "{summary: Call}", &format!("servers: {servers}\n")), has, lacks }
}

/// Servers: their variables, and parts of their URLs that are not sent.
pub(super) fn servers() -> Vec<Case> {
    vec![
        case(
            "server_with_a_query",
            "/cases/query",
            "[{url: 'https://x.example/v5/partner?token=1#part', description: d, protocol: https}]",
            &[
                "uri = \"/v5/partner/cases/query\"",
                "ends with `?token=1#part`, which is not sent",
                "`protocol` of the server is not taken over",
            ],
            &["description"],
        ),
        case(
            "server_with_a_query_after_its_host",
            "/v5/partner/cases/host",
            "[{url: 'https://x.example?a=1'}]",
            &["uri = \"/v5/partner/cases/host\"", "ends with `?a=1`, which is not sent"],
            &[],
        ),
        case(
            "server_variable_with_values",
            "/cases/values",
            "[{url: 'https://{host}/{base}', variables: {host: {enum: [a, b], default: a}, \
             base: {enum: [v4/partner, v5/partner], default: v5/partner, description: d}}}]",
            &[
                "uri = \"/v5/partner/cases/values\"",
                "CHECK: `base` of the server may be `v4/partner`, too; its paths are those of `v5/partner`",
            ],
            &["`host`"],
        ),
        case(
            "server_variable_without_default",
            "/cases/first",
            "[{url: '/{base}', variables: {base: {enum: [v5/partner]}, more: {default: x}}}]",
            &[
                "uri = \"/v5/partner/cases/first\"",
                "CHECK: the server's `base` has no default; its first value is used",
                "CHECK: the server's URL does not have the variable `more`",
            ],
            &[],
        ),
        case(
            "server_default_outside",
            "/cases/outside",
            "[{url: '/{base}', variables: {base: {default: v5/partner, enum: [v6]}}}]",
            &["CHECK: the default of the server's `base` is not among its values", "`base` of the server may be `v6`"],
            &[],
        ),
        case(
            "server_that_cannot_be_used",
            "/cases/unusable",
            "[{url: 'https://x.example/{base}'}, {url: /v5/partner, variables: [base]}]",
            &[
                "uri = \"/v5/partner/cases/unusable\"",
                "has a variable without a default in its path: `base`; it is not used",
                "`variables` of the server is not an object",
            ],
            &[],
        ),
        case(
            "server_instead_of_a_list",
            "/cases/one",
            "{url: /v5/partner}",
            &["uri = \"/v5/partner/cases/one\"", "CHECK: `servers` is a server instead of a list"],
            &[],
        ),
        case(
            "servers_by_name",
            "/cases/named",
            "{production: {url: 'https://x.example/v5/partner'}, test: {url: 'https://t.example/v5/partner'}}",
            &["uri = \"/v5/partner/cases/named\"", "CHECK: `servers` is an object instead of a list"],
            &["differently"],
        ),
        case(
            "server_as_a_text",
            "/cases/text",
            "https://x.example/v5/partner",
            &["uri = \"/v5/partner/cases/text\"", "CHECK: `servers` is a text instead of a list"],
            &[],
        ),
        case("servers_as_a_number", "/v5/partner/cases/number", "7", &["CHECK: `servers` is not a list; ignored"], &[]),
        Case {
            name: "server_of_the_path",
            page: "openapi: 3.0.1\nservers: [{url: /other}]\npaths:\n  /cases/path:\n    servers: [{url: '/v5/partner?x=1'}]\n    \
                   post: {summary: Call}\n"
                .to_owned(),
            has: &["uri = \"/v5/partner/cases/path\"", "ends with `?x=1`"],
            lacks: &["other"],
        },
    ]
}
