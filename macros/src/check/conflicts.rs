//! Arguments of a field that contradict each other.

use crate::diagnostics::Mistakes;
use crate::parse::field::FieldDef;

const PAIRS: [(&str, &str, &str); 4] = [
    ("path", "query", "a field travels in one place"),
    ("path", "header", "a field travels in one place"),
    ("query", "header", "a field travels in one place"),
    ("secret", "not_secret", "a field is one or the other"),
];

pub(super) fn check(field: &mut FieldDef, mistakes: &mut Mistakes) {
    for (one, other, why) in PAIRS {
        // The later one is where the eye should go.
        let later = field.given.iter().filter(|name| *name == one || *name == other).nth(1);
        if let Some(later) = later {
            mistakes.on("FP002", later, format!("`{one}` and `{other}` exclude each other, because {why}: remove one"));
        }
    }
    if let Some(not_secret) = field.argument("not_secret")
        && field.mentions("Secret")
    {
        mistakes.on("FP002", not_secret, "`not_secret` contradicts the type `Secret`: take `String`, or remove it");
    }
    if field.rest {
        for other in field.given.iter().filter(|name| *name != "rest") {
            let message =
                format!("`rest` takes fields of any name, so `{other}` has no one field to be about: remove it");
            mistakes.on("FP002", other, message);
            field.is_doubtful = true;
        }
    }
}
