//! Secrets that a document lists, masks, marks or names in other words; their values are nowhere in what is written.

use super::{Case, answer, body, parameters};

pub(super) fn hidden() -> Vec<Case> {
    vec![
        body(
            "known_secrets",
            "instrument: {type: string, enum: ['4405645000006150']}, pan: {type: string, enum: ['4405645000006150']}, \
             cvc: {type: string, const: '987'}, password: {type: string, enum: [hunter22]}, \
             pin: {type: integer, enum: [4711, 4712]}, token: {type: string, enum: [aaa], example: tok_secret_9}, \
             token_type: {type: string, enum: [bearer, mac]}",
            &[
                "pub instrument: Option<Secret>",
                "pub pan: Option<CardNumber>",
                "pub cvc: Option<Cvc>",
                "pub password: Option<Secret>",
                "#[freedompay(secret)]\n    pub pin: Option<i64>",
                "pub token: Option<Secret>",
                "pub enum CallTokenType",
            ],
            &["4405645000006150", "987", "hunter22", "4711", "aaa", "tok_secret_9"],
        ),
        answer(
            "masked_secrets",
            "{type: object, properties: {password: {type: string}, cvc: {type: string}, secret_key: {type: string}, \
             card_token: {type: string}, card_pan: {type: string}}}",
            "{password: '******', cvc: '***', secret_key: 'sk_live_****', card_token: aXXXb, card_pan: 4400-44XX-XXXX-4440}",
            &[
                "pub password: Option<Secret>",
                "pub cvc: Option<Secret>",
                "pub secret_key: Option<Secret>",
                "pub card_token: Option<Secret>",
                "pub card_pan: Option<String>",
            ],
            &[],
        ),
        body(
            "russian_secrets",
            "'пароль': {type: string}, 'секрет': {type: string}, 'ключ': {type: string}, 'токен': {type: string}, \
             a: {type: string, description: Пароль}, b: {type: string, description: Токен карты}, \
             c: {type: string, description: Код подтверждения}, d: {type: string, description: Session token}, \
             e: {type: string, description: Номер договора}, f: {type: string, description: Включен ли магазин}",
            &[
                "pub parol: Option<Secret>",
                "pub sekret: Option<Secret>",
                "pub token: Option<Secret>",
                "pub a: Option<Secret>",
                "pub b: Option<Secret>",
                "pub c: Option<Secret>",
                "pub d: Option<Secret>",
                "pub e: Option<String>",
                "pub f: Option<String>",
            ],
            &["not_secret"],
        ),
        body(
            "other_secrets",
            "m: {type: string, x-sensitive: true}, session_id: {type: string}, authorization: {type: string}, \
             pass: {type: string}, puk: {type: string}, tan: {type: string}, hpan: {type: string}, \
             mnemonic: {type: string}, cards: {type: array, items: {type: string}}, passenger: {type: string}, \
             authorization_date: {type: string}",
            &[
                "pub m: Option<Secret>",
                "pub session_id: Option<Secret>",
                "pub authorization: Option<Secret>",
                "pub pass: Option<Secret>",
                "pub puk: Option<Secret>",
                "pub tan: Option<Secret>",
                "pub hpan: Option<Secret>",
                "pub mnemonic: Option<Secret>",
                "pub cards: Option<Vec<Secret>>",
                "pub passenger: Option<String>",
                "pub authorization_date: Option<String>",
            ],
            &["not_secret"],
        ),
    ]
}

/// Signatures that nobody computes, and secrets in objects.
pub(super) fn signatures() -> Vec<Case> {
    vec![
        body(
            "signatures",
            "sign: {type: string}, jws: {type: string}, hash: {type: string}, mac: {type: string}, design: {type: string}",
            &[
                "pub sign: Option<Secret>",
                "pub jws: Option<Secret>",
                "pub hash: Option<Secret>",
                "pub mac: Option<Secret>",
                "pub design: Option<String>",
            ],
            &["not_secret"],
        ),
        parameters(
            "signature_in_a_header",
            "post",
            "/v5/partner/kinds/signed",
            "{name: X-Sign, in: header, schema: {type: string}}",
            &["pub x_sign: Option<Secret>"],
            &["not_secret"],
        ),
        body(
            "secrets_in_objects",
            "token: {type: object, properties: {value: {type: string}, status: {type: string}}}, \
             card_token: {type: string, format: uuid}, order_id: {type: string, format: uuid}",
            &[
                "pub value: Option<Secret>",
                "pub status: Option<String>",
                "pub card_token: Option<Secret>",
                "pub order_id: Option<Uuid>",
            ],
            &[],
        ),
        answer(
            "numbers_as_names",
            "{type: object, properties: {state: {type: string}}}",
            "{state: a, '4405645000006150': {balance: 5}}",
            &["CHECK: the name of a field passes for a card number; left out", "pub state: Option<String>"],
            &["4405645000006150"],
        ),
    ]
}
