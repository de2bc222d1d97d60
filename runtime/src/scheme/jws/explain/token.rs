//! The header `X-JWS-Signature` as it arrived, read as leniently as possible.

use crate::meta::JwsHeader;
use crate::tree::{Ref, Tree};
use crate::wire::json;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::meta::scheme::{Mistake, Part};
use crate::scheme::case::Case;

pub(super) struct Token<'a> {
    /// The first part, as it was signed.
    pub(super) header_text: &'a str,
    /// The first part, decoded.
    pub(super) header: String,
    pub(super) members: Tree,
    pub(super) signature: &'a str,
    /// The mistakes in its form.
    pub(super) mistakes: Vec<Mistake>,
}

impl<'a> Token<'a> {
    /// Reads the header.
    ///
    /// # Errors
    /// If it cannot be read at all; with the reason.
    pub(super) fn read(value: &'a str) -> Result<Self, String> {
        let parts: Vec<&str> = value.trim().split('.').collect();
        let [header_text, payload, signature] = parts.as_slice() else {
            return Err(format!(
                "X-JWS-Signature has {} dots; it must be header..signature, two parts with two dots between them",
                parts.len().saturating_sub(1)
            ));
        };
        let mut mistakes = Vec::new();
        if !payload.is_empty() {
            mistakes.push(Mistake {
                code: "payload_in_token",
                message: "the payload was left in the token; it must be removed, so that two dots separate header and \
                       signature"
                    .to_owned(),
            });
        }
        let bytes = match URL_SAFE_NO_PAD.decode(header_text) {
            Ok(bytes) => bytes,
            Err(_) => {
                let standard = header_text.trim_end_matches('=').replace('-', "+").replace('_', "/");
                mistakes.push(Mistake {
                    code: "header_encoding",
                    message:
                        "the protected header is base64 with padding, + or /; it must be base64url without padding"
                            .to_owned(),
                });
                STANDARD_NO_PAD.decode(standard).map_err(|_| "the protected header is not base64url".to_owned())?
            }
        };
        let members = json::parse(&bytes).map_err(|e| format!("the protected header is not JSON: {e}"))?;
        let header = String::from_utf8(bytes).map_err(|_| "the protected header is not UTF-8".to_owned())?;
        Ok(Self { header_text, header, members, signature, mistakes })
    }

    fn member(&self, name: &str) -> Option<&str> {
        self.members.root().get(name).map(Ref::text)
    }

    /// Returns the algorithm that the header names.
    pub(super) fn algorithm(&self) -> &str {
        self.member("alg").unwrap_or_default()
    }

    /// Compares every member with the call.
    pub(super) fn compare(&self, case: &Case<'_>) -> (Vec<Part>, Vec<Mistake>) {
        let masks = &case.masks;
        let rows = expected(case);
        let mut mistakes = Vec::new();
        let parts = rows.map(|(name, right, why)| {
            let given = self.member(name).or_else(|| self.member(other_name(name)));
            let is_right = given.is_some_and(|given| given == right || (name == "alg" && is_known(given)));
            if let (false, Some(why)) = (is_right, why) {
                let given = given.map_or_else(|| "was missing".to_owned(), |g| format!("was {:?}", masks.text(g)));
                let right = masks.text(&right);
                mistakes.push(Mistake { code: name, message: format!("{name} {given}; it must be {right:?}, {why}") });
            }
            let part = Part::new(name, given.map_or_else(|| "(missing)".to_owned(), |given| masks.text(given)));
            if is_right { part } else { part.expecting(masks.text(&right)) }
        });
        (parts.into(), mistakes)
    }
}

type Row = (&'static str, String, Option<&'static str>);

/// Names, values and reasons. The sandbox accepts any `params`, so that a wrong one is not a mistake.
fn expected(case: &Case<'_>) -> [Row; 5] {
    let is_old = case.message.endpoint.jws_header == JwsHeader::Legacy;
    let (path, identity) = if is_old { ("path", "merchant_id") } else { ("uri", "auth_id") };
    [
        (path, case.message.path.to_owned(), Some("the called path, without host and query")),
        (identity, case.account.to_owned(), Some("the identity that this sandbox knows")),
        ("method", case.message.method.to_owned(), Some("the method of the call, in capitals")),
        ("params", String::new(), None),
        ("alg", algorithm(case).to_owned(), Some("or the other of HS256 and HS512")),
    ]
}

/// Returns the API's default algorithm.
pub(super) fn algorithm(case: &Case<'_>) -> &'static str {
    match case.message.endpoint.jws_header {
        JwsHeader::Legacy => "HS512",
        JwsHeader::Current => case.message.endpoint.api.scheme.algorithm.unwrap_or_default(),
    }
}

fn is_known(algorithm: &str) -> bool {
    matches!(algorithm, "HS256" | "HS512")
}

/// Returns the name of the same member in the other kind of header; both are accepted.
fn other_name(name: &str) -> &'static str {
    match name {
        "uri" => "path",
        "path" => "uri",
        "auth_id" => "merchant_id",
        "merchant_id" => "auth_id",
        _ => "",
    }
}
