//! Which of two types or limits lets more through.

use std::cmp::Ordering;

use freedompay::Amount;

use crate::spec::model::{Limit, Type};

/// How the values that are let through have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The same, in other words.
    Same,
    Wider,
    Narrower,
    /// Some came, some went, or it cannot be told.
    Other,
}

pub(super) fn of_types(old: &Type, new: &Type) -> Reach {
    match (takes(new, old), takes(old, new)) {
        (true, true) => Reach::Same,
        (true, false) => Reach::Wider,
        (false, true) => Reach::Narrower,
        (false, false) => Reach::Other,
    }
}

/// Whether every value of `inner` is one of `outer`, too.
fn takes(outer: &Type, inner: &Type) -> bool {
    match (outer, inner) {
        (Type::Any, _)
        | (Type::Text, Type::Uuid | Type::Enum { numeric: false, .. })
        | (Type::Decimal, Type::Integer(_) | Type::Flag | Type::Enum { numeric: true, .. })
        // A width that nobody has stated is not held against the other.
        | (Type::Integer(_), Type::Integer(None) | Type::Flag | Type::Enum { numeric: true, .. })
        | (Type::Integer(None), Type::Integer(_)) => true,
        (Type::Integer(Some(outer)), Type::Integer(Some(inner))) => outer.holds(*inner),
        (Type::List(outer), Type::List(inner)) | (Type::Map(outer), Type::Map(inner)) => takes(outer, inner),
        (Type::Map(item), Type::Object(fields)) => fields.iter().all(|field| takes(item, &field.ty)),
        _ => outer == inner,
    }
}

pub(super) fn of_limits(limit: Limit, old: Option<&str>, new: Option<&str>) -> Reach {
    let (old, new) = match (old, new) {
        (None, None) => return Reach::Same,
        (None, Some(_)) => return Reach::Narrower,
        (Some(_), None) => return Reach::Wider,
        (Some(old), Some(new)) => (old, new),
    };
    let wider = match limit {
        Limit::Pattern => return if old == new { Reach::Same } else { Reach::Other },
        Limit::Min | Limit::MinLen => Ordering::Less,
        Limit::Max | Limit::MaxLen => Ordering::Greater,
    };
    match (old.parse::<Amount>(), new.parse::<Amount>()) {
        (Ok(old), Ok(new)) => match new.cmp(&old) {
            Ordering::Equal => Reach::Same,
            order if order == wider => Reach::Wider,
            _ => Reach::Narrower,
        },
        _ => Reach::Other,
    }
}
