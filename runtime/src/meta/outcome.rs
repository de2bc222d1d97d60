//! How the response of a status call shows what became of another call: data beside the status call.

use std::time::Duration;

use crate::tree::notation::whole;
use crate::tree::{Kind, Ref};

/// How the response of the call named by `recover` shows what became of the call that names it with `outcome`.
///
/// ```
/// # use freedompay_runtime as freedompay;
/// use freedompay::meta::{FieldMatch, OutcomeRules};
///
/// /// Of a payout: done, failed, or not found.
/// const PAID: OutcomeRules = OutcomeRules {
///     happened: &[FieldMatch { path: "status", values: &["success"] }],
///     failed: &[FieldMatch { path: "status", values: &["error"] }],
///     not_found_codes: &["404"],
///     not_found_grace: OutcomeRules::MERCHANT_ID_GRACE,
///     ..OutcomeRules::DEFAULT
/// };
/// ```
///
/// A response that matches no rule is inconclusive: polling continues, and in the end the outcome is unknown. Leave
/// out a rule that no source documents. A literal ends with `..OutcomeRules::DEFAULT`, so that more rules can be added.
#[derive(Clone, Copy, Debug)]
pub struct OutcomeRules {
    /// Any of these: the call took effect.
    pub happened: &'static [FieldMatch],
    /// Any of these: it was tried and failed for good.
    pub failed: &'static [FieldMatch],
    /// Any of these: the provider did not find it.
    pub not_found: &'static [FieldMatch],
    /// Error codes of the status call that mean the same.
    pub not_found_codes: &'static [&'static str],
    /// How long to keep polling before "not found" counts as final: the call may still be on its way when it is first asked
    /// about, and by a number of the merchant's the provider reports the last payment that had it, perhaps an earlier
    /// one.
    pub not_found_grace: Duration,
    /// Field of the status call that takes the `X-Request-Id` of the lost one; without, its own ids are used.
    pub by_request_id: Option<&'static str>,
    /// Why the response may leave it open, for people: completes "it is still unknown, because …".
    pub inconclusive_because: &'static str,
}

impl OutcomeRules {
    /// Rules that conclude nothing.
    pub const DEFAULT: Self = Self {
        happened: &[],
        failed: &[],
        not_found: &[],
        not_found_codes: &[],
        not_found_grace: Duration::ZERO,
        by_request_id: None,
        inconclusive_because: "",
    };

    /// The grace period for calls found by a merchant's own number: a minute, the only time that the provider documents
    /// for such a status call (Merchant API > Payout > Status).
    pub const MERCHANT_ID_GRACE: Duration = Duration::from_secs(60);

    /// Reports whether no response, whatever it says, can settle anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.happened.is_empty()
            && self.failed.is_empty()
            && self.not_found.is_empty()
            && self.not_found_codes.is_empty()
    }
}

/// A member of a response with one of some values.
#[derive(Clone, Copy, Debug)]
pub struct FieldMatch {
    /// Its wire name; below other members with dots: `error.code`. In lists any item counts.
    pub path: &'static str,
    /// The values that match, ignoring case.
    pub values: &'static [&'static str],
}

impl FieldMatch {
    /// Any value that is not empty and not `0`.
    pub const ANY: &'static [&'static str] = &["*"];

    /// Returns the value in the message that this sign is about, if it is there.
    pub(crate) fn find<'t>(&self, message: Ref<'t>) -> Option<&'t str> {
        let path: Vec<&str> = self.path.split('.').collect();
        self.below(message, &path)
    }

    fn below<'t>(&self, node: Ref<'t>, path: &[&str]) -> Option<&'t str> {
        match (node.kind(), path) {
            (Kind::List, _) => node.children().find_map(|item| self.below(item, path)),
            (Kind::Map, [name, rest @ ..]) => {
                let named =
                    node.children().filter(|child| child.name() == *name).find_map(|child| self.below(child, rest));
                let is_list = named.is_none() && node.is_list_of_php();
                named.or_else(|| node.children().filter(|_| is_list).find_map(|item| self.below(item, path)))
            }
            (Kind::Bool | Kind::Number | Kind::Text, []) => Some(node.text()).filter(|text| self.counts(text)),
            _ => None,
        }
    }

    fn counts(&self, text: &str) -> bool {
        let digits = whole(text);
        let text = digits.as_deref().unwrap_or(text);
        let is_any = self.values == Self::ANY && !text.is_empty() && text != "0";
        is_any || self.values.iter().any(|value| value.eq_ignore_ascii_case(text))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::FieldMatch;
    use crate::wire::{json, xml};

    #[test]
    fn values_match_in_every_notation_and_in_every_list() {
        let is_in = |path: &'static str, values: &'static [&'static str], text: &str| {
            let parsed = if text.starts_with('<') { xml::parse(text.as_bytes()) } else { json::parse(text.as_bytes()) };
            FieldMatch { path, values }.find(parsed.unwrap().root()).is_some()
        };
        for text in
            [r#"{"captured":1}"#, r#"{"captured":1.0}"#, r#"{"captured":"1"}"#, "<r><captured>1.0</captured></r>"]
        {
            assert!(is_in("captured", &["1"], text), "{text}");
        }
        for text in [r#"{"captured":1.5}"#, r#"{"captured":10}"#, r#"{"captured":"01"}"#, r#"{"captured":true}"#] {
            assert!(!is_in("captured", &["1"], text), "{text}");
        }
        for (text, is_any) in [
            (r#"{"id":7}"#, true),
            (r#"{"id":"a"}"#, true),
            (r#"{"id":0}"#, false),
            (r#"{"id":0.00}"#, false),
            (r#"{"id":"0"}"#, false),
            (r#"{"id":""}"#, false),
            (r#"{"id":null}"#, false),
        ] {
            assert_eq!(is_in("id", FieldMatch::ANY, text), is_any, "{text}");
        }
        for text in [
            r#"{"refunds":[{"status":"new"},{"status":"OK"}]}"#,
            r#"{"refunds":{"0":{"status":"new"},"2":{"status":"ok"}}}"#,
            r#"{"refunds":{"status":"ok"}}"#,
            "<r><refunds><status>new</status></refunds><refunds><status>ok</status></refunds></r>",
        ] {
            assert!(is_in("refunds.status", &["ok"], text), "{text}");
        }
        for text in
            [r#"{"refunds":{"a":{"status":"ok"}}}"#, r#"{"refunds":{"1":{"status":"ok"},"0":{}}}"#, r#"{"refunds":{}}"#]
        {
            assert!(!is_in("refunds.status", &["ok"], text), "{text}");
        }
    }
}
