//! A client of a type that is not an API.

use freedompay::Client;

fn never(_: Client<String>) {}

fn main() {}
