//! The hosts of an API.

use proc_macro2::Ident;
use syn::LitStr;

use crate::diagnostics::Diagnostics;

pub(super) fn check(hosts: &[(Ident, LitStr)], diagnostics: &mut Diagnostics) {
    let all = hosts.iter().find(|(name, _)| name == "all");
    for (at, (name, host)) in hosts.iter().enumerate() {
        if all.is_some() && name != "all" && name != "test" {
            let message =
                format!("`all` sets the host of every country, so `{name}` contradicts it: remove one of the two");
            diagnostics.on("FP002", name, message);
        }
        if let Some(message) = wrong(&host.value()) {
            diagnostics.on("FP030", host, message);
        }
        let is_same = |(_, other): &&(Ident, LitStr)| normal(other) == normal(host);
        if let Some((other, _)) = hosts.iter().take(at).find(is_same) {
            let advice = if name == "test" || other == "test" {
                "so a test could move real money: remove one of the two"
            } else {
                "so write `all = \"…\"` for all countries"
            };
            let message = format!("this is the host of `{other}`, too, {advice}");
            diagnostics.on("FP030", host, message);
        }
    }
}

fn normal(host: &LitStr) -> String {
    host.value().trim_end_matches('/').to_ascii_lowercase()
}

/// Returns what is wrong with a host.
fn wrong(text: &str) -> Option<String> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Some(format!("a host begins with its scheme: `https://{text}`"));
    };
    let authority = rest.strip_suffix('/').unwrap_or(rest);
    if authority.contains(['/', '?', '#', '@']) {
        return Some("a host is scheme, name and port only: paths are part of each call's `uri`".to_owned());
    }
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => match port.parse::<u16>() {
            Ok(_) => name,
            Err(_) => return Some("a port is a number up to 65535: `https://api.freedompay.kz:8443`".to_owned()),
        },
        _ => authority,
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-.[]:".contains(c);
    if name.is_empty() || !name.chars().all(is_name) {
        return Some("the name of the host is missing or not plain ASCII: `https://api.freedompay.kz`".to_owned());
    }
    match scheme {
        "https" => None,
        "http" if is_loopback(name) => None,
        _ => Some(format!("payments go over TLS; plain http is for loopback addresses only: `https://{authority}`")),
    }
}

fn is_loopback(name: &str) -> bool {
    let address = name.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.to_canonical().is_loopback())
}
