//! The two signing schemes: `pg_sig` and JWS.

mod base64url;
pub mod jws;
pub mod pg_sig;
#[cfg(test)]
mod tests;
