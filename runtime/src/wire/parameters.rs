//! Parameters of a header's value: `form-data; name="a"`, `multipart/form-data; boundary=b`.

use std::borrow::Cow;

/// The value of a header before its parameters, and the parameters. Quotes are respected: a separator, or the name of another
/// parameter, may be part of a quoted value.
#[derive(Clone, Copy)]
pub(crate) struct Parameters<'a> {
    value: &'a str,
    rest: &'a str,
}

impl<'a> Parameters<'a> {
    /// Splits the value of a header.
    pub(crate) fn of(header: &'a str) -> Self {
        let (value, rest) = header.split_once(';').unwrap_or((header, ""));
        Self { value: value.trim(), rest }
    }

    /// Reports whether the value before the parameters is this one, in any case.
    pub(crate) fn is(self, value: &str) -> bool {
        self.value.eq_ignore_ascii_case(value)
    }

    /// Returns the first parameter of that name, in any case, without its quotes.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.rest;
        while !rest.is_empty() {
            let (parameter, next) = Self::first(rest);
            if let Some((found, value)) = parameter
                && found.eq_ignore_ascii_case(name)
            {
                return Some(value);
            }
            rest = next;
        }
        None
    }

    /// Splits off the first parameter; one without a value is skipped.
    fn first(rest: &'a str) -> (Option<(&'a str, Cow<'a, str>)>, &'a str) {
        let end = rest.find(['=', ';']).unwrap_or(rest.len());
        let (name, value) = rest.split_at(end);
        let Some(value) = value.strip_prefix('=') else {
            return (None, value.strip_prefix(';').unwrap_or_default());
        };
        let value = value.trim_start();
        let Some(quoted) = value.strip_prefix('"') else {
            let (value, next) = value.split_once(';').unwrap_or((value, ""));
            return (Some((name.trim(), value.trim().into())), next);
        };
        let Some((value, next)) = unquoted(quoted) else { return (None, "") };
        let next = next.split_once(';').map_or("", |(_, next)| next);
        (Some((name.trim(), value)), next)
    }
}

/// Splits a text after its opening quote into the value and what follows the closing quote.
///
/// A backslash before a quote makes the quote part of the value, as in HTTP. Browsers do not escape a backslash itself, so it
/// stands for itself everywhere else, also at the end of a value that has no other closing quote.
fn unquoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let escaped = |at: &usize| text.get(..*at).is_some_and(|before| before.ends_with('\\'));
    let mut quotes = text.match_indices('"').map(|(at, _)| at);
    let first = quotes.clone().next()?;
    let end = quotes.find(|at| !escaped(at)).unwrap_or(first);
    let (value, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let value = if value.contains("\\\"") { value.replace("\\\"", "\"").into() } else { value.into() };
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(header: &str, name: &str) -> Option<String> {
        Parameters::of(header).get(name).map(Cow::into_owned)
    }

    #[test]
    fn parameters_are_found_quoted_or_not() {
        for (header, value) in [
            ("form-data; name=a", "a"),
            ("form-data;name=a;other=b", "a"),
            ("form-data ; other=b ; NAME = a ", "a"),
            (r#"form-data; name="a""#, "a"),
            (r#"form-data; name = "a" ; other=b"#, "a"),
            (r#"form-data; name="a;b=c""#, "a;b=c"),
            (r#"form-data; other="x; name=no"; name=a"#, "a"),
            (r#"form-data; name="a\"b"; other=c"#, "a\"b"),
            (r#"form-data; name="a\b""#, r"a\b"),
            (r#"form-data; name="a\""#, r"a\"),
            (r#"form-data; name="" "#, ""),
            ("form-data; name=", ""),
            ("form-data; flag; name=a; name=b", "a"),
            ("form-data; name=список", "список"),
        ] {
            assert_eq!(get(header, "name").as_deref(), Some(value), "{header}");
        }
        for header in ["", "form-data", "name=a", "form-data; name", r#"form-data; name="a"#, "form-data; filename=a"] {
            assert_eq!(get(header, "name"), None, "{header}");
        }
        assert!(Parameters::of(" Form-Data ;x=y").is("form-data"));
        assert!(Parameters::of("").is("") && !Parameters::of("text/xml").is(""));
    }
}
