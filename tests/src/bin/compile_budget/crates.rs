//! The same declarations in each form.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use freedompay_tests::compare::Failure;

use crate::openapi;

/// Fields of a request: type, and whether it may be left out.
pub(crate) const REQUEST: [(&str, &str, bool); 12] = [
    ("order_id", "String", false),
    ("amount", "Amount", false),
    ("currency", "String", true),
    ("description", "String", true),
    ("lifetime", "u32", true),
    ("user_id", "u64", true),
    ("testing", "bool", true),
    ("session", "Uuid", true),
    ("check_url", "String", true),
    ("result_url", "String", true),
    ("fee", "Amount", true),
    ("tags", "Vec<String>", true),
];

/// Fields of a response.
pub(crate) const RESPONSE: [(&str, &str, bool); 8] = [
    ("status", "String", true),
    ("payment_id", "u64", true),
    ("amount", "Amount", true),
    ("currency", "String", true),
    ("captured", "bool", true),
    ("session", "Uuid", true),
    ("redirect_url", "String", true),
    ("created_at", "String", true),
];

/// A form of declaring calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The structs alone with derives, each written to JSON and read from it.
    Serde,
    /// Ours, each sent.
    Ours,
    /// What progenitor writes for an OpenAPI document.
    Progenitor,
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Serde, Kind::Ours, Kind::Progenitor];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Serde => "serde",
            Kind::Ours => "freedompay",
            Kind::Progenitor => "progenitor",
        }
    }

    /// In the picture.
    pub(crate) const fn colour(self) -> &'static str {
        match self {
            Kind::Serde => "#888",
            Kind::Ours => "#0a6",
            Kind::Progenitor => "#c60",
        }
    }

    /// Writes the crate.
    pub(crate) fn write(self, folder: &Path, size: usize) -> Result<(), Failure> {
        match self {
            Kind::Serde => package(folder, "serde", &source(size, serde)),
            Kind::Ours => package(folder, "freedompay", &source(size, ours)),
            Kind::Progenitor => progenitor(folder, size),
        }
    }
}

/// Ours depends on `serde_json`, too, so that both have the same dependencies.
fn package(folder: &Path, name: &str, source: &str) -> Result<(), Failure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let manifest = format!(
        "[package]\nname = \"budget-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         freedompay = {{ path = \"{}\", default-features = false, features = [\"merchant\", \"partner\", \"reqwest\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
        root.join("api-defs").display()
    );
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), source)?;
    Ok(())
}

fn source(size: usize, declaration: fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut out = String::from("#![allow(unused_imports, missing_docs)]\nuse freedompay::{Amount, Uuid};\n");
    for at in 0..size {
        // Writing to a String does not fail.
        let _ = declaration(&mut out, at);
    }
    out
}

fn fields(out: &mut String, fields: &[(&str, &str, bool)], skip: &str) -> std::fmt::Result {
    for (name, ty, optional) in fields {
        match optional {
            true => writeln!(out, "    /// A field.\n{skip}    pub {name}: Option<{ty}>,")?,
            false => writeln!(out, "    /// A field.\n    pub {name}: {ty},")?,
        }
    }
    writeln!(out, "}}")
}

fn serde(out: &mut String, at: usize) -> std::fmt::Result {
    writeln!(out, "/// A request.\n#[derive(Clone, Debug, serde::Serialize)]\npub struct Request{at} {{")?;
    fields(out, &REQUEST, "    #[serde(skip_serializing_if = \"Option::is_none\")]\n")?;
    writeln!(out, "/// A response.\n#[derive(Clone, Debug, serde::Deserialize)]\npub struct Response{at} {{")?;
    fields(out, &RESPONSE, "")?;
    writeln!(
        out,
        "pub fn call{at}(request: &Request{at}, carry: fn(String) -> String) -> serde_json::Result<Response{at}> {{\n    \
         serde_json::from_str(&carry(serde_json::to_string(request)?))\n}}"
    )
}

fn ours(out: &mut String, at: usize) -> std::fmt::Result {
    writeln!(
        out,
        "/// A request.\n#[freedompay::freedompay_endpoint(uri = \"/v5/partner/budget/call{at}\", method = \"POST\", response = \
         Response{at})]\npub struct Request{at} {{"
    )?;
    fields(out, &REQUEST, "")?;
    writeln!(out, "/// A response.\n#[freedompay::freedompay_model]\npub struct Response{at} {{")?;
    fields(out, &RESPONSE, "")?;
    // In a box, because the compiler makes no code for a future that nobody polls.
    writeln!(
        out,
        "pub fn call{at}<'a>(request: &'a Request{at}, client: &'a freedompay::Client<freedompay::Partner>) -> \
         std::pin::Pin<Box<dyn Future<Output = Result<Response{at}, freedompay::Error>> + 'a>> {{\n    \
         Box::pin(async move {{ Ok(request.send(client).await?.into_inner()) }})\n}}"
    )
}

/// Uses `cargo progenitor` if it is installed: `cargo install cargo-progenitor`.
fn progenitor(folder: &Path, size: usize) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let document = folder.join("openapi.json");
    fs::write(&document, openapi::document(size)?)?;
    let written = folder.join("written");
    let output = Command::new("cargo-progenitor")
        .args(["progenitor", "--name", "budget-progenitor", "--version", "0.1.0", "--interface", "builder", "-i"])
        .arg(&document)
        .arg("-o")
        .arg(&written)
        .output()
        .map_err(|e: io::Error| format!("cargo-progenitor does not start: {e}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut manifest = fs::read_to_string(written.join("Cargo.toml"))?;
    if !manifest.contains("[workspace]") {
        manifest.push_str("\n[workspace]\n");
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    for file in fs::read_dir(written.join("src"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("src").join(file.file_name()))?;
    }
    Ok(())
}
