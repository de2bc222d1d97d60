//! The frame of all payer pages: layout, style, and security headers.

use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::texts::{Language, Texts};
use crate::http::reply::Reply;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Allows no resources from other hosts, and only this style and this script. Shops may frame the pages, so frames are
/// not restricted.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
});

/// Untrusted text, escaped for HTML text and for attributes in double quotes.
pub(crate) struct Escaped<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl fmt::Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|c| match c {
            '&' => self.0.write_str("&amp;"),
            '<' => self.0.write_str("&lt;"),
            '>' => self.0.write_str("&gt;"),
            '"' => self.0.write_str("&quot;"),
            '\'' => self.0.write_str("&#39;"),
            // Inside an attribute it would be normalised away.
            '\r' => self.0.write_str("&#13;"),
            other => self.0.write_char(other),
        })
    }
}

/// Where the forms of a page may navigate to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Navigation {
    /// To the sandbox only.
    SameSite,
    /// To any page that a merchant named, and on to any page it redirects to.
    Anywhere,
}

/// A page before it is rendered.
pub(crate) struct Page<'a> {
    pub(crate) status: u16,
    pub(crate) language: Language,
    pub(crate) title: &'a str,
    /// Name in the header: the shop's or the bank's.
    pub(crate) name: &'a str,
    /// Address of the page, with a query to which `lang` can be added.
    pub(crate) address: &'a str,
    /// For the response to a POST: hidden fields that request it again in another language.
    pub(crate) again: Option<&'a str>,
    pub(crate) navigation: Navigation,
    /// Where the browser is redirected to after some seconds.
    pub(crate) then: Option<&'a str>,
    /// Trusted HTML.
    pub(crate) body: &'a str,
}

impl Page<'_> {
    /// Returns the texts of the page's language.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.language.texts()
    }

    fn html(&self) -> String {
        let texts = self.texts();
        let then = self.then.map(|url| format!("<meta http-equiv=\"refresh\" content=\"3;url={}\">\n", Escaped(url)));
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <link rel=\"icon\" href=\"data:,\">\n{then}<title>{title} · {name}</title>\n<style>{STYLE}</style>\n\
             </head>\n<body>\n<p class=\"sandbox\">{sandbox}</p>\n<header class=\"top\"><p class=\"shop\">{name}</p>\n\
             {languages}</header>\n<main>\n{body}</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
            lang = self.language.code(),
            then = then.unwrap_or_default(),
            title = Escaped(self.title),
            name = Escaped(self.name),
            sandbox = texts.sandbox,
            languages = self.languages(),
            body = self.body,
        )
    }

    fn languages(&self) -> String {
        let current = |language| if language == self.language { " aria-current=\"true\"" } else { "" };
        let mut items = String::new();
        for language in Language::ALL {
            let (code, name, current) = (language.code(), language.name(), current(language));
            // Writing to a String does not fail.
            let _ = match self.again {
                Some(_) => {
                    writeln!(items, "<button name=\"lang\" value=\"{code}\" lang=\"{code}\"{current}>{name}</button>")
                }
                None => writeln!(
                    items,
                    "<a href=\"{}&amp;lang={code}\" lang=\"{code}\" hreflang=\"{code}\"{current}>{name}</a>",
                    Escaped(self.address)
                ),
            };
        }
        let label = self.texts().language;
        match self.again {
            Some(hidden) => format!(
                "<form class=\"languages\" method=\"post\" action=\"{}\" aria-label=\"{label}\">\n{hidden}{items}</form>\n",
                Escaped(self.address)
            ),
            None => format!("<nav class=\"languages\" aria-label=\"{label}\">\n{items}</nav>\n"),
        }
    }

    /// Renders the page.
    pub(crate) fn reply(&self) -> Reply {
        let mut reply = Reply::new(self.status, "text/html; charset=utf-8", self.html());
        let target = if self.navigation == Navigation::SameSite { "'self'" } else { "http: https:" };
        reply.headers = headers();
        reply.headers.push(("content-security-policy", format!("{}; form-action {target}", *POLICY)));
        reply
    }
}

fn headers() -> Vec<(&'static str, String)> {
    let plain =
        [("cache-control", "no-store"), ("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff")];
    plain.map(|(name, value)| (name, value.to_owned())).into()
}

/// Redirects by GET, so that a reload does not post the form again.
pub(crate) fn see_other(url: &str) -> Reply {
    let mut reply = Reply::new(303, "text/plain; charset=utf-8", Vec::new());
    reply.headers = headers();
    reply.headers.push(("location", url.to_owned()));
    reply
}

/// Renders a hidden field.
pub(crate) fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", Escaped(name), Escaped(value))
}

/// Renders a form that the script submits by itself, with a button for browsers without scripts.
pub(crate) fn hand_over<'a>(
    action: &str,
    fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    button: &str,
) -> String {
    let fields: String = fields.into_iter().map(|(name, value)| hidden(name, value)).collect();
    format!(
        "<form method=\"post\" action=\"{}\" data-onward>\n{fields}<button class=\"go\">{button}</button>\n</form>\n",
        Escaped(action)
    )
}

/// Renders the mark of success or failure.
pub(crate) fn mark(good: bool) -> &'static str {
    if good {
        "<div class=\"mark\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M5 12.5l4.5 4.5L19 7.5\"/></svg></div>\n"
    } else {
        "<div class=\"mark no\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M7 7l10 10M17 7L7 17\"/></svg></div>\n"
    }
}

/// Returns whether a text is a web address: a browser would follow others, too, above all `javascript:`.
pub(crate) fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}
