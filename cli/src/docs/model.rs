//! An API as data of its own, wherever it was read: in the tables, in a lock file, in somebody's document. Two of
//! them can be compared.

use std::collections::{BTreeMap, BTreeSet};

use freedompay::meta::Direction;

/// What is known of an API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Api {
    /// In the order of their source.
    pub(crate) operations: Vec<Operation>,
    /// What the source has no words for, so that its absence says nothing.
    pub(crate) silent: BTreeSet<Fact>,
}

/// One call, or one callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) area: String,
    pub(crate) direction: Direction,
    /// What can be said in one text. What is not there does not hold, or is not known.
    pub(crate) facts: BTreeMap<Fact, String>,
    /// Headers that every call carries, in their order.
    pub(crate) headers: Vec<Header>,
    pub(crate) request: Vec<Field>,
    pub(crate) answer: Type,
    pub(crate) doc: Option<String>,
}

impl Operation {
    pub(crate) fn fact(&self, fact: Fact) -> Option<&str> {
        self.facts.get(&fact).map(String::as_str)
    }

    pub(crate) fn is_callback(&self) -> bool {
        self.direction == Direction::Callback
    }

    /// Whether it is known to exist, but not how to call it.
    pub(crate) fn is_awaiting(&self) -> bool {
        self.fact(Fact::Status) == Some(AWAITING)
    }
}

/// The status of an operation that is known to exist, but not how to call it.
pub(crate) const AWAITING: &str = "awaiting-documentation";

macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident = $name:literal,)*) => {
        /// One thing to know of an operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Fact {
            $($(#[$doc])* $fact,)*
        }

        impl Fact {
            /// All, in the order in which they are told.
            pub(crate) const ALL: &[Fact] = &[$(Fact::$fact),*];

            /// Name in documents.
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
    /// Path with `{parameters}`; of a callback the merchant's own URL, as a parameter.
    Path = "path",
    /// Value of `X-Action`, which picks the operation where several share a path.
    Action = "action",
    /// How it is authenticated: `jws`, `pg_sig` or `other`.
    Auth = "auth",
    /// Algorithm of a JWS.
    Algorithm = "algorithm",
    /// `legacy` where a JWS has another protected header than the usual one.
    JwsHeader = "jws-header",
    /// Script name under which `pg_sig` is computed.
    Script = "script",
    /// Which of a merchant's keys signs: `payment`, `payout` or `ambiguous`.
    Key = "key",
    /// `true` if the answer may be signed under the empty script name, too.
    UnnamedAnswer = "unscripted-response",
    /// How bodies are written: `json` or `form` (with XML back).
    Wire = "wire",
    /// How an error looks: `status`, `object` or `pg`.
    Errors = "errors",
    /// What it may change: `read`, `write` or `money`.
    Effect = "effect",
    /// Operation that tells what became of a call whose outcome is unknown.
    Recover = "recover",
    /// Field with which the provider recognises a repetition.
    Idempotency = "idempotency",
    /// `implemented`, `deprecated` or `awaiting-documentation`.
    Status = "status",
    /// Why it is deprecated or cannot be called.
    Reason = "reason",
    /// Version of this library that brought it.
    Since = "since",
    /// Page of the provider's documentation.
    Source = "source",
}

/// A header that every call carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) name: String,
    /// Its value; without one a fresh UUID.
    pub(crate) value: Option<String>,
}

/// A field of a request or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// On the wire. `*` stands for any further fields.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) location: Location,
    /// Card data or a secret.
    pub(crate) secret: bool,
    pub(crate) limits: BTreeMap<Limit, String>,
    pub(crate) example: Option<String>,
    pub(crate) doc: Option<String>,
}

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Body,
    Path,
    Query,
    Header,
}

impl Location {
    pub(crate) const ALL: [Location; 4] = [Location::Body, Location::Path, Location::Query, Location::Header];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Location::Body => "body",
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
        }
    }
}

/// What a value may not go beyond; each is kept as exact text.
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
    /// Anything; not documented.
    Any,
    Text,
    /// `true` and `false`; 1 and 0 in forms and XML.
    Bool,
    /// The integers 1 and 0 as a truth value.
    Flag,
    /// A whole number, of a width if one is known.
    Integer(Option<Width>),
    /// An exact decimal number.
    Decimal,
    Uuid,
    /// Known values; others may come.
    Enum {
        values: Vec<String>,
        numeric: bool,
    },
    List(Box<Type>),
    Object(Vec<Field>),
    /// Members of any name, of one type.
    Map(Box<Type>),
}

impl Type {
    /// The fields of the object that it is, or is made of.
    pub(crate) fn fields(&self) -> &[Field] {
        match self {
            Type::Object(fields) => fields,
            Type::List(item) | Type::Map(item) => item.fields(),
            _ => &[],
        }
    }

    /// The same, to add to them; nothing if there is no object.
    pub(crate) fn fields_mut(&mut self) -> Option<&mut Vec<Field>> {
        match self {
            Type::Object(fields) => Some(fields),
            Type::List(item) | Type::Map(item) => item.fields_mut(),
            _ => None,
        }
    }
}

/// Smallest and largest whole number that a type holds.
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

    /// Its name in the registry of OpenAPI formats, if it has one.
    pub(crate) fn name(self) -> Option<&'static str> {
        Self::NAMED.iter().find(|(_, width)| *width == self).map(|(name, _)| *name)
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, width)| *width)
    }

    /// Whether it holds everything that the other does.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.min <= other.min && self.max >= other.max
    }
}
