//! Rust names made from arbitrary names.

/// Names that would shadow types of the generated code, or are not valid names of types.
const TAKEN: [&str; 20] = [
    "Amount",
    "BTreeMap",
    "CardHolder",
    "CardNumber",
    "Clone",
    "Cvc",
    "Debug",
    "Default",
    "Error",
    "ExpiryMonth",
    "ExpiryYear",
    "Flag",
    "Option",
    "Secret",
    "Self",
    "Some",
    "String",
    "Uuid",
    "Value",
    "Vec",
];
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Splits a name into words: runs of ASCII letters and digits, split before capitals, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        words.extend(snake(run).split('_').map(str::to_owned));
    }
    words
}

/// Converts to snake case (`InvoiceInfo` → `invoice_info`), exactly as the attributes do.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let after_lower = at > 0 && chars.get(at - 1).is_some_and(|p| p.is_lowercase() || p.is_ascii_digit());
        let before_lower = chars.get(at + 1).is_some_and(|n| n.is_lowercase());
        if c.is_uppercase() && at > 0 && (after_lower || before_lower) {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// Spells out the digit at the beginning of a name.
fn spelled(word: &str) -> String {
    match word.chars().next().and_then(|first| first.to_digit(10)) {
        Some(digit) => {
            let digit = DIGITS.get(digit as usize).copied().unwrap_or("n");
            let rest = word.get(1..).unwrap_or_default();
            if rest.is_empty() { digit.to_owned() } else { format!("{digit}_{rest}") }
        }
        None => word.to_owned(),
    }
}

/// Makes the name of a field.
pub(crate) fn field(name: &str) -> String {
    let mut words = words(name);
    if let Some(first) = words.first_mut() {
        *first = spelled(first);
    }
    let made: String = words.join("_").chars().take(60).collect();
    match made.trim_end_matches('_') {
        "" => "field".to_owned(),
        // The first three cannot be raw identifiers; the others are functions of every request.
        word @ ("self" | "super" | "crate" | "new" | "send") => format!("{word}_"),
        word if KEYWORDS.contains(&word) => format!("r#{word}"),
        word => word.to_owned(),
    }
}

/// Makes the name of a type or a variant.
pub(crate) fn pascal(name: &str) -> String {
    let mut made = String::new();
    for (at, word) in words(name).into_iter().enumerate() {
        let word = if at == 0 { spelled(&word) } else { word };
        for part in word.split('_') {
            let mut chars = part.chars();
            made.extend(chars.next().map(|first| first.to_ascii_uppercase()));
            made.push_str(chars.as_str());
        }
        if made.len() > 48 {
            break;
        }
    }
    made
}

/// Makes the name of a type that shadows nothing.
pub(crate) fn ty(name: &str) -> String {
    match pascal(name) {
        made if made.is_empty() => "Call".to_owned(),
        made if TAKEN.contains(&made.as_str()) => format!("{made}Call"),
        made => made,
    }
}

/// Makes a part of an id (`Gateway API/Sync API` → `gateway_sync`).
pub(crate) fn part(name: &str) -> String {
    let words = words(name);
    words.into_iter().filter(|word| word != "api").collect::<Vec<_>>().join("_")
}

/// Makes a name unique by appending a number.
pub(crate) fn unique(name: String, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&name) {
        return name;
    }
    let plain = name.trim_start_matches("r#").to_owned();
    let separator = if plain.contains('_') || plain.starts_with(|c: char| c.is_ascii_lowercase()) { "_" } else { "" };
    (2_usize..10_000).map(|count| format!("{plain}{separator}{count}")).find(|name| !is_taken(name)).unwrap_or(name)
}
