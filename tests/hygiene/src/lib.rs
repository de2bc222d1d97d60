//! Declarations where every name they could trip over means something else. That this compiles is the test.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, rust_2018_idioms)]
#![deny(clippy::all, clippy::pedantic)]
// What the expansion writes obeys the lints, because what allows one does not compile under `forbid`.
#![forbid(deprecated, non_snake_case, non_upper_case_globals, unused)]
#![no_implicit_prelude]

pub mod renamed;
pub mod shadowed;
