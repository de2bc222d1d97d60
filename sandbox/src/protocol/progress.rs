//! Asynchronous work in sample responses: a call that has a status call is answered `process`, the first status call
//! after it too, and from then on the work is done.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use freedompay::meta::{Effect, EndpointMeta, FieldMeta, TypeMeta};
use freedompay_runtime::tree::Ref;

const PROCESS: &str = "process";

/// Status calls that arrived before.
#[derive(Debug, Default)]
pub(crate) struct Progress(Mutex<HashSet<String>>);

impl Progress {
    /// Forgets all status calls.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns whether the work that this call begins or queries is still in progress.
    pub(crate) fn is_in_progress(&self, endpoint: &EndpointMeta, request: Ref<'_>) -> bool {
        match endpoint.effect {
            Effect::Read => {
                let added = endpoint.api.scheme.added_fields;
                let mut query = endpoint.id.to_owned();
                for field in request.children().filter(|field| !added.contains(&field.name())) {
                    query.extend(["\n", field.name(), "=", field.text()]);
                }
                self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(query)
            }
            _ => endpoint.recover.is_some(),
        }
    }
}

/// Returns the value of a status field; `None` for other fields.
pub(crate) fn status_word(field: &FieldMeta, is_in_progress: bool) -> Option<&'static str> {
    let TypeMeta::Enum { values, numeric: false } = field.ty else { return None };
    let find = |word: &str| values.iter().find(|value| **value == word).copied();
    find(PROCESS)?;
    if is_in_progress { find(PROCESS) } else { find("success").or_else(|| find("ok")) }
}
