//! Judges fields and headers by their names.

/// Reports whether a field of that name holds money.
pub(super) fn is_money(name: &str) -> bool {
    const WORDS: [&str; 9] = ["amount", "price", "sum", "fee", "commission", "balance", "rate", "discount", "total"];
    name.to_ascii_lowercase().split('_').any(|word| WORDS.contains(&word))
}

/// Reports whether a text is an HTTP header name: a token of RFC 9110.
pub(super) fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}
