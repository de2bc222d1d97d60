//! Comparison of types and limits: which of two accepts more values.

use std::cmp::Ordering;

use freedompay::Amount;

use crate::spec::model::{Limit, Type};

/// How the set of accepted values changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The same values, written differently.
    Same,
    Wider,
    Narrower,
    /// Some values were added and others removed, or the change is undecidable.
    Other,
}

/// Compares two types.
pub(super) fn of_types(old: &Type, new: &Type) -> Reach {
    match (accepts(new, old), accepts(old, new)) {
        (true, true) => Reach::Same,
        (true, false) => Reach::Wider,
        (false, true) => Reach::Narrower,
        (false, false) => Reach::Other,
    }
}

/// Returns whether every value of `inner` is also one of `outer`.
fn accepts(outer: &Type, inner: &Type) -> bool {
    match (outer, inner) {
        (Type::Any, _)
        | (Type::Text, Type::Uuid | Type::Enum { numeric: false, .. })
        | (Type::Decimal, Type::Integer(_) | Type::Flag | Type::Enum { numeric: true, .. })
        // An unknown width is compatible with every width.
        | (Type::Integer(_), Type::Integer(None) | Type::Flag | Type::Enum { numeric: true, .. })
        | (Type::Integer(None), Type::Integer(_)) => true,
        (Type::Integer(Some(outer)), Type::Integer(Some(inner))) => outer.holds(*inner),
        (Type::List(outer), Type::List(inner)) | (Type::Map(outer), Type::Map(inner)) => accepts(outer, inner),
        (Type::Map(item), Type::Object(fields)) => fields.iter().all(|field| accepts(item, &field.ty)),
        _ => outer == inner,
    }
}

/// Returns whether a description of a type says less than ours and nothing against it.
pub(crate) fn is_less_precise(theirs: &Type, ours: &Type) -> bool {
    theirs != ours && accepts(theirs, ours)
}

/// Compares two values of a limit.
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
