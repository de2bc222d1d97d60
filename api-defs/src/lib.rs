#![doc = include_str!("../docs/landing.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The expansion of the attributes names this crate from the outside, here too.
#[allow(unused_extern_crates)]
extern crate self as freedompay;

#[doc = include_str!("../docs/callback.md")]
pub use freedompay_macros::freedompay_callback;
#[doc = include_str!("../docs/endpoint.md")]
pub use freedompay_macros::freedompay_endpoint;
#[doc = include_str!("../docs/enum.md")]
pub use freedompay_macros::freedompay_enum;
#[doc = include_str!("../docs/model.md")]
pub use freedompay_macros::freedompay_model;
pub use freedompay_runtime::*;

#[doc(hidden)]
pub use freedompay_runtime::__private;

#[cfg(feature = "card")]
pub mod card;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "gateway_async")]
pub mod gateway_async;
#[cfg(feature = "merchant")]
pub mod merchant;
#[cfg(feature = "merchant_invoice")]
pub mod merchant_invoice;
#[cfg(feature = "partner")]
pub mod partner;
mod registry;
#[cfg(any(feature = "gateway", feature = "merchant"))]
mod shared;

pub use registry::{endpoint, endpoints};
