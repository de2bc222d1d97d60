//! How an API writes its errors.

use std::borrow::Cow;

use crate::meta::{Effect, EndpointMeta};
use crate::tree::notation::whole;
use crate::tree::{Kind, Ref, TreeWriter};

/// How an error looks in a response: where its parts stand, or a function that finds them. A literal ends with
/// `..ErrorShape::DEFAULT`, so that it can grow.
#[derive(Clone, Copy, Debug)]
pub struct ErrorShape {
    /// Name in the tables: `status`.
    pub name: &'static str,
    /// The member that says whether a response is an error, and its value then, in any case.
    pub status: Option<(&'static str, &'static str)>,
    /// Whether a code other than 0 is an error where that member is missing.
    pub bare_code: bool,
    /// The object that holds code and description; without one they stand at the top. In the response to a call that reads, it is
    /// an error only if nothing stands beside it: else it reports why the work that was asked about has failed.
    pub object: Option<&'static str>,
    /// Members that hold the code; the first that is there counts.
    pub codes: &'static [&'static str],
    /// Members that hold the description; the first that is there counts.
    pub descriptions: &'static [&'static str],
    /// Finds errors that these members do not describe. It is asked first.
    pub find: Option<fn(&EndpointMeta, Ref<'_>) -> Option<ErrorFields>>,
    /// Whether the code is a number.
    pub numeric_code: bool,
    /// The HTTP status of an error, if it is not that of a success.
    pub http_status: Option<u16>,
}

/// An error as the response's API writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorFields {
    /// Its code.
    pub code: Option<String>,
    /// Its description.
    pub description: Option<String>,
}

impl ErrorFields {
    fn from_texts(code: Option<Ref<'_>>, description: Option<Ref<'_>>) -> Self {
        Self { code: self::code(code), description: text(description) }
    }
}

impl ErrorShape {
    /// No error is told apart.
    pub const DEFAULT: Self = Self {
        name: "",
        status: None,
        bare_code: false,
        object: None,
        codes: &[],
        descriptions: &[],
        find: None,
        numeric_code: false,
        http_status: None,
    };

    /// `status: error` with `error_code` and `error_description` beside it. Installments and the older invoices send a code
    /// without any status.
    pub const STATUS: Self = Self {
        name: "status",
        status: Some(("status", "error")),
        bare_code: true,
        codes: &["error_code", "pg_failure_code"],
        descriptions: &["error_description", "pg_failure_description"],
        numeric_code: true,
        ..Self::DEFAULT
    };

    /// An object `error` with `code` and `description`.
    pub const OBJECT: Self = Self {
        name: "object",
        object: Some("error"),
        codes: &["code"],
        descriptions: &["description"],
        http_status: Some(422),
        ..Self::DEFAULT
    };

    /// `pg_status: error` with `pg_error_code` and `pg_error_description`.
    pub const PG: Self = Self {
        name: "pg",
        status: Some(("pg_status", "error")),
        codes: &["pg_error_code", "pg_failure_code"],
        descriptions: &["pg_error_description", "pg_failure_description"],
        ..Self::DEFAULT
    };

    /// Finds the error in a message, if it is one. What a status call reports about the work it is asked about is a response,
    /// not an error of the call.
    pub(crate) fn find(&self, endpoint: &EndpointMeta, message: Ref<'_>) -> Option<ErrorFields> {
        let found =
            self.find.and_then(|find| find(endpoint, message)).or_else(|| self.find_declared(endpoint, message));
        let has_object = self.object.and_then(|object| message.get(object)).is_some_and(Ref::is_container);
        // What is not signed may come from anything in between, and then it is written in any shape.
        let may_be_other = !endpoint.api.scheme.signs_responses && !has_object;
        found.or_else(|| if may_be_other { self.find_other(endpoint, message) } else { None })
    }

    fn find_declared(&self, endpoint: &EndpointMeta, message: Ref<'_>) -> Option<ErrorFields> {
        if let Some(object) = self.object {
            let error = message.get(object).filter(|error| error.is_container())?;
            // Beside other members it reports why the payment that was asked about has failed.
            let is_reported = endpoint.effect == Effect::Read && message.children().count() > 1;
            let is_empty = error.children().next().is_none();
            return (!is_reported && !is_empty).then(|| self.fields(error));
        }
        let fields = self.fields(message);
        let (name, value) = self.status?;
        let is_error = match message.get(name) {
            Some(status) => status.text().eq_ignore_ascii_case(value),
            None => self.bare_code && fields.code.is_some(),
        };
        is_error.then_some(fields)
    }

    fn fields(&self, node: Ref<'_>) -> ErrorFields {
        let code = self.codes.iter().find_map(|name| code(node.get(name)));
        ErrorFields {
            code: code.filter(|code| !self.bare_code || code != "0"),
            description: self.descriptions.iter().find_map(|name| text(node.get(name))),
        }
    }

    /// Finds an error in a shape that this API does not document: of a gateway in between, say. It has no code that could
    /// prove anything.
    fn find_other(&self, endpoint: &EndpointMeta, message: Ref<'_>) -> Option<ErrorFields> {
        let undeclared = |name: &str| {
            let is_declared = endpoint.response.fields().iter().any(|field| field.name == name);
            message.get(name).filter(|_| !is_declared || self.object.is_some())
        };
        if let Some(error) = undeclared("error").filter(|error| !is_blank(*error)) {
            return Some(match error.kind() {
                Kind::Map => ErrorFields::from_texts(None, error.get("description").or_else(|| error.get("message"))),
                _ => ErrorFields::from_texts(None, Some(error)),
            });
        }
        let is_failure = undeclared("success").is_some_and(|success| success.text().eq_ignore_ascii_case("false"));
        let has_errors = undeclared("errors").is_some_and(|errors| errors.children().next().is_some());
        (is_failure || has_errors).then(ErrorFields::default)
    }

    /// Reports whether a message is an error of this shape.
    pub fn recognises(&self, endpoint: &EndpointMeta, message: Ref<'_>) -> bool {
        self.find(endpoint, message).is_some()
    }

    /// Lists the paths of the members that it reads.
    pub fn paths(&self) -> Vec<String> {
        let inside = self.codes.iter().chain(self.descriptions).map(|name| match self.object {
            Some(object) => format!("{object}.{name}"),
            None => (*name).to_owned(),
        });
        let around = self.status.map(|(name, _)| name).into_iter().chain(self.object).map(str::to_owned);
        around.chain(inside).collect()
    }

    /// Writes an error as the API does, for a stand-in of the provider.
    pub fn write(&self, code: &str, description: &str, writer: &mut TreeWriter) {
        if let Some((name, value)) = self.status {
            writer.leaf(name, Kind::Text, value);
        }
        if let Some(object) = self.object {
            writer.begin(object, Kind::Map);
        }
        if let Some(name) = self.codes.first() {
            writer.leaf(name, if self.numeric_code { Kind::Number } else { Kind::Text }, code);
        }
        if let Some(name) = self.descriptions.first() {
            writer.leaf(name, Kind::Text, description);
        }
        if self.object.is_some() {
            writer.end();
        }
    }
}

fn text(node: Option<Ref<'_>>) -> Option<String> {
    node.filter(|node| !node.is_container()).map(Ref::text).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Returns a code as the lists write it: a number in another notation is the same code.
fn code(node: Option<Ref<'_>>) -> Option<String> {
    text(node).map(|code| whole(&code).map_or_else(|| code.clone(), Cow::into_owned))
}

/// Reports whether a node says nothing.
pub(crate) fn is_blank(node: Ref<'_>) -> bool {
    match node.kind() {
        Kind::Null => true,
        Kind::Map | Kind::List => node.children().next().is_none(),
        Kind::Bool => node.text() == "false",
        Kind::Number | Kind::Text => matches!(node.text(), "" | "0"),
    }
}
