//! A client of something that is no API.

use freedompay::Client;

fn never(_: Client<String>) {}

fn main() {}
