//! Written documents, their counts and sums, and refused values.

use freedompay::partner::account::ErrorCode;
use freedompay::partner::account::iso20022::{
    CreditTransferInitiation, Party, PaymentGroup, Priority, RefusedAs, Transfer, Version,
};

use super::{amount, complaints, document, group, payer, recipient, transfer};

#[test]
fn a_document_is_written_in_the_order_of_the_schema() {
    let document = document(
        PaymentGroup::new("PMT-001", Priority::High, "2026-03-05", payer())
            .batch_booking(true)
            .element("Dbtr/Id/OrgId/Othr/Id", "123456789012")
            .element("ChrgBr", "SHAR")
            .transfer(
                transfer("E2E-1")
                    .element("RmtInf/Ustrd", "first")
                    .element("Purp/Prtry", "710")
                    .element("RmtInf/Ustrd", "second")
                    .element("PmtId/InstrId", "I-1"),
            ),
    );
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.12\"><CstmrCdtTrfInitn>\
        <GrpHdr><MsgId>batch-payment-002</MsgId><CreDtTm>2026-03-02T09:30:00Z</CreDtTm><NbOfTxs>1</NbOfTxs>\
        <CtrlSum>10.50</CtrlSum><InitgPty><Nm>Alpha Trade</Nm></InitgPty></GrpHdr>\
        <PmtInf><PmtInfId>PMT-001</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>1</NbOfTxs>\
        <CtrlSum>10.50</CtrlSum><PmtTpInf><InstrPrty>HIGH</InstrPrty></PmtTpInf>\
        <ReqdExctnDt><Dt>2026-03-05</Dt></ReqdExctnDt>\
        <Dbtr><Nm>Alpha Trade LLP</Nm><Id><OrgId><Othr><Id>123456789012</Id></Othr></OrgId></Id></Dbtr>\
        <DbtrAcct><Id><IBAN>KZ86125KZT5004100100</IBAN></Id></DbtrAcct>\
        <DbtrAgt><FinInstnId><BICFI>ALPHKZKA</BICFI></FinInstnId></DbtrAgt><ChrgBr>SHAR</ChrgBr>\
        <CdtTrfTxInf><PmtId><InstrId>I-1</InstrId><EndToEndId>E2E-1</EndToEndId></PmtId>\
        <Amt><InstdAmt Ccy=\"KZT\">10.50</InstdAmt></Amt>\
        <CdtrAgt><FinInstnId><BICFI>BETAKZKX001</BICFI></FinInstnId></CdtrAgt><Cdtr><Nm>Beta</Nm></Cdtr>\
        <CdtrAcct><Id><IBAN>KZ75125KZT2069100100</IBAN></Id></CdtrAcct><Purp><Prtry>710</Prtry></Purp>\
        <RmtInf><Ustrd>first</Ustrd><Ustrd>second</Ustrd></RmtInf></CdtTrfTxInf>\
        </PmtInf></CstmrCdtTrfInitn></Document>";
    assert_eq!(document.to_xml().unwrap(), expected);
    assert!(
        document.version(Version::V14).to_xml().unwrap().contains("\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.14\"")
    );
}

#[test]
fn numbers_and_sums_are_exact() {
    let big = Transfer::new("b", amount("9999999999999999.98"), recipient());
    let document = document(group([Transfer::new("a", amount("0.01"), recipient()), big])).group(
        PaymentGroup::new("PMT-002", Priority::High, "2026-03-02", payer()).transfer(Transfer::new(
            "c",
            amount("0"),
            recipient(),
        )),
    );
    // Everything but the last amount is right.
    assert_eq!(complaints(&document), ["PmtInf[1]/CdtTrfTxInf[0]/Amt/InstdAmt AM04"]);
    let document = super::document(group([
        Transfer::new("a", amount("0.01"), recipient()),
        Transfer::new("b", amount("9999999999999999.98"), recipient()),
    ]));
    let text = document.to_xml().unwrap();
    assert_eq!(text.matches("<CtrlSum>9999999999999999.99</CtrlSum>").count(), 2);
    assert_eq!(text.matches("<NbOfTxs>2</NbOfTxs>").count(), 2);
    let beyond =
        document.group(PaymentGroup::new("2", Priority::Normal, "2026-03-05", payer()).transfer(Transfer::new(
            "c",
            amount("0.01"),
            recipient(),
        )));
    assert_eq!(complaints(&beyond), ["GrpHdr/CtrlSum 9403"]);
    let huge = amount("7922816251426433759354395033");
    let huge = group((0..100).map(|n| Transfer::new(n.to_string(), huge, recipient())));
    assert_eq!(complaints(&super::document(huge)).len(), 101);
}

#[test]
fn amounts_outside_the_documented_form_are_refused() {
    for (text, ok) in
        [("0.01", true), ("1", true), ("1.5", true), ("20.00", true), ("0", false), ("0.00", false), ("-1", false)]
    {
        let given = document(group([Transfer::new("E2E", amount(text), recipient())]));
        assert_eq!(complaints(&given).is_empty(), ok, "{text}");
    }
    for text in ["1.001", "1.000", "0.001"] {
        let given = document(group([Transfer::new("E2E", amount(text), recipient())]));
        assert_eq!(complaints(&given), ["PmtInf[0]/CdtTrfTxInf[0]/Amt/InstdAmt AM04"], "{text}");
    }
}

#[test]
fn five_hundred_transfers_are_the_most() {
    let of = |n: usize| document(group((0..n).map(transfer)));
    assert_eq!(of(500).to_xml().unwrap().matches("<CdtTrfTxInf>").count(), 500);
    assert_eq!(complaints(&of(501)), ["GrpHdr/NbOfTxs 1001"]);
    // It is the request that is limited, not the group.
    let second = PaymentGroup::new("PMT-002", Priority::Normal, "2026-03-05", payer()).transfer(transfer("one more"));
    let invalid = of(500).group(second).to_xml().unwrap_err();
    assert_eq!(invalid.problems[0].refused_as, RefusedAs::Request(ErrorCode::TooManyInstructions));
    assert!(invalid.to_string().contains("501 transfers, at most 500"), "{invalid}");
    assert_eq!(complaints(&of(0)), ["GrpHdr/NbOfTxs AM04"]);
    let with_an_empty_one = of(1).group(PaymentGroup::new("PMT-002", Priority::Normal, "2026-03-05", payer()));
    assert_eq!(complaints(&with_an_empty_one), ["PmtInf[1]/NbOfTxs AM04"]);
}

#[test]
fn all_problems_are_reported_at_once_and_no_value_is_quoted() {
    let bad = Party::new("bad\u{1}name", "KZ85125KZT5004100100", "short");
    let group = PaymentGroup::new("", Priority::Normal, "2026-02-30", bad.clone())
        .transfer(Transfer::new("x".repeat(36), amount("-0.001"), bad).element("Nope/Cd", "1").element("Purp/Cd", " "));
    let document = CreditTransferInitiation::new("a b", "2026-03-02 09:30", "Alpha & Co").group(group);
    let expected = [
        "GrpHdr/MsgId BE04",
        "GrpHdr/CreDtTm BE04",
        "GrpHdr/InitgPty/Nm BE04",
        "PmtInf[0]/PmtInfId BE04",
        "PmtInf[0]/ReqdExctnDt/Dt BE04",
        "PmtInf[0]/Dbtr/Nm BE04",
        "PmtInf[0]/DbtrAcct/Id/IBAN AC01",
        "PmtInf[0]/DbtrAgt/FinInstnId/BICFI RC01",
        "PmtInf[0]/CdtTrfTxInf[0]/PmtId/EndToEndId BE04",
        "PmtInf[0]/CdtTrfTxInf[0]/Amt/InstdAmt AM04",
        "PmtInf[0]/CdtTrfTxInf[0]/Amt/InstdAmt AM04",
        "PmtInf[0]/CdtTrfTxInf[0]/Cdtr/Nm BE04",
        "PmtInf[0]/CdtTrfTxInf[0]/CdtrAcct/Id/IBAN AC01",
        "PmtInf[0]/CdtTrfTxInf[0]/CdtrAgt/FinInstnId/BICFI RC01",
        "PmtInf[0]/CdtTrfTxInf[0]/Nope/Cd 9403",
        "PmtInf[0]/CdtTrfTxInf[0]/Purp/Cd 9403",
    ];
    assert_eq!(complaints(&document), expected);
    let message = document.to_xml().unwrap_err().to_string();
    for value in ["KZ85125KZT5004100100", "bad", "Alpha", "xxxx", "0.001"] {
        assert!(!message.contains(value), "{message}");
    }
    let shown = format!("{document:?}");
    assert!(!shown.contains("KZ85125KZT5004100100") && !shown.contains("bad"), "{shown}");
}
