//! Messages that are altered before or after signing, or not signed.

use std::borrow::Cow;

use freedompay::Amount;
use freedompay_runtime::scheme::{SchemeMeta, Signed};
use freedompay_runtime::tree::{Kind, Ref, Tree, TreeWriter};

use super::Fault;
use super::fault::is_amount;

/// Returns the message to sign.
pub(crate) fn before_signing(fault: Option<&Fault>, message: Tree) -> Tree {
    if fault == Some(&Fault::ChangedAmount) { changed(&message) } else { message }
}

/// Returns the signature to send, if any.
pub(crate) fn signature(fault: Option<&Fault>, right: String) -> Option<String> {
    match fault {
        Some(Fault::NoSignature) => None,
        Some(Fault::WrongSignature) => Some(right.chars().rev().collect()),
        _ => Some(right),
    }
}

/// Alters the fields and headers that hold the signature of a message.
pub(crate) fn signed(fault: Option<&Fault>, scheme: &SchemeMeta, message: Signed) -> Signed {
    if !matches!(fault, Some(Fault::NoSignature | Fault::WrongSignature)) {
        return message;
    }
    let mut writer = TreeWriter::new();
    writer.begin("", Kind::Map);
    for field in message.fields.root().children() {
        if !scheme.secrets.contains(&field.name()) {
            writer.copy(field);
        } else if let Some(altered) = signature(fault, field.text().to_owned()) {
            writer.leaf(field.name(), field.kind(), &altered);
        }
    }
    writer.end();
    let alter = |(name, value): (&'static str, Cow<'static, str>)| {
        let is_signature = scheme.secrets.contains(&name);
        if is_signature { Some((name, signature(fault, value.into_owned())?.into())) } else { Some((name, value)) }
    };
    let headers = message.headers.into_iter().filter_map(alter).collect();
    Signed { fields: writer.finish().unwrap_or_else(Tree::empty), headers, ..message }
}

/// Returns the message to send.
pub(crate) fn after_signing(fault: Option<&Fault>, message: Tree) -> Tree {
    if fault == Some(&Fault::TamperedAmount) { changed(&message) } else { message }
}

/// Makes every amount one unit larger.
fn changed(message: &Tree) -> Tree {
    let mut writer = TreeWriter::new();
    copy(message.root(), &mut writer);
    writer.finish().unwrap_or_else(Tree::empty)
}

fn copy(node: Ref<'_>, writer: &mut TreeWriter) {
    if node.is_container() {
        writer.begin(node.name(), node.kind());
        node.children().for_each(|child| copy(child, writer));
        writer.end();
        return;
    }
    let amount = is_amount(node.name()).then(|| node.text().parse::<Amount>().ok()).flatten();
    match (amount, node.kind()) {
        (Some(amount), Kind::Text | Kind::Number) => {
            let larger = Amount::from(amount.decimal() + Amount::from(1).decimal());
            writer.leaf(node.name(), node.kind(), &larger.to_string());
        }
        _ => writer.copy(node),
    }
}
