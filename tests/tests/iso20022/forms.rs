//! Ids, dates, IBANs and BICs.

use freedompay::partner::account::iso20022::{CreditTransferInitiation, Party, PaymentGroup, Priority};

use super::{KZ_IBAN, about, complaints, document, group, payer, transfer};

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
