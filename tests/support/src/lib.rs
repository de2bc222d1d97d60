//! What tests of several crates need: a PostgreSQL of their own, and a harness that says what was not tested.

pub mod harness;
pub mod postgres;

pub use harness::Missing;
pub use postgres::Postgres;
