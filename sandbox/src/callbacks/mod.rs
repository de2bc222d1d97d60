//! Callbacks to the merchant's URLs: building the message, signing and sending it, judging the response.

mod judge;
pub(crate) mod outgoing;
pub(crate) mod sender;
