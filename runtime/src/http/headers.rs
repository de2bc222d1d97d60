//! The headers of a response: one text, and the place of each in it.

use std::fmt;

use crate::secret::Word;

/// Headers as received, names in lower case, in their order. `Debug` shows names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ResponseHeaders {
    text: String,
    /// Ends of each name and each value in `text`; each begins where the one before it ends.
    ends: Vec<(usize, usize)>,
}

impl ResponseHeaders {
    /// Creates an empty collection with room for this many headers.
    pub fn with_capacity(headers: usize) -> Self {
        Self { text: String::with_capacity(headers * 40), ends: Vec::with_capacity(headers) }
    }

    /// Appends a header.
    pub fn push(&mut self, name: &str, value: &str) {
        self.text.extend(name.chars().map(|c| c.to_ascii_lowercase()));
        let name_ends = self.text.len();
        self.text.push_str(value);
        self.ends.push((name_ends, self.text.len()));
    }

    /// Returns the first value of a header, by its name in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Iterates over names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let mut begin = 0;
        self.ends.iter().map(move |&(name_ends, value_ends)| {
            let name_begins = std::mem::replace(&mut begin, value_ends);
            (part(name_begins, name_ends), part(name_ends, value_ends))
        })
    }
}

impl<N: AsRef<str>, V: AsRef<str>> FromIterator<(N, V)> for ResponseHeaders {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        let headers = headers.into_iter();
        let mut all = Self::with_capacity(headers.size_hint().0);
        headers.for_each(|(name, value)| all.push(name.as_ref(), value.as_ref()));
        all
    }
}

impl fmt::Debug for ResponseHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|(name, _)| Word(name))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_is_found_and_none_is_shown() {
        let headers: ResponseHeaders =
            [("Retry-After", "5"), ("x-empty", ""), ("set-cookie", "a"), ("set-cookie", "b")].into_iter().collect();
        assert_eq!(headers.get("retry-after"), Some("5"));
        assert_eq!((headers.get("x-empty"), headers.get("set-cookie"), headers.get("x")), (Some(""), Some("a"), None));
        let pairs: Vec<_> = headers.iter().collect();
        assert_eq!(pairs, [("retry-after", "5"), ("x-empty", ""), ("set-cookie", "a"), ("set-cookie", "b")]);
        assert_eq!(format!("{headers:?}"), r#"["retry-after", "x-empty", "set-cookie", "set-cookie"]"#);
    }
}
