//! What is card data or a secret, whatever says so: a title, a description, a reference, a sample, the names around it.

use super::{Case, answer, body, body_of, page, parameters};

const PAN_SHOWN: &str = "4405645000006150";

fn call(name: &'static str, summary: &str, properties: &str, sample: &str, has: &'static [&'static str]) -> Case {
    let schema = format!("{{type: object, properties: {{{properties}}}}}");
    let content = format!("{{application/json: {{schema: {schema}, example: {sample}}}}}");
    let operation = format!("{{summary: {summary}, requestBody: {{content: {content}}}}}");
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), "post", &operation, ""), has, lacks: LACKS }
}

const LACKS: &[&str] = &[PAN_SHOWN, "not_secret"];

pub(super) fn secrets() -> Vec<Case> {
    vec![
        call(
            "described_card",
            "Adds a card",
            "num: {type: string, description: 'Card number (16 digits)'}",
            "{num: '4405645000006150'}",
            &["pub num: Option<Secret>"],
        ),
        call(
            "saved_card",
            "Save card",
            "number: {type: string}, expiry: {type: string}, holder_name: {type: string}, month: {type: string}, \
             year: {type: string}",
            "{number: '4405645000006150'}",
            &[
                "pub number: Option<Secret>",
                "pub expiry: Option<Secret>",
                "pub holder_name: Option<Secret>",
                "pub month: Option<Secret>",
                "pub year: Option<Secret>",
            ],
        ),
        call(
            "bound_card",
            "Bind card",
            "number: {type: integer}",
            "{number: 4405645000006150}",
            &["pub number: Option<Secret>"],
        ),
        body(
            "numbers_of_a_card",
            "card: {type: object, properties: {pan: {type: string}, year: {type: integer, example: 30}, \
             month: {type: integer}, exp_year: {type: integer}, valid_to: {type: string}, code: {type: string, example: '123'}}}",
            &[
                "pub pan: Option<CardNumber>",
                "#[freedompay(secret)]\n    pub month: Option<i64>",
                "pub valid_to: Option<Secret>",
                "pub code: Option<Secret>",
                "pub struct CallCard {",
            ],
            LACKS,
        ),
        answer(
            "numbers_of_an_answered_card",
            "{type: object, properties: {card: {type: object, properties: {month: {type: integer}, code: {type: string}}}}}",
            "{card: {month: 5, code: '123'}}",
            &["secret", "pub month: Option<i64>", "pub code: Option<Secret>"],
            &["not_secret"],
        ),
        body_of(
            "card_behind_references",
            "a: {allOf: [{$ref: '#/components/schemas/Pan'}]}, b: {$ref: '#/components/schemas/CardNumber'}, \
             l: {type: array, items: {$ref: '#/components/schemas/Card'}}, data: {$ref: '#/components/schemas/Card'}, \
             n: {type: array, items: {$ref: '#/components/schemas/CardNumber'}}",
            "{Pan: {type: string, title: PAN, example: '4405645000006150'}, CardNumber: {type: string}, \
             Card: {type: object, properties: {number: {type: string}, cvc: {type: string}, year: {type: integer}}}}",
            &[
                "pub a: Option<Secret>",
                "pub b: Option<Secret>",
                "pub n: Option<Vec<Secret>>",
                "pub number: Option<Secret>",
                "#[freedompay(secret)]\n    pub year: Option<i64>",
            ],
            &[PAN_SHOWN, "not_secret", "pub number: Option<String>"],
        ),
        body(
            "card_in_words",
            "a: {type: string, description: 'Номер карты'}, 'Номер карты': {type: string}, c: {type: string, format: pan}, \
             d: {type: string, description: 'Срок действия карты'}, e: {type: string, title: CVC}, \
             card_mask: {type: string, example: '4405645000006150'}, g: {type: integer, description: 'PAN of the payer'}, \
             order: {type: string, description: 'Номер заказа'}, until: {type: string, description: 'Срок действия счета'}",
            &[
                "pub a: Option<Secret>",
                "pub nomer_karty: Option<Secret>",
                "pub c: Option<Secret>",
                "pub d: Option<Secret>",
                "pub e: Option<Secret>",
                "pub card_mask: Option<Secret>",
                "#[freedompay(secret)]\n    pub g: Option<i64>",
                "pub order: Option<String>",
                "pub until: Option<String>",
            ],
            LACKS,
        ),
        parameters(
            "card_in_the_query",
            "get",
            "/v5/partner/kinds/query-card",
            "{name: num, in: query, description: card number, schema: {type: string}}, \
             {name: num2, in: query, description: card number}, {name: Proxy-Authorization, in: header, schema: {type: string}}",
            &["pub num: Option<Secret>", "pub num2: Option<Secret>", "pub proxy_authorization: Option<Secret>"],
            LACKS,
        ),
    ]
}

/// What was dropped without a word.
pub(super) fn named() -> Vec<Case> {
    vec![super::whole_body(
        "required_choice",
        "{type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}",
        "",
        &["CHECK: it requires `a`, or `b`; a declaration cannot say that", "pub a: Option<String>"],
        &[],
    )]
}
