//! What histories have reached, counted.

use std::collections::BTreeMap;
use std::fmt;

use crate::bodies::Body;
use crate::calls::Kind;
use crate::network::{Fate, STATUSES};

/// The steps between which a program can die.
pub(crate) const STEPS: [&str; 19] = [
    "record",
    "wait",
    "sleep",
    "send",
    "read",
    "record outcome",
    "done",
    "claim",
    "renew",
    "ask",
    "sleep between questions",
    "found",
    "record what was found",
    "mark",
    "commit",
    "acknowledge",
    "claim a notification",
    "keep a decision",
    "commit a decision",
];

/// Faults besides those of the network.
pub(crate) const OTHER_FAULTS: [&str; 13] = [
    "crash",
    "cancelled call",
    "database fails",
    "database's answer is lost",
    "database is slow",
    "database is down",
    "instance stops",
    "machine sleeps",
    "clock set back",
    "clock set forward",
    "notification twice",
    "provider hangs up",
    "reply is lost",
];

/// What becomes of entries and claims when instances get in each other's way.
pub(crate) const SITUATIONS: [&str; 10] = [
    "a lapsed hold of an entry is taken over",
    "an outcome comes after its hold was lost",
    "a claim is renewed too late",
    "an acknowledgement finds nothing",
    "another order is sent in place of one that was not paid",
    "a lapsed claim of a notification is taken over",
    "a decision comes after its claim was lost",
    "a decision waits for a lock",
    "a known decision is repeated",
    "a notification is busy",
];

/// A cell of the outcome table: a kind of call, whether it is a later attempt, the status and the body of a response.
pub(crate) type Cell = (Kind, bool, u16, Body);

/// What was counted over some histories.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Histories.
    pub histories: u64,
    /// Calls in each history: how many histories had so many.
    pub calls: BTreeMap<u32, u64>,
    /// Steps in each history.
    pub steps: BTreeMap<u32, u64>,
    /// Faults in each history.
    pub faults: BTreeMap<u32, u64>,
    /// Each fault by its name.
    pub by_fault: BTreeMap<&'static str, u64>,
    /// Each situation by its name.
    pub by_situation: BTreeMap<&'static str, u64>,
    /// Crashes before (`false`) and after (`true`) a step was carried out.
    pub crashes: BTreeMap<(&'static str, bool), u64>,
    /// Cells of the outcome table.
    pub(crate) cells: BTreeMap<Cell, u64>,
}

impl Report {
    /// Counts a fault.
    pub(crate) fn fault(&mut self, name: &'static str) {
        *self.by_fault.entry(name).or_default() += 1;
    }

    /// Counts a situation.
    pub(crate) fn situation(&mut self, name: &'static str) {
        *self.by_situation.entry(name).or_default() += 1;
    }

    /// Adds another report.
    pub fn add(&mut self, other: &Self) {
        fn add<K: Ord + Clone>(to: &mut BTreeMap<K, u64>, from: &BTreeMap<K, u64>) {
            for (key, count) in from {
                *to.entry(key.clone()).or_default() += count;
            }
        }
        self.histories += other.histories;
        add(&mut self.calls, &other.calls);
        add(&mut self.steps, &other.steps);
        add(&mut self.faults, &other.faults);
        add(&mut self.by_fault, &other.by_fault);
        add(&mut self.by_situation, &other.by_situation);
        add(&mut self.crashes, &other.crashes);
        add(&mut self.cells, &other.cells);
    }

    /// Returns what was never reached: cells, faults, and crashes around a step.
    pub fn unreached(&self) -> Vec<String> {
        let faults = Fate::FAULTS.iter().chain(&OTHER_FAULTS).filter(|name| !self.by_fault.contains_key(*name));
        let crash = |step: &'static str| [(step, false), (step, true)];
        let crashes = STEPS.into_iter().flat_map(crash).filter(|crash| !self.crashes.contains_key(crash));
        let cells = cells().filter(|cell| !self.cells.contains_key(cell));
        let situations = SITUATIONS.iter().filter(|name| !self.by_situation.contains_key(*name));
        faults
            .map(|name| format!("fault {name}"))
            .chain(situations.map(|name| format!("situation {name}")))
            .chain(crashes.map(|(step, after)| format!("crash {} {step}", if after { "after" } else { "before" })))
            .chain(cells.map(|cell| format!("cell {cell:?}")))
            .collect()
    }
}

/// Returns every cell.
pub(crate) fn cells() -> impl Iterator<Item = Cell> {
    let bodies = Kind::ALL
        .into_iter()
        .flat_map(|kind| Body::ALL.into_iter().filter(move |body| body.is_of(kind)).map(move |body| (kind, body)));
    bodies.flat_map(|(kind, body)| {
        STATUSES.into_iter().flat_map(move |status| [false, true].map(|later| (kind, later, status, body)))
    })
}

fn median(counts: &BTreeMap<u32, u64>) -> u32 {
    let half = counts.values().sum::<u64>().div_ceil(2);
    let mut seen = 0;
    let at = counts.iter().find(|(_, count)| {
        seen += **count;
        seen >= half
    });
    at.map_or(0, |(value, _)| *value)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total =
            |counts: &BTreeMap<u32, u64>| counts.iter().map(|(value, count)| u64::from(*value) * count).sum::<u64>();
        writeln!(f, "histories: {}", self.histories)?;
        for (name, counts) in [("calls", &self.calls), ("steps", &self.steps), ("faults and crashes", &self.faults)] {
            writeln!(f, "{name}: {}, median of a history {}", total(counts), median(counts))?;
        }
        for (name, count) in &self.by_fault {
            writeln!(f, "  {name}: {count}")?;
        }
        for (name, count) in &self.by_situation {
            writeln!(f, "  {name}: {count}")?;
        }
        for ((step, after), count) in &self.crashes {
            writeln!(f, "  crash {} {step}: {count}", if *after { "after" } else { "before" })?;
        }
        let all = cells().count();
        let reached = cells().filter(|cell| self.cells.contains_key(cell)).count();
        let least = self.cells.values().min().copied().unwrap_or_default();
        writeln!(f, "cells of responses: {reached} of {all}, the rarest {least} times")
    }
}
