//! Names of fields: plain ones, awkward ones, and those of card data and secrets.

use fastrand::Rng;

const PLAIN: [&str; 24] = [
    "title", "state", "comment", "label", "place", "customer", "order", "group", "level", "reason", "color", "shop",
    "note", "branch", "city", "unit", "mode", "source", "parent", "language", "owner", "batch", "zone", "shelf",
];
const AWKWARD: [&str; 22] = [
    "type",
    "self",
    "fn",
    "3ds",
    "orderState",
    "HTTPCode",
    "with-dash",
    "with.dot",
    "with space",
    "Полка",
    "new",
    "send",
    "crate",
    "r#raw",
    "_under",
    "x2",
    "Über",
    "merchant_fields",
    // YAML has values of these names.
    "null",
    "true",
    "7",
    "1.5",
];
const COUNTS: [&str; 6] = ["count", "quantity", "position", "attempts", "weight", "floor"];
const MONEY: [&str; 4] = ["price", "fee", "discount", "balance"];
const SECRET: [&str; 6] = ["card_number", "cvv", "password", "access_token", "pin", "client_secret"];

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    Any,
    Count,
    Money,
    Secret,
    /// Outside of a body, where names are plainer.
    Parameter,
}

/// Draws a name that is not taken yet, however it is written.
pub(crate) fn draw(random: &mut Rng, purpose: Use, taken: &mut Vec<String>) -> String {
    loop {
        let list: &[&str] = match purpose {
            Use::Count => &COUNTS,
            Use::Money => &MONEY,
            Use::Secret => &SECRET,
            Use::Any if random.u8(..4) == 0 => &AWKWARD,
            Use::Any | Use::Parameter => &PLAIN,
        };
        let name = list[random.usize(..list.len())];
        let name = match purpose {
            Use::Any | Use::Parameter | Use::Count if random.u8(..3) == 0 => {
                format!("{name}_{}", PLAIN[random.usize(..PLAIN.len())])
            }
            _ if random.u8(..6) == 0 => format!("{name}_{}", taken.len()),
            _ => name.to_owned(),
        };
        let key: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        if !taken.contains(&key) {
            taken.push(key);
            return name;
        }
    }
}
