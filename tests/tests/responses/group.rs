//! Groups cells into as few rows as say the same.

use freedompay::journal::EntryState;
use freedompay::transport::Stage;

use crate::bodies::Body;
use crate::calls::Call;
use crate::rule::{Before, Came, Next, Outcome, Told, is_harmless};

pub(crate) const STATUSES: [u16; 29] = [
    200, 201, 204, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 409, 410, 413, 422, 451, 408, 429, 500, 501,
    505, 520, 599, 502, 503, 504,
];

pub(crate) struct Cell {
    pub(crate) call: &'static Call,
    pub(crate) came: Came,
    pub(crate) before: Before,
    pub(crate) outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Response(Body),
    Redirect,
    Nothing(Stage),
}

/// Which attempts a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempts {
    All,
    /// The first, or after attempts that were certainly not sent.
    First,
    /// After an attempt that may have arrived.
    Later,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) whats: Vec<What>,
    /// 0 if no response came.
    pub(crate) statuses: Vec<u16>,
    /// The statuses after which the library sends the call again.
    pub(crate) repeated: Vec<u16>,
    pub(crate) calls: Vec<&'static str>,
    pub(crate) attempts: Attempts,
    pub(crate) told: Told,
    pub(crate) may_have_happened: bool,
    pub(crate) next: Next,
    /// Of a call that moves money; nothing if no such call is in the row.
    pub(crate) journal: Option<EntryState>,
}

/// Returns the rows about no response and about redirects, which are the same for every API.
pub(crate) fn common_rows<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Row> {
    let mut rows = by_attempt(cells.filter(|cell| is_common(cell)));
    for row in &mut rows {
        row.calls.iter_mut().for_each(|label| *label = label.trim_end_matches('*'));
        if matches!(row.whats.as_slice(), [What::Response(_)]) {
            row.whats = vec![What::Redirect];
        }
    }
    merged(rows)
}

/// Returns the other rows of an API.
pub(crate) fn rows(cells: &[Cell]) -> Vec<Row> {
    merged(by_attempt(cells.iter().filter(|cell| !is_common(cell))))
}

fn is_common(cell: &Cell) -> bool {
    !matches!(cell.came, Came::Response { status, .. } if status / 100 != 3)
}

fn merged(mut rows: Vec<Row>) -> Vec<Row> {
    merge(&mut rows, |row| row.repeated.clear(), |row| &mut row.statuses);
    merge(&mut rows, |_| {}, |row| &mut row.calls);
    merge(&mut rows, |_| {}, |row| &mut row.whats);
    rows
}

fn row(cell: &Cell) -> Row {
    let (what, statuses) = match cell.came {
        Came::Response { status, body } => (What::Response(body), vec![status]),
        Came::Nothing(stage) => (What::Nothing(stage), vec![0]),
    };
    let Outcome { told, may_have_happened, next, journal, requests } = cell.outcome;
    let earlier = usize::from(cell.before != Before::First);
    Row {
        whats: vec![what],
        repeated: if requests > earlier + 1 { statuses.clone() } else { Vec::new() },
        statuses,
        calls: vec![cell.call.label()],
        attempts: if cell.before.may_have_arrived() { Attempts::Later } else { Attempts::First },
        told,
        may_have_happened,
        next,
        journal,
    }
}

/// One row for all attempts if they end the same. The cells of one case follow each other.
fn by_attempt<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Row> {
    let (cells, mut rows): (Vec<&Cell>, _) = (cells.collect(), Vec::new());
    for case in cells.chunk_by(|one, other| one.came == other.came && one.call.endpoint.id == other.call.endpoint.id) {
        let mut of_case: Vec<Row> = Vec::new();
        for row in case.iter().map(|cell| row(cell)) {
            if !of_case.contains(&row) {
                of_case.push(row);
            }
        }
        let is_harmless = case.first().is_some_and(|cell| is_harmless(cell.call));
        match of_case.as_slice() {
            [only] => rows.push(Row { attempts: Attempts::All, ..only.clone() }),
            [first, later] if is_harmless && Row { attempts: Attempts::Later, ..first.clone() } == *later => {
                rows.push(Row { attempts: Attempts::All, ..first.clone() });
            }
            [_, _] if is_harmless => rows.extend(of_case),
            _ => panic!("more outcomes than kinds of attempts: {of_case:?}"),
        }
    }
    rows
}

/// Merges the rows that differ in one list only, in what `ignore` clears, and in the journal, which only calls that move
/// money have.
fn merge<T: Clone + PartialEq>(rows: &mut Vec<Row>, ignore: fn(&mut Row), list: fn(&mut Row) -> &mut Vec<T>) {
    let mut merged: Vec<Row> = Vec::new();
    for mut row in rows.drain(..) {
        let rest = |row: &Row| {
            let mut rest = Row { journal: None, ..row.clone() };
            list(&mut rest).clear();
            ignore(&mut rest);
            rest
        };
        let journals = |other: &Row| other.journal.is_none() || row.journal.is_none() || other.journal == row.journal;
        match merged.iter_mut().find(|other| rest(other) == rest(&row) && journals(other)) {
            Some(other) => {
                other.journal = other.journal.or(row.journal);
                add(&mut other.repeated, &row.repeated);
                add(list(other), list(&mut row));
            }
            None => merged.push(row),
        }
    }
    *rows = merged;
}

fn add<T: Clone + PartialEq>(list: &mut Vec<T>, items: &[T]) {
    for item in items {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}
