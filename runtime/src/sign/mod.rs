//! The two signing schemes in use.

mod base64url;
pub mod jws;
pub mod pg_sig;
