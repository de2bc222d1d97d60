//! Edge cases of the wire formats: exact, lenient and refused input.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use freedompay::{Amount, Flag, Value, freedompay_model};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::{form, json, multipart, xml};

fn json_of(tree: &Tree) -> String {
    String::from_utf8(json::encode(tree.root())).unwrap()
}

#[test]
fn json_numbers_keep_their_exact_text() {
    for text in ["100.0", "1.0E7", "123456789012345678901234567890", "-0", "0.10"] {
        assert_eq!(json_of(&json::parse(text.as_bytes()).unwrap()), text);
    }
}

#[test]
fn json_survives_a_round_trip_to_the_byte() {
    let text = r#"{"a":[1,"2",true,null,{}],"é\"\n\u0000":{"b":[]},"dup":1,"dup":2}"#;
    assert_eq!(json_of(&json::parse(text.as_bytes()).unwrap()), text);
    let pretty = json::encode_pretty(json::parse(text.as_bytes()).unwrap().root());
    assert_eq!(json_of(&json::parse(&pretty).unwrap()), text);
}

#[test]
fn broken_json_is_refused_without_quoting_it() {
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    for text in [
        "",
        "{",
        "{\"card\":4400444400004440",
        "[1,]",
        "{} {}",
        "nul",
        "\u{feff}",
        "\u{feff}\u{feff}{}",
        "{\u{feff}}",
        "{}\u{feff}",
        &deep,
    ] {
        let error = json::parse(text.as_bytes()).unwrap_err().to_string();
        assert!(!error.contains("4400444400004440"), "{error}");
    }
    assert!(json::parse(b"\"\xff\"").is_err());
}

#[test]
fn a_byte_order_mark_is_not_part_of_a_message() {
    let read = |parsed: Result<Tree, _>| {
        json_of(&parsed.unwrap_or_else(|e: freedompay_runtime::wire::WireError| panic!("{e}")))
    };
    let expected = r#"{"a":"1","b":"\u{feff}2"}"#.replace("\\u{feff}", "\u{feff}");
    assert_eq!(read(json::parse("\u{feff} {\"a\":\"1\",\"b\":\"\u{feff}2\"}".as_bytes())), expected);
    assert_eq!(read(xml::parse("\u{feff}<r><a>1</a><b>\u{feff}2</b></r>".as_bytes())), expected);
    assert_eq!(read(form::parse("\u{feff}a=1&b=\u{feff}2".as_bytes())), expected);
    let part =
        |name: &str, value: &str| format!("--B\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n");
    let body = format!("\u{feff}{}{}--B--", part("a", "1"), part("b", "\u{feff}2"));
    assert_eq!(read(multipart::parse(body.as_bytes(), "B")), expected);
    // One that a form escapes belongs to the name.
    assert_eq!(read(form::parse(b"%EF%BB%BFa=1")), "{\"\u{feff}a\":\"1\"}");
}

#[test]
fn a_replacement_character_is_text_and_a_wrong_byte_is_an_error() {
    for text in ["a=%EF%BF%BD", "a=\u{fffd}", "%EF%BF%BD=1", "a=x%EF%BF%BD+%D0%96"] {
        let tree = form::parse(text.as_bytes()).unwrap();
        assert!(json_of(&tree).contains('\u{fffd}'), "{text}");
    }
    // Windows-1251, the beginning of a character, an overlong one, half of a surrogate pair.
    for text in ["a=%CF%F0", "%CF%F0=a", "a=%EF%BF", "a=%C0%AF", "a=%ED%A0%80", "a=%FF", "a[%FF]=1"] {
        let error = form::parse(text.as_bytes()).unwrap_err().to_string();
        assert_eq!(error, "a field is not UTF-8 after percent-decoding", "{text}");
    }
    for (text, expected) in [
        ("a=%", r#"{"a":"%"}"#),
        ("a=%zz&b=%4", r#"{"a":"%zz","b":"%4"}"#),
        ("a+b=c+%2B%20d&&e&=f", r#"{"a b":"c + d","e":"","":"f"}"#),
        ("a=b=c", r#"{"a":"b=c"}"#),
        ("%5B=1", r#"{"[":"1"}"#),
    ] {
        assert_eq!(json_of(&form::parse(text.as_bytes()).unwrap()), expected, "{text}");
    }
}

#[test]
fn forms_nest_with_brackets_both_ways() {
    let text = "a=1&l%5B0%5D%5Bx%5D=2&l%5B0%5D%5By%5D%5B%5D=3&l%5B0%5D%5By%5D%5B%5D=4&l%5B1%5D%5Bx%5D=5&m%5Bk%5D=6";
    let tree = form::parse(text.as_bytes()).unwrap();
    assert_eq!(json_of(&tree), r#"{"a":"1","l":[{"x":"2","y":["3","4"]},{"x":"5"}],"m":{"k":"6"}}"#);
    assert_eq!(form::encode(tree.root()), text);
}

#[test]
fn form_lists_are_ordered_by_index_and_odd_names_are_kept() {
    let tree = form::parse(b"l[10]=k&l[2]=c&l[0]=a").unwrap();
    assert_eq!(json_of(&tree), r#"{"l":["a","c","k"]}"#);
    let odd = form::parse(b"a[=1&[b]=2&c]=3&d[e=4").unwrap();
    assert_eq!(json_of(&odd), r#"{"a[":"1","[b]":"2","c]":"3","d[e":"4"}"#);
}

#[test]
fn forms_that_are_not_text_or_have_too_many_fields_are_refused() {
    assert!(form::parse(b"a=%ff").is_err());
    assert!(form::parse(b"a=\xff").is_err());
    assert!(form::parse("a=1&".repeat(1001).as_bytes()).is_err());
    let deep = format!("a{}=1", "[b]".repeat(100));
    assert!(form::parse(deep.as_bytes()).is_err());
}

#[test]
fn multipart_of_browsers_and_of_this_library_is_read() {
    let body = "preamble\r\n--B\r\nContent-Disposition: form-data; name=\"pg_amount\"\r\n\r\n25.00\r\n--B\r\n\
                content-disposition: form-data; name=\"l[0][a%22b]\"\r\nContent-Type: text/plain\r\n\r\nx\r\ny\r\n--B--\r\n";
    let tree = multipart::parse(body.as_bytes(), "B").unwrap();
    assert_eq!(json_of(&tree), r#"{"pg_amount":"25.00","l":[{"a\"b":"x\r\ny"}]}"#);
    assert_eq!(multipart::boundary("Multipart/Form-Data; charset=utf-8; boundary=\"B\""), Some("B"));
    assert_eq!(multipart::boundary("multipart/form-data"), None);
    for broken in ["", "--B", "--B\r\n\r\nx\r\n--B--", "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--"] {
        assert!(multipart::parse(broken.as_bytes(), "B").is_err(), "{broken:?}");
    }
}

#[test]
fn multipart_of_every_client_is_read() {
    let read = |content_type: &str, body: &str| {
        let boundary = multipart::boundary(content_type).unwrap_or_else(|| panic!("{content_type}"));
        json_of(&multipart::parse(body.as_bytes(), boundary).unwrap_or_else(|e| panic!("{e}: {body}")))
    };
    // .NET and Ktor write a name without quotes, with other headers before it or behind.
    for disposition in [
        "Content-Disposition: form-data; name=pg_order_id",
        "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=pg_order_id",
        "Content-Disposition: form-data;name=pg_order_id\r\nContent-Length: 4",
        "CONTENT-DISPOSITION:form-data; NAME=\"pg_order_id\"",
        "Content-Disposition: form-data; name = pg_order_id ; size=4",
        "Content-Disposition: form-data; note=\"; filename=x\"; name=\"pg_order_id\"",
    ] {
        let body = format!("--b\r\n{disposition}\r\n\r\n8841\r\n--b--\r\n");
        assert_eq!(read("multipart/form-data; boundary=b", &body), r#"{"pg_order_id":"8841"}"#, "{disposition}");
    }
    // Spaces after a boundary, in the content type and in the body.
    for padding in ["", " ", "  \t "] {
        let part = |name: &str| format!("--b{padding}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n1\r\n");
        let body = format!("{}{}--b--{padding}\r\n", part("a"), part("c"));
        assert_eq!(
            read(&format!("multipart/form-data; boundary=b{padding}; charset=utf-8"), &body),
            r#"{"a":"1","c":"1"}"#
        );
    }
    for boundary in ["a;b", "a; boundary=c", "a b", "=a=", "a\\b", "'a'(),./:=?"] {
        let body = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--{boundary}--");
        assert_eq!(read(&format!("multipart/form-data; boundary=\"{boundary}\""), &body), r#"{"a":"1"}"#);
    }
    for name in ["filename", "filename*", "name", "a;b", "a filename=x", "a\\", "a=b", "список[0][x y]"] {
        let body = format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\nf\r\n--b--");
        let tree = multipart::parse(body.as_bytes(), "b").unwrap_or_else(|e| panic!("{e}: {name}"));
        let read = form::encode(tree.root());
        let expected: String = form_urlencoded::Serializer::new(String::new()).append_pair(name, "f").finish();
        assert_eq!(read, expected, "{name}");
    }
    for file in ["filename=f", "filename=\"f\"", "filename=\"\"", "FileName=f", "filename*=utf-8''f"] {
        let body = format!("--b\r\nContent-Disposition: form-data; name=a; {file}\r\n\r\nf\r\n--b--");
        let error = multipart::parse(body.as_bytes(), "b").unwrap_err().to_string();
        assert!(error.ends_with("a part is a file"), "{file}: {error}");
    }
    for content_type in [
        "multipart/form-data",
        "multipart/mixed; boundary=b",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"a",
        "multipart/form-data; boundary=\"a\\\"b\"",
        "",
    ] {
        assert_eq!(multipart::boundary(content_type), None, "{content_type}");
    }
}

#[test]
fn xml_is_read_exactly() {
    let text = "<?xml version=\"1.0\"?><!-- c --><response>\n <pg_a> x &amp;&#33;<![CDATA[<&]]> </pg_a>\n <pg_b/>\n \
                <pg_c><d>1</d><d>2</d></pg_c>\n</response>";
    let tree = xml::parse(text.as_bytes()).unwrap();
    assert_eq!(json_of(&tree), r#"{"pg_a":" x &!<& ","pg_b":"","pg_c":{"d":"1","d":"2"}}"#);
    // Entities are decoded once.
    let twice = xml::parse(b"<r><a>&amp;amp;</a></r>").unwrap();
    assert_eq!(twice.root().get("a").unwrap().text(), "&amp;");
}

#[test]
fn hostile_xml_is_refused() {
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><r><x>&b;</x></r>";
    let deep = "<a>".repeat(5000) + &"</a>".repeat(5000);
    for text in [
        bomb,
        "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r><x>1</x></r>",
        "<r><x>&undefined;</x></r>",
        "<r><x>&#0;</x></r>",
        "<r><x>1</y></r>",
        "<r><x>1</x>",
        "<r><x>1</x></r><r/>",
        "<r><x>1</x>text</r>",
        "<r>text<x>1</x></r>",
        "text",
        "",
        "<r>only text</r>",
        "<html><body>502 Bad Gateway<hr></body></html>",
        &deep,
    ] {
        assert!(xml::parse(text.as_bytes()).is_err(), "{text:.60}");
    }
    assert!(xml::parse(b"<r><x>\xd0</x></r>").is_err());
}

#[test]
fn written_xml_reads_back_unchanged() {
    let tree = json::parse(r#"{"a":"<&>\"'\r\n\té","l":[{"x":true},{"x":0}],"e":""}"#.as_bytes()).unwrap();
    let text = xml::encode("response", tree.root());
    let read = xml::parse(text.as_bytes()).unwrap();
    assert_eq!(json_of(&read), r#"{"a":"<&>\"'\r\n\té","l":{"x":"1"},"l":{"x":"0"},"e":""}"#);
}

/// A response with every kind of field.
#[freedompay_model]
struct Everything {
    id: Option<u64>,
    name: Option<String>,
    amount: Option<Amount>,
    flag: Option<Flag>,
    truth: Option<bool>,
    cards: Vec<Card>,
    rest: Option<Value>,
}

#[freedompay_model]
struct Card {
    hash: Option<String>,
}

#[test]
fn responses_are_read_leniently_but_exactly() {
    let from_json = |text: &str| json::parse(text.as_bytes()).unwrap().deserialize::<Everything>();
    // Numbers as text, text as numbers, unknown fields, null for absent.
    let read =
        from_json(r#"{"id":"7","name":12.50,"amount":"1.10","flag":"1","truth":0,"new":{},"rest":[1.0]}"#).unwrap();
    assert_eq!((read.id, read.name.as_deref()), (Some(7), Some("12.50")));
    assert_eq!(read.amount.unwrap().to_string(), "1.10");
    assert_eq!((read.flag, read.truth), (Some(Flag(true)), Some(false)));
    assert_eq!(read.rest, Some(Value::List(vec![Value::Number("1.0".to_owned())])));
    assert!(from_json(r#"{"id":null}"#).unwrap().id.is_none());

    // In XML a list of one is one element, a list of two are two, and an empty element is absent.
    let from_xml = |text: &str| xml::parse(text.as_bytes()).unwrap().deserialize::<Everything>().unwrap();
    let one = from_xml("<r><id/><cards><hash>a</hash></cards></r>");
    assert_eq!((one.id, one.cards.len()), (None, 1));
    let two = from_xml("<r><cards><hash>a</hash></cards><id>5</id><cards><hash>b</hash></cards></r>");
    assert_eq!((two.id, two.cards[1].hash.as_deref()), (Some(5), Some("b")));
}

#[test]
fn a_response_of_the_wrong_type_names_the_place_without_quoting_it() {
    let error = json::parse(br#"{"cards":[{"hash":"x"},{"hash":{"pan":"4400444400004440"}}]}"#)
        .unwrap()
        .deserialize::<Everything>()
        .unwrap_err();
    assert_eq!(error.path(), "cards[1].hash");
    let error = json::parse(br#"{"amount":4400444400004440e99}"#).unwrap().deserialize::<Everything>().unwrap_err();
    assert_eq!(error.path(), "amount");
    assert!(!error.to_string().contains("4400"), "{error}");
    let error = json::parse(br#"{"id":"4400444400004440x"}"#).unwrap().deserialize::<Everything>().unwrap_err();
    assert!(!error.to_string().contains("4400"), "{error}");
}

#[test]
fn amounts_are_exact_or_refused() {
    for text in ["0", "20", "20.00", "0.01", "99999999", "-10", "1234567890123456789012345.678"] {
        assert_eq!(text.parse::<Amount>().unwrap().to_string(), text);
    }
    for text in [
        "",
        "+1",
        "1_000",
        "1e3",
        "1.0E7",
        ".5",
        "5.",
        "007",
        "1,5",
        " 1",
        "NaN",
        "0x10",
        "1.00000000000000000000000000001",
    ] {
        assert!(text.parse::<Amount>().is_err(), "{text:?}");
    }
    assert_eq!("20".parse::<Amount>(), "20.00".parse());
    assert_ne!("20".parse::<Amount>(), "20.001".parse());
}
