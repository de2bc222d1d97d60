//! The facts about an API that declarations need: of a built-in one from a table, of any other from the macro of its own name.

mod built_in;

use std::borrow::Cow;

pub(crate) use crate::api::built_in::BUILT_IN;

/// How bodies are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    Json,
    Form,
}

/// One of the APIs, as declarations see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Api {
    /// As written in `api = …`, and at the beginning of ids.
    pub(crate) name: Cow<'static, str>,
    /// Its type.
    pub(crate) rust: Cow<'static, str>,
    /// The last segment of the path of its signature scheme.
    pub(crate) scheme: Cow<'static, str>,
    pub(crate) wire: Wire,
    /// Prefix of the top-level fields.
    pub(crate) prefix: Cow<'static, str>,
    /// Whether `X-Action` selects the operation.
    pub(crate) has_actions: bool,
    /// Names of the headers that every call carries.
    pub(crate) headers: Cow<'static, [Cow<'static, str>]>,
    /// Prefixes of its paths; of a built-in one only, because the others are always named.
    pub(crate) paths: &'static [&'static str],
}

/// The methods of HTTP that the APIs use.
pub(crate) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Api {
    pub(crate) const DEFAULT: Self = Self {
        name: Cow::Borrowed(""),
        rust: Cow::Borrowed(""),
        scheme: Cow::Borrowed(""),
        wire: Wire::Json,
        prefix: Cow::Borrowed(""),
        has_actions: false,
        headers: Cow::Borrowed(&[]),
        paths: &[],
    };

    /// Returns the built-in API of that name.
    pub(crate) fn named(name: &str) -> Option<&'static Api> {
        BUILT_IN.iter().find(|api| api.name == name)
    }

    /// Returns the built-in API of a path: by the longest beginning that fits, as at run time.
    pub(crate) fn of_uri(uri: &str) -> Option<&'static Api> {
        let is_script = uri.strip_prefix('/').is_some_and(|rest| !rest.is_empty() && !rest.contains('/'));
        let fits = |start: &&str| if *start == "/*" { is_script } else { uri.starts_with(start) };
        let length = |api: &Api| api.paths.iter().copied().filter(fits).map(str::len).max();
        let fitting = BUILT_IN.iter().filter_map(|api| Some((length(api)?, api)));
        fitting.max_by_key(|(length, _)| *length).map(|(_, api)| api)
    }

    pub(crate) fn is_form(&self) -> bool {
        self.wire == Wire::Form
    }

    /// Reports whether `pg_sig` signs it: with two keys, a script name and the number of the merchant in each call.
    pub(crate) fn has_pg_sig(&self) -> bool {
        self.scheme == "PgSig"
    }

    /// Reports whether a detached JWS signs it.
    pub(crate) fn has_jws(&self) -> bool {
        matches!(&*self.scheme, "Jws" | "Jws512")
    }

    /// Returns the names of fields that would contradict the signature: the client adds them or signs in another way. What another
    /// scheme adds only its table tells.
    pub(crate) fn added_fields(&self) -> &'static [&'static str] {
        match () {
            () if self.has_pg_sig() => &["pg_merchant_id", "pg_salt", "pg_sig"],
            () if self.has_jws() => &["auth_id", "pg_merchant_id", "pg_salt", "pg_sig"],
            () => &[],
        }
    }
}

/// Returns the names of the built-in APIs.
pub(crate) fn names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|api| &*api.name).collect()
}
