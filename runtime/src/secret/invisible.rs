//! Characters that nobody sees in a key or an id, and that come along when it is copied.

use std::fmt;

/// A character that cannot be seen, and where it is. It shows nothing else of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Invisible {
    character: char,
    /// Counted from one.
    position: usize,
    is_last: bool,
}

/// Finds the first character of a text that cannot be seen: a control or format character, any space but a plain one within,
/// a filler, and the mark that stands for what could not be decoded.
pub(crate) fn find(text: &str) -> Option<Invisible> {
    let last = text.chars().count();
    let is_at_edge = |position: usize| position == 1 || position == last;
    let found = text.chars().zip(1..).find(|(c, position)| match c {
        ' ' => is_at_edge(*position),
        c => c.is_control() || c.is_whitespace() || name(*c).is_some(),
    });
    found.map(|(character, position)| Invisible { character, position, is_last: position == last })
}

impl fmt::Display for Invisible {
    /// Writes `U+200B ZERO WIDTH SPACE as character 7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = name(self.character).unwrap_or("CONTROL CHARACTER");
        write!(f, "U+{:04X} {name} as ", u32::from(self.character))?;
        match (self.position, self.is_last) {
            (1, _) => f.write_str("its first character"),
            (_, true) => f.write_str("its last character"),
            (position, false) => write!(f, "character {position}"),
        }
    }
}

/// Names a character that cannot be seen, but for most control characters, which have no name in Unicode. Ranges whose characters
/// nobody comes across share one.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\0' => "NULL",
        '\t' => "CHARACTER TABULATION",
        '\n' => "LINE FEED",
        '\r' => "CARRIAGE RETURN",
        '\u{1b}' => "ESCAPE",
        ' ' => "SPACE",
        '\u{7f}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{a0}' => "NO-BREAK SPACE",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{890}'..='\u{891}' | '\u{8e2}' => "ARABIC FORMAT CHARACTER",
        '\u{70f}' => "SYRIAC ABBREVIATION MARK",
        '\u{115f}' => "HANGUL CHOSEONG FILLER",
        '\u{1160}' => "HANGUL JUNGSEONG FILLER",
        '\u{1680}' => "OGHAM SPACE MARK",
        '\u{17b4}' => "KHMER VOWEL INHERENT AQ",
        '\u{17b5}' => "KHMER VOWEL INHERENT AA",
        '\u{180e}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{180b}'..='\u{180f}' => "MONGOLIAN FREE VARIATION SELECTOR",
        '\u{2000}' => "EN QUAD",
        '\u{2001}' => "EM QUAD",
        '\u{2002}' => "EN SPACE",
        '\u{2003}' => "EM SPACE",
        '\u{2004}' => "THREE-PER-EM SPACE",
        '\u{2005}' => "FOUR-PER-EM SPACE",
        '\u{2006}' => "SIX-PER-EM SPACE",
        '\u{2007}' => "FIGURE SPACE",
        '\u{2008}' => "PUNCTUATION SPACE",
        '\u{2009}' => "THIN SPACE",
        '\u{200a}' => "HAIR SPACE",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202f}' => "NARROW NO-BREAK SPACE",
        '\u{205f}' => "MEDIUM MATHEMATICAL SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}' => "FUNCTION APPLICATION",
        '\u{2062}' => "INVISIBLE TIMES",
        '\u{2063}' => "INVISIBLE SEPARATOR",
        '\u{2064}' => "INVISIBLE PLUS",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{206a}'..='\u{206f}' => "DEPRECATED FORMAT CHARACTER",
        '\u{2800}' => "BRAILLE PATTERN BLANK",
        '\u{3000}' => "IDEOGRAPHIC SPACE",
        '\u{3164}' => "HANGUL FILLER",
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "VARIATION SELECTOR",
        '\u{feff}' => "BYTE ORDER MARK",
        '\u{ffa0}' => "HALFWIDTH HANGUL FILLER",
        '\u{fff9}' => "INTERLINEAR ANNOTATION ANCHOR",
        '\u{fffa}' => "INTERLINEAR ANNOTATION SEPARATOR",
        '\u{fffb}' => "INTERLINEAR ANNOTATION TERMINATOR",
        '\u{fffd}' => "REPLACEMENT CHARACTER",
        '\u{110bd}' | '\u{110cd}' => "KAITHI NUMBER SIGN",
        '\u{13430}'..='\u{1343f}' => "EGYPTIAN HIEROGLYPH FORMAT CHARACTER",
        '\u{1bca0}'..='\u{1bca3}' => "SHORTHAND FORMAT CHARACTER",
        '\u{1d173}'..='\u{1d17a}' => "MUSICAL SYMBOL FORMAT CHARACTER",
        '\u{e0000}'..='\u{e007f}' => "TAG CHARACTER",
        '\u{2065}' | '\u{fff0}'..='\u{fff8}' | '\u{e0080}'..='\u{e0fff}' => "RESERVED INVISIBLE CHARACTER",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_character_and_its_place_are_named_and_nothing_else() {
        for (text, shown) in [
            ("key\u{200b}key", "U+200B ZERO WIDTH SPACE as character 4"),
            ("\u{feff}key", "U+FEFF BYTE ORDER MARK as its first character"),
            ("key\r\n", "U+000D CARRIAGE RETURN as character 4"),
            ("key\n", "U+000A LINE FEED as its last character"),
            (" key", "U+0020 SPACE as its first character"),
            ("a key ", "U+0020 SPACE as its last character"),
            (" ", "U+0020 SPACE as its first character"),
            ("ключ\u{ad}ключ", "U+00AD SOFT HYPHEN as character 5"),
            ("k\u{7}y", "U+0007 CONTROL CHARACTER as character 2"),
            ("k\u{e0041}y", "U+E0041 TAG CHARACTER as character 2"),
        ] {
            assert_eq!(find(text).map(|found| found.to_string()).as_deref(), Some(shown), "{text:?}");
        }
    }

    /// Every character that Unicode lists as a control, a separator or a format character, or to be ignored by default.
    #[test]
    fn every_invisible_character_is_found_at_every_place() {
        const RANGES: &[(u32, u32)] = &[
            (0x0, 0x1f),
            (0x7f, 0xa0),
            (0xad, 0xad),
            (0x34f, 0x34f),
            (0x600, 0x605),
            (0x61c, 0x61c),
            (0x6dd, 0x6dd),
            (0x70f, 0x70f),
            (0x890, 0x891),
            (0x8e2, 0x8e2),
            (0x115f, 0x1160),
            (0x1680, 0x1680),
            (0x17b4, 0x17b5),
            (0x180b, 0x180f),
            (0x2000, 0x200f),
            (0x2028, 0x202f),
            (0x205f, 0x206f),
            (0x2800, 0x2800),
            (0x3000, 0x3000),
            (0x3164, 0x3164),
            (0xfe00, 0xfe0f),
            (0xfeff, 0xfeff),
            (0xffa0, 0xffa0),
            (0xfff0, 0xfffb),
            (0xfffd, 0xfffd),
            (0x110bd, 0x110bd),
            (0x110cd, 0x110cd),
            (0x13430, 0x1343f),
            (0x1bca0, 0x1bca3),
            (0x1d173, 0x1d17a),
            (0xe0000, 0xe0fff),
        ];
        let mut seen = 0;
        for c in '\0'..=char::MAX {
            let is_listed = RANGES.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(c)));
            seen += usize::from(is_listed);
            for (text, position) in [(format!("{c}key"), 1), (format!("ke{c}y"), 3), (format!("key{c}"), 4)] {
                let found = find(&text);
                let is_space = c == ' ' && position != 3;
                assert_eq!(found.is_some(), is_listed || is_space, "U+{:04X} at {position}", u32::from(c));
                if let Some(found) = found {
                    let shown = found.to_string();
                    assert!(found.position == position && shown.starts_with(&format!("U+{:04X} ", u32::from(c))));
                    assert!(!shown.contains("ke") && !shown.contains(c) || c == ' ', "{shown}");
                }
            }
        }
        assert!(seen > 4000, "{seen}");
    }

    #[test]
    fn what_can_be_seen_is_no_matter() {
        for text in ["", "k", "7h9QzE;+/=", "a key", "ключ", "é", "🔑", "日本"] {
            assert!(find(text).is_none(), "{text}");
        }
    }
}
