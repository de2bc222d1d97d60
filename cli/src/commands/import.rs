//! `freedompay import`: writes third-party documents as declarations.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{modules, option, present};
use crate::exit::{CommandResult, Exit, Failure};
use crate::spec::declared;
use crate::spec::diff::diff;
use crate::spec::import::align::{aligned, counterpart};
use crate::spec::import::finding::{FileError, ImportedOperation};
use crate::spec::import::rust::{self, Batch};
use crate::spec::model::{Fact, Spec};
use crate::style::{ERR, OUT, Progress, err, out};
use crate::{documents, registry};

/// Describes the command line of `freedompay import`.
pub(crate) fn cli() -> Command {
    Command::new("import")
        .about("Writes declarations from OpenAPI documents, or from pages of Markdown that contain such documents")
        .after_help(
            "Each operation becomes a Rust file that compiles as it is; contradictions in a document are marked CHECK. \
             An operation that is already declared is not written; the differences are shown instead. A call whose \
             name another one has, in the documents or in DIR, is named by its path, too. An existing file is never \
             overwritten. A file takes part once a `mod` line names it: the line is shown, or added \
             with --write.\n\n\
             Exit status: 0 all documents were read and written; 8 some were not, each with a line that says why; \
             1 none was, or bad usage.",
        )
        .arg(
            Arg::new("files")
                .value_name("FILE|DIR")
                .num_args(1..)
                .required(true)
                .help("Documents, or directories with .yaml, .yml, .json and .md files"),
        )
        .arg(option("api", "NAME", "The API of the documents, if their paths do not identify it"))
        .arg(
            option("out", "DIR", "Directory for the files; stdout by default")
                .value_parser(clap::value_parser!(std::path::PathBuf)),
        )
        .arg(
            Arg::new("write")
                .long("write")
                .action(ArgAction::SetTrue)
                .requires("out")
                .help("Adds the `pub mod` lines of the written files to the module of the directory"),
        )
}

/// Runs `freedompay import`.
pub(crate) fn run(args: &ArgMatches) -> CommandResult {
    let api = registry::api(args.get_one::<String>("api").map(String::as_str))?;
    let names: Vec<&str> = args.get_many::<String>("files").into_iter().flatten().map(String::as_str).collect();
    let read = documents::read(&names, api);
    let mut errors = read.errors;
    let ours = declared::spec(registry::all());
    let (known, mut new): (Vec<ImportedOperation>, Vec<ImportedOperation>) =
        read.operations.into_iter().partition(|imported| counterpart(&imported.operation, &ours).is_some());
    show_declared(&known, &ours);
    let target = args.get_one::<PathBuf>("out");
    let present = present::tell_apart(&mut new, &target.map(|directory| present::calls(directory)).unwrap_or_default());
    let list: Vec<&ImportedOperation> = new.iter().collect();
    let batch = Batch::beside(&list, &present);
    let mut summary = Summary { declared: known.len(), ..Summary::default() };
    let mut present: Vec<&str> = Vec::new();
    let mut progress = Progress::new();
    for (at, imported) in list.iter().enumerate() {
        progress.show(|| format!("{at} of {} operations written", list.len()));
        let module = batch.module(imported);
        let text = match rust::write(imported, &batch) {
            Ok(text) => text,
            Err(reason) => {
                errors.push(FileError::new(&imported.file, format!("{}: {reason}", imported.operation.id)));
                continue;
            }
        };
        summary.checks += text.matches("// CHECK: ").count();
        let Some(directory) = target else {
            out(&format!("// {module}.rs\n\n{}", text.trim_end()));
            summary.written += 1;
            continue;
        };
        match write_new(directory, module, &text)? {
            WriteResult::Written => {
                summary.written += 1;
                present.push(module);
            }
            WriteResult::Unchanged => {
                summary.unchanged += 1;
                present.push(module);
            }
            WriteResult::Conflict(file) => errors.push(FileError::new(
                &file,
                "it already exists with other contents and was left as it is; move it away, or give another --out",
            )),
        }
    }
    drop(progress);
    documents::print_errors(&errors);
    if let Some(directory) = target {
        add_modules(directory, &present, args.get_flag("write"))?;
    }
    err(&ERR.dim(&summary.line(errors.len())));
    Ok(match (errors.is_empty(), summary.total()) {
        (true, _) => Exit::Success,
        (false, 0) => Exit::Invalid,
        (false, _) => Exit::Incomplete,
    })
}

/// Prints how the documents differ from operations that are already declared.
fn show_declared(known: &[ImportedOperation], ours: &Spec) {
    for imported in known {
        let theirs = aligned(std::slice::from_ref(imported), ours);
        let ids: Vec<&str> = theirs.operations.iter().map(|operation| operation.id.as_str()).collect();
        let operations =
            ours.operations.iter().filter(|operation| ids.contains(&operation.id.as_str())).cloned().collect();
        let changes = diff(&Spec { operations, unspecified: ours.unspecified.clone() }, &theirs);
        let place = imported.operation.fact(Fact::Path).unwrap_or_default();
        err(&format!("{} {place} is already declared as {}", ERR.name("known:"), ids.join(", ")));
        for change in &changes {
            err(&format!("  {}  {change}", change.class.name()));
        }
        documents::print_contradictions(imported);
    }
}

/// Adds the `pub mod` lines that the module of a directory lacks, or shows them.
fn add_modules(directory: &Path, modules: &[&str], writes: bool) -> Result<(), Failure> {
    let file = modules::file_of(directory);
    let text = fs::read_to_string(&file).unwrap_or_default();
    let missing = modules::missing(&text, modules);
    if missing.is_empty() {
        return Ok(());
    }
    if !writes {
        let lines = missing.iter().map(|module| format!("pub mod {module};")).collect::<Vec<_>>().join(" ");
        err(&format!("{} add to {}, or use --write: {lines}", ERR.name("next:"), file.display()));
        return Ok(());
    }
    let fail = |e: std::io::Error| Failure::invalid(format!("cannot write {}: {e}", file.display()));
    fs::write(&file, modules::added(&text, &missing)).map_err(fail)?;
    out(&format!("{} {} (modules: {})", OUT.good("written:"), file.display(), missing.join(", ")));
    Ok(())
}

enum WriteResult {
    Written,
    /// The file already has these contents.
    Unchanged,
    /// The file already has other contents.
    Conflict(PathBuf),
}

/// Writes a file unless it already exists.
fn write_new(directory: &Path, module: &str, text: &str) -> Result<WriteResult, Failure> {
    let fail = |path: &Path, e: std::io::Error| Failure::invalid(format!("cannot write {}: {e}", path.display()));
    fs::create_dir_all(directory).map_err(|e| fail(directory, e))?;
    let file = directory.join(format!("{module}.rs"));
    match fs::OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(mut open) => {
            open.write_all(text.as_bytes()).map_err(|e| fail(&file, e))?;
            out(&format!("{} {}", OUT.good("written:"), file.display()));
            Ok(WriteResult::Written)
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => match fs::read(&file) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(WriteResult::Unchanged),
            _ => Ok(WriteResult::Conflict(file)),
        },
        Err(e) => Err(fail(&file, e)),
    }
}

/// Counts of operations and of places to check.
#[derive(Default)]
struct Summary {
    written: usize,
    unchanged: usize,
    declared: usize,
    checks: usize,
}

impl Summary {
    const fn total(&self) -> usize {
        self.written + self.unchanged + self.declared
    }

    /// Formats the last line of the output.
    fn line(&self, errors: usize) -> String {
        let Self { written, unchanged, declared, checks } = self;
        format!(
            "{} operations: {written} written ({checks} places to check), {unchanged} unchanged, {declared} already \
             declared; {errors} problems",
            self.total()
        )
    }
}
