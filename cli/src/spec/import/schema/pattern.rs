//! Regular expressions of documents, which match any part of a text, rewritten for declarations, which match the whole.

use regex_lite::Regex;

/// What a pattern of a document becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Matches the whole of exactly the texts in which the document's pattern is found.
    Whole(String),
    /// Every text is valid.
    Anything,
    /// Cannot be declared, with the reason.
    Unsupported(&'static str),
}

/// Any text before or after the pattern, in several lines, too.
const ANY: &str = "(?s:.*)";

/// Rewrites a pattern.
pub(super) fn whole(text: &str) -> Pattern {
    let (text, flags) = literal(text);
    if matches!(text, "" | "^" | "$" | ".*" | "^.*$") {
        return Pattern::Anything;
    }
    if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| text.contains(look)) {
        return Pattern::Unsupported("looks ahead or behind");
    }
    let (starts, ends) = if has_branches(text) { (false, false) } else { (text.starts_with('^'), ends(text)) };
    let inner = text.get(usize::from(starts)..text.len() - usize::from(ends)).unwrap_or(text);
    let flagged = if flags.is_empty() { inner.to_owned() } else { format!("(?{flags}:{inner})") };
    let whole = if starts && ends {
        flagged
    } else {
        let grouped = if has_branches(text) && flags.is_empty() { format!("(?:{inner})") } else { flagged };
        format!("{}{grouped}{}", if starts { "" } else { ANY }, if ends { "" } else { ANY })
    };
    let is_sound = !whole.is_empty() && Regex::new(&whole).is_ok() && Regex::new(&format!("^(?:{whole})$")).is_ok();
    if is_sound {
        Pattern::Whole(whole)
    } else {
        Pattern::Unsupported("is not a regular expression that can be checked")
    }
}

/// Takes the slashes off a literal of JavaScript, and returns its flags that matter here.
fn literal(text: &str) -> (&str, &'static str) {
    let Some((inner, flags)) = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else { return (text, "") };
    if inner.is_empty() || !flags.chars().all(|flag| "dgimsuvy".contains(flag)) {
        return (text, "");
    }
    let flags = match (flags.contains('i'), flags.contains('s')) {
        (true, true) => "is",
        (true, false) => "i",
        (false, true) => "s",
        (false, false) => "",
    };
    (inner, flags)
}

/// Returns whether the last character is an anchor.
fn ends(text: &str) -> bool {
    let Some(before) = text.strip_suffix('$') else { return false };
    let escapes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
    escapes % 2 == 0
}

/// Returns whether the pattern has alternatives outside of groups, so that an anchor belongs to one of them alone.
fn has_branches(text: &str) -> bool {
    let (mut depth, mut is_escaped, mut is_in_class) = (0_usize, false, false);
    for c in text.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ if is_in_class => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::{Pattern, whole};

    /// Asserts which texts a declared pattern accepts, as the runtime judges them.
    #[track_caller]
    fn assert_accepts(pattern: &str, good: &[&str], bad: &[&str]) {
        let Pattern::Whole(whole) = whole(pattern) else { panic!("{pattern} cannot be declared") };
        let regex = Regex::new(&format!("^(?:{whole})$")).unwrap_or_else(|e| panic!("{whole}: {e}"));
        for text in good {
            assert!(regex.is_match(text), "{pattern} → {whole} refuses {text:?}");
        }
        for text in bad {
            assert!(!regex.is_match(text), "{pattern} → {whole} accepts {text:?}");
        }
    }

    #[test]
    fn the_same_texts_match() {
        assert_accepts("^[0-9]+$", &["12"], &["", "a1", "1\n2"]);
        assert_accepts("/^[0-9]+$/", &["12"], &["", "a1", "/12/"]);
        assert_accepts("/^[a-z]+$/i", &["aB"], &["a1"]);
        assert_accepts("/ab/gi", &["xABx", "a\nab\n"], &["ba"]);
        assert_accepts("[0-9]", &["a1b", "line\n1\nline", "1"], &["", "ab"]);
        assert_accepts("^a", &["ab", "a\nb", "a"], &["ba"]);
        assert_accepts("a$", &["ba", "b\na"], &["ab"]);
        assert_accepts("^a|b$", &["ax", "xb", "a", "b"], &["xa", "bx"]);
        assert_accepts("^a$|^b$", &["a", "b"], &["ab", "xa", "bx"]);
        assert_accepts("a|b", &["xax", "b"], &["c"]);
        assert_accepts("^(a|b)$", &["a", "b"], &["ab"]);
        assert_accepts("^[|]$", &["|"], &["a"]);
        assert_accepts("^a\\|b$", &["a|b"], &["a"]);
        assert_accepts("^1\\$", &["1$", "1$x"], &["1"]);
        assert_accepts("^\\\\$", &["\\"], &["\\\\"]);
        assert_accepts("^/v5/$", &["/v5/"], &["v5"]);
        assert_accepts("^(?:x|y)?$", &["", "x"], &["z"]);
    }

    #[test]
    fn what_cannot_be_declared_is_named() {
        assert_eq!(whole(""), Pattern::Anything);
        assert_eq!(whole("^.*$"), Pattern::Anything);
        for pattern in ["^(?=.*[0-9]).+$", "(?!a)b", "(?<=a)b"] {
            assert_eq!(whole(pattern), Pattern::Unsupported("looks ahead or behind"), "{pattern}");
        }
        for pattern in ["[", "a)(b", "\\p{L}", "(", "^$", "a{99999999}"] {
            assert!(matches!(whole(pattern), Pattern::Unsupported(_)), "{pattern}");
        }
    }
}
