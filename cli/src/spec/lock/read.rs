//! Lock files read into a model.

use std::collections::BTreeMap;
use std::fmt;

use freedompay::meta::Direction;

use super::line::{Line, short};
use crate::spec::model::{Fact, Field, FieldLocation, Header, Limit, Operation, Spec, Type, Width};

/// Maximum nesting of a type.
const MAX_DEPTH: usize = 16;

/// Why a text is not a lock file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct LockError {
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Reads a lock file.
///
/// # Errors
/// At the first line that is not valid in a lock file.
pub(crate) fn parse(text: &str) -> Result<Spec, LockError> {
    let mut spec = Spec::default();
    for (at, line) in text.lines().enumerate() {
        let is_blank = line.trim().is_empty() || line.starts_with('#');
        if !is_blank {
            read(line, &mut spec.operations).map_err(|message| LockError { line: at + 1, message })?;
        }
    }
    Ok(spec)
}

fn read(text: &str, operations: &mut Vec<Operation>) -> Result<(), String> {
    let mut line = Line::new(text);
    if !text.starts_with(' ') {
        let operation = operation(&mut line)?;
        if operations.iter().any(|known| known.id == operation.id) {
            return Err(format!("duplicate operation {}", operation.id));
        }
        operations.push(operation);
        return Ok(());
    }
    let Some(operation) = operations.last_mut() else {
        return Err("the line comes before the first operation".to_owned());
    };
    line.space()?;
    let kind = line.word()?;
    line.space()?;
    match &*kind {
        "header" => operation.headers.push(header(&mut line)?),
        "request" => {
            let path = path(&mut line)?;
            let (parents, field) = field(path, &mut line)?;
            place(&mut operation.request, &parents, field)?;
        }
        "answer" if line.take('.') => {
            line.space()?;
            operation.response = ty(&mut line, 0)?;
            end(&line)?;
        }
        "answer" => {
            let path = path(&mut line)?;
            let (parents, field) = field(path, &mut line)?;
            let root = operation.response.fields_mut().ok_or("the answer is not an object")?;
            place(root, &parents, field)?;
        }
        other => return Err(format!("expected header, request or answer, not `{other}`")),
    }
    Ok(())
}

fn operation(line: &mut Line<'_>) -> Result<Operation, String> {
    let kind = line.word()?;
    if kind != "operation" {
        return Err(format!("expected `operation`, not `{}`", short(&kind)));
    }
    let mut part = || {
        line.space()?;
        line.word().map(std::borrow::Cow::into_owned)
    };
    let (id, api, direction) = (part()?, part()?, part()?);
    let direction = [Direction::Request, Direction::Callback]
        .into_iter()
        .find(|known| known.as_str() == direction)
        .ok_or_else(|| format!("expected request or callback, not `{direction}`"))?;
    let mut facts = BTreeMap::new();
    while !line.is_empty() {
        line.space()?;
        let name = line.word()?;
        let fact = Fact::ALL.iter().copied().find(|fact| fact.name() == name);
        let fact = fact.ok_or_else(|| format!("unknown fact `{name}` of an operation"))?;
        line.expect('=')?;
        if facts.insert(fact, line.word()?.into_owned()).is_some() {
            return Err(format!("`{name}` is given twice"));
        }
    }
    Ok(Operation {
        id,
        api,
        direction,
        facts,
        headers: Vec::new(),
        request: Vec::new(),
        response: Type::Any,
        doc: None,
    })
}

fn header(line: &mut Line<'_>) -> Result<Header, String> {
    let name = line.word()?.into_owned();
    let mut value = None;
    if !line.is_empty() {
        line.space()?;
        if line.word()? != "value" {
            return Err("expected `value=`".to_owned());
        }
        line.expect('=')?;
        value = Some(line.word()?.into_owned());
    }
    end(line)?;
    Ok(Header { name, value })
}

/// Reads a path of names, from the outermost field to the innermost.
fn path(line: &mut Line<'_>) -> Result<Vec<String>, String> {
    let mut path = vec![line.name()?.into_owned()];
    while line.take('.') {
        path.push(line.name()?.into_owned());
    }
    Ok(path)
}

/// Reads the rest of a field's line; returns the field and the names of its parents.
fn field(mut path: Vec<String>, line: &mut Line<'_>) -> Result<(Vec<String>, Field), String> {
    line.space()?;
    let mut field = Field {
        name: path.pop().unwrap_or_default(),
        ty: ty(line, 0)?,
        required: false,
        location: FieldLocation::Body,
        secret: false,
        limits: BTreeMap::new(),
        example: None,
        doc: None,
    };
    line.space()?;
    field.required = match &*line.word()? {
        "required" => true,
        "optional" => false,
        other => return Err(format!("expected required or optional, not `{other}`")),
    };
    while !line.is_empty() {
        line.space()?;
        let name = line.word()?;
        if name == "secret" {
            field.secret = true;
            continue;
        }
        line.expect('=')?;
        let value = line.word()?;
        if name == "in" {
            let location = FieldLocation::ALL.into_iter().find(|location| location.name() == value);
            field.location = location.ok_or_else(|| format!("unknown location `{value}`"))?;
        } else {
            let limit = Limit::ALL.into_iter().find(|limit| limit.name() == name);
            let limit = limit.ok_or_else(|| format!("unknown attribute `{name}` of a field"))?;
            field.limits.insert(limit, value.into_owned());
        }
    }
    Ok((path, field))
}

/// Adds a field to its innermost parent.
fn place(mut fields: &mut Vec<Field>, parents: &[String], field: Field) -> Result<(), String> {
    for name in parents {
        let parent = fields.iter_mut().rfind(|field| field.name == *name);
        let parent = parent.ok_or_else(|| format!("unknown parent field {name} of {}", field.name))?;
        fields = parent.ty.fields_mut().ok_or_else(|| format!("{name} has no fields"))?;
    }
    fields.push(field);
    Ok(())
}

fn ty(line: &mut Line<'_>, depth: usize) -> Result<Type, String> {
    if depth > MAX_DEPTH {
        return Err("the type is nested too deeply".to_owned());
    }
    let name = line.word()?;
    let simple = match &*name {
        "any" => Type::Any,
        "text" => Type::Text,
        "bool" => Type::Bool,
        "flag" => Type::Flag,
        "decimal" => Type::Decimal,
        "uuid" => Type::Uuid,
        "object" => Type::Object(Vec::new()),
        "integer" if !line.take('(') => Type::Integer(None),
        "integer" => {
            let name = line.word()?;
            let width = Width::from_name(&name).ok_or_else(|| format!("unknown integer width `{name}`"))?;
            line.expect(')')?;
            Type::Integer(Some(width))
        }
        "list" | "map" => {
            line.expect('(')?;
            let item = Box::new(ty(line, depth + 1)?);
            line.expect(')')?;
            if name == "list" { Type::List(item) } else { Type::Map(item) }
        }
        "enum" | "numbers" => {
            line.expect('(')?;
            Type::Enum { values: values(line)?, numeric: name == "numbers" }
        }
        other => return Err(format!("unknown type `{other}`")),
    };
    Ok(simple)
}

fn values(line: &mut Line<'_>) -> Result<Vec<String>, String> {
    let mut values = Vec::new();
    if line.take(')') {
        return Ok(values);
    }
    loop {
        values.push(line.word()?.into_owned());
        if line.take(')') {
            return Ok(values);
        }
        line.expect('|')?;
    }
}

/// Fails unless the line is at its end.
fn end(line: &Line<'_>) -> Result<(), String> {
    if line.is_empty() { Ok(()) } else { Err("unexpected text at the end of the line".to_owned()) }
}
