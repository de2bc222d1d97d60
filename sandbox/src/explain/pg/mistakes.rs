//! The usual mistakes with `pg_sig`, the commonest first, and how each is told.

use std::collections::BTreeSet;

use freedompay::meta::EndpointMeta;
use freedompay::meta::Scheme;

use super::fixed::FIXED;
use super::node::Node;
use super::recipe::{Change, Drop, Key};
use crate::explain::{Case, Masks, Mistake};

/// A mistake and what it changes.
pub(super) struct Suspect {
    pub(super) mistake: Mistake,
    pub(super) change: Change,
    /// Tried alone only: there are too many of its kind.
    pub(super) is_alone: bool,
}

pub(super) fn suspects(case: &Case<'_>, members: &[Node]) -> Vec<Suspect> {
    let mut all = scripts(case);
    all.extend(keys(case));
    all.extend(FIXED.iter().map(|(code, what, change)| suspect(code, (*what).to_owned(), change.clone())));
    all.extend(added(case, members));
    all.extend(siblings(case));
    all
}

fn suspect(code: &'static str, what: String, change: Change) -> Suspect {
    Suspect { mistake: Mistake { code, what }, change, is_alone: false }
}

/// Other names that the called path suggests.
fn scripts(case: &Case<'_>) -> Vec<Suspect> {
    let right = case.script;
    let path = case.incoming.path;
    let bare = right.strip_suffix(".php");
    let before_slash = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let names = [
        ("script_php", bare.map_or_else(|| format!("{right}.php"), str::to_owned)),
        ("script_path", path.to_owned()),
        ("script_path", path.trim_start_matches('/').to_owned()),
        ("script_path", path.trim_matches('/').to_owned()),
        ("script_path", before_slash.to_owned()),
        ("script_url", format!("http://{}{path}", case.incoming.header("host").unwrap_or_default())),
        ("script_empty", String::new()),
        ("script_case", right.to_lowercase()),
    ];
    let mut seen = BTreeSet::from([right.to_owned()]);
    let fresh = names.into_iter().filter(|(_, name)| seen.insert(name.clone()));
    fresh.map(|(code, name)| suspect(code, script_words(case, &name), Change::Script(name))).collect()
}

fn script_words(case: &Case<'_>, signed: &str) -> String {
    let right = Masks::of(case.credentials).text(case.script);
    let signed = Masks::of(case.credentials).text(signed);
    format!("the script name was signed as {signed:?}; for this path it is {right:?}, what follows the last slash")
}

/// Names of the other calls.
fn siblings(case: &Case<'_>) -> Vec<Suspect> {
    let script = |e: &&'static EndpointMeta| e.script.or(e.uri.rsplit('/').next()).unwrap_or_default();
    let of_forms = case.endpoints.iter().filter(|e| e.api.scheme == Scheme::PgSig);
    let names: BTreeSet<&str> = of_forms.map(script).filter(|name| !name.is_empty() && *name != case.script).collect();
    let suspects = names.into_iter().map(|name| {
        let what = format!("{}: the script name of another call was signed", script_words(case, name));
        Suspect { is_alone: true, ..suspect("script_of_another_call", what, Change::Script(name.to_owned())) }
    });
    suspects.collect()
}

fn keys(case: &Case<'_>) -> Vec<Suspect> {
    let known = &case.credentials;
    let is_right = |key: &freedompay::Secret| case.keys.iter().any(|k| k.expose_secret() == key.expose_secret());
    let others = [
        ("payout_key", "the payout key signed it; such calls are signed with the acceptance key", &known.payout_secret),
        ("acceptance_key", "the acceptance key signed it; such calls are signed with the payout key", &known.secret),
    ];
    let others = others.into_iter().filter(|(_, _, key)| !is_right(key));
    others.map(|(code, what, key)| suspect(code, what.to_owned(), Change::Key(Key::Other(key.clone())))).collect()
}

/// Fields that came after the signature was made.
fn added(case: &Case<'_>, members: &[Node]) -> Vec<Suspect> {
    let names: BTreeSet<&str> = members.iter().map(|node| node.name.as_str()).collect();
    let told_elsewhere = |name: &str| matches!(name, "pg_salt" | "pg_sig" | "pg_merchant_id");
    let suspects = names.into_iter().filter(|name| !told_elsewhere(name)).map(|name| {
        let shown = Masks::of(case.credentials).text(name);
        let what = format!("the field {shown:?} was not signed: every field that is sent is, those of your own, too");
        Suspect { is_alone: true, ..suspect("unsigned_field", what, Change::Drop(Drop::Field(name.to_owned().into()))) }
    });
    suspects.collect()
}
