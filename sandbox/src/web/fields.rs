//! Fields of the payer's forms: label, input, hint and error.
//!
//! Card number and CVC are never written back into a page.

use std::fmt::Write as _;

use super::form_data::{FormData, FormErrors};
use super::html::Escaped;
use super::texts::Texts;

/// One field of a form.
pub(crate) struct Field<'a> {
    pub(crate) name: &'static str,
    pub(crate) label: &'a str,
    pub(crate) hint: &'a str,
    pub(crate) value: &'a str,
    /// Further attributes, trusted HTML.
    pub(crate) attributes: &'static str,
}

impl Field<'_> {
    /// Renders the field; `focus` is the field that has the focus.
    pub(crate) fn html(&self, errors: &FormErrors, focus: Option<&str>) -> String {
        let Self { name, label, hint, value, attributes } = self;
        let mut described = String::new();
        let mut below = String::new();
        // Writing to a String does not fail.
        if let Some(what) = errors.of(name) {
            let _ = write!(described, "{name}-wrong ");
            let _ = writeln!(below, "<span class=\"wrong\" id=\"{name}-wrong\">{}</span>", Escaped(what));
        }
        if !hint.is_empty() {
            let _ = write!(described, "{name}-hint");
            let _ = writeln!(below, "<span class=\"hint\" id=\"{name}-hint\">{}</span>", Escaped(hint));
        }
        let described = match described.trim_end() {
            "" => String::new(),
            ids => format!(" aria-describedby=\"{ids}\""),
        };
        let invalid = if errors.of(name).is_some() { " aria-invalid=\"true\"" } else { "" };
        let focus = if focus == Some(*name) { " autofocus" } else { "" };
        format!(
            "<div class=\"field\"><label for=\"{name}\">{label}</label>\n<input id=\"{name}\" name=\"{name}\" \
             value=\"{}\" required {attributes}{described}{invalid}{focus}>\n{below}</div>\n",
            Escaped(value)
        )
    }
}

/// Renders number, expiry, CVC and name.
pub(crate) fn card(texts: &Texts, data: &FormData, errors: &FormErrors, focus: Option<&str>) -> String {
    format!(
        "{}<div class=\"pair\">\n{}{}</div>\n{}",
        number(texts, errors, focus),
        expiry(texts, data, errors, focus),
        cvc(texts, errors, focus),
        holder(texts, data, errors, focus)
    )
}

/// Renders number, expiry and name, for forms without CVC or with a CVC of their own.
pub(crate) fn card_without_cvc(texts: &Texts, data: &FormData, errors: &FormErrors, focus: Option<&str>) -> String {
    let (number, expiry) = (number(texts, errors, focus), expiry(texts, data, errors, focus));
    format!("{number}{expiry}{}", holder(texts, data, errors, focus))
}

fn number(texts: &Texts, errors: &FormErrors, focus: Option<&str>) -> String {
    let field = Field {
        name: "number",
        label: texts.number,
        hint: "",
        value: "",
        attributes: "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\" \
                     placeholder=\"0000 0000 0000 0000\" spellcheck=\"false\"",
    };
    field.html(errors, focus)
}

fn expiry(texts: &Texts, data: &FormData, errors: &FormErrors, focus: Option<&str>) -> String {
    let field = Field {
        name: "expiry",
        label: texts.expiry,
        hint: texts.expiry_hint,
        value: data.field("expiry"),
        attributes: "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"7\"",
    };
    field.html(errors, focus)
}

fn holder(texts: &Texts, data: &FormData, errors: &FormErrors, focus: Option<&str>) -> String {
    let field = Field {
        name: "holder",
        label: texts.holder,
        hint: "",
        value: data.field("holder"),
        attributes: "autocomplete=\"cc-name\" autocapitalize=\"characters\" maxlength=\"50\" spellcheck=\"false\"",
    };
    field.html(errors, focus)
}

/// Renders the field for the CVC.
pub(crate) fn cvc(texts: &Texts, errors: &FormErrors, focus: Option<&str>) -> String {
    let field = Field {
        name: "cvc",
        label: texts.cvc,
        hint: texts.cvc_hint,
        value: "",
        attributes: "type=\"password\" inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\"",
    };
    field.html(errors, focus)
}

/// Renders the field for the code of an SMS or of the bank.
pub(crate) fn code(label: &str, hint: &str, errors: &FormErrors) -> String {
    let field = Field {
        name: "code",
        label,
        hint,
        value: "",
        attributes: "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"10\"",
    };
    field.html(errors, Some("code"))
}

/// Renders the documentation's test cards.
pub(crate) fn test_cards(texts: &Texts) -> String {
    let cards = [
        ("4400 4444 0000 4440", texts.test_card_pays),
        ("4916 3074 1633 4310", texts.test_card_asks),
        ("4400 4444 0000 4443", texts.test_card_poor),
    ];
    hints(texts.test_cards, &cards, texts.test_cards_note)
}

/// Renders the documentation's test phones and their code.
pub(crate) fn test_phones(texts: &Texts) -> String {
    let phones = [
        ("+7 701 777 77 77", "Kcell"),
        ("+7 702 777 77 77", "Activ"),
        ("+7 703 777 77 77", "Tele2"),
        ("+7 704 777 77 77", "Altel"),
    ];
    hints(texts.test_phones, &phones, texts.test_phones_note)
}

fn hints(title: &str, items: &[(&str, &str)], note: &str) -> String {
    let mut list = String::new();
    for (what, does) in items {
        // Writing to a String does not fail.
        let _ = writeln!(list, "<dt>{what}</dt><dd>{does}</dd>");
    }
    format!("<details open>\n<summary>{title}</summary>\n<dl>\n{list}</dl>\n<p class=\"soft\">{note}</p>\n</details>\n")
}

/// Renders an error of the whole form, which screen readers read at once.
pub(crate) fn alert(what: &str, small: Option<&str>) -> String {
    let small = small.map(|text| format!("<small>{}</small>", Escaped(text))).unwrap_or_default();
    format!("<div class=\"alert\" role=\"alert\"><strong>{}</strong>{small}</div>\n", Escaped(what))
}
