//! Rust types of fields and responses.

use std::collections::BTreeSet;

use super::fields::Role;
use super::text::{self, attribute, literal};
use super::{File, doc};
use crate::spec::import::names;
use crate::spec::import::schema::secrecy::is_card;
use crate::spec::model::{Field, Limit, Type, Width};

/// A Rust type.
pub(super) struct Named {
    pub(super) name: String,
    /// Whether its `Debug` output is masked.
    pub(super) is_masked: bool,
}

/// Names of card data, without a prefix, and the types that check and mask it.
const CARD_DATA: [(&str, &str); 15] = [
    ("pan", "CardNumber"),
    ("card_pan", "CardNumber"),
    ("card_number", "CardNumber"),
    ("payment_to", "CardNumber"),
    ("card_recipient", "CardNumber"),
    ("cvc", "Cvc"),
    ("cvv", "Cvc"),
    ("card_cvc", "Cvc"),
    ("card_cvv", "Cvc"),
    ("card_month", "ExpiryMonth"),
    ("card_exp_month", "ExpiryMonth"),
    ("card_year", "ExpiryYear"),
    ("card_exp_year", "ExpiryYear"),
    ("card_holder", "CardHolder"),
    ("cardholder", "CardHolder"),
];

impl File<'_> {
    /// Writes the type of a response, unless it is an untyped value.
    pub(super) fn response(&mut self, wanted: &str, ty: &Type) -> Option<String> {
        match ty {
            Type::Object(fields) => Some(self.object(wanted, fields, "response", true, "")),
            Type::List(item) => match &**item {
                Type::Object(fields) => Some(format!("Vec<{}>", self.object(wanted, fields, "response", true, ""))),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the type of a field, and writes the types it uses.
    pub(super) fn ty(&mut self, wanted: &str, field: &Field, at: &str, role: Role<'_>) -> Named {
        let plain = |name: String| Named { name, is_masked: false };
        match &field.ty {
            Type::Text if field.secret => self.secret(field, role),
            Type::Text => plain("String".to_owned()),
            Type::Bool => plain("bool".to_owned()),
            Type::Flag => plain(self.import("Flag")),
            Type::Integer(width) => plain(integer(*width, field).to_owned()),
            Type::Decimal => plain(self.import("Amount")),
            Type::Uuid => plain(self.import("Uuid")),
            Type::Enum { values, numeric } if values.is_empty() => {
                plain(if *numeric { "i64" } else { "String" }.to_owned())
            }
            Type::Enum { values, numeric } => plain(self.open_enum(wanted, values, *numeric, &field.name)),
            Type::List(item) => {
                let item = Field { ty: (**item).clone(), ..field.clone() };
                let named = self.ty(wanted, &item, at, role);
                Named { name: format!("Vec<{}>", named.name), ..named }
            }
            Type::Map(item) => {
                self.used.insert("BTreeMap");
                let item = Field { ty: (**item).clone(), ..field.clone() };
                let named = self.ty(wanted, &item, at, role);
                Named { name: format!("BTreeMap<String, {}>", named.name), ..named }
            }
            Type::Object(fields) => {
                // A cut name must still say that the members are a card's.
                let is_lost = is_card(&field.name) && !is_card(&names::ty(wanted));
                let of_card = format!("Card {}", field.name);
                let wanted = if is_lost { &of_card } else { wanted };
                plain(self.object(wanted, fields, at, role.is_response(), &field.name))
            }
            Type::Any => plain(self.import("Value")),
        }
    }

    /// Imports a name.
    fn import(&mut self, name: &'static str) -> String {
        self.used.insert(name);
        name.to_owned()
    }

    /// Returns the type of a secret field. Card data is checked in requests; in responses it may be masked or a token.
    fn secret(&mut self, field: &Field, role: Role<'_>) -> Named {
        let short = field.name.strip_prefix("pg_").unwrap_or(&field.name).to_ascii_lowercase();
        let known = CARD_DATA.iter().find(|(name, _)| *name == short && !role.is_response());
        let name = self.import(known.map_or("Secret", |(_, ty)| ty));
        Named { name, is_masked: true }
    }

    /// Writes an open enum and returns its name.
    fn open_enum(&mut self, wanted: &str, values: &[String], numeric: bool, about: &str) -> String {
        let name = self.name(wanted);
        let place = self.reserve();
        self.used.insert("freedompay_enum");
        let mut out = String::new();
        doc(0, None, about, &mut out);
        let args = if numeric { vec!["numeric".to_owned()] } else { Vec::new() };
        attribute(0, "freedompay_enum", &args, &mut out);
        text::push(&mut out, format_args!("pub enum {name} {{\n"));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for value in values {
            let variant = names::unique(variant(value, numeric), |name| taken.contains(name));
            doc(4, None, value, &mut out);
            if numeric || names::snake(&variant) != *value {
                attribute(4, "freedompay", &[format!("rename = {}", literal(value))], &mut out);
            }
            text::push(&mut out, format_args!("    {variant},\n"));
            taken.insert(variant);
        }
        out.push_str("}\n");
        self.fill(place, out);
        name
    }
}

/// Makes the name of a variant.
fn variant(value: &str, numeric: bool) -> String {
    if numeric {
        return value.strip_prefix('-').map_or_else(|| format!("N{value}"), |digits| format!("Minus{digits}"));
    }
    match names::pascal(value).as_str() {
        "" if value.is_empty() => "Empty".to_owned(),
        "" => "Other".to_owned(),
        name @ ("Unknown" | "Self") => format!("{name}Value"),
        name => name.to_owned(),
    }
}

/// Returns an integer type; unknown widths become wide types.
fn integer(width: Option<Width>, field: &Field) -> &'static str {
    match width.and_then(Width::name) {
        Some("int8") => "i8",
        Some("int16") => "i16",
        Some("int32") => "i32",
        Some("uint8") => "u8",
        Some("uint16") => "u16",
        Some("uint32") => "u32",
        Some("uint64") => "u64",
        _ if field.limits.get(&Limit::Max).is_some_and(|most| most.parse::<i64>().is_err()) => "u64",
        _ => "i64",
    }
}
