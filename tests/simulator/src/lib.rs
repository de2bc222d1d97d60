//! A simulator: three instances of a program, one database and a model of the provider in one thread, under one seed and in
//! virtual time, over the machines, encoders, signatures and parsers of the library, its journal and its callback store.
//!
//! A history is a few payments and notifications with faults and crashes at every step. What the program was told, what its
//! books say and what the journal holds is compared with what became of the orders at the provider.

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
