//! XML elements by their paths.

use freedompay_runtime::wire::xml::escape_into;

/// Deepest path of one element; far above what pain.001 has.
const MAX_PATH: usize = 16;

pub(super) struct Element {
    name: String,
    attribute: Option<(&'static str, &'static str)>,
    content: Content,
    /// Written by this module, not by the caller.
    is_own: bool,
}

enum Content {
    Text(String),
    Elements(Vec<Element>),
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attribute: None, content: Content::Elements(Vec::new()), is_own: true }
    }

    fn leaf(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), attribute: None, content: Content::Text(text.to_owned()), is_own: true }
    }

    pub(super) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.attribute = Some((name, value));
        self
    }

    /// Adds a finished element at the end.
    pub(super) fn push(&mut self, child: Element) {
        if let Content::Elements(children) = &mut self.content {
            children.push(child);
        }
    }

    /// Adds text at a path known to be free.
    pub(super) fn put(&mut self, path: &str, text: &str) {
        self.put_leaf(path, |name| Element::leaf(name, text));
    }

    /// Adds an amount of tenge at a path known to be free.
    pub(super) fn put_tenge(&mut self, path: &str, text: &str) {
        self.put_leaf(path, |name| Element::leaf(name, text).with("Ccy", "KZT"));
    }

    fn put_leaf(&mut self, path: &str, leaf: impl FnOnce(&str) -> Element) {
        let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
        if let Some(parent) = self.descend(parents) {
            parent.push(leaf(name));
        }
    }

    /// Adds text of the caller's at a path of the caller's.
    pub(super) fn put_extra(&mut self, path: &str, text: &str) -> Result<(), &'static str> {
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        if !path.split('/').all(is_name) {
            return Err("a path is names of ISO 20022 elements with / between them, such as RmtInf/Ustrd");
        }
        if path.split('/').count() > MAX_PATH {
            return Err("the path is deeper than any of pain.001");
        }
        let mut parent = self.name.as_str();
        for name in path.split('/') {
            if order(parent).is_some_and(|known| !known.contains(&name)) {
                return Err("ISO 20022 has no element of this name in this place");
            }
            parent = name;
        }
        let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(Element { content: Content::Elements(children), .. }) = self.descend(parents) else {
            return Err("the path leads through an element that holds text");
        };
        let is_taken =
            |child: &Element| child.name == name && (child.is_own || matches!(child.content, Content::Elements(_)));
        if children.iter().any(is_taken) {
            return Err("this element is written already: it has a parameter of its own, or holds other elements");
        }
        children.push(Element { is_own: false, ..Element::leaf(name, text) });
        Ok(())
    }

    /// The element at a path, made if it is not there; nothing if an element on the way holds text.
    fn descend(&mut self, path: &str) -> Option<&mut Element> {
        let mut at = self;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let Content::Elements(children) = &mut at.content else { return None };
            let index = children.iter().rposition(|child| child.name == name).unwrap_or_else(|| {
                children.push(Element::new(name));
                children.len() - 1
            });
            at = children.get_mut(index)?;
        }
        matches!(at.content, Content::Elements(_)).then_some(at)
    }

    /// Brings everything into the order of ISO 20022.
    pub(super) fn arrange(&mut self) {
        let Content::Elements(children) = &mut self.content else { return };
        if let Some(known) = order(&self.name) {
            children.sort_by_key(|child| known.iter().position(|name| *name == child.name));
        }
        children.iter_mut().for_each(Element::arrange);
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        if let Some((name, value)) = self.attribute {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape_into(value, out);
            out.push('"');
        }
        out.push('>');
        match &self.content {
            Content::Text(text) => escape_into(text, out),
            Content::Elements(children) => children.iter().for_each(|child| child.write(out)),
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// The children of an element in the order of pain.001.001.12, of those whose order matters here.
fn order(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "PmtInf" => &[
            "PmtInfId",
            "PmtMtd",
            "ReqdAdvcTp",
            "BtchBookg",
            "NbOfTxs",
            "CtrlSum",
            "PmtTpInf",
            "ReqdExctnDt",
            "PoolgAdjstmntDt",
            "Dbtr",
            "DbtrAcct",
            "DbtrAgt",
            "DbtrAgtAcct",
            "InstrForDbtrAgt",
            "UltmtDbtr",
            "ChrgBr",
            "ChrgsAcct",
            "ChrgsAcctAgt",
        ],
        "CdtTrfTxInf" => &[
            "PmtId",
            "PmtTpInf",
            "Amt",
            "XchgRateInf",
            "ChrgBr",
            "MndtRltdInf",
            "ChqInstr",
            "UltmtDbtr",
            "IntrmyAgt1",
            "IntrmyAgt1Acct",
            "IntrmyAgt2",
            "IntrmyAgt2Acct",
            "IntrmyAgt3",
            "IntrmyAgt3Acct",
            "CdtrAgt",
            "CdtrAgtAcct",
            "Cdtr",
            "CdtrAcct",
            "UltmtCdtr",
            "InstrForCdtrAgt",
            "InstrForDbtrAgt",
            "Purp",
            "RgltryRptg",
            "Tax",
            "RltdRmtInf",
            "RmtInf",
            "SplmtryData",
        ],
        "PmtId" => &["InstrId", "EndToEndId", "UETR"],
        "PmtTpInf" => &["InstrPrty", "SvcLvl", "LclInstrm", "CtgyPurp"],
        "Dbtr" | "Cdtr" | "UltmtDbtr" | "UltmtCdtr" => &["Nm", "PstlAdr", "Id", "CtryOfRes", "CtctDtls"],
        "DbtrAcct" | "CdtrAcct" => &["Id", "Tp", "Ccy", "Nm", "Prxy"],
        "FinInstnId" => &["BICFI", "ClrSysMmbId", "LEI", "Nm", "PstlAdr", "Othr"],
        "RmtInf" => &["Ustrd", "Strd"],
        _ => return None,
    })
}
