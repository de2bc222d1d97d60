//! A description of the API as data, independent of its source: the tables, a lock file or a document.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::meta::Direction;

/// A description of one or more APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spec {
    /// In the order of the source.
    pub(crate) operations: Vec<Operation>,
    /// Facts that the source cannot express, so that their absence means nothing.
    pub(crate) unspecified: BTreeSet<Fact>,
}

/// One call, or one callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) api: String,
    pub(crate) direction: Direction,
    /// Facts of one text each. A missing fact does not apply, or is unknown.
    pub(crate) facts: BTreeMap<Fact, String>,
    /// Headers of every call, in order.
    pub(crate) headers: Vec<Header>,
    pub(crate) request: Vec<Field>,
    pub(crate) response: Type,
    pub(crate) doc: Option<String>,
}

impl Operation {
    /// Returns the value of a fact.
    pub(crate) fn fact(&self, fact: Fact) -> Option<&str> {
        self.facts.get(&fact).map(String::as_str)
    }

    /// Returns whether Freedom Pay makes this call to the merchant.
    pub(crate) fn is_callback(&self) -> bool {
        self.direction == Direction::Callback
    }

    /// Returns whether the operation is undocumented: it exists, but how to call it is unknown.
    pub(crate) fn is_undocumented(&self) -> bool {
        self.fact(Fact::Status) == Some(UNDOCUMENTED)
    }
}

/// Status of an undocumented operation.
pub(crate) const UNDOCUMENTED: &str = "awaiting-documentation";

macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident = $name:literal,)*) => {
        /// A fact about an operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Fact {
            $($(#[$doc])* $fact,)*
        }

        impl Fact {
            /// All facts, in the order of the lock file.
            pub(crate) const ALL: &[Fact] = &[$(Fact::$fact),*];

            /// Returns the name used in lock files and documents.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Fact::$fact => $name,)*
                }
            }
        }
    };
}

facts! {
    /// HTTP method.
    Method = "method",
    /// Path with `{parameters}`. The path of a callback is a parameter that stands for the merchant's own URL.
    Path = "path",
    /// Value of `X-Action`, which selects the operation if several share a path.
    Action = "action",
    /// Authentication: `jws`, `pg_sig` or `other`.
    Auth = "auth",
    /// Algorithm of a JWS.
    Algorithm = "algorithm",
    /// `legacy` if the JWS has the older protected header.
    JwsHeader = "jws-header",
    /// Script name in the string that `pg_sig` signs.
    Script = "script",
    /// Which of a merchant's keys signs: `payment`, `payout` or `ambiguous`.
    Key = "key",
    /// `true` if the answer may be signed under the empty script name, too.
    UnnamedAnswer = "unscripted-response",
    /// How bodies are written: `json` or `form` (with XML back).
    Wire = "wire",
    /// Shape of errors: `status`, `object` or `pg`.
    Errors = "errors",
    /// What the call may change: `read`, `write` or `money`.
    Effect = "effect",
    /// Operation that returns the status of a call whose outcome is unknown.
    Recover = "recover",
    /// Why nothing can be asked about a call whose outcome is unknown.
    NoRecover = "no-recover",
    /// Field by which the provider recognises a repeated request.
    Idempotency = "idempotency",
    /// `implemented`, `deprecated` or `awaiting-documentation`.
    Status = "status",
    /// Why the operation is deprecated or cannot be called.
    Reason = "reason",
    /// Version of this library that added the operation.
    Since = "since",
    /// Page of the provider's documentation.
    Source = "source",
}

/// A header of every call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: String,
    /// Fixed value; a fresh UUID if `None`.
    pub(crate) value: Option<String>,
}

/// A field of a request or a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Wire name. `*` stands for any further fields.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) location: FieldLocation,
    /// Whether the field holds card data or a secret.
    pub(crate) secret: bool,
    pub(crate) limits: BTreeMap<Limit, String>,
    pub(crate) example: Option<String>,
    pub(crate) doc: Option<String>,
}

impl Field {
    /// Returns an optional field of the body with nothing but a name and a type.
    pub(crate) fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            ty,
            required: false,
            location: FieldLocation::Body,
            secret: false,
            limits: BTreeMap::new(),
            example: None,
            doc: None,
        }
    }
}

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldLocation {
    Body,
    Path,
    Query,
    Header,
}

impl FieldLocation {
    pub(crate) const ALL: [FieldLocation; 4] =
        [FieldLocation::Body, FieldLocation::Path, FieldLocation::Query, FieldLocation::Header];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            FieldLocation::Body => "body",
            FieldLocation::Path => "path",
            FieldLocation::Query => "query",
            FieldLocation::Header => "header",
        }
    }
}

/// A limit of a value; each is kept as exact text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// Smallest number.
    Min,
    /// Largest number.
    Max,
    /// Fewest characters or items.
    MinLen,
    /// Most characters or items.
    MaxLen,
    /// Regular expression of the whole text.
    Pattern,
}

impl Limit {
    pub(crate) const ALL: [Limit; 5] = [Limit::Min, Limit::Max, Limit::MinLen, Limit::MaxLen, Limit::Pattern];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Limit::Min => "min",
            Limit::Max => "max",
            Limit::MinLen => "min_len",
            Limit::MaxLen => "max_len",
            Limit::Pattern => "pattern",
        }
    }
}

/// A type on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Any value; undocumented.
    Any,
    Text,
    /// `true` and `false`; 1 and 0 in forms and XML.
    Bool,
    /// The integers 1 and 0 as a truth value.
    Flag,
    /// A whole number, with its width if known.
    Integer(Option<Width>),
    /// An exact decimal number.
    Decimal,
    Uuid,
    /// Known values; other values are possible.
    Enum {
        values: Vec<String>,
        numeric: bool,
    },
    List(Box<Type>),
    Object(Vec<Field>),
    /// Members with any name and the same type.
    Map(Box<Type>),
}

impl Type {
    /// Returns the fields of the object that this type is or contains.
    pub(crate) fn fields(&self) -> &[Field] {
        match self {
            Type::Object(fields) => fields,
            Type::List(item) | Type::Map(item) => item.fields(),
            _ => &[],
        }
    }

    /// Returns the same fields for changes, or `None` if the type contains no object.
    pub(crate) fn fields_mut(&mut self) -> Option<&mut Vec<Field>> {
        match self {
            Type::Object(fields) => Some(fields),
            Type::List(item) | Type::Map(item) => item.fields_mut(),
            _ => None,
        }
    }
}

/// Range of an integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width {
    pub(crate) min: i64,
    pub(crate) max: u64,
}

impl Width {
    const NAMED: [(&str, Width); 8] = [
        ("int8", Width { min: i8::MIN as i64, max: i8::MAX as u64 }),
        ("int16", Width { min: i16::MIN as i64, max: i16::MAX as u64 }),
        ("int32", Width { min: i32::MIN as i64, max: i32::MAX as u64 }),
        ("int64", Width { min: i64::MIN, max: i64::MAX as u64 }),
        ("uint8", Width { min: 0, max: u8::MAX as u64 }),
        ("uint16", Width { min: 0, max: u16::MAX as u64 }),
        ("uint32", Width { min: 0, max: u32::MAX as u64 }),
        ("uint64", Width { min: 0, max: u64::MAX }),
    ];

    /// Returns the name in the OpenAPI format registry, if the width has one.
    pub(crate) fn name(self) -> Option<&'static str> {
        Self::NAMED.iter().find(|(_, width)| *width == self).map(|(name, _)| *name)
    }

    /// Finds a width by that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, width)| *width)
    }

    /// Returns whether this range contains the other.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.min <= other.min && self.max >= other.max
    }
}
