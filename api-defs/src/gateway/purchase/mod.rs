//! Gateway API > Sync API > Purchase: payments by card or on a hosted page, and what follows them.
//!
//! A payment in one step is captured as it is authorised; one in two steps (`auto_clearing(false)`) holds the money
//! until [`CapturePayment`](capture::CapturePayment) takes it or [`CancelPayment`](capture::CancelPayment) lets it go.
//! A hold that gets neither is captured by itself after five days. Captured money goes back by
//! [`RefundPayment`](capture::RefundPayment).

pub mod capture;
pub mod card;
pub mod page;
pub mod recurring;
pub mod status;
