//! Names of calls, and where they belong.

use super::{Case, page, parameters};

/// Names of calls, and where they belong.
pub(super) fn calls() -> Vec<Case> {
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
