//! Card data: accepted values, refused values, and that card data is never shown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::card_data::{CardDataError, CardHolder, CardNumber, Cvc, Expiry, ExpiryMonth, ExpiryYear};
use freedompay::gateway::purchase::card::PayByCard;
use freedompay::gateway_async::source::{PaymentSource, SourceCard, SourceKind};
use freedompay::{Client, Gateway, WireType, meta};
use freedompay_runtime::tree::Tree;
use freedompay_sandbox::Sandbox;

/// Every test card of the provider's overview, for payments and for payouts.
const TEST_CARDS: [&str; 20] = [
    "4716047261941981",
    "4916307416334310",
    "5367654276102126",
    "4939770956154989",
    "5335215945367703",
    "4916109830832246",
    "5548398681700148",
    "5475102935853613",
    "6224466455690681278",
    "623275279933273424",
    "62528733472390953",
    "4671593866478252",
    "6204500338419360939",
    "629656013969216940",
    "62861819783765929",
    "5325349472901311",
    "4556046085041740",
    "5543974702876045",
    "5507841999732294",
    "4532676596620704",
];

fn payment() -> PayByCard {
    let expiry: Expiry = "09/31".parse().unwrap();
    PayByCard::new(
        "8841",
        "1000".parse().unwrap(),
        "Order 8841",
        "4716 0472 6194 1981".parse().unwrap(),
        "047".parse().unwrap(),
        expiry.year(),
        expiry.month(),
        "John Doe".parse().unwrap(),
    )
}

#[test]
fn every_test_card_is_accepted_and_every_mistyped_one_refused() {
    for number in TEST_CARDS {
        let card = CardNumber::new(number).unwrap();
        assert_eq!(card.expose_secret(), number);
        assert_eq!(card.last_four(), &number[number.len() - 4..]);
        let shown = format!("{card:?}");
        assert_eq!((shown.len(), &shown[shown.len() - 4..]), (number.len(), card.last_four()));
        assert!(shown[..shown.len() - 4].bytes().all(|b| b == b'*'));
        // One digit wrong is always noticed.
        for at in 0..number.len() {
            let mut bytes = number.as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
            let mistyped = String::from_utf8(bytes).unwrap();
            assert_eq!(CardNumber::new(&mistyped).err(), Some(CardDataError::NumberCheckDigit));
        }
    }
}

/// The Merchant overview has them among its test cards, check digit or not.
#[test]
fn the_documented_test_cards_without_a_check_digit_are_accepted() {
    for last in "0123567".chars() {
        assert!(CardNumber::new(&format!("440044440000444{last}")).is_ok(), "{last}");
    }
    for last in "89".chars() {
        assert!(CardNumber::new(&format!("440044440000444{last}")).is_err(), "{last}");
    }
}

#[test]
fn numbers_can_be_entered_as_printed_on_cards() {
    for text in ["4716 0472 6194 1981", "4716-0472-6194-1981", " 4716047261941981 "] {
        assert_eq!(CardNumber::new(text).unwrap().expose_secret(), "4716047261941981");
    }
    for (text, error) in [
        ("", CardDataError::NumberLength),
        ("47160472619", CardDataError::NumberLength),
        ("47160472619419810000", CardDataError::NumberLength),
        ("0000000000000000", CardDataError::NumberCheckDigit),
        ("4716 0472 6194 198x", CardDataError::NumberCharacters),
        ("４７１６０４７２６１９４１９８１", CardDataError::NumberCharacters),
        ("4716\n047261941981", CardDataError::NumberCharacters),
        // The documentation's sample is not a valid card number.
        ("1234567890123456", CardDataError::NumberCheckDigit),
    ] {
        assert_eq!(CardNumber::new(text).err(), Some(error));
    }
    assert!(CardNumber::new(&"4".repeat(1 << 20)).is_err());
}

#[test]
fn the_cvc_and_the_expiry_are_checked() {
    for text in ["123", "0123", "000"] {
        assert_eq!(Cvc::new(text).unwrap().expose_secret(), text);
    }
    for text in ["", "12", "12345", "12a", "1 3", "+12", "１２３"] {
        assert_eq!(Cvc::new(text).err(), Some(CardDataError::Cvc), "{text}");
    }
    for (text, wire) in [("1", "01"), ("09", "09"), ("12", "12")] {
        assert_eq!(ExpiryMonth::new(text).unwrap().expose_secret(), wire);
    }
    for text in ["", "0", "00", "13", "009", "+1", "x"] {
        assert_eq!(ExpiryMonth::new(text).err(), Some(CardDataError::Month), "{text}");
    }
    for (text, wire, number) in [("31", "31", 31), ("2031", "31", 31), ("05", "05", 5), ("2100", "", 0)] {
        let year = ExpiryYear::new(text).map(|year| (year.expose_secret().to_owned(), year.number()));
        assert_eq!(year.unwrap_or_default(), (wire.to_owned(), number), "{text}");
    }
    for text in ["", "5", "031", "1999", "20310", "+1", "0031"] {
        assert_eq!(ExpiryYear::new(text).err(), Some(CardDataError::Year), "{text}");
    }
    for text in ["09/31", "9/31", "09 / 2031", "09/2031"] {
        assert_eq!(text.parse::<Expiry>().unwrap().year_month().expose_secret(), "203109", "{text}");
    }
    assert_eq!("0931".parse::<Expiry>().err(), Some(CardDataError::Expiry));
    assert_eq!("31/09".parse::<Expiry>().err(), Some(CardDataError::Month));
    assert_eq!(Expiry::from_numbers(6, 2031).unwrap().year_month().expose_secret(), "203106");
    assert!(Expiry::from_numbers(0, 31).is_err() && Expiry::from_numbers(1, 131).is_err());
}

#[test]
fn holders_have_two_latin_words() {
    for (text, wire) in [
        ("John Doe", "John Doe"),
        ("  TEST   TESTOV ", "TEST TESTOV"),
        ("Anna-Maria O'Brien Jr.", "Anna-Maria O'Brien Jr."),
    ] {
        assert_eq!(CardHolder::new(text).unwrap().expose_secret(), wire);
    }
    for text in ["", "John", "John -", "- -"] {
        assert_eq!(CardHolder::new(text).err(), Some(CardDataError::HolderWords), "{text}");
    }
    for text in ["Иван Иванов", "John Doe 2", "John\tDoe", "José García", "John Doe;"] {
        assert_eq!(CardHolder::new(text).err(), Some(CardDataError::HolderCharacters), "{text}");
    }
}

#[test]
fn the_wire_form_is_unchanged() {
    let tree = Tree::from_serialize(&payment()).unwrap();
    for (name, text) in [
        ("pg_card_pan", "4716047261941981"),
        ("pg_card_cvc", "047"),
        ("pg_card_year", "31"),
        ("pg_card_month", "09"),
        ("pg_card_name", "John Doe"),
    ] {
        assert_eq!(tree.root().get(name).unwrap().text(), text);
        let field = <PayByCard as freedompay::Endpoint>::META.request.iter().find(|field| field.name == name).unwrap();
        assert!(field.required && field.is_secret());
    }
    assert!(matches!(CardNumber::TYPE, meta::TypeMeta::Secret));
    let card = SourceCard::new().pan("4716047261941981".parse().unwrap()).expiry(&"09/31".parse().unwrap());
    let source = serde_json::to_value(PaymentSource::new(SourceKind::Card).card(card)).unwrap();
    assert_eq!(source["card"]["month"], 9);
    assert_eq!(source["card"]["year"], 31);
    assert_eq!(source["card"]["pan"], "4716047261941981");
}

#[tokio::test]
async fn no_card_data_is_shown() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = Client::<Gateway>::builder(sandbox.pg_credentials()).base_url(&sandbox.url()).build().unwrap();
    let request = payment();
    let prepared = client.prepare(&request).unwrap();
    assert!(String::from_utf8_lossy(prepared.body()).contains("4716047261941981"));
    let response = request.send(&client).await.unwrap();
    let seen = sandbox.requests();
    let all = [
        format!("{request:?}"),
        format!("{prepared:?} {} {:?}", prepared.explain(), prepared.masked()),
        format!("{response:?}"),
        format!("{seen:?}"),
        format!("{:?}", "09/31".parse::<Expiry>().unwrap()),
    ]
    .join(" ");
    assert!(all.contains("card_pan: ************1981"), "{all}");
    for secret in ["471604", "047\"", "\"31\"", "\"09\"", ";047;", ";31;", ";09;", "John", "09/31"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }

    let errors = [
        CardNumber::new("4716047261941982").unwrap_err(),
        CardNumber::new("47160472619x").unwrap_err(),
        Cvc::new("04719").unwrap_err(),
        "47/16".parse::<Expiry>().unwrap_err(),
        CardHolder::new("Doe").unwrap_err(),
    ]
    .map(|error| format!("{error} {error:?}"))
    .join(" ");
    for secret in ["4716", "047", "47/", "Doe"] {
        assert!(!errors.contains(secret), "{errors}");
    }
}
