//! The example's shop over SQLite: all of it but the file that names the database.

#[path = "../../../../api-defs/examples/shop/books.rs"]
mod books;
pub(crate) mod database;
#[path = "../../../../api-defs/examples/shop/payouts.rs"]
mod payouts;
#[path = "../books.rs"]
pub(crate) mod reader;
#[path = "../../../../api-defs/examples/shop/results.rs"]
mod results;
#[path = "../serve.rs"]
pub(crate) mod serve;
#[path = "../../../../api-defs/examples/shop/shop.rs"]
pub(crate) mod shop;
