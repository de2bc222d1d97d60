//! Texts in constants, which can neither be formatted nor compared with `==`.

/// A message of the compiler.
pub(crate) struct Text {
    bytes: [u8; Self::LONGEST],
    len: usize,
}

impl Text {
    const LONGEST: usize = 640;

    pub(crate) const EMPTY: Self = Self { bytes: [0; Self::LONGEST], len: 0 };

    /// Adds a text, if there is room for all of it.
    pub(crate) const fn push(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut at = 0;
        while self.len + text.len() - at <= Self::LONGEST && at < text.len() {
            self.bytes[self.len] = text[at];
            self.len += 1;
            at += 1;
        }
        self
    }

    pub(crate) const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "this declaration contradicts another",
        }
    }
}

/// Reports whether two texts are equal.
pub(crate) const fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && !is_less(one, other) && !is_less(other, one)
}

/// Reports whether a text comes before another in the order of bytes.
pub(crate) const fn is_less(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}
