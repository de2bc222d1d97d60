//! The base URL of an API, checked once.

use std::fmt;
use std::net::IpAddr;

use url::{Host, Url};

/// Scheme, host and port of an API. Only HTTPS, except on loopback addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    is_loopback: bool,
}

/// The reason why a text is not a base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrlError(&'static str);

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BaseUrlError {}

impl BaseUrl {
    /// Parses a base URL such as `https://api.freedompay.kz` or `http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// If it is not HTTPS (or HTTP on loopback), or has a path, query, fragment or user name.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text)
            .map_err(|_| BaseUrlError("the base URL is not a URL such as https://api.freedompay.kz"))?;
        let is_loopback = is_loopback(url.host().ok_or(BaseUrlError("the base URL has no host"))?);
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err(BaseUrlError("plain http is accepted for loopback addresses only; use https")),
            _ => return Err(BaseUrlError("the base URL must begin with https://")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError("the base URL must not contain a user name or password"));
        }
        // The path is signed, so a prefix would have to be part of the signature.
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError("the base URL must be scheme, host and port only"));
        }
        Ok(Self { text: url.as_str().trim_end_matches('/').to_owned(), is_loopback })
    }

    /// Reports whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    /// Returns the URL without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reports whether a host is this machine.
pub(crate) fn is_loopback(host: Host<&str>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => IpAddr::V6(ip).to_canonical().is_loopback(),
    }
}
