//! How a document authorizes a call, which is signed as its API is.

use super::{Case, page};

fn case(
    name: &'static str,
    path: &str,
    own: &str,
    more: &str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
) -> Case {
    Case { name, page: page(path, "post", &format!("{{summary: Call{own}}}"), more), has, lacks }
}

/// How a document authorizes a call, which is signed as its API is.
pub(super) fn security() -> Vec<Case> {
    let schemes = "components:\n  securitySchemes:\n    Token: {type: http, scheme: bearer}\n    Sum: {type: apiKey, in: header, name: \
                   x-jws-signature}\n    Key: {$ref: '#/components/securitySchemes/Query'}\n    Query: {type: apiKey, in: query, \
                   name: api_key}\n";
    vec![
        case(
            "security_of_a_call",
            "/v5/partner/security/own",
            ", security: [{Token: []}, {Sum: []}, {Key: []}]",
            schemes,
            &[
                "the document authorizes it with `Token` (http bearer), `Key` (apiKey query api_key); every call of this API has a jws",
            ],
            &["Sum"],
        ),
        case(
            "security_of_the_document",
            "/v5/partner/security/document",
            "",
            &format!("{schemes}security: [{{Token: []}}]\n"),
            &["the document authorizes it with `Token` (http bearer)"],
            &[],
        ),
        case(
            "security_is_the_apis",
            "/v5/partner/security/same",
            ", security: [{Sum: []}]",
            &format!("{schemes}security: [{{Token: []}}]\n"),
            &[],
            &["authorizes"],
        ),
        case(
            "security_may_be_left_out",
            "/g2g/security_optional",
            ", security: [{}, {pg_sig: []}]",
            "",
            &["the document authorizes it with nothing; every call of this API has a pg_sig"],
            &[],
        ),
        case(
            "security_undefined",
            "/v5/partner/security/undefined",
            ", security: [{Nowhere: []}]",
            "",
            &["the document authorizes it with `Nowhere`;"],
            &[],
        ),
        case(
            "security_is_no_list",
            "/v5/partner/security/shape",
            ", security: {Token: []}",
            schemes,
            &["`security` is not a list; every call of this API has a jws"],
            &[],
        ),
        case(
            "security_is_empty",
            "/v5/partner/security/empty",
            ", security: []",
            schemes,
            &["the document declares no signature; every call of this API has a jws"],
            &[],
        ),
    ]
}
