//! The ways in which a document contradicts itself, or says something that no declaration can.

use fastrand::Rng;

use crate::kinds::{Kind, Property, Side};

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
    /// A keyword that no declaration has, of [`KEYWORDS`].
    Keyword(usize),
    /// A truth value that is always `true`.
    OnlyTrue,
    /// A reference that is not a text.
    NoReference,
    /// `required: true` at the field instead of its name in a list.
    RequiredHere,
    /// It is deprecated.
    Deprecated,
    /// An object with a discriminator.
    Discriminator,
    /// Neither a request nor an answer has it.
    BothSides,
    /// `nullable: "true"`.
    NullText,
    /// Limits of a list's items.
    LimitedItems,
    /// The schema does not have it.
    OnlyInSample,
    /// `required` misspells it.
    MisspeltRequired,
    /// A truth value whose known values are texts.
    YesOrNo,
    /// The sample of a list has items of several types.
    MixedList,
    /// It has alternatives with different limits.
    Alternatives,
    /// The sample is beyond its limits.
    SampleBeyond,
    /// The sample has the digits of a card number, and nothing else says that it is one.
    SampleOfACard,
    /// The schema does not have it, and the sample shows nothing of it.
    OnlyEmpty,
}

/// The widest limits of alternatives.
pub(crate) const WIDEST_LENGTH: i64 = 80;
pub(crate) const WIDEST_NUMBER: i64 = 7000;

/// Keywords that no declaration has, with a value.
pub(crate) const KEYWORDS: [(&str, &str); 12] = [
    ("not", r#"{"const": "never"}"#),
    ("if", r#"{"minLength": 3}"#),
    ("then", r#"{"maxLength": 3}"#),
    ("contentEncoding", r#""base64""#),
    ("dependentRequired", r#"{"a": ["b"]}"#),
    ("patternProperties", r#"{"^a": {"type": "string"}}"#),
    ("propertyNames", r#"{"pattern": "^a"}"#),
    ("prefixItems", r#"[{"type": "string"}]"#),
    ("contains", r#"{"type": "string"}"#),
    ("minProperties", "1"),
    ("unevaluatedProperties", r#"{"type": "string"}"#),
    ("uniqueItems", "true"),
];

impl Twist {
    /// Returns a word of the document that a reader has to name; an empty one stands for any.
    pub(crate) fn named(self) -> Option<String> {
        let word = match self {
            Twist::Keyword(at) => return Some(format!("`{}`", KEYWORDS[at].0)),
            Twist::NoLength => "`maxLength",
            Twist::LooksAhead => "`pattern",
            Twist::UnknownType => "`strin`",
            Twist::YesOrNo => "`Y`",
            Twist::OnlyTrue => "`true`",
            Twist::NoReference => "`$ref`",
            Twist::RequiredHere => "`required`",
            Twist::Deprecated => "deprecated",
            Twist::Discriminator => "`discriminator`",
            Twist::BothSides => "`readOnly`",
            Twist::NullText => "`nullable`",
            Twist::LimitedItems => "`multipleOf",
            Twist::Alternatives => "left out: `max",
            Twist::SampleBeyond => "breaks `",
            Twist::SampleOutside => "`elsewhere`",
            Twist::SampleOfACard => "card number",
            Twist::OnlyEmpty => "unknown",
            Twist::OnlyInSample | Twist::EmptyValue | Twist::NoRange | Twist::TextOrObject | Twist::Itself => "",
            // In a form all values are texts.
            Twist::MixedValues
            | Twist::SampleLacks
            | Twist::SampleNull
            | Twist::SampleOfAnotherType
            | Twist::MisspeltRequired
            | Twist::MixedList => return None,
        };
        Some(word.to_owned())
    }

    /// Returns whether nothing but a sample is wrong.
    pub(crate) const fn is_of_sample(self) -> bool {
        matches!(
            self,
            Twist::SampleLacks
                | Twist::SampleNull
                | Twist::SampleOfAnotherType
                | Twist::SampleOutside
                | Twist::SampleBeyond
                | Twist::SampleOfACard
                | Twist::OnlyInSample
                | Twist::OnlyEmpty
                | Twist::MixedList
        )
    }

    /// Returns whether a reader has to find the field as if nothing were wrong.
    pub(crate) const fn is_harmless(self) -> bool {
        matches!(self, Twist::Alternatives | Twist::SampleBeyond | Twist::SampleOfACard)
    }

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
            | Twist::NoReference
            | Twist::Keyword(_) => is_text,
            Twist::YesOrNo | Twist::OnlyTrue => property.kind_is_bool(),
            Twist::Discriminator => matches!(property.kind, Kind::Object(_)),
            Twist::LimitedItems => {
                matches!(&property.kind, Kind::List { item, .. } if matches!(**item, Kind::Integer { .. }))
            }
            Twist::RequiredHere | Twist::NullText => !property.nullable,
            Twist::BothSides => property.side == Side::Both,
            Twist::MixedList => matches!(property.kind, Kind::List { .. }),
            Twist::SampleLacks | Twist::SampleNull | Twist::OnlyInSample | Twist::OnlyEmpty | Twist::Deprecated => true,
            Twist::Alternatives => match property.kind {
                Kind::Text { pattern: None, .. } => !property.secret,
                Kind::Integer { .. } => true,
                _ => false,
            },
            Twist::SampleBeyond => match &property.kind {
                Kind::Text { max, pattern, .. } => max.is_some() || pattern.is_some(),
                Kind::Integer { max, .. } => max.is_some(),
                Kind::Number { max, .. } => max.is_some(),
                Kind::List { max, .. } => max.is_some(),
                _ => false,
            },
            Twist::SampleOfACard => {
                !property.secret && matches!(property.kind, Kind::Text { min: None, max: None, pattern: None })
            }
            Twist::MisspeltRequired => property.name.len() > 6 && property.name.is_ascii(),
        }
    }
}

impl Property {
    const fn kind_is_bool(&self) -> bool {
        matches!(self.kind, Kind::Bool)
    }
}

const ALL: [Twist; 29] = [
    Twist::Alternatives,
    Twist::SampleBeyond,
    Twist::SampleOfACard,
    Twist::OnlyEmpty,
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
    Twist::Keyword(0),
    Twist::OnlyTrue,
    Twist::NoReference,
    Twist::RequiredHere,
    Twist::Deprecated,
    Twist::Discriminator,
    Twist::BothSides,
    Twist::NullText,
    Twist::LimitedItems,
    Twist::OnlyInSample,
    Twist::MisspeltRequired,
    Twist::YesOrNo,
    Twist::MixedList,
];

/// Makes one of the fields wrong.
pub(crate) fn apply(random: &mut Rng, fields: &mut [Property]) {
    let count = fields.len();
    for _ in 0..8 {
        let twist = match ALL[random.usize(..ALL.len())] {
            Twist::Keyword(_) => Twist::Keyword(random.usize(..KEYWORDS.len())),
            twist => twist,
        };
        let Some(field) = fields.get_mut(random.usize(..count.max(1))) else { return };
        // Without a schema of its own an object has nothing to contradict.
        let is_alone = count < 2 && matches!(twist, Twist::OnlyInSample | Twist::OnlyEmpty);
        if field.twist.is_none() && twist.applies(field) && !is_alone {
            field.twist = Some(twist);
            if matches!(twist, Twist::SampleLacks | Twist::SampleNull | Twist::MisspeltRequired | Twist::RequiredHere) {
                field.required = true;
            }
            return;
        }
    }
}
