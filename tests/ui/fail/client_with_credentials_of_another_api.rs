//! Credentials of another API.

use freedompay::{Client, Partner, PgCredentials};

fn main() {
    let credentials = PgCredentials::new("123456", "secret");
    let _ = Client::<Partner>::builder(credentials);
}
