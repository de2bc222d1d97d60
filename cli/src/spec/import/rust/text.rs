//! Rust source text, formatted as rustfmt formats it.

use std::fmt::Write as _;

/// Appends formatted text; writing to a `String` cannot fail.
pub(super) fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

/// Line width of `rustfmt.toml`.
const WIDTH: usize = 120;

/// Cleans untrusted text to one line that cannot end a comment or change the text direction.
pub(super) fn plain(text: &str) -> String {
    const DIRECTION: [std::ops::RangeInclusive<char>; 5] = [
        '\u{61c}'..='\u{61c}',
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{feff}'..='\u{feff}',
    ];
    let is_direction = |c: char| DIRECTION.iter().any(|range| range.contains(&c));
    let clean: String = text.chars().map(|c| if c.is_control() || is_direction(c) { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Quotes a name in backticks.
pub(super) fn quoted(name: &str) -> String {
    let name: String = plain(name).replace('`', "'").chars().take(80).collect();
    if name.is_empty() { "(nothing)".to_owned() } else { format!("`{name}`") }
}

/// Formats a string literal.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            // A single quote needs no escape in a string.
            '\'' => out.push(c),
            _ if !c.is_ascii() && plain(&c.to_string()).is_empty() => out.extend(c.escape_unicode()),
            _ => out.extend(c.escape_debug()),
        }
    }
    out.push('"');
    out
}

/// Writes comment lines that begin with a mark, wrapped at spaces.
pub(super) fn comment(indent: usize, mark: &str, text: &str, out: &mut String) {
    let start = format!("{}{mark}", " ".repeat(indent));
    let mut line = start.clone();
    for word in plain(text).split(' ') {
        if line.len() > start.len() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&line);
            out.push('\n');
            line = start.clone();
        }
        line.push(' ');
        line.push_str(word);
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Writes the warnings to settle before the declaration is adopted.
pub(super) fn checks(indent: usize, warnings: &[String], out: &mut String) {
    for warning in warnings {
        comment(indent, "//", &format!("CHECK: {warning}."), out);
    }
}

/// Writes an attribute on one line if it fits, or else with one argument per line.
pub(super) fn attribute(indent: usize, name: &str, args: &[String], out: &mut String) {
    let space = " ".repeat(indent);
    if args.is_empty() {
        if name != "freedompay" {
            push(out, format_args!("{space}#[{name}]\n"));
        }
        return;
    }
    let line = format!("{space}#[{name}({})]", args.join(", "));
    if line.chars().count() <= WIDTH {
        out.push_str(&line);
    } else {
        let args: Vec<String> = args.iter().map(|arg| format!("{space}    {arg}")).collect();
        push(out, format_args!("{space}#[{name}(\n{}\n{space})]", args.join(",\n")));
    }
    out.push('\n');
}

/// Names that are exported by the module of card data instead of the crate's root.
const CARD_DATA: [&str; 5] = ["CardHolder", "CardNumber", "Cvc", "ExpiryMonth", "ExpiryYear"];

/// Writes `use freedompay::{…};`, a line per module.
pub(super) fn import(names: &[&str], out: &mut String) {
    let (card_data, root): (Vec<&str>, Vec<&str>) = names.iter().partition(|name| CARD_DATA.contains(name));
    import_from("freedompay::card_data", &card_data, out);
    import_from("freedompay", &root, out);
}

fn import_from(module: &str, names: &[&str], out: &mut String) {
    match names {
        [] => {}
        [name] => push(out, format_args!("use {module}::{name};\n")),
        names => {
            let line = format!("use {module}::{{{}}};\n", names.join(", "));
            // rustfmt counts the line break and the semicolon twice.
            if line.len() < WIDTH {
                return out.push_str(&line);
            }
            push(out, format_args!("use {module}::{{\n"));
            let mut line = "   ".to_owned();
            for name in names {
                if line.len() + name.len() + 2 > WIDTH {
                    out.push_str(&line);
                    out.push('\n');
                    line = "   ".to_owned();
                }
                push(&mut line, format_args!(" {name},"));
            }
            push(out, format_args!("{line}\n}};\n"));
        }
    }
}
