//! Names that are nearly the same: what a schema misspells and a sample shows.

use freedompay_runtime::message::suggestion::did_you_mean;

/// Maximum number of names of which the nearest is chosen.
const MAX_NEAR: usize = 32;

/// Names with their letters, made once for all comparisons.
pub(super) struct Names<'s>(Vec<(&'s str, Vec<char>)>);

impl<'s> Names<'s> {
    pub(super) fn new(names: impl Iterator<Item = &'s str>) -> Self {
        Self(names.map(|name| (name, letters(name))).collect())
    }

    /// Returns the name that another one was probably meant to be.
    pub(super) fn meant(&self, name: &str) -> Option<&'s str> {
        let given = letters(name);
        let near = self.0.iter().filter(|(_, letters)| is_near(&given, letters)).map(|(name, _)| *name);
        did_you_mean(name, near.take(MAX_NEAR))
    }
}

/// Returns the letters and digits of a name.
fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether two names have the same letters and digits, except one or two in one place of a long name.
fn is_near(one: &[char], other: &[char]) -> bool {
    let (least, most) = (one.len().min(other.len()), one.len().max(other.len()));
    if one == other || least <= 5 || most - least > 2 {
        return one == other;
    }
    let before = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let after = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    most.saturating_sub(before + after) <= 2
}
