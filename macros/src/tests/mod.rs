//! The macros as functions from tokens to tokens.

mod arguments;
mod callback;
mod declarations;
mod mutations;
mod secrets;
mod shapes;
mod snapshots;
mod words;
