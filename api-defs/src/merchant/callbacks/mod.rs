//! Merchant API: what Freedom Pay sends to the merchant's own URLs.
//!
//! ```
//! use freedompay::callback::{CallbackVerifier, Incoming, Reply};
//! use freedompay::merchant::callbacks::ResultNotify;
//!
//! fn result(verifier: &CallbackVerifier, incoming: Incoming<'_>) -> Reply {
//!     let notice = match verifier.receive::<ResultNotify>(incoming) {
//!         Ok(notice) => notice,
//!         Err(error) => return error.reply(),
//!     };
//!     // What the order costs, from the merchant's own books.
//!     if !notice.is_paid() {
//!         return notice.reply(&notice.ok());
//!     }
//!     let price = 2500.into();
//!     if notice.is_for(price, "KZT") {
//!         return notice.reply(&notice.ok().describe("Order paid"));
//!     }
//!     match notice.right_to_reject() {
//!         Some(right) => notice.reply(&right.reject("The order costs another amount")),
//!         // The reply cannot undo the payment: take note, and give the money back.
//!         None => notice.reply(&notice.ok()),
//!     }
//! }
//! ```
//!
//! A reply that a callback does not permit does not compile: a result is rejected only with the right to do so, a payout
//! never, and a check is asked anew each time.
//!
//! ```compile_fail
//! # use freedompay::callback::Received;
//! # use freedompay::merchant::callbacks::ResultNotify;
//! fn refuse(notice: Received<ResultNotify>) {
//!     let _ = notice.reject("without asking for the right");
//! }
//! ```
//!
//! [`freedompay::callback`](crate::callback) says how they are verified and answered, and what a signature does not
//! prove. All values arrive as text; fields are optional here unless money is decided by them, and one that cannot be read is absent
//! ([`unread`](crate::callback::Received::unread)), because an unreadable notice helps nobody.

pub mod card_tokenized;
pub mod check;
pub mod payout;
pub mod redirect_back;
pub mod result;

pub use card_tokenized::CardTokenized;
pub use check::CheckRequest;
pub use payout::PayoutNotify;
pub use redirect_back::RedirectBack;
pub use result::{PaymentResult, ResultNotify};

use crate::Amount;

/// Whether amount and currency are exactly those of an order: 20 is 20.00, but not 20.001.
fn same_money(given: (Amount, &str), order: (Amount, &str)) -> bool {
    given.0 == order.0 && given.1.eq_ignore_ascii_case(order.1)
}
