//! The two signing schemes in use.

pub mod jws;
pub mod pg_sig;
