//! A call: what a document describes, and what a reader has to find in it.

use fastrand::Rng;
use serde_json::Value;

use crate::call_twist::CallTwist;
use crate::kinds::{self, Kind, Property, Side};
use crate::names::{self, Use};
use crate::twist::{self, Twist, WIDEST_LENGTH, WIDEST_NUMBER};
use crate::{sample, text};

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Body,
    Path,
    Query,
    Header,
}

impl Place {
    /// Returns its name in OpenAPI.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Place::Body => "body",
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        }
    }
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// HTTP method, in capitals.
    pub method: &'static str,
    /// Path from the host on, with `{parameters}`.
    pub path: String,
    pub(crate) title: Option<String>,
    pub(crate) is_form: bool,
    pub(crate) parameters: Vec<(Place, Property)>,
    pub(crate) body: Vec<Property>,
    pub(crate) answer: Vec<Property>,
    /// A sample of the body.
    pub request: Option<Value>,
    /// Values of the parameters.
    pub(crate) given: Value,
    /// Samples of the response, as values.
    pub(crate) responses: Vec<Value>,
    pub(crate) twist: Option<CallTwist>,
}

/// A field that a reader has to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Names from the side on: `request.order.state`.
    pub path: String,
    /// `body`, `path`, `query` or `header`.
    pub place: &'static str,
    /// Its type: `list(enum(a|b))`.
    pub kind: String,
    /// Whether every message has it.
    pub required: bool,
    /// Whether it is card data or a secret.
    pub secret: bool,
    /// Pairs of name and value, in order.
    pub limits: Vec<(&'static str, String)>,
    /// Whether the document contradicts itself about it.
    pub is_twisted: bool,
}

/// Makes a call.
pub(crate) fn make(random: &mut Rng, seed: u64, at: usize, is_form: bool, may_contradict: bool) -> Call {
    let method = if is_form { "POST" } else { ["GET", "POST", "PUT", "PATCH", "DELETE"][random.usize(..5)] };
    let base = if is_form { "/g2g" } else { ["/v5/partner", "/v5/card-api", "/v5/merchant"][random.usize(..3)] };
    let mut path = format!("{base}/gen/s{seed}/n{at}");
    let mut parameters = Vec::new();
    if !is_form {
        let mut taken = Vec::new();
        let mut taken_header = false;
        for _ in 0..random.usize(..4) {
            let place = [Place::Path, Place::Query, Place::Header][random.usize(..3)];
            let (mut kind, purpose) = kinds::scalar(random);
            // Neither a path nor a header has several lines.
            if let Kind::Text { pattern, .. } = &mut kind {
                *pattern = pattern.filter(|pattern| !pattern.sample.contains('\n'));
            }
            let purpose = if purpose == Use::Any { Use::Parameter } else { purpose };
            let name = names::draw(random, purpose, &mut taken);
            let name = match place {
                // A header that a client has a value of its own for.
                Place::Header if random.u8(..6) == 0 && !taken_header => {
                    taken_header = true;
                    "User-Agent".to_owned()
                }
                Place::Header => format!("X-{name}"),
                _ => name,
            };
            if place == Place::Path {
                text::push(&mut path, format_args!("/{{{name}}}"));
            }
            let required = place == Place::Path || random.bool();
            let property =
                Property { name, kind, required, nullable: false, secret: false, side: Side::Both, twist: None };
            parameters.push((place, property));
        }
    }
    let depth = if is_form { 0 } else { 2 };
    let mut body = if method == "GET" { Vec::new() } else { own(kinds::object(random, depth), is_form, &parameters) };
    let mut answer = own(kinds::object(random, depth), is_form, &[]);
    no_required_null(&mut body);
    let mut twist = None;
    if may_contradict && random.bool() {
        match random.u8(..6) {
            0 | 1 if !is_form => twist = Some(CallTwist::ALL[random.usize(..CallTwist::ALL.len())]),
            0..=3 if !body.is_empty() => twist::apply(random, &mut body),
            _ => twist::apply(random, &mut answer),
        }
    }
    let has_request = !body.is_empty() && !is_form && random.bool();
    if !has_request {
        // Then nothing is wrong about a sample.
        let is_of_sample = |field: &&mut Property| field.twist.is_some_and(Twist::is_of_sample);
        body.iter_mut().filter(is_of_sample).for_each(|field| field.twist = None);
    }
    let request = has_request.then(|| sample::object(random, &body, true));
    let given: Vec<Property> = parameters.iter().map(|(_, property)| property.clone()).collect();
    let given = sample::object(random, &given, true);
    let responses = (0..=random.usize(..2)).map(|_| sample::object(random, &answer, false)).collect();
    let title = match random.u8(..4) {
        0 => None,
        1 => Some(format!("Новая заметка {seed} {at}")),
        2 => Some("Keep a note ".repeat(30)),
        _ => Some(format!("Keep note {seed} {at}")),
    };
    let call = Call { method, path, title, is_form, parameters, body, answer, request, given, responses, twist: None };
    Call { twist: twist.filter(|twist: &CallTwist| twist.applies(&call)), ..call }
}

/// Gives the fields of a form its prefix and plain kinds, and no field the name of a parameter.
fn own(mut fields: Vec<Property>, is_form: bool, parameters: &[(Place, Property)]) -> Vec<Property> {
    fields.retain(|field| {
        let has_other_place = parameters.iter().any(|(_, other)| other.name == field.name);
        !has_other_place && (!is_form || field.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    });
    for field in &mut fields {
        if is_form {
            field.name = format!("pg_{}", field.name);
            field.nullable = false;
        }
    }
    fields
}

/// A request does not send `null`, so only fields that may be absent may be `null`.
fn no_required_null(fields: &mut [Property]) {
    for field in fields {
        field.nullable &= !field.required;
        inner(&mut field.kind);
    }
}

fn inner(kind: &mut Kind) {
    match kind {
        Kind::Object(fields) => no_required_null(fields),
        Kind::List { item, .. } | Kind::Map(item) => inner(item),
        _ => {}
    }
}

impl Call {
    /// Returns whether the document contradicts itself about the call.
    pub fn is_contradictory(&self) -> bool {
        self.twist.is_some()
            || [&self.body, &self.answer].into_iter().any(|fields| fields.iter().any(|f| f.twist.is_some()))
    }

    /// Returns whether it must be refused.
    pub fn is_refused(&self) -> bool {
        matches!(self.twist, Some(CallTwist::BrokenReference | CallTwist::Cookie))
    }

    /// Lists what a reader has to name, since a declaration cannot have it: a place, empty for any, and a word of the document.
    pub fn named(&self) -> Vec<(String, String)> {
        let of_side = |side: &'static str, other: Side, fields: &[Property]| {
            let here = fields.iter().filter(|field| field.side != other);
            let named = here.filter_map(|field| Some((format!("{side}.{}", field.name), field.twist?.named()?)));
            named.collect::<Vec<_>>()
        };
        let mut list = of_side("request", Side::Answer, &self.body);
        list.extend(of_side("response", Side::Request, &self.answer));
        list.extend(self.twist.into_iter().flat_map(|twist| twist.named(self)));
        list
    }

    /// Lists the fields that a reader has to find.
    pub fn expected(&self) -> Vec<Expected> {
        let mut list = Vec::new();
        for (place, property) in &self.parameters {
            let mut one = Vec::new();
            field(property, "request", *place, false, &mut one);
            for expected in &mut one {
                // A JSON API spells truth values in its queries.
                if *place == Place::Query && expected.kind == "bool" {
                    "enum(true|false)".clone_into(&mut expected.kind);
                }
            }
            list.extend(one);
        }
        for property in self.body.iter().filter(|property| property.side != Side::Answer) {
            field(property, "request", Place::Body, false, &mut list);
        }
        for property in self.answer.iter().filter(|property| property.side != Side::Request) {
            field(property, "response", Place::Body, false, &mut list);
        }
        list
    }

    /// Returns all values of the sample request, by name.
    pub fn message(&self) -> Value {
        let lists = [self.request.as_ref(), Some(&self.given)].into_iter().flatten();
        let members = lists.filter_map(Value::as_object).flatten();
        Value::Object(members.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// Returns the samples of the response as messages.
    pub fn messages(&self) -> Vec<String> {
        self.responses.iter().map(|value| if self.is_form { text::xml(value) } else { value.to_string() }).collect()
    }
}

fn field(property: &Property, parent: &str, place: Place, is_twisted: bool, out: &mut Vec<Expected>) {
    let path = format!("{parent}.{}", property.name);
    let is_twisted = is_twisted || property.twist.is_some_and(|twist| !twist.is_harmless());
    let is_answer = parent.starts_with("response");
    out.push(Expected {
        path: path.clone(),
        place: place.name(),
        kind: name(&property.kind),
        required: property.required && !(is_answer && property.nullable),
        secret: property.secret || property.twist == Some(Twist::SampleOfACard),
        limits: widened(property),
        is_twisted,
    });
    if !shows_schema(property) {
        // Nothing describes its parts.
        return;
    }
    for inner in parts(&property.kind) {
        let is_here = if is_answer { inner.side != Side::Request } else { inner.side != Side::Answer };
        if is_here {
            field(inner, &path, Place::Body, is_twisted, out);
        }
    }
}

/// Returns the fields of the objects in a value.
fn parts(kind: &Kind) -> &[Property] {
    match kind {
        Kind::Object(fields) => fields,
        Kind::List { item, .. } | Kind::Map(item) => parts(item),
        _ => &[],
    }
}

fn name(kind: &Kind) -> String {
    match kind {
        Kind::Text { .. } => "text".to_owned(),
        Kind::Integer { is_small, .. } => if *is_small { "integer(int32)" } else { "integer" }.to_owned(),
        Kind::Number { .. } => "decimal".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Uuid => "uuid".to_owned(),
        Kind::Enum(values) => format!("enum({})", values.join("|")),
        Kind::NumberEnum(values) => {
            format!("numbers({})", values.iter().map(i64::to_string).collect::<Vec<_>>().join("|"))
        }
        Kind::List { item, .. } => format!("list({})", name(item)),
        Kind::Map(item) => format!("map({})", name(item)),
        Kind::Object(_) => "object".to_owned(),
    }
}

/// Returns the limits of a field; of alternatives, those that hold for all.
fn widened(property: &Property) -> Vec<(&'static str, String)> {
    let mut limits = limits(&property.kind);
    if property.twist == Some(Twist::Alternatives) {
        let (name, widest) = match property.kind {
            Kind::Text { .. } => ("max_len", WIDEST_LENGTH.to_string()),
            _ => ("max", WIDEST_NUMBER.to_string()),
        };
        limits.retain(|(known, _)| *known != name);
        limits.push((name, widest));
    }
    limits
}

fn limits(kind: &Kind) -> Vec<(&'static str, String)> {
    let all: Vec<(&str, Option<String>)> = match kind {
        Kind::Text { min, max, pattern } => vec![
            ("min_len", min.map(|n| n.to_string())),
            ("max_len", max.map(|n| n.to_string())),
            ("pattern", pattern.map(|pattern| pattern.declared.to_owned())),
        ],
        Kind::Integer { min, max, .. } => {
            vec![("min", min.map(|n| n.to_string())), ("max", max.map(|n| n.to_string()))]
        }
        Kind::Number { min, max } => vec![("min", min.clone()), ("max", max.clone())],
        Kind::List { max, .. } => vec![("max_len", max.map(|n| n.to_string()))],
        _ => Vec::new(),
    };
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Returns whether the sample of a field is that of its schema.
pub(crate) fn shows_schema(property: &Property) -> bool {
    !matches!(property.twist, Some(Twist::OnlyInSample | Twist::OnlyEmpty))
}
