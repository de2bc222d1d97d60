//! Writes the step that each operation of an instance is at into a file, which outlives the instance's SIGKILL: a byte for each
//! operation, and a system call whenever one gets on.
//!
//! The shop's own spans and events say where it is; the wrappers in `watched` add what happens inside a call.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::steps::{OVER, Step};

/// The kinds of operations, by the names of the shop's spans: where in the file theirs are, and the first step.
const KINDS: [(&str, Step); 3] =
    [("payout", Step::Taking), ("recovered", Step::Concluding), ("result", Step::Claiming)];
/// How many operations of a kind have a byte.
pub(crate) const MOST: u64 = 1 << 16;

/// What an event of the shop says, by the kind of operation that it happens in.
const EVENTS: [(&str, [Option<Step>; 3]); 8] = [
    ("booking", [Some(Step::Booking), Some(Step::ConcludingInBooks), None]),
    ("committing", [Some(Step::Committing), Some(Step::ConcludingCommit), None]),
    ("booked", [Some(Step::Booked), Some(Step::Concluded), None]),
    ("claimed", [None, None, Some(Step::Claimed)]),
    ("deciding", [None, None, Some(Step::Deciding)]),
    ("decided", [None, None, Some(Step::Decided)]),
    ("kept", [None, None, Some(Step::Kept)]),
    ("delivered", [None, None, Some(Step::Delivered)]),
];

static STEPS: OnceLock<Steps> = OnceLock::new();

thread_local! {
    /// The spans that this thread is in.
    static INSIDE: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Where this instance writes its steps.
struct Steps {
    file: File,
    /// Where it stands still to be killed: at this step, so many operations from now.
    trap: Option<(Step, AtomicU64)>,
    next: AtomicU64,
    /// The byte of each span, and how often the span is held.
    spans: Mutex<HashMap<u64, (u64, u32)>>,
}

/// Writes the steps of this instance into a file from now on; stops for good at the n-th operation that reaches a step.
pub(crate) fn write_to(file: File, trap: Option<(Step, u64)>) {
    let trap = trap.map(|(step, nth)| (step, AtomicU64::new(nth)));
    let steps = Steps { file, trap, next: AtomicU64::new(1), spans: Mutex::default() };
    if STEPS.set(steps).is_ok() {
        tracing::subscriber::set_global_default(Watcher).expect("it is the only one");
    }
}

/// Notes the step of the operation that this thread is in, if it is in one.
pub(crate) fn reach(step: Step) {
    if let Some(at) = current() {
        write(at, step);
    }
}

/// Notes the step of the recovery of a payout, outside its span.
pub(crate) fn reach_in_recovery(order: &str, step: Step) {
    write(offset(1, order), step);
}

/// Reports whether this thread is in a payout, not in its recovery.
pub(crate) fn is_paying() -> bool {
    current().is_some_and(|at| at < MOST)
}

fn write(at: u64, step: Step) {
    let Some(steps) = STEPS.get() else { return };
    steps.file.write_all_at(&[step.byte()], at).expect("the file of steps can be written");
    if let Some((trap, left)) = &steps.trap
        && *trap == step
        && left.fetch_sub(1, Ordering::Relaxed) == 1
    {
        println!("at the step");
        loop {
            std::thread::park();
        }
    }
}

fn current() -> Option<u64> {
    let span = INSIDE.with_borrow(|inside| inside.last().copied())?;
    STEPS.get()?.spans().get(&span).map(|(at, _)| *at)
}

/// Returns where the byte of an operation is: by kind, and by the number in the order's id.
fn offset(kind: u64, order: &str) -> u64 {
    let number: u64 = order.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or_default();
    kind * MOST + number.min(MOST - 1)
}

impl Steps {
    fn spans(&self) -> MutexGuard<'_, HashMap<u64, (u64, u32)>> {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows the shop's spans and events.
struct Watcher;

impl Subscriber for Watcher {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let is_kind = || KINDS.iter().any(|(name, _)| *name == metadata.name());
        let is_shop = metadata.target().contains("over_");
        is_shop && (metadata.is_event() || is_kind())
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut order = Text::new("order");
        span.record(&mut order);
        let kind = KINDS.iter().zip(0..).find(|((name, _), _)| *name == span.metadata().name());
        let Some(((_, first), kind)) = kind else { return Id::from_u64(u64::MAX) };
        let Some(steps) = STEPS.get() else { return Id::from_u64(u64::MAX) };
        let at = offset(kind, &order.text);
        let id = steps.next.fetch_add(1, Ordering::Relaxed);
        steps.spans().insert(id, (at, 1));
        write(at, *first);
        Id::from_u64(id)
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Text::new("message");
        event.record(&mut message);
        if *event.metadata().level() <= tracing::Level::WARN && std::env::var_os("FREEDOMPAY_TEST_LOG").is_some() {
            let mut all = Text::new("");
            event.record(&mut all);
            eprintln!("{}", all.text);
        }
        let Some(at) = current() else { return };
        let kind = usize::try_from(at / MOST).unwrap_or_default();
        let known = EVENTS.iter().find(|(text, _)| *text == message.text);
        if let Some(step) = known.and_then(|(_, steps)| steps.get(kind).copied().flatten()) {
            write(at, step);
        }
    }

    fn enter(&self, span: &Id) {
        INSIDE.with_borrow_mut(|inside| inside.push(span.into_u64()));
    }

    fn exit(&self, _: &Id) {
        INSIDE.with_borrow_mut(Vec::pop);
    }

    fn clone_span(&self, span: &Id) -> Id {
        if let Some(steps) = STEPS.get()
            && let Some((_, held)) = steps.spans().get_mut(&span.into_u64())
        {
            *held += 1;
        }
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let Some(steps) = STEPS.get() else { return false };
        let mut spans = steps.spans();
        let Some((at, held)) = spans.get_mut(&span.into_u64()) else { return false };
        *held -= 1;
        if *held > 0 {
            return false;
        }
        let at = *at;
        spans.remove(&span.into_u64());
        drop(spans);
        let mut byte = [0];
        if steps.file.read_exact_at(&mut byte, at).is_ok() {
            let _ = steps.file.write_all_at(&[byte[0] | OVER], at);
        }
        true
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}
}

/// Takes the text of one field, or of all.
struct Text {
    name: &'static str,
    text: String,
}

impl Text {
    fn new(name: &'static str) -> Self {
        Self { name, text: String::new() }
    }
}

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == self.name {
            value.clone_into(&mut self.text);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if self.name.is_empty() || field.name() == self.name {
            let _ = write!(self.text, "{value:?} ");
            self.text.truncate(self.text.trim_end().len());
        }
    }
}
