//! `pg_sig`, explained.

mod digest;
mod fixed;
mod mistakes;
mod node;
mod recipe;
mod spelling;

use freedompay::Secret;
use freedompay_runtime::sign::pg_sig;
use freedompay_runtime::tree::Ref;

use super::{Case, Explanation, Masks, Mistake, Part, Step, difference};
use digest::Received;
use mistakes::{Suspect, suspects};
use node::Node;
use recipe::{Change, Made, Recipe};

/// Strings longer than this are tried with single mistakes only.
const LONG: usize = 64 << 10;

pub(super) fn explain(case: &Case<'_>) -> Explanation {
    let members = node::members(case);
    let none = Secret::new("");
    let key = case.keys.first().copied().unwrap_or(&none);
    let right = Recipe::default();
    let made = right.make(case.script, &members, key);
    let claims: Vec<&str> = case.body.root().children().filter(|f| f.name() == pg_sig::FIELD).map(Ref::text).collect();
    let mut explanation = Explanation {
        scheme: "pg_sig",
        steps: steps(case, &right, &members, &made),
        expected: Masks::of(case.credentials).text(&made.shown),
        signed: None,
        difference: None,
        mistakes: Vec::new(),
        advice: Vec::new(),
    };
    match claims.as_slice() {
        _ if case.is_right => {}
        [] => explanation.advice.push("pg_sig is missing: nothing was signed".to_owned()),
        [claim] => accuse(case, &members, &Received::of(claim), &mut explanation),
        _ => explanation.advice.push("there are several fields pg_sig: send one".to_owned()),
    }
    explanation
}

fn steps(case: &Case<'_>, right: &Recipe, members: &[Node], made: &Made) -> Vec<Step> {
    let masks = Masks::of(case.credentials);
    let is_payout = case.keys.first().is_some_and(|key| {
        let known = &case.credentials;
        let same = |other: &Secret| key.expose_secret() == other.expose_secret();
        same(&known.payout_secret) && !same(&known.secret)
    });
    let key = match (case.keys.len(), is_payout) {
        (0 | 1, false) => "the acceptance key",
        (0 | 1, true) => "the payout key",
        _ => "the payout key or the acceptance key: no source settles which",
    };
    let values =
        right.values(members).into_iter().map(|(name, shown)| Part::new(masks.text(&name), masks.text(&shown)));
    vec![
        Step::new("Script name: what follows the last slash of the path").text(masks.text(case.script)),
        Step::new("Values, ordered by field name; nested ones in the place of their parent; pg_sig left out")
            .parts(values.collect()),
        Step::new("Key").text(format!("***, {key}")),
        Step::new("String to sign: all of them, joined with ;").text(masks.text(&made.shown)),
        Step::new("MD5 of its UTF-8 bytes, as 32 small hexadecimal digits").text(if case.is_right {
            "is what arrived in pg_sig"
        } else {
            "is not what arrived in pg_sig"
        }),
    ]
}

/// Looks for what was done instead.
fn accuse(case: &Case<'_>, members: &[Node], received: &Received<'_>, explanation: &mut Explanation) {
    let suspects = suspects(case, members);
    for key in case.keys {
        let Some((made, mistakes)) = convict(case, members, received, &suspects, key) else { continue };
        let masks = Masks::of(case.credentials);
        let signed = masks.text(&made.shown);
        explanation.difference = difference(&explanation.expected, &signed);
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
            "no usual mistake explains it: either the key is another than the one this sandbox was started with",
            "or a value was changed, or a field left out, after signing: compare the values above with those you signed, \
             in their order, one by one",
        ]
        .map(str::to_owned),
    );
}

/// The mistake, or two of them, that give what arrived.
fn convict(
    case: &Case<'_>,
    members: &[Node],
    received: &Received<'_>,
    suspects: &[Suspect],
    key: &Secret,
) -> Option<(Made, Vec<Mistake>)> {
    let attempt = |changes: &[&Change]| {
        let made = Recipe::of(changes)?.make(case.script, members, key);
        received.is_of(&made.bytes).map(|of_digest| (made, of_digest))
    };
    let told = |found: (Made, Option<Mistake>), by: &[&Suspect]| {
        let mistakes = by.iter().map(|suspect| suspect.mistake.clone()).chain(found.1);
        Some((found.0, mistakes.collect()))
    };
    if let Some(found) = attempt(&[]) {
        return told(found, &[]);
    }
    for suspect in suspects {
        if let Some(found) = attempt(&[&suspect.change]) {
            return told(found, &[suspect]);
        }
    }
    let is_long = Recipe::default().make(case.script, members, key).bytes.len() > LONG;
    let pairable: Vec<&Suspect> = suspects.iter().filter(|suspect| !suspect.is_alone && !is_long).collect();
    for (at, first) in pairable.iter().enumerate() {
        for second in pairable.iter().skip(at + 1) {
            if let Some(found) = attempt(&[&first.change, &second.change]) {
                return told(found, &[first, second]);
            }
        }
    }
    None
}
