//! Pages of `docs/` that a test writes.

use std::path::Path;
use std::{env, fs};

/// Compares a page with the one in `docs/`, or with `FREEDOMPAY_BLESS` set writes it there.
///
/// # Errors
/// What differs first, and how the page is renewed.
pub fn keep(name: &str, test: &str, page: &str) -> Result<(), String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    if env::var_os("FREEDOMPAY_BLESS").is_some() {
        fs::write(&path, page).map_err(|e| e.to_string())?;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if page == kept {
        return Ok(());
    }
    let differing = page.lines().zip(kept.lines().chain(std::iter::repeat(""))).find(|(now, then)| now != then);
    Err(format!(
        "docs/{name} is out of date; renew it: FREEDOMPAY_BLESS=1 cargo test -p freedompay-tests --test {test}\n{differing:?}"
    ))
}
