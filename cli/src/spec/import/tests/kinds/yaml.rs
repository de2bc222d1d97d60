//! What YAML reads otherwise than a writer of documents expects: names that are values, and numbers in other notations.

use super::{Case, answer, body, whole_body};

pub(super) fn yaml() -> Vec<Case> {
    vec![
        whole_body(
            "names_that_are_values",
            "{type: object, required: [null, true, 7, 1.50], properties: {null: {type: string}, true: {type: string}, \
             False: {type: string}, 0x10: {type: string}, 7: {type: string}, 1.50: {type: string}, ~: {type: string}, \
             2026-06-30: {type: string}}}",
            "",
            &[
                "pub null: String",
                "pub r#true: String",
                "rename = \"False\"",
                "rename = \"7\"",
                "rename = \"1.50\")]\n    pub one_50: String",
                "rename = \"0x10\"",
                "rename = \"~\"",
                "rename = \"2026-06-30\"",
            ],
            &["has no name", "which is not a property"],
        ),
        answer(
            "samples_that_are_values",
            "{type: object, properties: {map: {additionalProperties: {type: integer}}, a: {type: string}}}",
            "{map: {null: 1, true: 2, 5: 3}, a: ~, null: x, 12: y}",
            &[
                "pub map: Option<BTreeMap<String, i64>>",
                "pub a: Option<String>",
                "pub null: Option<String>",
                "rename = \"12\"",
            ],
            &[],
        ),
        body(
            "numbers_of_yaml",
            "a: {type: integer, example: 0x10}, b: {type: integer, example: 0o7}, c: {type: integer, example: 1_000}, \
             d: {type: number, example: .inf}, e: {type: number, minimum: .5, example: +1.5}, f: {type: string, example: 2026-06-30}, \
             g: {type: string, example: 007}, h: {type: integer, example: ~}, i: {type: integer, enum: [0x1, 0x2]}",
            &[
                "#[freedompay(example = \"16\")]\n    pub a: Option<i64>",
                "#[freedompay(example = \"7\")]\n    pub b: Option<i64>",
                "#[freedompay(example = \"1000\")]\n    pub c: Option<i64>",
                "CHECK: the sample `.inf` is not a number of a message; ignored",
                "pub d: Option<Amount>",
                "#[freedompay(min = 0.5, example = \"1.5\")]\n    pub e: Option<Amount>",
                "example = \"2026-06-30\"",
                "example = \"007\"",
                "pub h: Option<i64>",
                "#[freedompay(rename = \"1\")]\n    N1,",
            ],
            &["read as text"],
        ),
    ]
}
