//! The program's own books: what it wants done, what it knows of it, and its transactions, in the database of the journal.

use freedompay::Uuid;
use freedompay::journal::Journal as _;

use crate::calls::Kind;
use crate::database::at_once;
use crate::history::History;
use crate::provider::Order;

/// A payment is tried with so many orders at most.
const MOST_ORDERS: usize = 3;

/// What a program was told about one of its calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// The provider took it on.
    Accepted,
    /// Nothing happened.
    Nothing,
    /// It may have happened.
    Doubt,
    /// A status call says that it happened.
    Happened,
    /// A status call says that it did not happen.
    DidNotHappen,
}

impl Told {
    /// Reports whether the payment may be tried once more.
    pub(crate) fn is_no(self) -> bool {
        matches!(self, Self::Nothing | Self::DidNotHappen)
    }
}

/// How a program keeps its books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Outcome and acknowledgement in one transaction; it sends again if its acknowledgement found the entry.
    OneCommit,
    /// The same; it sends again if the order that the outcome is about is the one that its books wait for.
    Numbered,
    /// The outcome first, then the acknowledgement, then, if that found the entry, the next order.
    TwoSteps,
    /// None at all: an outcome counts as acknowledged when it is returned. It sends nothing again.
    None,
}

impl Style {
    pub(crate) const ALL: [Self; 4] = [Self::OneCommit, Self::Numbered, Self::TwoSteps, Self::None];
}

/// What the books say of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Book {
    New,
    /// This order is about to be sent, or was.
    Sending(usize),
    /// This order was paid.
    Paid(usize),
    /// Nothing was paid, by this order or an earlier one.
    NotPaid(usize),
}

/// Something a program wants done once.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) kind: Kind,
    pub(crate) merchant: usize,
    pub(crate) book: Book,
    /// Its orders. Each is sent once, under a number of its own.
    pub(crate) orders: Vec<usize>,
    /// What the program was told about which order.
    pub(crate) told: Vec<(usize, Told)>,
}

/// A transaction of the program about an order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Commit {
    pub(crate) order: usize,
    pub(crate) what: Change,
}

/// What a transaction does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    /// The order is about to be sent.
    Mark,
    /// Writes the outcome down and acknowledges the entry.
    Settle(Told, Uuid),
    /// Writes the outcome down.
    Note(Told, Uuid),
    /// Acknowledges the entry.
    Acknowledge(Told, Uuid),
    /// Marks another order in place of one that was not paid.
    Again,
}

impl Commit {
    /// Its name, for the report.
    pub(crate) fn name(&self) -> &'static str {
        match self.what {
            Change::Mark | Change::Again => "mark",
            Change::Settle(..) | Change::Note(..) => "commit",
            Change::Acknowledge(..) => "acknowledge",
        }
    }
}

impl History<'_> {
    /// Carries out a transaction of the program. Reports whether it changed what the program goes on with: an order may be
    /// sent, or the entry was there.
    pub(crate) fn commit(&mut self, commit: Commit) -> bool {
        let Commit { order, what } = commit;
        let job = self.orders[order].job;
        let book = self.jobs[job].book;
        match what {
            Change::Mark => {
                self.jobs[job].book = if book == Book::New { Book::Sending(order) } else { book };
                book == Book::New
            }
            Change::Settle(told, key) => {
                let was_there = self.acknowledge(order, key);
                let is_waiting = book == Book::Sending(order);
                let counts = if self.style == Style::Numbered { is_waiting } else { was_there };
                if !counts {
                    return false;
                }
                if !is_waiting {
                    self.violate(format!("order {order} is settled, and the books say {book:?}"));
                }
                self.settle(order, told);
                told.is_no() && self.next_order(job)
            }
            Change::Note(told, _) => {
                if book == Book::Sending(order) {
                    self.settle(order, told);
                }
                true
            }
            Change::Acknowledge(_, key) => self.acknowledge(order, key),
            Change::Again => book == Book::NotPaid(order) && self.next_order(job),
        }
    }

    fn acknowledge(&mut self, order: usize, key: Uuid) -> bool {
        let was_there = at_once(self.database.journal.acknowledge(key)).is_some_and(|found| found == Ok(true));
        self.note(|| format!("order {order} is acknowledged, its entry was there: {was_there}"));
        if !was_there {
            self.situation("an acknowledgement finds nothing");
        }
        if let Some(wrong) = self.database.holds.acknowledged(key, was_there) {
            self.violate(wrong);
        }
        was_there
    }

    fn settle(&mut self, order: usize, told: Told) {
        let job = self.orders[order].job;
        self.jobs[job].book = if told.is_no() { Book::NotPaid(order) } else { Book::Paid(order) };
        self.note(|| format!("the books: order {order} is {told:?}"));
    }

    /// Marks another order of a job as about to be sent, if the program tries once more.
    pub(crate) fn next_order(&mut self, job: usize) -> bool {
        if self.jobs[job].orders.len() >= MOST_ORDERS || self.choices.once_in(4) {
            return false;
        }
        let order = self.new_order(job);
        self.jobs[job].book = Book::Sending(order);
        self.situation("another order is sent in place of one that was not paid");
        self.note(|| format!("the books: order {order} is to be sent"));
        true
    }

    /// Adds an order to a job.
    pub(crate) fn new_order(&mut self, job: usize) -> usize {
        let order = self.orders.len();
        self.orders.push(Order::new(job, self.jobs[job].merchant));
        self.jobs[job].orders.push(order);
        order
    }
}
