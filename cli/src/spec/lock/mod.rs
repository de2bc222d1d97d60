//! The lock file: the model as lines for reviews, one per operation and one per field.
//!
//! ```text
//! operation merchant.purchase.cancel_payment merchant request method=POST path=/cancel …
//!   request pg_payment_id integer(uint64) required
//!   answer . object
//!   answer pg_status enum(ok|error) optional
//! ```
//!
//! A nested field is written with its path; `.` is the response itself. Anything but one plain word is quoted as in
//! JSON. Documentation and examples are left out: they change often, and no program depends on them.

mod line;
mod read;
mod write;

pub(crate) use read::parse;
pub(crate) use write::{type_name, write};

/// Strips a model to the parts that a lock file holds.
#[cfg(test)]
fn lockable(mut spec: super::model::Spec) -> super::model::Spec {
    use super::model::Field;

    fn strip(fields: &mut Vec<Field>) {
        for field in fields {
            (field.doc, field.example) = (None, None);
            if let Some(nested) = field.ty.fields_mut() {
                strip(nested);
            }
        }
    }
    for operation in &mut spec.operations {
        operation.doc = None;
        strip(&mut operation.request);
        if let Some(fields) = operation.response.fields_mut() {
            strip(fields);
        }
    }
    spec
}

#[cfg(test)]
mod tests;
