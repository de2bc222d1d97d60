//! The usual mistakes with `pg_sig`, and their messages.

use std::collections::BTreeSet;

use super::fixed::FIXED;
use super::node::Node;
use super::recipe::{Change, Drop, Key};
use crate::meta::scheme::Mistake;
use crate::scheme::case::Case;
use crate::secret::Secret;

/// A mistake and what it changes.
pub(super) struct Suspect {
    pub(super) mistake: Mistake,
    pub(super) change: Change,
    /// Tried alone only, since there are too many of its kind.
    pub(super) is_alone: bool,
}

/// Lists the usual mistakes, the commonest first.
pub(super) fn suspects(case: &Case<'_>, members: &[Node]) -> Vec<Suspect> {
    let mut all = scripts(case);
    all.extend(keys(case));
    all.extend(FIXED.iter().map(|(code, message, change)| suspect(code, (*message).to_owned(), change.clone())));
    all.extend(added(case, members));
    all.extend(siblings(case));
    all
}

fn suspect(code: &'static str, message: String, change: Change) -> Suspect {
    Suspect { mistake: Mistake { code, message }, change, is_alone: false }
}

/// Lists other script names that the called path suggests.
fn scripts(case: &Case<'_>) -> Vec<Suspect> {
    let right = case.message.script();
    let path = case.message.path;
    let bare = right.strip_suffix(".php");
    let before_slash = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let names = [
        ("script_php", bare.map_or_else(|| format!("{right}.php"), str::to_owned)),
        ("script_path", path.to_owned()),
        ("script_path", path.trim_start_matches('/').to_owned()),
        ("script_path", path.trim_matches('/').to_owned()),
        ("script_path", before_slash.to_owned()),
        ("script_url", format!("http://{}{path}", case.message.header("host").unwrap_or_default())),
        ("script_empty", String::new()),
        ("script_case", right.to_lowercase()),
    ];
    let mut seen = BTreeSet::from([right.to_owned()]);
    let fresh = names.into_iter().filter(|(_, name)| seen.insert(name.clone()));
    fresh.map(|(code, name)| suspect(code, script_words(case, &name), Change::Script(name))).collect()
}

fn script_words(case: &Case<'_>, signed: &str) -> String {
    let right = case.masks.text(case.message.script());
    let signed = case.masks.text(signed);
    format!("the script name was signed as {signed:?}; for this path it is {right:?}, the last segment")
}

/// Lists the script names of other calls.
fn siblings(case: &Case<'_>) -> Vec<Suspect> {
    let of_forms = case.message.endpoints.iter().filter(|e| e.api.scheme.signs_script);
    let names: BTreeSet<&str> =
        of_forms.map(|e| e.script_name()).filter(|name| !name.is_empty() && *name != case.message.script()).collect();
    let suspects = names.into_iter().map(|name| {
        let message = format!("{}: the script name of another call was signed", script_words(case, name));
        Suspect { is_alone: true, ..suspect("script_of_another_call", message, Change::Script(name.to_owned())) }
    });
    suspects.collect()
}

fn keys(case: &Case<'_>) -> Vec<Suspect> {
    let is_right = |key: &Secret| case.keys.iter().any(|k| k.expose_secret() == key.expose_secret());
    let others = [
        ("payout_key", "it was signed with the payout key; these calls use the acceptance key", case.payout),
        (
            "acceptance_key",
            "it was signed with the acceptance key; these calls use the payout key",
            Some(case.acceptance),
        ),
    ];
    let others = others.into_iter().filter_map(|(code, message, key)| Some((code, message, key?)));
    let others = others.filter(|(_, _, key)| !is_right(key));
    others.map(|(code, message, key)| suspect(code, message.to_owned(), Change::Key(Key::Other(key.clone())))).collect()
}

/// Lists fields that were added after signing.
fn added(case: &Case<'_>, members: &[Node]) -> Vec<Suspect> {
    let names: BTreeSet<&str> = members.iter().map(|node| node.name.as_str()).collect();
    let has_own_mistake = |name: &str| matches!(name, "pg_salt" | "pg_sig" | "pg_merchant_id");
    let suspects = names.into_iter().filter(|name| !has_own_mistake(name)).map(|name| {
        let shown = case.masks.text(name);
        let message = format!("the field {shown:?} was not signed; every field that is sent must be, also your own");
        Suspect {
            is_alone: true,
            ..suspect("unsigned_field", message, Change::Drop(Drop::Field(name.to_owned().into())))
        }
    });
    suspects.collect()
}
