//! What is said of a contradiction: its real reason, and the values that are lost.

use super::{Case, body, page, parameters, written};

pub(super) fn wordings() -> Vec<Case> {
    vec![
        body(
            "numbers_of_enums",
            "a: {enum: [99999999999999999999999, 1]}, b: {enum: [1.5, 2]}, c: {type: integer, enum: ['1', '2']}, \
             d: {type: string, enum: [null]}, e: {type: integer, enum: [1, 2]}, f: {type: string, enum: [x, null]}",
            &[
                "CHECK: its known values `99999999999999999999999`, `1` need more than 64 bits; read as an exact decimal",
                "CHECK: its known values `1.5`, `2` are not whole; read as an exact decimal",
                "// CHECK: typed `integer`, but its known values are texts; read as numbers.\n    /// To be documented: `c`.",
                "// CHECK: its only known value is `null`, which its type does not say.\n    /// To be documented: `d`.",
                "    /// To be documented: `e`.",
            ],
            &["read as numbers.\n    /// To be documented: `e`.", "does not say.\n    /// To be documented: `f`."],
        ),
        Case {
            name: "samples_of_xml",
            page: page(
                "/g2g/kinds/samples_of_xml",
                "post",
                "{summary: Call, responses: {'200': {content: {application/xml: {examples: {\
                 mixed: {value: '<response>text<a>1</a></response>'}, \
                 typed: {value: '<!DOCTYPE x><response><a>1</a></response>'}}}}}}}",
                "",
            ),
            has: &[
                "a sample is not readable XML: it has text beside elements; not read",
                "a sample is not readable XML: it has a document type, which is not accepted; not read",
            ],
            lacks: &[],
        },
        xml(
            "odd_marks_of_xml",
            "{type: object, xml: {name: answer, namespace: 'urn:r'}, properties: {a: {type: string, xml: {attribute: 'yes'}}, \
             b: {type: array, items: {type: string}, xml: {wrapped: 'true'}}, c: {type: string, xml: x}, \
             d: {type: string, xml: {namespace: 'urn:x'}}}}",
            &[
                "CHECK: `name: answer` of its `xml` is not taken over",
                "CHECK: `namespace: urn:r` of its `xml` is not taken over",
                "CHECK: of its `xml`, `attribute` is neither `true` nor `false`; ignored",
                "CHECK: of its `xml`, `wrapped` is written as `true` instead of a truth value; read as true",
                "pub b: Option<CallAnswerB>",
                "CHECK: `xml` is not an object; ignored",
                "CHECK: `namespace: urn:x` of its `xml` is not taken over",
            ],
            &[],
        ),
        xml(
            "usual_root_of_xml",
            "{type: object, xml: {name: response}, properties: {a: {type: string}}}",
            &["pub a:"],
            &["`xml`"],
        ),
        parameters(
            "fragment",
            "post",
            "/v5/partner/kinds/fragment#later",
            "",
            &["CHECK: the path has the fragment `#later`, which is not sent", "uri = \"/v5/partner/kinds/fragment\""],
            &[],
        ),
    ]
}

fn xml(name: &'static str, schema: &str, has: &'static [&'static str], lacks: &'static [&'static str]) -> Case {
    let operation =
        format!("{{summary: Call, responses: {{'200': {{content: {{application/xml: {{schema: {schema}}}}}}}}}}}");
    Case { name, page: page(&format!("/g2g/kinds/{name}"), "post", &operation, ""), has, lacks }
}

#[test]
fn what_is_refused_has_its_own_reason() {
    let links: Vec<String> =
        (0..3000).map(|at| format!("S{at}: {{$ref: '#/components/schemas/S{}'}}, ", at + 1)).collect();
    let chain = format!("components: {{schemas: {{{} S3000: {{type: object}}}}}}\n", links.concat());
    let sent = |reference: &str| {
        format!(
            "{{summary: Call, requestBody: {{content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}}}}}"
        )
    };
    for (page, expected) in [
        (page("/v5/partner/kinds/x", "post", &sent("#/components/schemas/S0"), &chain), " in a row"),
        (page("/v5/partner/kinds/x", "post", &sent("#x"), ""), "unresolved reference `#x`: it must begin with `#/`"),
        ("// Ours\n{\"openapi\": \"3.0.1\"}\n".to_owned(), "comments with `//` or `/*` are not part of JSON"),
        ("{\n/* Ours */ \"openapi\": \"3.0.1\"}\n".to_owned(), "comments with `//` or `/*` are not part of JSON"),
    ] {
        let found = written(&page);
        let is_named = |one: &Result<String, String>| one.as_ref().is_err_and(|message| message.contains(expected));
        assert!(found.iter().any(is_named) && found.iter().all(Result::is_err), "{expected}: {found:?}");
    }
}

#[test]
fn merchant_fields_are_named_with_what_they_lose() {
    let operation = "{summary: Call, requestBody: {content: {multipart/form-data: {schema: {type: object, required: [order, plain], \
                     properties: {order: {type: string, maxLength: 7}, amount: {type: number, minimum: 5}, plain: {type: string}, \
                     note: {type: string}, pin_code: {type: string}, pg_a: {type: string}}}}}}}";
    let found = written(&page("/g2g/kinds/merchant_fields", "post", operation, ""));
    let [Ok(text)] = found.as_slice() else { panic!("{found:?}") };
    let text = super::unwrapped(text);
    for part in [
        "CHECK: merchant fields have no `pg_`; `order` (required, `max_len = 7`), `amount` (decimal, `min = 5`), `plain` (required), \
         `note`, `pin_code` (secret) become part of the rest",
        "    #[freedompay(rest)]\n    pub merchant_fields: BTreeMap<String, String>",
    ] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
}
