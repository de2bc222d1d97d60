//! The ways in which a document contradicts itself, or says something that no declaration can.

use fastrand::Rng;

use crate::kinds::{Kind, Property};

/// What is wrong about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twist {
    /// It is required, and a sample lacks it.
    SampleLacks,
    /// It is required, and a sample shows `null`.
    SampleNull,
    /// The sample has another type.
    SampleOfAnotherType,
    /// The sample is not among the known values.
    SampleOutside,
    /// An empty text is a known value.
    EmptyValue,
    /// Known values of several types.
    MixedValues,
    /// `maxLength: 0`.
    NoLength,
    /// A pattern that looks ahead.
    LooksAhead,
    /// No value is between the limits.
    NoRange,
    /// It may be a text or an object.
    TextOrObject,
    /// It is an object of which it is a part.
    Itself,
    /// A type that does not exist.
    UnknownType,
    /// A keyword that no declaration has.
    Keyword,
    /// The schema does not have it.
    OnlyInSample,
    /// `required` misspells it.
    MisspeltRequired,
    /// A truth value whose known values are texts.
    YesOrNo,
    /// The sample of a list has items of several types.
    MixedList,
}

impl Twist {
    /// Returns whether a field can be wrong in this way.
    fn applies(self, property: &Property) -> bool {
        let is_text = matches!(property.kind, Kind::Text { .. });
        match self {
            Twist::SampleOfAnotherType => {
                matches!(property.kind, Kind::Integer { .. } | Kind::Uuid | Kind::Bool | Kind::Number { .. })
            }
            Twist::SampleOutside | Twist::EmptyValue | Twist::MixedValues => matches!(property.kind, Kind::Enum(_)),
            Twist::NoRange => matches!(property.kind, Kind::Integer { .. }),
            Twist::NoLength
            | Twist::LooksAhead
            | Twist::TextOrObject
            | Twist::Itself
            | Twist::UnknownType
            | Twist::Keyword => is_text,
            Twist::YesOrNo => property.kind_is_bool(),
            Twist::MixedList => matches!(property.kind, Kind::List { .. }),
            Twist::SampleLacks | Twist::SampleNull | Twist::OnlyInSample => true,
            Twist::MisspeltRequired => property.name.len() > 6 && property.name.is_ascii(),
        }
    }
}

impl Property {
    const fn kind_is_bool(&self) -> bool {
        matches!(self.kind, Kind::Bool)
    }
}

const ALL: [Twist; 17] = [
    Twist::SampleLacks,
    Twist::SampleNull,
    Twist::SampleOfAnotherType,
    Twist::SampleOutside,
    Twist::EmptyValue,
    Twist::MixedValues,
    Twist::NoLength,
    Twist::LooksAhead,
    Twist::NoRange,
    Twist::TextOrObject,
    Twist::Itself,
    Twist::UnknownType,
    Twist::Keyword,
    Twist::OnlyInSample,
    Twist::MisspeltRequired,
    Twist::YesOrNo,
    Twist::MixedList,
];

/// Makes one of the fields wrong.
pub(crate) fn apply(random: &mut Rng, fields: &mut [Property]) {
    for _ in 0..8 {
        let twist = ALL[random.usize(..ALL.len())];
        let Some(field) = fields.get_mut(random.usize(..fields.len().max(1))) else { return };
        if field.twist.is_none() && twist.applies(field) {
            field.twist = Some(twist);
            if matches!(twist, Twist::SampleLacks | Twist::SampleNull | Twist::MisspeltRequired) {
                field.required = true;
            }
            return;
        }
    }
}
