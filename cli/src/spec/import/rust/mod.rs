//! Operations written as declarations: one Rust file each, which compiles as it is and lists the places to check.

mod endpoint;
mod fields;
mod status_call;
mod text;
mod types;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use self::text::{comment, import, plain};
use super::finding::ImportedOperation;
use super::{align, names};
use crate::spec::model::Fact;

/// Operations written together, as modules beside each other.
pub(crate) struct Batch<'a> {
    /// Module of each operation, by id.
    named: BTreeMap<&'a str, (String, &'a ImportedOperation)>,
    /// Number of operations at each place; several must declare that they share it.
    places: BTreeMap<String, usize>,
}

impl<'a> Batch<'a> {
    /// Assigns module names to the operations.
    #[cfg(test)]
    pub(crate) fn new(list: &[&'a ImportedOperation]) -> Self {
        Self::beside(list, &BTreeMap::new())
    }

    /// Assigns module names to the operations, beside modules that exist: each of these belongs to the call of its id.
    pub(crate) fn beside(list: &[&'a ImportedOperation], present: &BTreeMap<String, String>) -> Self {
        let mut run = Self { named: BTreeMap::new(), places: BTreeMap::new() };
        let mut taken: BTreeSet<String> = present.values().cloned().collect();
        for imported in list {
            let operation = &imported.operation;
            let own = || names::unique(module(&operation.id), |name| taken.contains(name));
            let module = present.get(&operation.id).cloned().unwrap_or_else(own);
            taken.insert(module.clone());
            run.named.insert(&operation.id, (module, imported));
            *run.places.entry(place(imported)).or_default() += 1;
        }
        run
    }

    /// Returns the module name of an operation.
    pub(crate) fn module(&self, imported: &ImportedOperation) -> &str {
        self.named.get(imported.operation.id.as_str()).map_or("call", |(module, _)| module)
    }
}

/// Makes a module name (`gateway.sync.card.add` → `gateway_sync_card_add`) of letters, digits and `_`.
fn module(id: &str) -> String {
    let name: String = names::field(id).trim_start_matches("r#").to_owned();
    let is_special = matches!(name.as_str(), "mod" | "lib" | "main" | "con" | "nul" | "aux" | "prn");
    if is_special { format!("{name}_call") } else { name }
}

/// Returns the API, method and path of an operation.
fn place(imported: &ImportedOperation) -> String {
    let place = align::place(&imported.operation).unwrap_or_default();
    let without_action = place.rsplit_once(' ').map_or(place.as_str(), |(place, _)| place);
    format!("{} {without_action}", imported.operation.api)
}

/// Writes the file of an operation, or returns the reason why it cannot be declared.
pub(crate) fn write(imported: &ImportedOperation, run: &Batch<'_>) -> Result<String, String> {
    if imported.operation.is_callback() {
        return Err("a callback must be declared by hand: #[freedompay_callback]".to_owned());
    }
    if imported.operation.is_undocumented() {
        return Err("the document does not describe how to call it".to_owned());
    }
    let mut file = File {
        imported,
        run,
        used: BTreeSet::new(),
        names: BTreeSet::new(),
        items: Vec::new(),
        shown: RefCell::default(),
    };
    file.endpoint();
    let mut out = String::new();
    head(imported, &mut out);
    let mut used: Vec<&str> = file.used.iter().copied().collect();
    if let Some(at) = used.iter().position(|name| *name == "BTreeMap") {
        used.remove(at);
        out.push_str("use std::collections::BTreeMap;\n\n");
    }
    // In the order of rustfmt: types, then attributes.
    import(&used, &mut out);
    for item in file.items {
        out.push('\n');
        out.push_str(&item);
    }
    Ok(out)
}

/// Writes the documentation of the module.
fn head(imported: &ImportedOperation, out: &mut String) {
    let name = imported.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let fact = |fact| imported.operation.fact(fact).unwrap_or_default();
    let mut about = format!("`{} {}`, imported from {}", fact(Fact::Method), fact(Fact::Path), text::quoted(&name));
    if let Some(folder) = &imported.folder {
        text::push(&mut about, format_args!(" ({})", text::quoted(folder)));
    }
    comment(0, "//!", &plain(&format!("{about}.")), out);
    if !imported.is_ours {
        let notice = "Write the documentation, name the source and settle every CHECK; then remove this line.";
        comment(0, "//!", notice, out);
    }
    out.push('\n');
}

/// A file under construction.
struct File<'a> {
    imported: &'a ImportedOperation,
    run: &'a Batch<'a>,
    /// Imports from `freedompay`, and `BTreeMap`.
    used: BTreeSet<&'static str>,
    /// Names of the types in this file.
    names: BTreeSet<String>,
    items: Vec<String>,
    /// Places whose warnings are written.
    shown: RefCell<BTreeSet<String>>,
}

impl File<'_> {
    /// Reserves a unique name for a type.
    fn name(&mut self, wanted: &str) -> String {
        let name = names::unique(names::ty(wanted), |name| self.names.contains(name));
        self.names.insert(name.clone());
        name
    }

    /// Reserves a place among the items, so that a type comes before those it contains.
    fn reserve(&mut self) -> usize {
        self.items.push(String::new());
        self.items.len() - 1
    }

    /// Fills a reserved place.
    fn fill(&mut self, at: usize, text: String) {
        if let Some(item) = self.items.get_mut(at) {
            *item = text;
        }
    }

    fn warnings(&self, at: &str) -> &[String] {
        self.shown.borrow_mut().insert(at.to_owned());
        self.imported.warnings.at(at)
    }

    /// Returns the warnings about places that are not declared, with the place.
    fn other_warnings(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        let others = self.imported.warnings.all().filter(|(at, _)| !shown.contains(*at));
        others.map(|(at, message)| format!("{}: {message}", text::quoted(at))).collect()
    }
}

/// Writes the documentation, or a placeholder for it.
fn doc(indent: usize, known: Option<&str>, about: &str, out: &mut String) {
    match known {
        Some(known) => comment(indent, "///", known, out),
        None => comment(indent, "///", &format!("To be documented: {}.", text::quoted(about)), out),
    }
}
