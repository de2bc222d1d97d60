//! Rust names, as all three passes need them.

pub(crate) mod secret;

use syn::Ident;

/// Functions of every request. A field of such a name is rejected, and does not get a setter.
pub(crate) const RESERVED: [&str; 2] = ["new", "send"];

/// Returns a name without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// Converts `InvoiceInfo` to `invoice_info`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let after_lower = at > 0 && chars.get(at - 1).is_some_and(|p| p.is_lowercase() || p.is_ascii_digit());
        let before_lower = chars.get(at + 1).is_some_and(|n| n.is_lowercase());
        if c.is_uppercase() && at > 0 && (after_lower || before_lower) {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
