//! The documents inside `document_body`: pain.001 written, pain.002 read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use freedompay::partner::account::iso20022::{
    CreditTransferInitiation, DOCUMENT_TYPE, Party, PaymentGroup, PaymentStatus, PaymentStatusReport, Priority,
    ReasonCode, RefusedAs, Transfer, Version,
};
use freedompay::partner::account::{BatchStatusesQuery, ErrorCode, StatusReport};
use freedompay::tree::Ref;
use freedompay::wire::{json, xml};
use freedompay::{Amount, Client, Partner, Value, freedompay_endpoint};
use freedompay_sandbox::Sandbox;

const KZ_IBAN: &str = "KZ86125KZT5004100100";

fn payer() -> Party {
    Party::new("Alpha Trade LLP", KZ_IBAN, "ALPHKZKA")
}

fn recipient() -> Party {
    Party::new("Beta", "KZ75125KZT2069100100", "BETAKZKX001")
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn transfer(id: impl ToString) -> Transfer {
    Transfer::new(id.to_string(), amount("10.50"), recipient())
}

fn group(transfers: impl IntoIterator<Item = Transfer>) -> PaymentGroup {
    let group = PaymentGroup::new("PMT-001", Priority::Normal, "2026-03-05", payer());
    transfers.into_iter().fold(group, PaymentGroup::transfer)
}

fn document(group: PaymentGroup) -> CreditTransferInitiation {
    CreditTransferInitiation::new("batch-payment-002", "2026-03-02T09:30:00Z", "Alpha Trade").group(group)
}

/// The complaints about a document, as `path code`.
fn complaints(document: &CreditTransferInitiation) -> Vec<String> {
    let problems = document.to_xml().err().map(|invalid| invalid.problems).unwrap_or_default();
    problems.iter().map(|problem| format!("{} {}", problem.field, problem.refused_as.as_str())).collect()
}

/// Complaints about a document whose one transfer goes to this party.
fn about(party: Party) -> Vec<String> {
    complaints(&document(group([Transfer::new("E2E", amount("1"), party)])))
}

fn at<'t>(message: Ref<'t>, path: &str) -> &'t str {
    path.split('/').fold(message, |node, name| node.get(name).unwrap_or_else(|| panic!("{name} of {path}"))).text()
}

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
    let document = self::document(group([
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
    assert_eq!(complaints(&self::document(huge)).len(), 101);
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
fn everything_that_is_wrong_is_named_at_once_and_nothing_is_quoted() {
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
    let told = format!("{} {document:?}", document.to_xml().unwrap_err());
    for value in ["KZ85125KZT5004100100", "bad\u{1}name", "bad\\u{1}name", "Alpha & Co."] {
        assert!(!told.contains(value), "{told}");
    }
}

#[test]
fn ids_are_unique_and_fit() {
    assert_eq!(
        complaints(&document(group([transfer("a"), transfer("a")]))),
        ["PmtInf[0]/CdtTrfTxInf[1]/PmtId/EndToEndId BE04"]
    );
    assert_eq!(
        complaints(&document(group([transfer("a")])).group(group([transfer("b")]))),
        ["PmtInf[1]/PmtInfId BE04"]
    );
    let with_id =
        |id: &str| CreditTransferInitiation::new(id, "2026-03-02T09:30:00", "A").group(group([transfer("a")]));
    assert!(complaints(&with_id(&"x".repeat(35))).is_empty());
    for id in ["", "x y", "é", "a/b", &"x".repeat(36), "b4c5c7de-99f2-4c1d-b61d-7a8e9df22f7b"] {
        assert_eq!(complaints(&with_id(id)), ["GrpHdr/MsgId BE04"], "{id:?}");
    }
}

#[test]
fn dates_are_days_of_the_calendar() {
    let made = |at: &str, day: &str| {
        let group = PaymentGroup::new("P", Priority::Normal, day, payer()).transfer(transfer("a"));
        complaints(&CreditTransferInitiation::new("M", at, "A").group(group))
    };
    for at in ["2026-03-02T09:30:00", "2026-03-02T09:30:00Z", "2024-02-29T00:00:00Z", "2026-01-01T23:59:59Z"] {
        assert!(made(at, "2026-03-02").is_empty(), "{at}");
    }
    for at in [
        "",
        "T",
        "2026-03-02",
        "2026-03-02T09:30",
        "2026-03-02T24:00:00Z",
        "2026-03-02T09:60:00Z",
        "2026-03-02T09:30:00+05:00",
        "2026-03-02T09:30:00.000Z",
        "2026-03-02T09:30:00ZZ",
        "2026-3-2T09:30:00Z",
        "2025-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "２０26-03-02T09:30:00Z",
        "2026-03-02t09:30:00Z",
    ] {
        assert_eq!(made(at, "2026-03-02"), ["GrpHdr/CreDtTm BE04"], "{at}");
    }
    for day in ["", "2026-13-01", "2026-00-10", "2026-04-31", "2100-02-29", "20260305", "2026-03-05Z", "2026-03-01"] {
        assert_eq!(made("2026-03-02T09:30:00Z", day), ["PmtInf[0]/ReqdExctnDt/Dt BE04"], "{day}");
    }
}

#[test]
fn ibans_are_checked_to_the_last_digit() {
    let iban = |iban: &str| about(Party::new("B", iban, "BETAKZKX"));
    // From the IBAN registry.
    for good in [KZ_IBAN, "DE89370400440532013000", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"] {
        assert!(iban(good).is_empty(), "{good}");
    }
    for bad in [
        "",
        "KZ",
        "KZ86",
        "KZ86125KZT500410010",
        "KZ86125KZT50041001000",
        "KZ87125KZT5004100100",
        "KZ86125KZT5004100101",
        "KZ86125KZT5004101000",
        "kz86125kzt5004100100",
        "KZ86 125K ZT50 0410 0100",
        "KZ86ABCKZT5004100100",
        "8686125KZT5004100100",
        "KZ12345B789012345KZT",
        "ＫZ86125KZT5004100100",
        "DE00370400440532013000",
        "NO938601111794",
        "MT84MALT011000012345MTLCAST001S0000",
    ] {
        assert_eq!(iban(bad), ["PmtInf[0]/CdtTrfTxInf[0]/CdtrAcct/Id/IBAN AC01"], "{bad}");
    }
    // The sum alone would take the twins of 97, 98 and 02. Here the right digits are 97, so 00 has the same remainder.
    let right = (0..1000).map(|n| format!("125KZT5004100{n:03}")).find(|bban| iban(&format!("KZ97{bban}")).is_empty());
    assert!(!iban(&format!("KZ00{}", right.unwrap())).is_empty());

    let foreign =
        PaymentGroup::new("P", Priority::Normal, "2026-03-05", Party::new("A", "DE89370400440532013000", "ALPHKZKA"));
    assert_eq!(complaints(&document(foreign.transfer(transfer("a")))), ["PmtInf[0]/DbtrAcct/Id/IBAN AC01"]);
}

#[test]
fn a_bic_has_8_or_11_characters() {
    for (bic, ok) in [("BETAKZKX", true), ("BETAKZKX001", true), ("BETAKZKX0", false), ("betakzkx", false), ("", false)]
    {
        assert_eq!(about(Party::new("B", KZ_IBAN, bic)).is_empty(), ok, "{bic}");
    }
}

#[test]
fn texts_are_escaped_and_come_back_as_they_were() {
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
        let given = document(group([self::transfer("a").element("RmtInf/Ustrd", bad)]));
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

fn sample(text: &str) -> StatusReport {
    json::parse(text.as_bytes()).unwrap().deserialize().unwrap()
}

#[test]
fn the_documented_reports_are_read() {
    let answer = sample(include_str!("../samples/partner.account.batch_statuses.json"));
    let report = answer.document().unwrap().unwrap();
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
    assert!(answer.document_body.unwrap().contains("<OrgnlInstrId/>"));

    let report = sample(include_str!("../samples/partner.account.payment_status.json")).document().unwrap().unwrap();
    assert_eq!((report.status(), report.groups.len()), (Some(&PaymentStatus::Part), 0));
    assert!(sample(r#"{"status":"success","document_body":""}"#).document().unwrap().is_none());
}

fn read(inside: &str) -> PaymentStatusReport {
    PaymentStatusReport::from_xml(&format!("<Document><CstmrPmtStsRpt>{inside}</CstmrPmtStsRpt></Document>")).unwrap()
}

#[test]
fn a_report_may_have_one_or_many_of_anything_and_more_than_is_known() {
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
        "",
        "<GrpHdr/>",
        "<GrpHdr>\n </GrpHdr><OrgnlPmtInfAndSts> </OrgnlPmtInfAndSts>",
        "<!-- -->",
        "<OrgnlPmtInfAndSts><TxInfAndSts/></OrgnlPmtInfAndSts>",
        "<OrgnlGrpInfAndSts><GrpSts> </GrpSts></OrgnlGrpInfAndSts>",
    ] {
        if nothing.is_empty() || nothing.starts_with("<!") {
            continue; // no element at all: not a report
        }
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
fn a_report_of_another_form_is_refused_with_all_that_is_wrong() {
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

/// Orders payments. The path is made up: the right one is not public.
#[freedompay_endpoint(
    uri = "/v5/partner/made-up/path",
    method = "POST",
    effect = money,
    recover = BatchStatusesQuery,
    response = StatusReport
)]
pub struct OrderPayments {
    /// Kind of the document.
    pub document_type: String,
    /// The document.
    pub document_body: String,
}

#[tokio::test]
async fn a_document_travels_in_a_call_of_ones_own() {
    let sandbox = Sandbox::builder().endpoint::<OrderPayments>().start().await.unwrap();
    let client = Client::<Partner>::builder(sandbox.jws_credentials()).base_url(&sandbox.url()).build().unwrap();
    let document = document(group([transfer("a").element("RmtInf/Ustrd", "\"Счёт\" & <1>")])).to_xml().unwrap();
    OrderPayments::new(DOCUMENT_TYPE, document.as_str()).send(&client).await.unwrap();
    let seen = sandbox.requests();
    assert_eq!(seen[0].fields.get("document_body").and_then(Value::as_text), Some(document.as_str()));

    let answer = BatchStatusesQuery::new("batch-payment-002").send(&client).await.unwrap();
    assert_eq!(answer.document().unwrap().unwrap().status(), Some(&PaymentStatus::Part));
}
