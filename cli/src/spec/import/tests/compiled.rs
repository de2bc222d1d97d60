//! Written declarations compiled as one crate, which compares its tables with the model, reads the samples of the documents
//! and encodes their requests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use freedompay_runtime::wire::xml;
use serde_json::Value;

use super::super::document::node::{Data, Node, from_json};
use super::super::document::refs;
use super::super::finding::ImportedOperation;
use super::super::rust::{self, Batch};
use super::{generated, kinds};
use crate::spec::import::names;
use crate::spec::import::schema::samples::is_error;
use crate::spec::model::{Fact, Field, FieldLocation, Limit, Operation, Type, Width};

/// Generated documents that are compiled; a run of its own takes as many as `FREEDOMPAY_DOCUMENTS` says.
const COUNT: u64 = 200;
/// Documents that are compiled as one crate, so that a long run fits into memory.
const AT_ONCE: u64 = 500;

/// The same, of operations of one document.
const AT_ONCE_OPERATIONS: usize = 250;

/// A call to compile.
struct Compiled {
    imported: ImportedOperation,
    /// Samples of its response.
    messages: Vec<String>,
    /// A request to encode, by wire names, and the body that it must have.
    request: Option<(Value, Value)>,
}

/// Compiles the declarations of these calls, and runs the comparison.
fn compile(name: &str, mut calls: Vec<Compiled>) {
    let mut taken = std::collections::BTreeSet::new();
    for call in &mut calls {
        let id = names::unique(call.imported.operation.id.clone(), |id| {
            taken.contains(id) || freedompay::endpoint(id).is_some()
        });
        taken.insert(id.clone());
        call.imported.operation.id = id;
    }
    let list: Vec<&ImportedOperation> = calls.iter().map(|call| &call.imported).collect();
    let batch = Batch::new(&list);
    let folder =
        PathBuf::from(std::env::current_exe().unwrap().ancestors().nth(3).unwrap()).join("imported").join(name);
    let _ = fs::remove_dir_all(folder.join("src"));
    fs::create_dir_all(folder.join("src")).unwrap();
    let (mut modules, mut functions, mut checks) = (String::new(), String::new(), String::new());
    for (at, call) in calls.iter().enumerate() {
        let (module, text) = (batch.module(&call.imported), rust::write(&call.imported, &batch).unwrap());
        let _ = writeln!(modules, "#[allow(dead_code)] mod {module};");
        // A function for each: the compiler takes longer over a long one than over many.
        let (rust, table) = (&call.imported.rust, literal(&table(&call.imported.operation)));
        let messages: Vec<String> = call.messages.iter().map(|message| literal(message)).collect();
        let messages = messages.join(", ");
        let mut check = format!("    check::<{module}::{rust}>({table}, &[{messages}]);\n");
        if let Some((request, body)) = &call.request {
            let made = Source::new(module, &text).value(rust, request);
            let _ = writeln!(check, "    encodes(&{made}, {});", literal(&body.to_string()));
        }
        let _ = writeln!(functions, "fn check_{at}() {{\n{check}}}\n");
        let _ = writeln!(checks, "    check_{at}();");
        fs::write(folder.join(format!("src/{module}.rs")), text).unwrap();
    }
    let main = include_str!("compiled_main.txt")
        .replace("/* modules */", &modules)
        .replace("/* functions */", &functions)
        .replace("/* checks */", &checks);
    fs::write(folder.join("src/main.rs"), main).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap();
    let manifest = include_str!("compiled_manifest.txt").replace("ROOT", root.to_str().unwrap());
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--offline", "--target-dir"]).arg(folder.join("../target")).current_dir(&folder);
    let output = cargo.env("CARGO_INCREMENTAL", "0").output().unwrap();
    let shown = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}: {}", folder.display(), shown.chars().take(12_000).collect::<String>());
}

fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// Describes the fields of an operation, one per line, as the compiled crate describes its tables.
fn table(operation: &Operation) -> String {
    let mut out = String::new();
    // Only a form has fields of any name.
    let is_form = operation.fact(Fact::Wire) == Some("form");
    for field in operation.request.iter().filter(|field| field.name != "*" || is_form) {
        line("request", field, &mut out);
    }
    for field in operation.response.fields() {
        line("response", field, &mut out);
    }
    out
}

fn line(parent: &str, field: &Field, out: &mut String) {
    let path = format!("{parent}.{}", field.name);
    let limits = Limit::ALL.iter().filter_map(|limit| Some(format!("{}={:?}", limit.name(), field.limits.get(limit)?)));
    // The checked types of card data have rules of their own.
    let limits = if field.secret { String::new() } else { limits.collect::<Vec<_>>().join(" ") };
    let place = match field.location {
        // The method decides where a form's fields go.
        FieldLocation::Query if field.name.starts_with("pg_") => "body",
        location => location.name(),
    };
    // A response without a list or a map is read as one with an empty one.
    let is_many = parent.starts_with("response") && matches!(field.ty, Type::List(_) | Type::Map(_));
    let required = field.required && !is_many;
    let _ = writeln!(out, "{path} {place} {} {required} {} {limits}", kind(&field.ty), field.secret);
    for inner in field.ty.fields() {
        line(&path, inner, out);
    }
}

fn kind(ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Flag => "flag".to_owned(),
        Type::Integer(width) => {
            let width = width.unwrap_or(Width { min: i64::MIN, max: i64::MAX as u64 });
            format!("integer({},{})", width.min, width.max)
        }
        Type::Decimal => "decimal".to_owned(),
        Type::Uuid => "uuid".to_owned(),
        Type::Enum { values, numeric } => format!("enum({values:?},{numeric})"),
        Type::List(item) => format!("list({})", kind(item)),
        Type::Map(item) => format!("map({})", kind(item)),
        Type::Object(_) => "object".to_owned(),
    }
}

/// A written file, to make values of its types.
struct Source<'s> {
    module: &'s str,
    /// Fields of each struct: Rust name, type and wire name.
    structs: BTreeMap<String, Vec<(String, String, String)>>,
}

impl<'s> Source<'s> {
    fn new(module: &'s str, text: &str) -> Self {
        let mut structs: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
        let (mut owner, mut attribute) = (String::new(), String::new());
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                owner = rest.trim_end_matches([' ', '{', ';']).to_owned();
                structs.entry(owner.clone()).or_default();
                attribute.clear();
            } else if let Some((ident, ty)) = line.strip_prefix("    pub ").and_then(|rest| rest.split_once(": ")) {
                let given = |name: &str| {
                    let rest = attribute.split_once(&format!("{name} = \""))?.1;
                    rest.split_once('"').map(|(wire, _)| wire.to_owned())
                };
                let wire = given("rename")
                    .or_else(|| given("header"))
                    .unwrap_or_else(|| ident.trim_start_matches("r#").to_owned());
                structs.entry(owner.clone()).or_default().push((
                    ident.to_owned(),
                    ty.trim_end_matches(',').to_owned(),
                    wire,
                ));
                attribute.clear();
            } else if !line.trim_start().starts_with("//") {
                attribute.push_str(line);
            }
        }
        Self { module, structs }
    }

    /// Writes an expression of that type with this value.
    fn value(&self, ty: &str, value: &Value) -> String {
        let generic = |name: &str| ty.strip_prefix(name).and_then(|rest| rest.strip_suffix('>'));
        let text = || match value {
            Value::String(text) => literal(text),
            other => literal(&other.to_string()),
        };
        if let Some(item) = generic("Vec<") {
            let items: Vec<String> = value.as_array().unwrap().iter().map(|one| self.value(item, one)).collect();
            return format!("vec![{}]", items.join(", "));
        }
        if let Some(item) = generic("BTreeMap<String, ") {
            let members = value.as_object().unwrap().iter();
            let members: Vec<String> = members
                .map(|(name, one)| format!("(String::from({}), {})", literal(name), self.value(item, one)))
                .collect();
            return format!("std::collections::BTreeMap::from([{}])", members.join(", "));
        }
        if let Some(fields) = self.structs.get(ty) {
            let given = |wire: &str| value.get(wire).or_else(|| value.get(format!("pg_{wire}")));
            let (mut required, mut others) = (Vec::new(), String::new());
            for (ident, ty, wire) in fields {
                match (ty.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')), given(wire)) {
                    (None, Some(value)) => required.push(self.value(ty, value)),
                    (None, None) => panic!("{}::{ident} is required and not in the sample {value}", self.module),
                    (Some(_), None | Some(Value::Null)) => {}
                    (Some(ty), Some(value)) => {
                        let _ = write!(others, ".{ident}({})", self.value(ty, value));
                    }
                }
            }
            return format!("{}::{ty}::new({}){others}", self.module, required.join(", "));
        }
        match ty {
            "String" => format!("String::from({})", text()),
            "Secret" => format!("freedompay::Secret::from({})", text()),
            "Value" => format!("value({})", literal(&value.to_string())),
            "bool" | "i64" | "i32" | "u64" | "u32" | "i16" | "u16" | "i8" | "u8" => {
                format!("{value}_{ty}").replace("_bool", "")
            }
            "Flag" => format!("freedompay::Flag::from({})", text().contains('1')),
            "Amount" | "Uuid" => format!("{}.parse::<freedompay::{ty}>().unwrap()", text()),
            "CardNumber" | "Cvc" | "CardHolder" | "ExpiryMonth" | "ExpiryYear" => {
                format!("{}.parse::<freedompay::card_data::{ty}>().unwrap()", text())
            }
            known => format!("{}::{known}::from({})", self.module, text()),
        }
    }
}

/// Takes the members of the first object that the second has, too.
fn only(request: &Value, sample: &Value) -> Value {
    let members = request.as_object().into_iter().flatten().filter(|(name, _)| sample.get(name.as_str()).is_some());
    Value::Object(members.map(|(name, value)| (name.clone(), value.clone())).collect())
}

#[test]
fn generated_documents_compile_and_read_their_samples() {
    let count = generated::count(COUNT);
    for from in (0..count).step_by(usize::try_from(AT_ONCE).unwrap()) {
        let mut calls = Vec::new();
        for seed in from..count.min(from + AT_ONCE) {
            let read = generated::read(seed);
            for call in &read.document.calls {
                let Some(imported) = generated::of_call(&read, call) else { continue };
                // The tables of the two are compared before they are written, too.
                let request = call.request.as_ref().filter(|_| !call.is_contradictory());
                let request = request.map(|body| (call.message(), only(body, body)));
                calls.push(Compiled { imported: imported.clone(), messages: call.messages(), request });
            }
        }
        for case in if from == 0 { kinds::cases() } else { Vec::new() } {
            let (found, _) = super::operations(&super::document(&case.page), None);
            let root = super::super::document::yaml::parse(&case.page).unwrap().remove(0);
            calls.extend(found.into_iter().map(|imported| {
                let messages = samples_of(&root, &imported.operation);
                Compiled { imported, messages, request: None }
            }));
        }
        compile("generated", calls);
    }
}

/// Reads, compiles and tries a document that nobody here wrote. CONTRIBUTING has the commands.
#[test]
#[ignore = "reads the document that FREEDOMPAY_DOCUMENT_FILE names"]
fn a_foreign_document_compiles_and_reads_its_samples() {
    let Ok(file) = std::env::var("FREEDOMPAY_DOCUMENT_FILE") else {
        panic!("name a document: FREEDOMPAY_DOCUMENT_FILE=…")
    };
    let api = crate::registry::api(Some("partner")).unwrap_or_else(|_| panic!("there is a partner API"));
    let read = crate::documents::read(&[&file], api);
    let root = super::super::document::yaml::parse(&fs::read_to_string(&file).unwrap()).unwrap().remove(0);
    let (mut calls, mut refused, mut checks) = (Vec::new(), read.errors.len(), 0);
    let (mut clean, mut messages) = (0, 0);
    let list: Vec<&ImportedOperation> = read.operations.iter().collect();
    let batch = Batch::new(&list);
    for imported in &read.operations {
        match rust::write(imported, &batch) {
            Ok(text) => {
                let count = text.matches("// CHECK: ").count();
                checks += count;
                clean += usize::from(count == 0);
            }
            Err(_) => {
                refused += 1;
                continue;
            }
        }
        let samples = samples_of(&root, &imported.operation);
        messages += samples.len();
        calls.push(Compiled { imported: imported.clone(), messages: samples, request: None });
    }
    let taken = calls.len();
    while !calls.is_empty() {
        let rest = calls.split_off(calls.len().min(AT_ONCE_OPERATIONS));
        compile("foreign", std::mem::replace(&mut calls, rest));
    }
    println!(
        "{taken} operations taken and compiled, {clean} of them without a check; {checks} checks; {refused} refused; {messages} samples read"
    );
    for error in &read.errors {
        println!("refused: {error}");
    }
}

/// Finds the samples of a success, as JSON or XML, by the document alone.
fn samples_of(root: &Node, operation: &Operation) -> Vec<String> {
    let path = operation.fact(Fact::Path).unwrap_or_default();
    let shape = |path: &str| {
        path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }.to_owned()).collect::<Vec<_>>()
    };
    let paths = root.get("paths").map_or(&[][..], Node::members);
    let item = paths.iter().find(|(known, _)| shape(known) == shape(path)).map(|(_, item)| item);
    let method = operation.fact(Fact::Method).unwrap_or_default().to_lowercase();
    let responses = item.and_then(|item| item.get(&method)?.get("responses"));
    let Some(success) = responses.and_then(|all| all.get("200").or_else(|| all.get("201"))) else { return Vec::new() };
    let Ok((success, _)) = refs::resolve(root, success) else { return Vec::new() };
    let is_form = operation.fact(Fact::Wire) == Some("form");
    let media = if is_form { "application/xml" } else { "application/json" };
    let Some(content) = success.get("content").and_then(|content| content.get(media)) else { return Vec::new() };
    let mut found: Vec<String> = content.get("example").and_then(|value| message(value, is_form)).into_iter().collect();
    for (_, example) in content.get("examples").map_or(&[][..], Node::members) {
        let Ok((example, _)) = refs::resolve(root, example) else { continue };
        found.extend(example.get("value").and_then(|value| message(value, is_form)));
    }
    found
}

/// Returns a sample as the message that it stands for, unless it is an error or cannot be read.
fn message(value: &Node, is_form: bool) -> Option<String> {
    match value.text() {
        Some(text) if is_form => xml::parse(text.as_bytes()).ok().map(|_| text.to_owned()),
        Some(text) => from_json(text).ok().map(|_| text.to_owned()),
        None if is_form || is_error(value) => None,
        None => Some(json(value)),
    }
}

/// Writes a node as JSON.
fn json(node: &Node) -> String {
    match &node.data {
        Data::Null => "null".to_owned(),
        Data::Bool(truth) => truth.to_string(),
        Data::Number(text) => text.clone(),
        Data::Text(text) => Value::from(text.as_str()).to_string(),
        Data::List(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Data::Map(members) => {
            let members =
                members.iter().map(|(name, member)| format!("{}:{}", Value::from(name.as_str()), json(member)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

/// Compiles the whole registry, which takes minutes: `cargo test -p freedompay-cli --lib -- --ignored`.
#[test]
#[ignore = "compiles some hundred declarations"]
fn the_whole_registry_compiles() {
    let found = super::exported();
    let calls = found.into_iter().filter(|one| !one.operation.is_callback() && !one.operation.is_undocumented());
    let calls = calls.map(|imported| Compiled { imported, messages: Vec::new(), request: None });
    compile("registry", calls.collect());
}
