//! The macros as functions from tokens to tokens.

mod callback;
mod mutations;
mod shapes;
mod snapshots;
mod words;
