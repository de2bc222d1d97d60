//! The macros as functions from tokens to tokens.

mod api;
mod arguments;
mod built_in;
mod callback;
mod declarations;
mod mutations;
mod secrets;
mod shapes;
mod snapshots;
mod words;
