//! Operations as declarations: one file of Rust each, which compiles as it is and asks to be worded and checked.

mod endpoint;
mod fields;
mod text;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use self::text::{comment, import, plain};
use super::finding::ImportedOperation;
use super::{align, names};
use crate::spec::model::Fact;

/// Everything that is written in one go. Its files are modules beside each other.
pub(crate) struct Batch<'a> {
    /// Module and type of each operation, by id.
    named: BTreeMap<&'a str, (String, &'a str)>,
    /// How many operations have a place; several have to say that they share it.
    places: BTreeMap<String, usize>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(list: &[&'a ImportedOperation]) -> Self {
        let mut run = Self { named: BTreeMap::new(), places: BTreeMap::new() };
        let mut taken = BTreeSet::new();
        for imported in list {
            let operation = &imported.operation;
            let module = names::unique(module(&operation.id), |name| taken.contains(name));
            taken.insert(module.clone());
            run.named.insert(&operation.id, (module, &imported.rust));
            *run.places.entry(place(imported)).or_default() += 1;
        }
        run
    }

    /// Name of the file of an operation, without its ending.
    pub(crate) fn module(&self, imported: &ImportedOperation) -> &str {
        self.named.get(imported.operation.id.as_str()).map_or("call", |(module, _)| module)
    }
}

/// `gateway.sync.card.add` → `gateway_sync_card_add`: letters, digits and `_` only, and no name that is too long.
fn module(id: &str) -> String {
    let name: String = names::field(id).trim_start_matches("r#").to_owned();
    let is_special = matches!(name.as_str(), "mod" | "lib" | "main" | "con" | "nul" | "aux" | "prn");
    if is_special { format!("{name}_call") } else { name }
}

fn place(imported: &ImportedOperation) -> String {
    let place = align::place(&imported.operation).unwrap_or_default();
    let without_action = place.rsplit_once(' ').map_or(place.as_str(), |(place, _)| place);
    format!("{} {without_action}", imported.operation.api)
}

/// The file of an operation, or why there can be none.
pub(crate) fn write(imported: &ImportedOperation, run: &Batch<'_>) -> Result<String, String> {
    if imported.operation.is_callback() {
        return Err("a notice to the merchant is declared by hand: #[freedompay_callback]".to_owned());
    }
    if imported.operation.is_undocumented() {
        return Err("the document does not say how to call it".to_owned());
    }
    let mut file = File { imported, run, used: BTreeSet::new(), names: BTreeSet::new(), items: Vec::new() };
    file.endpoint();
    let mut out = String::new();
    head(imported, &mut out);
    let mut used: Vec<&str> = file.used.iter().copied().collect();
    if let Some(at) = used.iter().position(|name| *name == "BTreeMap") {
        used.remove(at);
        out.push_str("use std::collections::BTreeMap;\n\n");
    }
    // As rustfmt orders them: types, then attributes.
    import(&used, &mut out);
    for item in file.items {
        out.push('\n');
        out.push_str(&item);
    }
    Ok(out)
}

fn head(imported: &ImportedOperation, out: &mut String) {
    let name = imported.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let said = |fact| imported.operation.fact(fact).unwrap_or_default();
    let mut about = format!("`{} {}`, imported from {}", said(Fact::Method), said(Fact::Path), text::quoted(&name));
    if let Some(folder) = &imported.folder {
        text::push(&mut about, format_args!(" ({})", text::quoted(folder)));
    }
    comment(0, "//!", &plain(&format!("{about}.")), out);
    if !imported.is_ours {
        let asks = "Word the documentation, name the source, and settle what is marked CHECK; then this line goes.";
        comment(0, "//!", asks, out);
    }
    out.push('\n');
}

/// A file under construction.
struct File<'a> {
    imported: &'a ImportedOperation,
    run: &'a Batch<'a>,
    /// What is taken from `freedompay`, and `BTreeMap`.
    used: BTreeSet<&'static str>,
    /// Types of this file.
    names: BTreeSet<String>,
    items: Vec<String>,
}

impl File<'_> {
    /// A name for a type that no other has.
    fn name(&mut self, wanted: &str) -> String {
        let name = names::unique(names::ty(wanted), |name| self.names.contains(name));
        self.names.insert(name.clone());
        name
    }

    /// Takes a place among the items, so that what holds others stands before them.
    fn reserve(&mut self) -> usize {
        self.items.push(String::new());
        self.items.len() - 1
    }

    fn fill(&mut self, at: usize, text: String) {
        if let Some(item) = self.items.get_mut(at) {
            *item = text;
        }
    }

    fn warnings(&self, at: &str) -> &[String] {
        self.imported.warnings.at(at)
    }
}

/// The documentation that there is, or a stub that asks for it.
fn doc(indent: usize, known: Option<&str>, about: &str, out: &mut String) {
    match known {
        Some(known) => comment(indent, "///", known, out),
        None => comment(indent, "///", &format!("To be worded: {}.", text::quoted(about)), out),
    }
}
