/// A line of a receipt.
#[non_exhaustive]
pub struct Line {
    /// How many.
    pub count: Option<u64>,
    /// Marks.
    pub marks: Option<Vec<String>>,
}
#[automatically_derived]
impl Line {
    /// Creates a request from its required fields; the optional ones have setters.
    #[must_use]
    pub fn new() -> Self {
        Self {
            count: ::freedompay::__private::None,
            marks: ::freedompay::__private::None,
        }
    }
    /// Sets [`count`](field@Self::count).
    #[must_use]
    pub fn count(mut self, value: u64) -> Self {
        self.count = ::freedompay::__private::Some(value);
        self
    }
    /// Sets [`marks`](field@Self::marks).
    #[must_use]
    pub fn marks(
        mut self,
        value: impl ::freedompay::__private::IntoIterator<
            Item = impl ::freedompay::__private::Into<String>,
        >,
    ) -> Self {
        self.marks = ::freedompay::__private::Some(
            ::freedompay::__private::collect(value),
        );
        self
    }
}
#[automatically_derived]
impl ::freedompay::__private::Default for Line {
    fn default() -> Self {
        Self::new()
    }
}
#[automatically_derived]
impl ::freedompay::__private::fmt::Debug for Line {
    fn fmt(
        &self,
        f: &mut ::freedompay::__private::fmt::Formatter<'_>,
    ) -> ::freedompay::__private::fmt::Result {
        ::freedompay::__private::debug(
            f,
            "Line",
            &[
                (
                    "count",
                    <u64 as ::freedompay::__private::Sent>::shown_option(&self.count),
                ),
                (
                    "marks",
                    <Vec<
                        String,
                    > as ::freedompay::__private::Sent>::shown_option(&self.marks),
                ),
            ],
        )
    }
}
#[automatically_derived]
impl ::freedompay::__private::Clone for Line {
    fn clone(&self) -> Self {
        Self {
            count: <u64 as ::freedompay::__private::Sent>::cloned_option(&self.count),
            marks: <Vec<
                String,
            > as ::freedompay::__private::Sent>::cloned_option(&self.marks),
        }
    }
}
#[automatically_derived]
impl ::freedompay::__private::Serialize for Line {
    fn serialize<FreedomPayWriter: ::freedompay::__private::Serializer>(
        &self,
        serializer: FreedomPayWriter,
    ) -> ::freedompay::__private::Result<FreedomPayWriter::Ok, FreedomPayWriter::Error> {
        let mut object = ::freedompay::__private::Writer::begin(
            serializer,
            "Line",
            2usize,
        )?;
        <u64 as ::freedompay::__private::Sent>::write_option(
            &self.count,
            "count",
            &mut object,
        )?;
        <Vec<
            String,
        > as ::freedompay::__private::Sent>::write_option(
            &self.marks,
            "marks",
            &mut object,
        )?;
        object.end()
    }
}
#[automatically_derived]
impl ::freedompay::__private::WireType for Line {
    const TYPE: &'static ::freedompay::__private::TypeMeta = &::freedompay::__private::TypeMeta::Object(
        &[
            ::freedompay::__private::FieldMeta {
                name: "count",
                rust: "count",
                ty: <u64 as ::freedompay::__private::Sent>::TYPE,
                min: ::freedompay::__private::Some("1"),
                doc: "How many.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
            ::freedompay::__private::FieldMeta {
                name: "marks",
                rust: "marks",
                ty: <Vec<String> as ::freedompay::__private::Sent>::TYPE,
                doc: "Marks.",
                ..::freedompay::__private::FieldMeta::DEFAULT
            },
        ],
    );
}
