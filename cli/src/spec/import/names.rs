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

/// Letters of the Russian and Kazakh alphabets, in Latin ones.
const LETTERS: [(char, &str); 43] = [
    ('а', "a"),
    ('ә', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ғ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('қ', "q"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('ң', "n"),
    ('о', "o"),
    ('ө', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ұ', "u"),
    ('ү', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('һ', "h"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('і', "i"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ў', "o"),
];

/// Writes Cyrillic letters in Latin ones, keeping capitals.
fn latin(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let Some((_, latin)) = LETTERS.iter().find(|(letter, _)| *letter == lower) else {
            out.push(c);
            continue;
        };
        let mut letters = latin.chars();
        let first = letters.next();
        out.extend(first.map(|first| if c == lower { first } else { first.to_ascii_uppercase() }));
        out.extend(letters);
    }
    out
}

/// Splits a name into words: runs of ASCII letters and digits, split before capitals, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for run in latin(name).split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
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

/// Longest name of a type. It is of ASCII letters.
const MAX_NAME: usize = 56;

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
        if made.len() > MAX_NAME {
            break;
        }
    }
    made.truncate(MAX_NAME);
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

/// Makes an id unique by the parts of the path that it does not mention yet, then by the method, then by a number.
pub(crate) fn unique_id(id: String, method: &str, path: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&id) {
        return id;
    }
    let fixed = path.split('/').rev().filter(|part| !part.is_empty() && !part.starts_with('{')).map(self::part);
    let parameter = path.rsplit('/').find_map(|part| part.strip_prefix('{')?.strip_suffix('}')).map(self::part);
    let by = parameter.map(|name| format!("by_{name}"));
    let parts = fixed.chain(by).chain(std::iter::once(method.to_ascii_lowercase()));
    let is_mentioned = |part: &str| id.split(['.', '_']).any(|word| word == part) || id.contains(&format!("_{part}"));
    let named = parts.filter(|part| !part.is_empty() && !is_mentioned(part)).map(|part| format!("{id}_{part}"));
    let free = named.into_iter().find(|id| !is_taken(id));
    free.unwrap_or_else(|| unique(id, is_taken))
}

/// Makes a name unique by appending a number.
pub(crate) fn unique(name: String, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(&name) {
        return name;
    }
    let plain = name.trim_start_matches("r#").trim_end_matches('_').to_owned();
    let separator = if plain.contains('_') || plain.starts_with(|c: char| c.is_ascii_lowercase()) { "_" } else { "" };
    (2_usize..10_000).map(|count| format!("{plain}{separator}{count}")).find(|name| !is_taken(name)).unwrap_or(name)
}
