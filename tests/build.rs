//! Writes the list of all declared requests by their types, from the same sources and by the same code as the registry.
//!
//! `endpoints.rs` calls the macro `each_endpoint`, which whoever includes the file has defined before:
//! `each_endpoint! { partner_invoices_invoice_info => freedompay::partner::invoices::InvoiceInfo, … }`

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "../api-defs/build.rs"]
#[allow(dead_code)] // its own `main`
mod api_defs;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=../api-defs/src");
    println!("cargo::rerun-if-changed=../api-defs/build.rs");
    let mut list = String::from("each_endpoint! {\n");
    // A callback is not a request.
    for (path, _) in
        api_defs::types(Path::new("../api-defs/src"))?.iter().filter(|(_, kind)| *kind == "crate::Endpoint")
    {
        writeln!(list, "    {} => freedompay::{path},", function_name(path))?;
    }
    list.push_str("}\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("endpoints.rs"), list)?;
    Ok(())
}

/// `partner::invoices::InvoiceInfo` as `partner_invoices_invoice_info`.
fn function_name(path: &str) -> String {
    let mut name = String::new();
    for part in path.split("::") {
        for letter in part.chars() {
            if letter.is_ascii_uppercase() || name.is_empty() {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        }
        name.push('_');
    }
    name.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}
