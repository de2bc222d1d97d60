//! 3-D Secure: the form that the payer's browser posts to the issuer's page (ACS), and the form that comes back.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use url::Url;

use crate::http::base_url::is_loopback;
use crate::secret::{Redacted, Secret};
use crate::tree::Kind;
use crate::wire::form;

/// The script of [`AcsForm::to_html`], the same for every payer.
const SCRIPT: &str = "document.forms[0].submit()";

/// The form that the payer's browser posts to the ACS.
///
/// `Debug` shows neither values nor the URL, whose path may be the payer's session.
#[derive(Clone)]
pub struct AcsForm {
    action: String,
    fields: Vec<(&'static str, Secret)>,
}

impl AcsForm {
    /// The `script-src` of a page's `Content-Security-Policy` for the script of [`to_html`](Self::to_html).
    pub const SCRIPT_CSP: &'static str = "'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE='";

    /// Creates a form with `MD`, `PaReq` and `TermUrl`. `md` may be empty and is posted all the same.
    ///
    /// # Errors
    /// If one of the URLs is neither HTTPS nor HTTP on loopback, holds a user name or password, or `pareq` is empty.
    pub fn new(acs_url: &str, md: &str, pareq: &str, term_url: &str) -> Result<Self, ThreeDsError> {
        if pareq.is_empty() {
            return Err(ThreeDsError::NoPareq);
        }
        let mut form = Self::with_term_url(acs_url, term_url)?;
        form.fields.splice(0..0, [("MD", Secret::new(md)), ("PaReq", Secret::new(pareq))]);
        Ok(form)
    }

    /// Creates a form with `TermUrl` alone, for the provider's own 3-D Secure pages.
    ///
    /// # Errors
    /// If one of the URLs is neither HTTPS nor HTTP on loopback, or holds a user name or password.
    pub fn with_term_url(acs_url: &str, term_url: &str) -> Result<Self, ThreeDsError> {
        let action = web_url(acs_url).ok_or(ThreeDsError::AcsUrl)?;
        let term_url = web_url(term_url).ok_or(ThreeDsError::TermUrl)?;
        Ok(Self { action, fields: vec![("TermUrl", Secret::new(term_url))] })
    }

    /// Returns the URL that the browser posts to.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// Returns the fields, for a page of one's own. Values are raw: whoever writes HTML escapes them.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.expose_secret()))
    }

    /// Returns a page that posts the form as soon as it is read; without JavaScript it shows a button.
    ///
    /// Send it as `text/html; charset=utf-8` with `Cache-Control: no-store`. Every value is escaped, and the one
    /// script holds none of them.
    pub fn to_html(&self) -> String {
        let mut html = String::with_capacity(1024);
        html.push_str(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>3-D Secure</title></head>\n",
        );
        // Writing to a String does not fail.
        let _ = writeln!(html, "<body><form method=\"post\" action=\"{}\">", escaped(&self.action));
        for (name, value) in self.fields() {
            let _ = writeln!(html, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escaped(value));
        }
        html.push_str("<noscript><button type=\"submit\">Continue</button></noscript>\n</form>\n");
        let _ = writeln!(html, "<script>{SCRIPT}</script></body></html>");
        html
    }
}

impl fmt::Debug for AcsForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| *name).collect();
        f.debug_struct("AcsForm").field("action", &Redacted).field("fields", &names).finish()
    }
}

/// Returns a URL only if it is a web address: the browser would follow others, too, `javascript:` above all.
fn web_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let allowed = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url.host()?));
    (allowed && url.username().is_empty() && url.password().is_none()).then(|| url.into())
}

/// Escapes for an attribute in double quotes. Line breaks (some base64 has them) would otherwise be normalised away.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'', '\r', '\n']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// The form that the ACS has the payer's browser post to `TermUrl`: `MD` and `PaRes`.
///
/// It comes from the browser, so it proves nothing: the completing call returns whether the payment succeeded. `MD` may
/// be empty; to identify the payment, give each its own `TermUrl`.
#[derive(Clone, Debug)]
pub struct AcsReturn {
    md: Secret,
    pares: Secret,
}

impl AcsReturn {
    /// Parses the body of the POST, `application/x-www-form-urlencoded`. Other fields are ignored.
    ///
    /// # Errors
    /// If it is not such a form, has no `PaRes` or an empty one, or gives a field twice.
    pub fn from_form(body: &[u8]) -> Result<Self, ThreeDsError> {
        let message = form::parse(body).map_err(|_| ThreeDsError::Return)?;
        let field = |wanted: &str| {
            let mut given = message.root().children().filter(|child| child.name() == wanted);
            match (given.next(), given.next()) {
                (None, _) => Ok(Secret::new("")),
                (Some(value), None) if value.kind() == Kind::Text => Ok(Secret::new(value.text())),
                _ => Err(ThreeDsError::Return),
            }
        };
        Self::new(field("MD")?, field("PaRes")?)
    }

    /// Creates it from the two values, where a web framework has read the form.
    ///
    /// # Errors
    /// If `pares` is empty.
    pub fn new(md: impl Into<Secret>, pares: impl Into<Secret>) -> Result<Self, ThreeDsError> {
        let (md, pares) = (md.into(), pares.into());
        if pares.expose_secret().is_empty() { Err(ThreeDsError::NoPares) } else { Ok(Self { md, pares }) }
    }

    /// Returns `MD`; empty if there was none.
    pub fn md(&self) -> &str {
        self.md.expose_secret()
    }

    /// Returns `PaRes`.
    pub fn pares(&self) -> &Secret {
        &self.pares
    }
}

/// Why 3-D Secure cannot continue. Never holds any value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ThreeDsError {
    /// The response asks for 3-D Secure but has no payment id.
    NoPaymentId,
    /// The response asks for 3-D Secure but has no URL of the ACS.
    NoAcsUrl,
    /// The ACS's URL is not a web address.
    AcsUrl,
    /// The response has no `PaReq`.
    NoPareq,
    /// The merchant's own URL is not a web address.
    TermUrl,
    /// The returned form is not that of an ACS.
    Return,
    /// The returned form has no `PaRes`.
    NoPares,
}

impl fmt::Display for ThreeDsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPaymentId => "the response asks for 3-D Secure but has no payment id; ask for the payment's status",
            Self::NoAcsUrl => {
                "the response asks for 3-D Secure but has no URL of the ACS; ask for the payment's status"
            }
            Self::AcsUrl => {
                "the ACS's URL is not https://…, so the payer is not sent there; ask for the payment's status"
            }
            Self::NoPareq => "the response asks for 3-D Secure but has no PaReq; ask for the payment's status",
            Self::TermUrl => "TermUrl must be an https:// URL of the merchant's (http on loopback) without user name",
            Self::Return => "the ACS returned something other than a form with one MD and one PaRes",
            Self::NoPares => "the ACS returned no PaRes; ask for the payment's status",
        })
    }
}

impl std::error::Error for ThreeDsError {}
