/// VAT.
#[derive(
    ::freedompay::__private::Clone,
    ::freedompay::__private::PartialEq,
    ::freedompay::__private::Eq,
    ::freedompay::__private::Hash
)]
#[non_exhaustive]
pub enum Vat {
    /// None.
    None,
    /// 12 %.
    Twelve,
    /// A value that this version does not know, as received.
    Unknown(::freedompay::__private::String),
}
#[automatically_derived]
impl Vat {
    /// Returns the value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => "0",
            Self::Twelve => "2",
            Self::Unknown(value) => value,
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::From<&str> for Vat {
    fn from(value: &str) -> Self {
        match value {
            "0" => Self::None,
            "2" => Self::Twelve,
            other => Self::Unknown(::freedompay::__private::From::from(other)),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::fmt::Debug for Vat {
    fn fmt(
        &self,
        f: &mut ::freedompay::__private::fmt::Formatter<'_>,
    ) -> ::freedompay::__private::fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Twelve => f.write_str("Twelve"),
            Self::Unknown(value) => ::freedompay::__private::unknown(f, value),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::fmt::Display for Vat {
    fn fmt(
        &self,
        f: &mut ::freedompay::__private::fmt::Formatter<'_>,
    ) -> ::freedompay::__private::fmt::Result {
        f.write_str(self.as_str())
    }
}
#[automatically_derived]
impl ::freedompay::__private::Serialize for Vat {
    fn serialize<S: ::freedompay::__private::Serializer>(
        &self,
        serializer: S,
    ) -> ::freedompay::__private::Result<S::Ok, S::Error> {
        ::freedompay::__private::number(serializer, self.as_str())
    }
}
#[automatically_derived]
impl<'de> ::freedompay::__private::Deserialize<'de> for Vat {
    fn deserialize<D: ::freedompay::__private::Deserializer<'de>>(
        deserializer: D,
    ) -> ::freedompay::__private::Result<Self, D::Error> {
        let value = ::freedompay::__private::number_text(deserializer)?;
        ::freedompay::__private::Result::Ok(
            <Self as ::freedompay::__private::From<&str>>::from(&value),
        )
    }
}
#[automatically_derived]
impl ::freedompay::__private::WireType for Vat {
    const TYPE: &'static ::freedompay::__private::TypeMeta = &::freedompay::__private::TypeMeta::Enum {
        values: &["0", "2"],
        numeric: true,
    };
}
