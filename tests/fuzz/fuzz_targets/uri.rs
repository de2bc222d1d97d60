//! The grammar of `uri`, out of the macros' own source.
#![no_main]
#![allow(dead_code)] // what else the macros' files hold

use proc_macro2::Span;
use syn::LitStr;

#[path = "../../../macros/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../../macros/src/check/uri.rs"]
mod uri;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut mistakes = diagnostics::Mistakes::default();
    let names = uri::check(&LitStr::new(text, Span::call_site()), &mut mistakes);
    assert_eq!(names.is_some(), mistakes.is_empty(), "a path is refused with a reason, or taken without one");
    if let Some(names) = names {
        assert!(text.starts_with('/') && text.is_ascii() && !text.contains(['?', '#', '%', ' ']));
        assert_eq!(names.len(), text.matches('{').count(), "every parameter has a name");
    }
});
