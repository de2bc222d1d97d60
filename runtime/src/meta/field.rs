//! The tables of fields and types.

/// One field of a request or a response. A literal ends with `..FieldMeta::DEFAULT`, so that it can grow.
#[derive(Debug)]
pub struct FieldMeta {
    /// Wire name. `*` means any further merchant fields.
    pub name: &'static str,
    /// Name of the Rust field.
    pub rust: &'static str,
    /// Other wire names by which it is read.
    pub aliases: &'static [&'static str],
    /// Type on the wire.
    pub ty: &'static TypeMeta,
    /// Whether the call is invalid without it. In responses: whether it is always read.
    pub required: bool,
    /// Where it is sent.
    pub location: Location,
    /// Card data or a secret: masked wherever it could be seen.
    pub secret: bool,
    /// Smallest number, as exact text.
    pub min: Option<&'static str>,
    /// Largest number, as exact text.
    pub max: Option<&'static str>,
    /// Fewest characters, or items of a list.
    pub min_len: Option<usize>,
    /// Most characters, or items of a list.
    pub max_len: Option<usize>,
    /// Regular expression that the whole text matches.
    pub pattern: Option<&'static str>,
    /// A documented example.
    pub example: Option<&'static str>,
    /// First paragraph of its documentation.
    pub doc: &'static str,
}

impl FieldMeta {
    /// The defaults of a declaration.
    pub const DEFAULT: Self = Self {
        name: "",
        rust: "",
        aliases: &[],
        ty: &TypeMeta::Any,
        required: false,
        location: Location::Body,
        secret: false,
        min: None,
        max: None,
        min_len: None,
        max_len: None,
        pattern: None,
        example: None,
        doc: "",
    };

    /// The wire name of the field that holds any further merchant fields.
    pub const REST: &'static str = "*";

    /// Reports whether the value must not be seen: marked, of a secret type, or named like one.
    pub const fn is_secret(&self) -> bool {
        self.secret || matches!(self.ty, TypeMeta::Secret)
    }
}

/// Where a request field is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body (the query of a bodiless call of a form API).
    Body,
    /// In the path, in the place of `{its wire name}`.
    Path,
    /// In the query string.
    Query,
    /// In a header of this name.
    Header(&'static str),
}

/// Type of a field on the wire.
#[derive(Debug)]
#[non_exhaustive]
pub enum TypeMeta {
    /// Anything; not documented.
    Any,
    /// Text.
    Text,
    /// Text that must not be seen.
    Secret,
    /// A boolean; `1` and `0` in forms.
    Bool,
    /// The integers 1 and 0 as a boolean.
    Flag,
    /// A whole number between two bounds.
    Integer {
        /// Smallest value of the Rust type.
        min: i64,
        /// Largest value of the Rust type.
        max: u64,
    },
    /// An exact decimal number.
    Decimal,
    /// A UUID.
    Uuid,
    /// One of some known values, or one not known yet.
    Enum {
        /// The known wire values.
        values: &'static [&'static str],
        /// Whether they are numbers on the wire.
        numeric: bool,
    },
    /// Items of one type.
    List(&'static TypeMeta),
    /// Named fields.
    Object(&'static [FieldMeta]),
    /// Members of any name, of one type.
    Map(&'static TypeMeta),
}

impl TypeMeta {
    /// Returns the fields of an object, or of the objects in a list.
    pub const fn fields(&self) -> &'static [FieldMeta] {
        match self {
            TypeMeta::Object(fields) => fields,
            TypeMeta::List(item) => item.fields(),
            _ => &[],
        }
    }

    /// Returns the name of the type in the words of JSON schema.
    pub fn as_str(&self) -> &'static str {
        match self {
            TypeMeta::Any => "any",
            TypeMeta::Text | TypeMeta::Secret | TypeMeta::Uuid | TypeMeta::Enum { numeric: false, .. } => "string",
            TypeMeta::Bool => "boolean",
            TypeMeta::Flag | TypeMeta::Integer { .. } | TypeMeta::Enum { numeric: true, .. } => "integer",
            TypeMeta::Decimal => "number",
            TypeMeta::List(_) => "array",
            TypeMeta::Object(_) | TypeMeta::Map(_) => "object",
        }
    }
}
