//! A simulator: clients, their journal and a model of the provider in one thread, under one seed and in virtual time, over
//! the machines, encoders, signatures and parsers of the library.
//!
//! A history is a few calls with faults and crashes at every step. After each, what the program was told and what the
//! journal holds is compared with what became of the orders at the provider.

mod attempts;
mod bodies;
mod books;
mod call;
mod calls;
mod checks;
mod choices;
mod clock;
mod database;
mod handler;
mod history;
mod holds;
mod instance;
mod network;
mod notice_store;
mod notices;
mod patch;
mod plan;
mod program;
mod provider;
mod queue;
mod recovery;
mod report;
mod shrink;

pub use history::{Clients, Ended, History};
pub use patch::{Patch, PatchError};
pub use report::Report;
pub use shrink::shrink;
