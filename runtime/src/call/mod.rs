//! One call: prepared, sent as often as is harmless, judged, recorded.

pub(crate) mod engine;
pub(crate) mod judge;
pub(crate) mod limiter;
pub(crate) mod prepare;
pub(crate) mod prepared;
pub(crate) mod recording;
pub(crate) mod response;
pub(crate) mod retry;
