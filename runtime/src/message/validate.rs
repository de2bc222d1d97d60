//! Validation of a message against its table, before anything is sent.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr as _;
use std::sync::{Mutex, OnceLock, PoisonError};

use regex_lite::Regex;
use rust_decimal::Decimal;

use crate::meta::{FieldMeta, TypeMeta, Wire};
use crate::tree::{Kind, Ref};
use crate::types::amount::Amount;

/// One thing that is wrong with a request. Never holds a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Path of the field by wire names, e.g. `pg_receipt_positions[0].price`; empty for the message itself.
    pub field: String,
    /// What is wrong, and what is expected.
    pub message: String,
}

impl Problem {
    /// Creates a problem from the path of a field and a message about it.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.field, self.message) }
    }
}

/// Checks a message against the fields of its table. Undeclared fields are ignored.
///
/// In JSON the type of a value counts; in forms every leaf is text, so only its content counts.
pub fn validate(fields: &'static [FieldMeta], message: Ref<'_>, wire: Wire) -> Vec<Problem> {
    validate_ordered(fields, message, wire, is_in_order(fields, message))
}

/// Validates a message of which it is known whether it [is in order](is_in_order).
pub(crate) fn validate_ordered(
    fields: &'static [FieldMeta],
    message: Ref<'_>,
    wire: Wire,
    in_order: bool,
) -> Vec<Problem> {
    let mut check = Check { typed: wire == Wire::Json, problems: Vec::new() };
    check.object(fields, message, Path::Root, in_order);
    check.problems
}

struct Check {
    typed: bool,
    problems: Vec<Problem>,
}

/// The path of a value; put into words only for a problem.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Member(&'a Path<'a>, &'a str),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Member(Path::Root, name) => f.write_str(name),
            Path::Member(parent, name) => write!(f, "{parent}.{name}"),
            Path::Item(parent, at) => write!(f, "{parent}[{at}]"),
        }
    }
}

impl Check {
    fn object(&mut self, fields: &'static [FieldMeta], message: Ref<'_>, path: Path<'_>, in_order: bool) {
        let mut members = message.children().peekable();
        for field in fields.iter().filter(|field| field.name != FieldMeta::REST) {
            let path = Path::Member(&path, field.name);
            let (given, again) = if in_order {
                (members.next_if(|next| next.name() == field.name), None)
            } else {
                let mut given = message.children().filter(|child| child.name() == field.name);
                (given.next(), given.next())
            };
            match given {
                Some(value) => self.value(field, field.ty, value, path),
                None if field.required => push(&mut self.problems, path, "it is required".to_owned()),
                None => {}
            }
            if again.is_some() {
                push(&mut self.problems, path, "it is given more than once".to_owned());
            }
        }
    }

    fn value(&mut self, field: &FieldMeta, ty: &'static TypeMeta, value: Ref<'_>, path: Path<'_>) {
        match (ty, value.kind()) {
            (TypeMeta::Any, _) => {}
            (TypeMeta::Object(fields), Kind::Map) => self.object(fields, value, path, is_in_order(fields, value)),
            (TypeMeta::Map(item), Kind::Map) => {
                for child in value.children() {
                    self.value(&FieldMeta::DEFAULT, item, child, Path::Member(&path, child.name()));
                }
            }
            (TypeMeta::List(item), Kind::List) => {
                length(field, value.children().count(), "items", path, &mut self.problems);
                for (at, child) in value.children().enumerate() {
                    self.value(&FieldMeta::DEFAULT, item, child, Path::Item(&path, at));
                }
            }
            _ => {
                let fits_kind = if self.typed { is_of_kind(ty, value.kind()) } else { is_leaf(ty, value.kind()) };
                if !fits_kind || !is_of_type(ty, value.form_text()) {
                    let given = if fits_kind { "something else" } else { kind(value) };
                    push(&mut self.problems, path, format!("{} is expected, {given} was given", expected(ty)));
                    return;
                }
                match ty {
                    TypeMeta::Integer { .. } | TypeMeta::Decimal => {
                        bounds(field, value.text(), path, &mut self.problems);
                    }
                    TypeMeta::Text | TypeMeta::Secret => {
                        characters(field, value.text(), path, &mut self.problems);
                        pattern(field, value.text(), path, &mut self.problems);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Reports whether the members are declared fields in the order of the table, as those of a typed request are: then none is
/// given twice, and each is found where it is looked for.
pub(crate) fn is_in_order(fields: &'static [FieldMeta], message: Ref<'_>) -> bool {
    let mut table = fields.iter();
    message.children().all(|member| member.name() != FieldMeta::REST && table.any(|field| field.name == member.name()))
}

fn is_leaf(ty: &TypeMeta, kind: Kind) -> bool {
    let wants_container = matches!(ty, TypeMeta::List(_) | TypeMeta::Object(_) | TypeMeta::Map(_));
    !wants_container && matches!(kind, Kind::Text | Kind::Number | Kind::Bool)
}

fn is_of_kind(ty: &TypeMeta, kind: Kind) -> bool {
    match ty {
        TypeMeta::Bool => kind == Kind::Bool,
        TypeMeta::Flag | TypeMeta::Integer { .. } | TypeMeta::Decimal | TypeMeta::Enum { numeric: true, .. } => {
            kind == Kind::Number
        }
        TypeMeta::Text | TypeMeta::Secret | TypeMeta::Uuid | TypeMeta::Enum { .. } => kind == Kind::Text,
        _ => false,
    }
}

fn is_of_type(ty: &TypeMeta, text: &str) -> bool {
    match ty {
        TypeMeta::Bool | TypeMeta::Flag => matches!(text, "0" | "1"),
        TypeMeta::Integer { min, max } => {
            is_plain_number(text)
                && text.parse::<i128>().is_ok_and(|n| (i128::from(*min)..=i128::from(*max)).contains(&n))
        }
        TypeMeta::Enum { numeric: true, .. } => is_plain_number(text) && text.parse::<i64>().is_ok(),
        TypeMeta::Decimal => text.parse::<Amount>().is_ok(),
        TypeMeta::Uuid => uuid::Uuid::from_str(text).is_ok(),
        _ => true,
    }
}

fn expected(ty: &TypeMeta) -> String {
    match ty {
        TypeMeta::Bool => "true or false".to_owned(),
        TypeMeta::Flag => "1 or 0".to_owned(),
        TypeMeta::Integer { min, max } => format!("a whole number from {min} to {max}"),
        TypeMeta::Enum { numeric: true, .. } => "a whole number".to_owned(),
        TypeMeta::Decimal => "an exact decimal number such as 20 or 20.00".to_owned(),
        TypeMeta::Uuid => "a UUID".to_owned(),
        TypeMeta::List(_) => "a list".to_owned(),
        TypeMeta::Object(_) | TypeMeta::Map(_) => "an object".to_owned(),
        _ => "text".to_owned(),
    }
}

fn kind(value: Ref<'_>) -> &'static str {
    match value.kind() {
        Kind::Null => "null",
        Kind::Bool => "a boolean",
        Kind::Number => "a number",
        Kind::Text => "text",
        Kind::List => "a list",
        Kind::Map => "an object",
    }
}

/// Checks for digits with an optional minus: other forms that `parse` accepts (`+5`, `007`) would not be sent as given.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits == "0" || !digits.starts_with(['0', '+'])
}

fn bounds(field: &FieldMeta, text: &str, path: Path<'_>, problems: &mut Vec<Problem>) {
    if field.min.is_none() && field.max.is_none() {
        return;
    }
    let given = Decimal::from_str(text).ok();
    let against = |limit: Option<&str>| Some(given?.cmp(&Decimal::from_str(limit?).ok()?));
    if let (Some(min), Some(Ordering::Less)) = (field.min, against(field.min)) {
        push(problems, path, format!("it must be at least {min}"));
    }
    if let (Some(max), Some(Ordering::Greater)) = (field.max, against(field.max)) {
        push(problems, path, format!("it must be at most {max}"));
    }
}

fn characters(field: &FieldMeta, text: &str, path: Path<'_>, problems: &mut Vec<Problem>) {
    // There are no more characters than bytes, so most texts need no counting.
    if field.min_len.is_some() || field.max_len.is_some_and(|max| text.len() > max) {
        length(field, text.chars().count(), "characters", path, problems);
    }
}

fn length(field: &FieldMeta, given: usize, unit: &str, path: Path<'_>, problems: &mut Vec<Problem>) {
    if let Some(min) = field.min_len.filter(|min| given < *min) {
        push(problems, path, format!("it has {given} {unit}, at least {min} are expected"));
    }
    if let Some(max) = field.max_len.filter(|max| given > *max) {
        push(problems, path, format!("it has {given} {unit}, at most {max} are allowed"));
    }
}

fn pattern(field: &FieldMeta, text: &str, path: Path<'_>, problems: &mut Vec<Problem>) {
    let Some(pattern) = field.pattern else { return };
    match matches(pattern, text) {
        Some(true) => {}
        Some(false) => push(problems, path, format!("it does not match the pattern {pattern}")),
        None => push(problems, path, format!("its declared pattern {pattern} is not a regular expression")),
    }
}

/// Reports whether the whole text matches; patterns are compiled once in a process.
fn matches(pattern: &'static str, text: &str) -> Option<bool> {
    static COMPILED: OnceLock<Mutex<HashMap<&'static str, Option<Regex>>>> = OnceLock::new();
    let mut compiled = COMPILED.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(pattern).or_insert_with(|| Regex::new(&format!("^(?:{pattern})$")).ok());
    regex.as_ref().map(|regex| regex.is_match(text))
}

fn push(problems: &mut Vec<Problem>, path: Path<'_>, reason: String) {
    problems.push(Problem { field: path.to_string(), message: reason });
}
