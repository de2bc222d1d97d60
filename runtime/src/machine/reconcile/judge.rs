//! The verdict of one response of a status call, by the table alone.

use super::status_query::StatusQuery;
use crate::machine::judge::differing_id;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::tree::Ref;

/// A verdict about the lost call, and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Happened,
    Failed(String),
    Absent(String),
    Open(String),
}

/// Judges one response by the rules.
pub(super) fn judge(rules: &OutcomeRules, query: &StatusQuery, response: Ref<'_>) -> Verdict {
    if let Some((name, asked, _)) = differing_id(&query.fields, response) {
        return Verdict::Open(format!("{} returned a different {name} than {asked}", query.endpoint.id));
    }
    let found = |matches: &[FieldMatch]| {
        let found = matches.iter().find_map(|field| Some((field.path, field.find(response)?)));
        found.map(|(path, value)| format!("{} returned {path}={value}", query.endpoint.id))
    };
    match (found(rules.happened), found(rules.failed), found(rules.not_found)) {
        (Some(_), None, None) => Verdict::Happened,
        (None, Some(reason), _) => Verdict::Failed(reason),
        (None, None, Some(reason)) => Verdict::Absent(reason),
        (None, None, None) => Verdict::Open(inconclusive(rules, query, response)),
        (happened, failed, not_found) => {
            let found: Vec<String> = [happened, failed, not_found].into_iter().flatten().collect();
            Verdict::Open(format!("the response contradicts itself: {}", found.join(", ")))
        }
    }
}

/// Explains why a response that matches no rule leaves the outcome open.
fn inconclusive(rules: &OutcomeRules, query: &StatusQuery, response: Ref<'_>) -> String {
    if !rules.inconclusive_because.is_empty() {
        return rules.inconclusive_because.to_owned();
    }
    // Only members that the rules name are shown: they are states, and nobody's data.
    let matches = [rules.happened, rules.failed, rules.not_found].concat();
    let state = matches.iter().find_map(|field| Some((field.path, response.get(field.path)?.text())));
    match state {
        Some((path, value)) => format!("{} returned {path}={value}, which is not conclusive", query.endpoint.id),
        None => format!("the response of {} does not show the outcome", query.endpoint.id),
    }
}
