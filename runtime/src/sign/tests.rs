//! `pg_sig` against the rule as it is documented: sort by name, join, digest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot continue has failed

use md5::{Digest as _, Md5};

use crate::secret::Secret;
use crate::sign::pg_sig::{LONGEST_AGREED_LIST, has_disputed_list, segments, sign, verify};
use crate::tree::{Kind, Ref, Tree};
use crate::wire::json;

fn parsed(body: &str) -> Tree {
    json::parse(body.as_bytes()).unwrap()
}

/// The rule in its plainest form: signatures left out at every depth, members sorted by name, items as they come.
fn plainly(node: Ref<'_>, values: &mut Vec<String>) {
    if !node.is_container() {
        return values.push(node.form_text().to_owned());
    }
    let mut children: Vec<Ref<'_>> = node.children().filter(|child| child.name() != "pg_sig").collect();
    if node.kind() == Kind::Map {
        children.sort_by_key(|child| child.name().as_bytes());
    }
    for child in children {
        plainly(child, values);
    }
}

#[track_caller]
fn assert_plain(node: Ref<'_>) {
    let (mut expected, mut found) = (Vec::new(), Vec::new());
    plainly(node, &mut expected);
    segments(node, &mut |leaf| found.push(leaf.form_text().to_owned()));
    assert_eq!(found, expected);
    let mut text = "script;".to_owned();
    text.extend(expected.iter().flat_map(|value| [value, ";"]));
    let digest = Md5::digest(text + "key");
    assert_eq!(sign("script", node, &Secret::from("key")), format!("{:032x}", u128::from_be_bytes(digest.into())));
}

#[test]
fn members_are_in_the_order_of_their_names() {
    let messages = [
        r#"{"b":"1","a":"2","C":"3","":"4"}"#,
        r#"{"b":"1","pg_sig":"x","a":"2"}"#,
        r#"{"b":{"pg_sig":"x","a":"1"},"a":"2"}"#,
        r#"{"pg_sig2":"1","pg_si":"2","pg_sig":"x","pg_sig\u0000":"3"}"#,
        r#"{"b":{"z":"1","y":["3","2",{"q":"4","p":"5"}]},"a":[["9","8"],{"c":"7","b":"6"}]}"#,
        r#"{"a":"2","a":"1","b":"0","a":"3"}"#,
        r#"{"a":null,"b":[],"c":{},"d":true,"e":false,"f":12.50}"#,
        // Alike in their first sixteen bytes, and sorted by the bytes after them.
        r#"{"pg_description_of_b":"1","pg_description_of_a":"2","pg_description_of":"3","pg_description_of_b":"4"}"#,
        r#"{"sixteen_bytes_ab":"1","sixteen_bytes_aa":"2"}"#,
        // Alike in all but the last byte that is kept in the number beside the node's index.
        r#"{"fifteen_bytes_b":"1","fifteen_bytes_a":"2","fifteen_bytes_":"3"}"#,
        r#"{"twelve_bytesb":"1","twelve_bytesa":"2","twelve_bytes":"3","twelve_bytesa":"4"}"#,
        r#"["3",{"b":"1","a":"2"},"0"]"#,
        r#""alone""#,
        "{}",
    ];
    for body in messages {
        assert_plain(parsed(body).root());
    }
}

#[test]
fn a_signature_inside_a_message_is_not_signed_at_any_depth() {
    let digest = |text: &str| format!("{:032x}", u128::from_be_bytes(Md5::digest(text).into()));
    let key = Secret::from("test-secret");
    let signed = |body: &str| sign("init_payment.php", parsed(body).root(), &key);
    let right = digest("init_payment.php;s;1;test-secret");
    for body in [
        r#"{"pg_x":{"a":"1"},"pg_salt":"s"}"#,
        r#"{"pg_x":{"pg_sig":"zz","a":"1"},"pg_salt":"s"}"#,
        r#"{"pg_x":{"a":{"b":[{"pg_sig":"zz","c":"1"},{"pg_sig":"yy"}],"pg_sig":""}},"pg_salt":"s"}"#,
        r#"{"pg_x":{"pg_sig":{"pg_sig":"zz","b":"2"},"a":"1"},"pg_salt":"s","pg_sig":["x"]}"#,
    ] {
        assert_eq!(signed(body), right, "{body}");
    }
    // Names that only begin like it, or differ in case, are signed.
    for (name, order) in [("pg_sig2", "1;zz"), ("pg_si", "1;zz"), ("PG_SIG", "zz;1"), ("pg_sig ", "1;zz")] {
        let body = format!(r#"{{"pg_x":{{"{name}":"zz","a":"1"}},"pg_salt":"s"}}"#);
        assert_eq!(signed(&body), digest(&format!("init_payment.php;s;{order};test-secret")), "{name}");
    }
    assert!(verify(
        "init_payment.php",
        parsed(&format!(r#"{{"pg_x":{{"pg_sig":"zz","a":"1"}},"pg_salt":"s","pg_sig":"{right}"}}"#)).root(),
        &key
    ));
}

/// Names of every length, so that the numbers they are compared by differ in every byte.
#[test]
fn names_of_every_length_are_sorted_as_texts() {
    for length in 1..40 {
        let name = |last: char| format!("{}{last}", "n".repeat(length - 1));
        let members: Vec<String> =
            "cabdc".chars().enumerate().map(|(n, c)| format!(r#""{}":"{n}""#, name(c))).collect();
        let shorter = format!(r#""{}":"short""#, "n".repeat(length - 1));
        assert_plain(parsed(&format!("{{{},{shorter}}}", members.join(","))).root());
    }
}

/// Small messages are sorted without an allocation, by numbers that hold the index of a node in one byte.
#[test]
fn messages_of_every_size_are_signed_alike() {
    for size in (0..140).chain([190, 191, 192, 193, 254, 255, 256, 257, 300]) {
        let members: Vec<String> = (0..size).map(|n| format!(r#""n{}":"{n}""#, n * 37 % 101)).collect();
        assert_plain(parsed(&format!("{{{}}}", members.join(","))).root());
    }
}

#[test]
fn a_part_of_a_message_is_signed_alike_wherever_it_is() {
    // The part's own nodes have indices from `before` on; those from 192 on do not fit beside a name.
    for before in (0..10).chain(120..135).chain(180..200).chain(245..265) {
        for size in [1, 2, 62, 63, 64, 65] {
            let items = vec![r#""x""#; before].join(",");
            let members: Vec<String> = (0..size).map(|n| format!(r#""n{}":"{n}""#, n * 37 % 64)).collect();
            let message = parsed(&format!(r#"{{"items":[{items}],"part":{{{}}}}}"#, members.join(",")));
            assert_plain(message.root().get("part").unwrap());
        }
    }
}

/// Short texts are gathered before they are digested.
#[test]
fn values_of_every_length_around_the_buffer_are_digested_whole() {
    for first in [0, 1, 250, 500, 503, 504, 505, 506, 509, 510, 511, 512, 513, 1024, 2000] {
        for second in [0, 1, 2, 255, 256, 503, 504, 505, 506, 507, 511, 512, 513, 1500] {
            let body = format!(r#"{{"a":"{}","b":"{}","c":"end"}}"#, "x".repeat(first), "y".repeat(second));
            assert_plain(parsed(&body).root());
        }
    }
}

#[test]
fn one_right_signature_verifies() {
    let secret = Secret::from("key");
    let right = sign("script", parsed(r#"{"a":"1"}"#).root(), &secret);
    let verify = |body: String| verify("script", parsed(&body).root(), &secret);
    assert!(verify(format!(r#"{{"a":"1","pg_sig":"{right}"}}"#)));
    assert!(!verify(format!(r#"{{"a":"2","pg_sig":"{right}"}}"#)));
    assert!(!verify(format!(r#"{{"a":"1","pg_sig":"{}"}}"#, right.to_uppercase())), "its digits are lower case");
    assert!(!verify(format!(r#"{{"a":"1","pg_sig":"{right}","pg_sig":"{right}"}}"#)), "two claims do not count");
    assert!(!verify(format!(r#"{{"a":"1","x":{{"pg_sig":"{right}"}}}}"#)), "not of the message");
    assert!(!verify(r#"{"a":"1"}"#.to_owned()));
    assert!(!verify(r#"{"a":"1","pg_sig":""}"#.to_owned()));
}

#[test]
fn lists_of_more_than_ten_are_disputed_wherever_they_are() {
    let is_disputed = |body: &str| has_disputed_list(parsed(body).root());
    let list = |items: usize| format!("[{}]", vec!["1"; items].join(","));
    assert_eq!(LONGEST_AGREED_LIST, 10);
    assert!(!is_disputed(&list(10)) && is_disputed(&list(11)) && is_disputed(&list(12)));
    assert!(is_disputed(&format!(r#"{{"a":[{{"b":{}}}]}}"#, list(11))));
    assert!(!is_disputed(&format!(r#"{{"a":[{{"b":{}}}]}}"#, list(10))));
    let members: Vec<String> = (0..20).map(|n| format!(r#""n{n}":1"#)).collect();
    assert!(!is_disputed(&format!("{{{}}}", members.join(","))), "members are sorted by name, which is not disputed");
    assert!(!is_disputed("[]") && !is_disputed("1"));
}
