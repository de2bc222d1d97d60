//! Explains `pg_sig`.

mod digest;
mod fixed;
mod mistakes;
mod node;
mod recipe;
mod spelling;

use crate::secret::Secret;
use crate::sign::pg_sig;
use crate::tree::Ref;

use crate::meta::scheme::{Difference, Explanation, Mistake, Part, Scheme as _, Step};
use crate::scheme::case::Case;
use crate::scheme::pg_sig::PgSig;
use digest::ReceivedSignature;
use mistakes::{Suspect, suspects};
use node::Node;
use recipe::{Change, Recipe, StringToSign};

/// Strings longer than this are tried with single mistakes only.
const LONG: usize = 64 << 10;

/// Explains the signature of a call.
pub(super) fn explain(case: &Case<'_>) -> Explanation {
    let members = node::members(case);
    let none = Secret::new("");
    let key = case.keys.first().copied().unwrap_or(&none);
    let right = Recipe::default();
    let made = right.make(case.message.script(), &members, key);
    let claims: Vec<&str> =
        case.message.fields.children().filter(|f| f.name() == pg_sig::FIELD).map(Ref::text).collect();
    let mut explanation = Explanation::new(PgSig::META);
    explanation.steps = steps(case, &right, &members, &made);
    explanation.expected = case.masks.text(&made.shown);
    match claims.as_slice() {
        _ if case.is_right => {}
        [] => explanation.advice.push("pg_sig is missing".to_owned()),
        [claim] => explain_wrong(case, &members, &ReceivedSignature::of(claim), &mut explanation),
        _ => explanation.advice.push("pg_sig occurs several times; send it once".to_owned()),
    }
    explanation
}

fn steps(case: &Case<'_>, right: &Recipe, members: &[Node], made: &StringToSign) -> Vec<Step> {
    let masks = &case.masks;
    let is_payout = case.keys.first().is_some_and(|key| {
        let same = |other: &Secret| key.expose_secret() == other.expose_secret();
        case.payout.is_some_and(same) && !same(case.acceptance)
    });
    let key = match (case.keys.len(), is_payout) {
        (0 | 1, false) => "the acceptance key",
        (0 | 1, true) => "the payout key",
        _ => "the payout key or the acceptance key; no source settles which",
    };
    let values =
        right.values(members).into_iter().map(|(name, shown)| Part::new(masks.text(&name), masks.text(&shown)));
    vec![
        Step::new("Script name: the last segment of the path").text(masks.text(case.message.script())),
        Step::new("Values, ordered by field name, nested ones in place of their parent, without pg_sig")
            .parts(values.collect()),
        Step::new("Key").text(format!("***, {key}")),
        Step::new("String to sign: all of them, joined with ;").text(masks.text(&made.shown)),
        Step::new("MD5 of its UTF-8 bytes, as 32 lower-case hexadecimal digits").text(if case.is_right {
            "is the pg_sig that arrived"
        } else {
            "is not the pg_sig that arrived"
        }),
    ]
}

/// Looks for the mistakes that explain a wrong signature.
fn explain_wrong(case: &Case<'_>, members: &[Node], received: &ReceivedSignature<'_>, explanation: &mut Explanation) {
    let suspects = suspects(case, members);
    for key in &case.keys {
        let Some((made, mistakes)) = find_mistakes(case, members, received, &suspects, key) else { continue };
        let masks = &case.masks;
        let signed = masks.text(&made.shown);
        explanation.difference = Difference::between(&explanation.expected, &signed);
        explanation.signed = Some(signed);
        explanation.mistakes = mistakes;
        return;
    }
    if let Some(mistake) = received.by_length() {
        explanation.mistakes.push(mistake);
        return;
    }
    explanation.advice = received.advice();
    explanation.advice.extend(
        [
            "no usual mistake explains it: either the key is another than the key of this sandbox",
            "or a value was changed, or a field removed, after signing: compare the values above with those you signed, \
             one by one",
        ]
        .map(str::to_owned),
    );
}

/// Finds the mistake, or two of them, that give the signature that arrived.
fn find_mistakes(
    case: &Case<'_>,
    members: &[Node],
    received: &ReceivedSignature<'_>,
    suspects: &[Suspect],
    key: &Secret,
) -> Option<(StringToSign, Vec<Mistake>)> {
    let attempt = |changes: &[&Change]| {
        let made = Recipe::of(changes)?.make(case.message.script(), members, key);
        received.is_of(&made.bytes).map(|of_digest| (made, of_digest))
    };
    let result = |found: (StringToSign, Option<Mistake>), by: &[&Suspect]| {
        let mistakes = by.iter().map(|suspect| suspect.mistake.clone()).chain(found.1);
        Some((found.0, mistakes.collect()))
    };
    if let Some(found) = attempt(&[]) {
        return result(found, &[]);
    }
    for suspect in suspects {
        if let Some(found) = attempt(&[&suspect.change]) {
            return result(found, &[suspect]);
        }
    }
    let is_long = Recipe::default().make(case.message.script(), members, key).bytes.len() > LONG;
    let pairable: Vec<&Suspect> = suspects.iter().filter(|suspect| !suspect.is_alone && !is_long).collect();
    for (at, first) in pairable.iter().enumerate() {
        for second in pairable.iter().skip(at + 1) {
            if let Some(found) = attempt(&[&first.change, &second.change]) {
                return result(found, &[first, second]);
            }
        }
    }
    None
}
