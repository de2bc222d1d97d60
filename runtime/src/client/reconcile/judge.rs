//! What one response of a status call says, by the table alone.

use super::status_query::StatusQuery;
use crate::call::judge::is_same_id;
use crate::meta::{FieldMatch, OutcomeRules};
use crate::tree::Ref;

/// What a response says of the lost call, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Happened,
    Failed(String),
    Absent(String),
    Open(String),
}

/// Judges one response by the rules.
pub(super) fn judge(tells: &OutcomeRules, question: &StatusQuery, answer: Ref<'_>) -> Verdict {
    if let Some(reason) = about_another(question, answer) {
        return Verdict::Open(reason);
    }
    let said = |signs: &[FieldMatch]| {
        let found = signs.iter().find_map(|sign| Some((sign.path, sign.find(answer)?)));
        found.map(|(member, value)| format!("{} returned {member}={value}", question.endpoint.id))
    };
    match (said(tells.happened), said(tells.failed), said(tells.not_found)) {
        (Some(_), None, None) => Verdict::Happened,
        (None, Some(reason), _) => Verdict::Failed(reason),
        (None, None, Some(reason)) => Verdict::Absent(reason),
        (None, None, None) => Verdict::Open(open(tells, question, answer)),
        (yes, failed, not_found) => {
            let said: Vec<String> = [yes, failed, not_found].into_iter().flatten().collect();
            Verdict::Open(format!("the response contradicts itself: {}", said.join(", ")))
        }
    }
}

/// Finds an id that the response names differently from the question: such a response is inconclusive.
fn about_another(question: &StatusQuery, answer: Ref<'_>) -> Option<String> {
    question.fields.iter().find_map(|(name, asked)| {
        let answered = answer.get(name).filter(|node| !node.is_container())?;
        let is_other = !answered.text().trim().is_empty() && !is_same_id(asked, answered.text(), answered.kind());
        is_other.then(|| format!("{} was asked about {name}={asked} and told of another", question.endpoint.id))
    })
}

fn open(tells: &OutcomeRules, question: &StatusQuery, answer: Ref<'_>) -> String {
    if !tells.inconclusive_because.is_empty() {
        return tells.inconclusive_because.to_owned();
    }
    // Only members that the rules name are shown: they are states, and nobody's data.
    let signs = [tells.happened, tells.failed, tells.not_found].concat();
    let state = signs.iter().find_map(|sign| Some((sign.path, answer.get(sign.path)?.text())));
    match state {
        Some((member, value)) => format!("{} returned {member}={value}, which is not conclusive", question.endpoint.id),
        None => format!("the response of {} does not show the outcome", question.endpoint.id),
    }
}
