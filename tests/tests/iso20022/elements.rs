//! Escaping, and elements of the caller's.

use freedompay::partner::account::iso20022::{Party, Transfer};
use freedompay_runtime::tree::Ref;
use freedompay_runtime::wire::xml;

use super::{KZ_IBAN, about, amount, complaints, document, group, transfer};

fn at<'t>(message: Ref<'t>, path: &str) -> &'t str {
    path.split('/').fold(message, |node, name| node.get(name).unwrap_or_else(|| panic!("{name} of {path}"))).text()
}

#[test]
fn texts_are_escaped_and_read_back_unchanged() {
    let name = "ТОО \"Бета\" & <Сыновья> ]]> 'Қазақ' &amp; 😀";
    let note = "a\r\nb\tc <![CDATA[x]]> <!-- --> </Ustrd><Amt/>";
    let transfer =
        Transfer::new("E2E", amount("1.10"), Party::new(name, KZ_IBAN, "BETAKZKX")).element("RmtInf/Ustrd", note);
    let text = document(group([transfer])).to_xml().unwrap();
    assert!(!text.contains("<Сыновья>") && !text.contains("<!--"), "{text}");
    let read = xml::parse(text.as_bytes()).unwrap();
    let transfer = "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf";
    assert_eq!(at(read.root(), &format!("{transfer}/Cdtr/Nm")), name);
    assert_eq!(at(read.root(), &format!("{transfer}/RmtInf/Ustrd")), note);
    assert_eq!(at(read.root(), &format!("{transfer}/Amt/InstdAmt")), "1.10");
    for bad in ["a\u{0}", "a\u{b}b", "a\u{ffff}"] {
        assert_eq!(about(Party::new(bad, KZ_IBAN, "BETAKZKX")), ["PmtInf[0]/CdtTrfTxInf[0]/Cdtr/Nm BE04"]);
        let given = document(group([super::transfer("a").element("RmtInf/Ustrd", bad)]));
        assert_eq!(complaints(&given), ["PmtInf[0]/CdtTrfTxInf[0]/RmtInf/Ustrd 9403"]);
    }
}

#[test]
fn own_elements_neither_break_the_document_nor_overwrite_it() {
    let deep = ["Id"; 1000].join("/");
    for path in [
        "",
        "/",
        "RmtInf/",
        "RmtInf//Ustrd",
        "Rmt Inf",
        "a><b",
        "RmtInf/Ustrd x=\"1\"",
        "../x",
        "1a",
        "Р",
        "Foo",
        "Amt/InstdAmt",
        "Amt",
        "Amt/InstdAmt/x",
        "Cdtr/Nm",
        "Cdtr/IBAN",
        "CdtrAcct/Id/IBAN",
        "PmtId/EndToEndId",
        &format!("Cdtr/{deep}"),
    ] {
        let given = document(group([transfer("a").element(path, "1").element("Purp/Cd", "x")]));
        assert_eq!(complaints(&given), [format!("PmtInf[0]/CdtTrfTxInf[0]/{path} 9403")]);
    }
    for path in ["PmtMtd", "CdtTrfTxInf/PmtId/InstrId", "CtrlSum", "PmtTpInf/InstrPrty", "Amt/InstdAmt"] {
        let given = document(group([transfer("a")]).element(path, "1"));
        assert_eq!(complaints(&given), [format!("PmtInf[0]/{path} 9403")]);
    }
    let given = document(group([transfer("a").element("Purp", "1").element("Purp/Cd", "1")]));
    assert_eq!(complaints(&given), ["PmtInf[0]/CdtTrfTxInf[0]/Purp/Cd 9403"]);
}
