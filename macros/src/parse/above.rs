//! The derives above an attribute. The compiler has expanded them by then and taken them away, so only the source shows them.

/// Returns the names in the derives at the end of the text before an attribute.
pub(crate) fn derives(before: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = before.trim_end();
    loop {
        let line = rest.rsplit('\n').next().unwrap_or_default();
        if line.trim_start().starts_with("//") {
            rest = rest[..rest.len() - line.len()].trim_end();
            continue;
        }
        let Some((attribute, before)) = last_attribute(rest) else { return names };
        if let Some(list) = attribute.trim_start().strip_prefix("derive") {
            let paths = list.trim().trim_start_matches('(').trim_end_matches(')').split(',');
            names.extend(paths.filter_map(|path| path.rsplit("::").next()).map(|name| name.trim().to_owned()));
        }
        rest = before;
    }
}

/// Splits off an attribute at the end: what is between its brackets, and what is before it.
fn last_attribute(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(']')?;
    let mut depth = 1_usize;
    let (start, _) = inner.char_indices().rev().find(|(_, c)| {
        match c {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let before = inner[..start].trim_end().strip_suffix('#')?;
    Some((&inner[start + 1..], before.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::derives;

    #[test]
    fn derives_directly_above_are_found() {
        for (before, expected) in [
            ("", &[][..]),
            ("pub struct Other;\n", &[]),
            ("#[derive(Clone)]\npub struct Other;\n", &[]),
            ("#[derive(Clone)]\n", &["Clone"]),
            ("/// Asks.\n#[derive(Clone, std::fmt::Debug)]\n#[allow(dead_code)]\n/// More. [a]\n", &["Clone", "Debug"]),
            ("#[derive(\n    Clone,\n    PartialEq,\n)]\n", &["Clone", "PartialEq", ""]),
            ("#[derive(Hash)]\n\n// Why [not].\n#[derive(Debug)]\n", &["Debug", "Hash"]),
            ("let a = b[0]\n", &[]),
            ("]\n", &[]),
        ] {
            assert_eq!(derives(before), expected, "{before}");
        }
    }
}
