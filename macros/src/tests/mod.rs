//! The macros as functions from tokens to tokens.

mod mutations;
mod shapes;
mod snapshots;
mod words;
