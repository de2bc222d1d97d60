//! Judges fields and headers by their names.

/// Reports whether a field of that name holds card data or a secret. The runtime judges undeclared fields alike.
pub(super) fn is_sensitive(name: &str) -> bool {
    const WORDS: [&str; 17] = [
        "pan",
        "cvc",
        "cvc2",
        "cvv",
        "cvv2",
        "secret",
        "pin",
        "token",
        "password",
        "otp",
        "cryptogram",
        "pares",
        "pareq",
        "signature",
        "sig",
        "cardholder",
        "track2",
    ];
    const RUNS: [&str; 7] =
        ["card_number", "card_num", "card_exp", "card_month", "card_year", "encrypted_card", "private_key"];
    let name = name.to_ascii_lowercase();
    name.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
        || RUNS.iter().any(|run| name.contains(run))
}

/// Reports whether a field of that name holds money.
pub(super) fn is_money(name: &str) -> bool {
    const WORDS: [&str; 9] = ["amount", "price", "sum", "fee", "commission", "balance", "rate", "discount", "total"];
    name.to_ascii_lowercase().split('_').any(|word| WORDS.contains(&word))
}

/// Reports whether a text is an HTTP header name: a token of RFC 9110.
pub(super) fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
