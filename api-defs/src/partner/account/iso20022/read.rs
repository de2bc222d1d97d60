//! XML → pain.002, by the tables of its types, and the id of a pain.001.

use super::error::UnreadableReport;
use super::report::PaymentStatusReport;
use crate::meta::{TypeMeta, Wire};
use crate::partner::account::StatusReport;
use crate::{WireType, freedompay_model};
use freedompay_runtime::message::validate;
use freedompay_runtime::tree::{Kind, Ref, TreeWriter};
use freedompay_runtime::wire::xml;

/// The content of the root element.
#[freedompay_model]
struct Document {
    #[freedompay(rename = "CstmrPmtStsRpt")]
    report: PaymentStatusReport,
}

impl PaymentStatusReport {
    /// Reads a document. Elements that are unknown, empty or absent are not an error.
    ///
    /// # Errors
    /// If it is not well-formed XML, has a document type or foreign entities, is not a pain.002, or has an element of
    /// another form than it should. All problems are named at once.
    pub fn from_xml(text: &str) -> Result<Self, UnreadableReport> {
        report(text)
    }
}

impl StatusReport {
    /// Reads the pain.002 document; `None` if the response has none. Its text stays in
    /// [`document_body`](Self::document_body).
    ///
    /// # Errors
    /// If there is one that cannot be read; see [`PaymentStatusReport::from_xml`].
    pub fn document(&self) -> Result<Option<PaymentStatusReport>, UnreadableReport> {
        self.document_body.as_deref().map(PaymentStatusReport::from_xml).transpose()
    }
}

/// Returns the `MsgId` of a pain.001 document, by which [`BatchStatusesQuery`](crate::partner::account::BatchStatusesQuery)
/// asks about it; `None` if the text is not one or the id is empty.
pub fn message_id(document: &str) -> Option<String> {
    let document = xml::parse(document.as_bytes()).ok()?;
    let path = ["CstmrCdtTrfInitn", "GrpHdr", "MsgId"];
    let id = path
        .iter()
        .try_fold(document.root(), |node, name| node.children().find(|child| local(child.name()) == *name))?;
    Some(id.text().trim().to_owned()).filter(|id| !id.is_empty())
}

fn report(text: &str) -> Result<PaymentStatusReport, UnreadableReport> {
    let message = xml::parse(text.as_bytes()).map_err(|e| UnreadableReport::whole(e.to_string()))?;
    let mut writer = TreeWriter::new();
    arrange(Document::TYPE, message.root(), "", &mut writer);
    let message = writer.finish().ok_or_else(|| UnreadableReport::whole("it is larger than any message may be"))?;
    // In XML every leaf is text, as in a form.
    let mut problems = validate::validate(Document::TYPE.fields(), message.root(), Wire::Form);
    if problems.is_empty() {
        match message.deserialize::<Document>() {
            Ok(document) => return Ok(document.report),
            Err(e) => {
                problems.push(validate::Problem::new(e.path(), e.message()));
            }
        }
    }
    for problem in &mut problems {
        problem.field = problem.field.replace('.', "/");
    }
    Err(UnreadableReport { problems })
}

/// Copies what the tables know: names without prefixes, texts without the blanks around them, lists as lists, nothing
/// empty. What has another form than its table says is copied as it is, to be complained of.
fn arrange(ty: &'static TypeMeta, node: Ref<'_>, name: &str, out: &mut TreeWriter) {
    if !node.is_container() {
        out.leaf(name, Kind::Text, node.text().trim());
        return;
    }
    out.begin(name, Kind::Map);
    for field in ty.fields() {
        let mut given =
            node.children().filter(|child| local(child.name()) == field.name && !is_empty(*child)).peekable();
        if let (TypeMeta::List(item), Some(_)) = (field.ty, given.peek()) {
            out.begin(field.name, Kind::List);
            given.for_each(|child| arrange(item, child, "", out));
            out.end();
        } else {
            given.for_each(|child| arrange(field.ty, child, field.name, out));
        }
    }
    out.end();
}

fn is_empty(node: Ref<'_>) -> bool {
    !node.is_container() && node.text().trim().is_empty()
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
