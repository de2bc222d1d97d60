//! What a call does, as its words and its fields say: what may move money or change something is not retried.

use super::{Case, page};

fn call(name: &'static str, method: &str, summary: &str, body: &str, has: &'static [&'static str]) -> Case {
    let content = if body.is_empty() {
        String::new()
    } else if method == "get" {
        format!(", parameters: [{{name: {body}, in: query, required: true, schema: {{type: string}}}}]")
    } else {
        let schema = format!("{{type: object, properties: {{{body}}}}}");
        format!(", requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}")
    };
    let operation = format!("{{summary: '{summary}'{content}}}");
    Case { name, page: page(&format!("/v5/partner/kinds/{name}"), method, &operation, ""), has, lacks: &[] }
}

const MONEY: &[&str] = &["CHECK: it sounds like money", "effect = money"];
const CHANGE: &[&str] = &["CHECK: it is a GET, but it may move or change something", "effect = write"];

pub(super) fn effects() -> Vec<Case> {
    let mut all = vec![
        call("e_ru1", "post", "Выплата на карту", "", MONEY),
        call("e_ru2", "post", "Возврат", "", MONEY),
        call("e_ru3", "post", "Перевод средств", "", MONEY),
        call("e_ru4", "post", "Списание", "", MONEY),
        call("e_ru5", "post", "Пополнение", "", MONEY),
        call("e_ru6", "put", "Оплата", "", MONEY),
        call("e_en1", "post", "Return funds", "", MONEY),
        call("e_en2", "post", "Repayment", "", MONEY),
        call("e_en3", "post", "Loan issue", "", MONEY),
        call("e_sum", "post", "Call", "sum: {type: string}", MONEY),
        call("e_total", "post", "Call", "total: {type: string}, currency: {type: string}", MONEY),
        call("e_deep", "post", "Call", "order: {type: object, properties: {amount: {type: number}}}", MONEY),
        call(
            "e_list",
            "post",
            "Call",
            "rows: {type: array, items: {type: object, properties: {amount: {type: number}}}}",
            MONEY,
        ),
        call("e_cash", "post", "Get cash", "sum: {type: string}", MONEY),
        call("e_filter", "post", "Search", "amount: {type: number}", MONEY),
        call("e_g1", "get", "Refund", "amount", CHANGE),
        call("e_g2", "get", "Payout", "", CHANGE),
        call("e_g3", "get", "Charge card", "", CHANGE),
        call("e_g4", "get", "Cancel payment", "", CHANGE),
        call("e_g5", "get", "Delete card", "", CHANGE),
        call("e_g6", "get", "Удаление карты", "", CHANGE),
        call("e_g7", "get", "Get cash", "sum", CHANGE),
        call("e_g8", "get", "Quote", "amount", CHANGE),
        call("e_g9", "get", "Payments history", "amount", &["CHECK: its name suggests a read-only call"]),
        call(
            "e_minor1",
            "post",
            "Call",
            "amount: {type: integer, description: 'in tiyn (minor units)'}, total_cents: {type: integer}, \
             sum: {type: integer, description: 'Сумма в тиынах'}, price: {type: integer, title: 'Price in kopecks'}, \
             fee: {type: integer, description: Percent of the fee}",
            &[
                "pub amount: Option<i64>",
                "pub total_cents: Option<i64>",
                "pub sum: Option<i64>",
                "pub price: Option<i64>",
                "pub fee: Option<Amount>",
            ],
        ),
    ];
    for (name, summary) in
        [("e_r1", "Get payment"), ("e_r2", "Refund status"), ("e_r3", "Cards"), ("e_r4", "History of payouts")]
    {
        all.push(Case { lacks: &["CHECK: it", "effect"], ..call(name, "get", summary, "", &["method = \"GET\""]) });
    }
    all
}
