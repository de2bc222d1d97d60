//! The signature schemes of Freedom Pay, each in its file with its credentials. Nothing outside of a scheme's file knows more of
//! it than [`Scheme`] and its table tell.

mod basic;
mod bearer;
mod case;
mod jws;
mod pg_sig;
mod sign_header;
#[cfg(test)]
mod tests;

pub use self::basic::{Basic, BasicCredentials};
pub use self::bearer::{Bearer, BearerCredentials};
pub use self::jws::{Jws, Jws512, JwsCredentials};
pub use self::pg_sig::{PgCredentials, PgSig};
pub use self::sign_header::{SignHeader, SignHeaderCredentials};
pub use crate::meta::scheme::*;
