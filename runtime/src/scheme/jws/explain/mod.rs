//! Explains detached JWS signatures.

mod body;
mod mistakes;
mod recipe;
mod token;

use crate::message::redact;
use crate::sign::jws::Algorithm;
use crate::sign::jws::protected_header;

use crate::meta::scheme::{Difference, Explanation, Mistake, Scheme as _, Step};
use crate::scheme::case::Case;
use crate::scheme::jws::Jws;
use mistakes::suspects;
use recipe::{Change, Recipe, written};
use token::Token;

/// Longer bodies are tried with single mistakes only, and not shown.
const LONG: usize = 16 << 10;

/// Explains the signature of a call.
pub(super) fn explain(case: &Case<'_>) -> Explanation {
    let (masks, body) = (&case.masks, shown_body(case, case.message.body));
    let expect = |header: &str| format!("b64url({}).{}", masks.text(header), Recipe::default().payload(&body));
    let of_own_header = || {
        let algorithm = Algorithm::from_name(token::algorithm(case)).unwrap_or(Algorithm::Hs256);
        expect(&protected_header(algorithm, case.account, case.message.method, case.message.path))
    };
    let mut explanation = Explanation::new(Jws::META);
    let token = match case.message.header("x-jws-signature").map(Token::read) {
        Some(Ok(token)) => token,
        unreadable => {
            explanation.expected = of_own_header();
            explanation.advice.push(unreadable.and_then(Result::err).unwrap_or_else(|| missing(case)));
            return explanation;
        }
    };
    let (parts, wrong_members) = token.compare(case);
    explanation.expected = if wrong_members.is_empty() { expect(&token.header) } else { of_own_header() };
    let verdict = if case.is_right { "is the signature that arrived" } else { "is not the signature that arrived" };
    explanation.steps = vec![
        Step::new("Protected header: the first part of X-JWS-Signature, base64url-decoded")
            .text(masks.text(&token.header)),
        Step::new("Its members, compared with the call").parts(parts),
        Step::new("Payload: the body, byte for byte as it arrived").text(&body),
        Step::new("String to sign: both as base64url without padding, joined with a dot").text(&explanation.expected),
        Step::new(format!("HMAC of it, {}, with the key ***", masks.text(token.algorithm()))).text(verdict),
    ];
    if case.is_right {
        return explanation;
    }
    explanation.mistakes.extend(token.mistakes.iter().cloned());
    explanation.mistakes.extend(wrong_members);
    match find_mistakes(case, &token) {
        Some((signed, mistakes)) => {
            explanation.mistakes.extend(mistakes);
            explanation.difference = Difference::between(&explanation.expected, &signed);
            explanation.signed = Some(signed);
        }
        None => explanation.advice.extend(ADVICE.map(str::to_owned)),
    }
    explanation
}

const ADVICE: [&str; 2] = [
    "no usual mistake explains the signature: either the key is another than the key of this sandbox",
    "or the body changed after signing: sign the exact bytes that are sent, after every step that writes or changes them",
];

fn missing(case: &Case<'_>) -> String {
    let similar = |name: &&str| ["sign", "jws", "authorization"].iter().any(|word| name.to_lowercase().contains(word));
    let others: Vec<&str> = case.message.headers.iter().map(|(name, _)| *name).filter(similar).collect();
    match others.as_slice() {
        [] => "the header X-JWS-Signature is missing".to_owned(),
        names => format!("the header X-JWS-Signature is missing; similar headers that arrived: {}", names.join(", ")),
    }
}

/// Returns the body, or only its length if something in it must be masked.
fn shown_body(case: &Case<'_>, bytes: &[u8]) -> String {
    let root = case.message.fields;
    let is_open = !redact::hides(case.message.endpoint.request, root) && !redact::hides(&[], root);
    match std::str::from_utf8(bytes) {
        Ok("") => "an empty body".to_owned(),
        Ok(text) if is_open && text.len() <= LONG => case.masks.text(text),
        _ => format!("a body of {} bytes", bytes.len()),
    }
}

/// Finds the string that was signed, and the mistakes in it: none if the signature is right for its header.
fn find_mistakes(case: &Case<'_>, token: &Token<'_>) -> Option<(String, Vec<Mistake>)> {
    let sent = case.message.body;
    let bodies = body::variants(sent);
    let suspects = suspects(&bodies, case.payout);
    let key = case.keys.first()?;
    let attempt = |changes: &[&Change<'_>]| {
        let recipe = Recipe::of(changes)?;
        let mac = recipe.make(token.header_text, sent, token.algorithm(), key)?;
        let encoding = written(token.signature, &mac)?;
        let body = recipe.payload(&shown_body(case, recipe.body.unwrap_or(sent)));
        let header = case.masks.text(&token.header);
        let signed = match recipe.is_header_signed {
            Some(false) => body,
            _ => format!("b64url({header}).{body}"),
        };
        Some((signed, encoding))
    };
    if let Some((signed, encoding)) = attempt(&[]) {
        return Some((signed, encoding.into_iter().collect()));
    }
    for suspect in &suspects {
        if let Some((signed, encoding)) = attempt(&[&suspect.change]) {
            return Some((signed, [suspect.mistake.clone()].into_iter().chain(encoding).collect()));
        }
    }
    if sent.len() > LONG {
        return None;
    }
    for (at, first) in suspects.iter().enumerate() {
        for second in suspects.iter().skip(at + 1) {
            if let Some((signed, encoding)) = attempt(&[&first.change, &second.change]) {
                let both = [first.mistake.clone(), second.mistake.clone()];
                return Some((signed, both.into_iter().chain(encoding).collect()));
            }
        }
    }
    None
}
