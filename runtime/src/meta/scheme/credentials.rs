//! Credentials of any scheme: named parts.

use std::fmt;

use super::SchemeMeta;
use crate::secret::{Secret, invisible_character};

/// One part of a scheme's credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialMeta {
    /// Its name: `auth_id`. The command line reads it from `FREEDOMPAY_AUTH_ID`.
    pub name: &'static str,
    /// What it is.
    pub role: CredentialRole,
    /// Whether nothing can be signed without it.
    pub is_required: bool,
}

/// What a part of credentials is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialRole {
    /// The id of who signs. It may be shown.
    Identity,
    /// A key, password or token.
    Secret,
    /// It says how to sign: an algorithm, which of two keys.
    Setting,
}

impl CredentialMeta {
    /// Describes the part that says who signs.
    pub const fn identity(name: &'static str) -> Self {
        Self { name, role: CredentialRole::Identity, is_required: true }
    }

    /// Describes a key, password or token.
    pub const fn secret(name: &'static str) -> Self {
        Self { name, role: CredentialRole::Secret, is_required: true }
    }

    /// Describes a part that says how to sign, and may be left out.
    pub const fn setting(name: &'static str) -> Self {
        Self { name, role: CredentialRole::Setting, is_required: false }
    }

    /// Describes the same part as one that may be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }
}

/// Credentials of any scheme, for code that learns the API at run time: named parts. `Debug` shows the names.
#[derive(Clone, Default)]
pub struct AnyCredentials {
    parts: Vec<(&'static str, Secret)>,
}

impl AnyCredentials {
    /// Creates credentials without a part.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a part, in place of one of the same name.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Secret>) -> Self {
        self.parts.retain(|(known, _)| *known != name);
        self.parts.push((name, value.into()));
        self
    }

    /// Returns a part by its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.secret(name).map(Secret::expose_secret)
    }

    /// Returns a part that masks itself, by its name.
    pub fn secret(&self, name: &str) -> Option<&Secret> {
        self.parts.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns all parts.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        self.parts.iter().map(|(name, value)| (*name, value))
    }

    /// Reports whether both sign alike, for the same account.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let is_in = |(name, value): (&str, &Secret)| other.get(name) == Some(value.expose_secret());
        self.parts.len() == other.parts.len() && self.parts().all(is_in)
    }

    /// Checks that these are the credentials of a scheme, and that each part can be signed with: an empty one would be, but is
    /// never accepted, and so is one with a character that came along unseen when it was copied.
    ///
    /// # Errors
    /// What is wrong.
    pub(super) fn check(&self, scheme: &SchemeMeta, api: &str) -> Result<(), String> {
        let known = scheme.credentials;
        let is_known = |name: &str| known.iter().any(|part| part.name == name);
        let lacks = |part: &CredentialMeta| part.is_required && self.secret(part.name).is_none();
        if self.parts().any(|(name, _)| !is_known(name)) || known.iter().any(lacks) {
            return Err(match scheme.credentials {
                [] => format!("the {api} API takes no credentials"),
                parts => {
                    let names: Vec<&str> = parts.iter().filter(|part| part.is_required).map(|part| part.name).collect();
                    format!("the {api} API requires {} credentials: {}", scheme.name, names.join(", "))
                }
            });
        }
        for (name, part) in self.parts() {
            let part = part.expose_secret();
            if part.is_empty() {
                return Err(format!("the {} is empty", title(name)));
            }
            if let Some(found) = invisible_character(part) {
                return Err(format!("the {} has {found}: copy it again, or remove what cannot be seen", title(name)));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for AnyCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parts.iter().map(|(name, _)| *name)).finish()
    }
}

/// Names a part in a sentence. `auth_id` is known by that name alone.
fn title(name: &str) -> String {
    if name == "auth_id" { name.to_owned() } else { name.replace('_', " ") }
}
