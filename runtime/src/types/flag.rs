//! Booleans that the wire writes as `1` and `0`.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A boolean that is the integer `1` or `0` in every wire format.
///
/// Setters take a `bool`: `request.testing_mode(true)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Flag(pub bool);

impl From<bool> for Flag {
    fn from(truth: bool) -> Self {
        Self(truth)
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0.into())
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bool::deserialize(deserializer).map(Self)
    }
}
