//! Reports, documented, odd and hostile.

use freedompay::partner::account::StatusReport;
use freedompay::partner::account::iso20022::{
    CreditTransferInitiation, PaymentStatus, PaymentStatusReport, ReasonCode,
};
use freedompay_runtime::wire::json;

use super::{document, group, transfer};

fn sample(text: &str) -> StatusReport {
    json::parse(text.as_bytes()).unwrap().deserialize().unwrap()
}

#[test]
fn the_documented_reports_are_read() {
    let response = sample(include_str!("../../samples/partner.account.batch_statuses.json"));
    let report = response.document().unwrap().unwrap();
    let header = report.header.as_ref().unwrap();
    assert_eq!(header.message_id.as_deref(), Some("k221YIoYrWbIbAnP133a07B5wmpEcJSOQ6X"));
    assert_eq!(header.created_at.as_deref(), Some("2025-11-05T10:40:24+00:00"));
    let message = report.original_message.as_ref().unwrap();
    assert_eq!(message.message_id.as_deref(), Some("batch-payment-002"));
    assert_eq!(message.message_name.as_deref(), Some("pain.001.001.14"));
    assert_eq!(report.status(), Some(&PaymentStatus::Part));
    assert_eq!(report.groups[0].group_id.as_deref(), Some("PMT-001"));
    let transfer = report.transfer("EXT-493723559479911").unwrap();
    assert_eq!(
        (transfer.status.as_ref(), transfer.original_instruction_id.as_ref()),
        (Some(&PaymentStatus::Pdng), None)
    );
    assert_eq!(transfer.bank_reference.as_deref(), Some("176232"));
    assert!(response.document_body.unwrap().contains("<OrgnlInstrId/>"));

    let report = sample(include_str!("../../samples/partner.account.payment_status.json")).document().unwrap().unwrap();
    assert_eq!((report.status(), report.groups.len()), (Some(&PaymentStatus::Part), 0));
    assert!(sample(r#"{"status":"success","document_body":""}"#).document().unwrap().is_none());
}

#[test]
fn debug_shows_neither_names_nor_accounts() {
    let party = "<Nm>Alpha Trade LLP</Nm><IBAN>KZ86125KZT5004100100</IBAN>";
    let text = format!(
        "<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>\
         <TxInfAndSts><TxSts>RJCT</TxSts><StsRsnInf><Orgtr>{party}</Orgtr><Rsn><Cd>AC01</Cd></Rsn>\
         <AddtlInf>KZ86125KZT5004100100 is not of Alpha Trade LLP</AddtlInf></StsRsnInf></TxInfAndSts>\
         </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
    );
    let report = sample(&serde_json::json!({"status": "success", "document_body": text}).to_string());
    let document = report.document().unwrap().unwrap();
    assert!(document.transfers().all(|transfer| transfer.reasons[0].texts[0].contains("Alpha Trade")));
    let order = document_of("Alpha Trade");
    let shown = format!("{report:?} {report:#?} {document:?} {document:#?} {order:?} {order:#?}");
    for hidden in ["Alpha", "Trade", "Beta", "KZ86", "KZ75"] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
    // What is needed to follow a payment is there.
    for word in ["Rjct", "Ac01", "batch-payment-002", "PMT-001"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

fn document_of(initiating_party: &str) -> CreditTransferInitiation {
    CreditTransferInitiation::new("batch-payment-002", "2026-03-02T09:30:00Z", initiating_party)
        .group(group([transfer("E2E")]))
}

fn read(inside: &str) -> PaymentStatusReport {
    PaymentStatusReport::from_xml(&format!("<Document><CstmrPmtStsRpt>{inside}</CstmrPmtStsRpt></Document>")).unwrap()
}

#[test]
fn a_report_may_have_repeated_and_unknown_elements() {
    let rejected = "<TxInfAndSts><OrgnlInstrId>P-1</OrgnlInstrId><OrgnlEndToEndId>E2E-20240611-01</OrgnlEndToEndId>\
        <TxSts>RJCT</TxSts><StsRsnInf><Orgtr><Nm>x</Nm></Orgtr><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>a &amp; b</AddtlInf>\
        <AddtlInf>c</AddtlInf></StsRsnInf><StsRsnInf><Rsn><Cd>ZZ99</Cd></Rsn></StsRsnInf><StsRsnInf><Rsn/></StsRsnInf></TxInfAndSts>";
    let named_as_in_the_table = "<TxInfAndSts><EndToEndId>E2E-2</EndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>";
    let report = read(&format!(
        "<OrgnlGrpInfAndSts><GrpSts>RJCT</GrpSts><Unknown><Deep/></Unknown></OrgnlGrpInfAndSts>\
         <OrgnlPmtInfAndSts>{rejected}{named_as_in_the_table}</OrgnlPmtInfAndSts><SplmtryData><A>1</A><A>2</A></SplmtryData>\
         <OrgnlPmtInfAndSts><TxInfAndSts><TxSts>ACCP</TxSts></TxInfAndSts></OrgnlPmtInfAndSts><OrgnlPmtInfAndSts/>"
    ));
    assert_eq!((report.groups.len(), report.transfers().count()), (2, 3));
    let transfer = report.transfer("E2E-20240611-01").unwrap();
    assert_eq!(transfer.status, Some(PaymentStatus::Rjct));
    let codes: Vec<_> = transfer.reason_codes().collect();
    assert_eq!(codes, [&ReasonCode::Ac01, &ReasonCode::Unknown("ZZ99".to_owned())]);
    assert_eq!(transfer.reasons[0].texts, ["a & b", "c"]);
    assert_eq!(report.transfer("E2E-2").unwrap().status, Some(PaymentStatus::Unknown("ACSC".to_owned())));
    assert!(report.transfer("E2E-3").is_none());

    // Nothing there, in all ways of writing it.
    for nothing in [
        "<GrpHdr/>",
        "<GrpHdr>\n </GrpHdr><OrgnlPmtInfAndSts> </OrgnlPmtInfAndSts>",
        "<OrgnlPmtInfAndSts><TxInfAndSts/></OrgnlPmtInfAndSts>",
        "<OrgnlGrpInfAndSts><GrpSts> </GrpSts></OrgnlGrpInfAndSts>",
    ] {
        let report = read(nothing);
        assert_eq!((report.status(), report.transfers().count()), (None, 0), "{nothing}");
    }
}

#[test]
fn blanks_prefixes_and_cdata_do_not_matter() {
    let text = "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\r\n<p:Document xmlns:p='urn:x' p:a='1'>\n <p:CstmrPmtStsRpt>\n  \
        <p:OrgnlGrpInfAndSts>\n   <p:OrgnlMsgId>\n    m &#49; </p:OrgnlMsgId>\n   <p:GrpSts><![CDATA[PDNG]]></p:GrpSts>\n  \
        </p:OrgnlGrpInfAndSts>\n </p:CstmrPmtStsRpt>\n</p:Document>\n";
    let report = PaymentStatusReport::from_xml(text).unwrap();
    assert_eq!(report.status(), Some(&PaymentStatus::Pdng));
    assert_eq!(report.original_message.unwrap().message_id.as_deref(), Some("m 1"));
}

#[test]
fn a_report_of_another_form_is_refused_with_all_problems() {
    let text = "<Document><CstmrPmtStsRpt><GrpHdr>4400444400004440</GrpHdr><OrgnlGrpInfAndSts><GrpSts>ACCP</GrpSts>\
        <GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts><TxSts><x>1</x></TxSts></TxInfAndSts>\
        <TxInfAndSts>text</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
    let error = PaymentStatusReport::from_xml(text).unwrap_err();
    let fields: Vec<_> = error.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "CstmrPmtStsRpt/GrpHdr",
            "CstmrPmtStsRpt/OrgnlGrpInfAndSts/GrpSts",
            "CstmrPmtStsRpt/OrgnlPmtInfAndSts[0]/TxInfAndSts[0]/TxSts",
            "CstmrPmtStsRpt/OrgnlPmtInfAndSts[0]/TxInfAndSts[1]",
        ]
    );
    assert!(!error.to_string().contains("4400"), "{error}");
}

#[test]
fn hostile_texts_are_errors() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><Document><CstmrPmtStsRpt><GrpHdr><MsgId>&b;\
        </MsgId></GrpHdr></CstmrPmtStsRpt></Document>";
    let outside = "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><Document/>";
    let deep = format!("<Document>{}{}</Document>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let foreign = "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>&nbsp;</MsgId></GrpHdr></CstmrPmtStsRpt></Document>";
    let cut = "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>k221";
    for text in [
        bomb,
        outside,
        &deep,
        foreign,
        cut,
        "",
        " ",
        "not xml",
        "{}",
        "<Document>",
        "<Document/>",
        "<a/><b/>",
        "<Document><CstmrCdtTrfInitn/></Document>",
        "<Document><CstmrPmtStsRpt/></Document>",
        "<html><p>x</p></html>",
        "<Document><CstmrPmtStsRpt>x</CstmrPmtStsRpt></Document>",
        "<Document><CstmrPmtStsRpt><a/>x</CstmrPmtStsRpt></Document>",
        "<Document><CstmrPmtStsRpt><GrpHdr/></CstmrPmtStsRpt><CstmrPmtStsRpt><GrpHdr/></CstmrPmtStsRpt></Document>",
    ] {
        let error = PaymentStatusReport::from_xml(text).unwrap_err();
        assert!(!error.problems.is_empty(), "{text:.60}");
    }
    // An order is not a report.
    assert!(PaymentStatusReport::from_xml(&document(group([transfer("a")])).to_xml().unwrap()).is_err());
}
