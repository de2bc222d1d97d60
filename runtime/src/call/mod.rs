//! The life of one call: prepared, sent and retried where harmless, judged, recorded.

pub(crate) mod engine;
pub(crate) mod judge;
pub(crate) mod limiter;
pub(crate) mod prepare;
pub(crate) mod prepared;
pub(crate) mod recording;
pub(crate) mod response;
pub(crate) mod retry;
