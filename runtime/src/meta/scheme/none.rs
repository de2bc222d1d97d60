//! Calls without a signature.

use super::{AnyCredentials, Scheme, SchemeMeta, SignError, Unsigned, Unverified, Verdict};
use crate::meta::ApiMeta;

/// The scheme of calls that are not signed: anybody may make them.
#[derive(Clone, Copy, Debug)]
pub struct NoSignature;

/// The credentials of [`NoSignature`]: none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCredentials;

impl From<NoCredentials> for AnyCredentials {
    fn from(_: NoCredentials) -> Self {
        Self::new()
    }
}

impl Scheme for NoSignature {
    type Credentials = NoCredentials;
    const META: &'static SchemeMeta = &SchemeMeta { name: "none", title: "nothing", ..SchemeMeta::DEFAULT };

    fn new(_: &ApiMeta, _: &AnyCredentials) -> Result<Self, String> {
        Ok(Self)
    }

    fn account(&self) -> &'static str {
        "anonymous"
    }

    fn sign(&self, _: &mut Unsigned<'_>) -> Result<(), SignError> {
        Ok(())
    }

    fn verify(&self, _: &Unverified<'_>) -> Verdict {
        Verdict::Unsigned
    }
}
