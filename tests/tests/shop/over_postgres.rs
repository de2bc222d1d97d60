//! The example's shop over PostgreSQL, as it is.

#[path = "../../../api-defs/examples/shop/books.rs"]
mod books;
#[path = "../../../api-defs/examples/shop/database.rs"]
pub(crate) mod database;
#[path = "../../../api-defs/examples/shop/payouts.rs"]
mod payouts;
#[path = "books.rs"]
pub(crate) mod reader;
#[path = "../../../api-defs/examples/shop/results.rs"]
mod results;
#[path = "serve.rs"]
pub(crate) mod serve;
#[path = "../../../api-defs/examples/shop/shop.rs"]
pub(crate) mod shop;
