//! Declarations that compile, with every feature of the attributes, and what becomes of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(dead_code, unreachable_pub)] // much is declared only to be compiled

#[path = "../pass/apis.rs"]
mod apis;
#[path = "../pass/arguments.rs"]
mod arguments;
#[path = "../pass/callbacks.rs"]
mod callbacks;
#[path = "../pass/derives.rs"]
mod derives;
#[path = "../pass/enums.rs"]
mod enums;
#[path = "../pass/fields.rs"]
mod fields;
#[path = "../pass/inference.rs"]
mod inference;
#[path = "../pass/objects.rs"]
mod objects;
#[path = "../pass/own_types.rs"]
mod own_types;
#[path = "../pass/sharing.rs"]
mod sharing;
