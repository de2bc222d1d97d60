//! Work that takes its time: a call that has a status call is answered `process`, the first question after it too, and
//! from then on the work is done.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use freedompay::meta::{Effect, EndpointMeta, FieldMeta, TypeMeta};
use freedompay_runtime::tree::Ref;

/// The word for work under way.
const PROCESS: &str = "process";

/// Questions that were asked before.
#[derive(Debug, Default)]
pub(crate) struct Progress(Mutex<HashSet<String>>);

impl Progress {
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether the work that this call begins or asks about is still under way.
    pub(crate) fn is_under_way(&self, endpoint: &EndpointMeta, request: Ref<'_>) -> bool {
        match endpoint.effect {
            Effect::Read => {
                let added = endpoint.api.added_fields();
                let mut question = endpoint.id.to_owned();
                for field in request.children().filter(|field| !added.contains(&field.name())) {
                    question.extend(["\n", field.name(), "=", field.text()]);
                }
                self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(question)
            }
            _ => endpoint.recover.is_some(),
        }
    }
}

/// What a state field says of work that is under way or done; nothing for other fields.
pub(crate) fn state(field: &FieldMeta, is_under_way: bool) -> Option<&'static str> {
    let TypeMeta::Enum { values, numeric: false } = field.ty else { return None };
    let knows = |word: &str| values.iter().find(|value| **value == word).copied();
    knows(PROCESS)?;
    if is_under_way { knows(PROCESS) } else { knows("success").or_else(|| knows("ok")) }
}
