//! `freedompay import`: other people's documents as declarations.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use freedompay::api::APIS;
use freedompay::meta::ApiMeta;

use crate::docs::declared;
use crate::docs::diff::diff;
use crate::docs::import::rust::{self, Run};
use crate::docs::import::{self, Document, Imported, Problem, aligned};
use crate::docs::model::{Api, Fact};
use crate::exit::{Exit, Failure, Outcome};
use crate::style::{ERR, OUT, err, out};
use crate::{drift, endpoints};

/// So often is said how far it is.
const PROGRESS: usize = 50;

pub(crate) fn run(args: &ArgMatches) -> Outcome {
    let area = area(args.get_one::<String>("api").map(String::as_str))?;
    let names: Vec<&str> = args.get_many::<String>("files").into_iter().flatten().map(String::as_str).collect();
    let mut read = read(&names, area);
    let ours = declared::api(freedompay::endpoints());
    let (known, new): (Vec<Imported>, Vec<Imported>) = std::mem::take(&mut read.found)
        .into_iter()
        .partition(|imported| import::twin(&imported.operation, &ours).is_some());
    declared_already(&known, &ours);
    let list: Vec<&Imported> = new.iter().collect();
    let run = Run::new(&list);
    let target = args.get_one::<PathBuf>("out");
    let mut count = Count { declared: known.len(), ..Count::default() };
    for imported in &list {
        let module = run.module(imported);
        let text = match rust::write(imported, &run) {
            Ok(text) => text,
            Err(why) => {
                read.problems.push(Problem::of(&imported.file, format!("{}: {why}", imported.operation.id)));
                continue;
            }
        };
        count.checks += imported.doubts.count();
        match target {
            None => out(&format!("// {module}.rs\n\n{}", text.trim_end())),
            Some(directory) => match place(directory, module, &text)? {
                Placed::New => count.written += 1,
                Placed::Same => count.same += 1,
                Placed::Other(file) => {
                    let what = "it is there already with other contents and was left as it is; move it away, or \
                                give another --out";
                    read.problems.push(Problem::of(&file, what));
                }
            },
        }
        if target.is_none() {
            count.written += 1;
        }
    }
    read.problems.iter().for_each(|problem| err(&format!("{} {}", ERR.bad("problem:"), problem.told())));
    err(&ERR.dim(&count.told(read.problems.len())));
    Ok(match (read.problems.is_empty(), count.all()) {
        (true, _) => Exit::Answered,
        (false, 0) => Exit::Invalid,
        (false, _) => Exit::Incomplete,
    })
}

/// The area that is meant, if one was named.
pub(crate) fn area(name: Option<&str>) -> Result<Option<&'static ApiMeta>, Failure> {
    // It says what there is instead.
    endpoints::selected(name)?;
    Ok(name.and_then(|name| APIS.iter().copied().find(|area| area.name == name)))
}

/// What documents say.
pub(crate) struct Read {
    pub(crate) found: Vec<Imported>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads all documents; what several say of one operation counts once.
pub(crate) fn read(names: &[&str], area: Option<&'static ApiMeta>) -> Read {
    let (files, problems) = import::documents(names);
    let mut read = Read { found: Vec::new(), problems };
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        if at > 0 && at % PROGRESS == 0 {
            err(&ERR.dim(&format!("{at} of {} files read", files.len())));
        }
        let documents: Vec<Document> = match import::read(file) {
            Ok(documents) => documents,
            Err(problem) => {
                read.problems.push(problem);
                continue;
            }
        };
        for document in documents {
            let (found, problems) = import::operations(&document, area);
            read.problems.extend(problems);
            for mut imported in found {
                let operation = &mut imported.operation;
                if let Some(place) = import::place(operation).filter(|_| !imported.is_ours) {
                    if let Some(first) = seen.get(&place) {
                        let what = format!("{} is described already, in {}", place.trim(), first.display());
                        read.problems.push(Problem::of(file, what));
                        continue;
                    }
                    seen.insert(place, file.clone());
                    let is_taken = |id: &str| ids.contains_key(id) || freedompay::endpoint(id).is_some();
                    operation.id = import::unique(operation.id.clone(), is_taken);
                }
                *ids.entry(operation.id.clone()).or_default() += 1;
                read.found.push(imported);
            }
        }
    }
    read
}

/// What is declared is not written again; what the document says otherwise is shown.
fn declared_already(known: &[Imported], ours: &Api) {
    for imported in known {
        let theirs = aligned(std::slice::from_ref(imported), ours);
        let ids: Vec<&str> = theirs.operations.iter().map(|operation| operation.id.as_str()).collect();
        let operations =
            ours.operations.iter().filter(|operation| ids.contains(&operation.id.as_str())).cloned().collect();
        let changes = diff(&Api { operations, silent: ours.silent.clone() }, &theirs);
        let place = imported.operation.fact(Fact::Path).unwrap_or_default();
        err(&format!("{} {place} is declared already as {}", ERR.name("known:"), ids.join(", ")));
        for change in &changes {
            err(&format!("  {}  {}", change.class.name(), drift::told(change)));
        }
    }
}

enum Placed {
    New,
    Same,
    Other(PathBuf),
}

/// Writes a file that is not there yet.
fn place(directory: &Path, module: &str, text: &str) -> Result<Placed, Failure> {
    let fail = |path: &Path, e: std::io::Error| Failure::invalid(format!("cannot write {}: {e}", path.display()));
    fs::create_dir_all(directory).map_err(|e| fail(directory, e))?;
    let file = directory.join(format!("{module}.rs"));
    match fs::OpenOptions::new().write(true).create_new(true).open(&file) {
        Ok(mut open) => {
            open.write_all(text.as_bytes()).map_err(|e| fail(&file, e))?;
            out(&format!("{} {}", OUT.good("written:"), file.display()));
            Ok(Placed::New)
        }
        Err(e) if e.kind() == ErrorKind::AlreadyExists => match fs::read(&file) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(Placed::Same),
            _ => Ok(Placed::Other(file)),
        },
        Err(e) => Err(fail(&file, e)),
    }
}

#[derive(Default)]
struct Count {
    written: usize,
    same: usize,
    declared: usize,
    checks: usize,
}

impl Count {
    const fn all(&self) -> usize {
        self.written + self.same + self.declared
    }

    fn told(&self, problems: usize) -> String {
        let Self { written, same, declared, checks } = self;
        format!(
            "{} operations: {written} written ({checks} places to check), {same} there already, {declared} declared \
             already; {problems} problems",
            self.all()
        )
    }
}
