//! What the expansion writes and reads: as serde's derives would, attribute by attribute.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(missing_docs, unreachable_pub)] // what is declared here is for nobody else

use std::collections::BTreeMap;

use freedompay::{Amount, Flag, Value, freedompay_endpoint, freedompay_model};
use freedompay_runtime::tree::Tree;
use freedompay_runtime::wire::json;

/// A number of points, written in words.
mod words {
    use serde::de::{Deserialize as _, Deserializer, Error as _};
    use serde::ser::Serializer;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(points: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{points} points"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_suffix(" points").ok_or_else(|| D::Error::custom("not points"))?;
        digits.parse().map_err(D::Error::custom)
    }

    pub(super) fn seven() -> u32 {
        7
    }
}

#[freedompay_endpoint(uri = "/points/{card_id}", method = "POST", api = merchant, id = "own.points.send")]
pub struct SendPoints {
    #[freedompay(path)]
    pub card_id: u64,
    pub amount: Amount,
    pub note: Option<String>,
    #[serde(serialize_with = "words::serialize")]
    pub points: u32,
    #[serde(with = "words")]
    pub bonus: u32,
    pub r#type: Option<Flag>,
    pub lines: Vec<Line>,
    #[freedompay(rest)]
    pub extra: BTreeMap<String, String>,
}

#[freedompay_model(request)]
pub struct Line {
    pub name: String,
    #[freedompay(rename = "GTIN")]
    pub gtin: Option<String>,
}

#[freedompay_model]
#[derive(PartialEq)]
pub struct Points {
    pub id: u64,
    #[serde(alias = "sum", alias = "total")]
    pub amount: Option<Amount>,
    #[serde(default = "words::seven")]
    pub months: u32,
    #[serde(default)]
    pub is_new: bool,
    #[serde(with = "words")]
    pub points: u32,
    #[serde(default, deserialize_with = "words::deserialize")]
    pub bonus: u32,
    pub parts: Vec<Part>,
    #[freedompay(rest)]
    pub extra: BTreeMap<String, Value>,
}

#[freedompay_model(prefix = "pg_")]
#[derive(PartialEq)]
pub struct Part {
    pub name: Option<String>,
    pub worth: Amount,
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    json::parse(text.as_bytes()).unwrap().deserialize().map_err(|e| e.to_string())
}

#[test]
fn a_request_is_written_in_order_and_without_what_is_absent() {
    let line = Line::new("Pad");
    let request =
        SendPoints::new(7, "20.00".parse().unwrap(), 3, 4, [line.gtin("04")]).extra("colour", "red").r#type(true);
    let written = Tree::from_serialize(&request).unwrap();
    assert_eq!(
        String::from_utf8(json::encode(written.root())).unwrap(),
        r#"{"card_id":7,"pg_amount":20.00,"pg_points":"3 points","pg_bonus":"4 points","pg_type":1,"pg_lines":[{"name":"Pad","GTIN":"04"}],"colour":"red"}"#
    );
    let written = Tree::from_serialize(&Line::new("Pad")).unwrap();
    assert_eq!(json::encode(written.root()), br#"{"name":"Pad"}"#);
    // Another format of serde's sees the absent option, as with serde's derive.
    assert_eq!(serde_json::to_string(&Line::new("Pad")).unwrap(), r#"{"name":"Pad","GTIN":null}"#);
}

#[test]
fn a_response_is_read_in_any_order() {
    let points: Points = read(
        r#"{"parts":[{"pg_worth":2.50}],"points":"5 points","colour":"red","total":9,"id":"17","is_new":1,"months":2,"bonus":"1 points","by":{"a":[1]}}"#,
    )
    .unwrap();
    assert_eq!((points.id, points.amount, points.months, points.is_new), (17, Some(Amount::from(9)), 2, true));
    assert_eq!((points.points, points.bonus), (5, 1));
    assert_eq!(points.parts, [Part { name: None, worth: "2.50".parse().unwrap() }]);
    assert_eq!(points.extra.keys().collect::<Vec<_>>(), ["by", "colour"]);
}

#[test]
fn what_is_missing_has_its_default_or_is_an_error() {
    let points: Points = read(r#"{"id":1,"points":"5 points"}"#).unwrap();
    assert_eq!((points.amount, points.months, points.is_new, points.bonus), (None, 7, false, 0));
    assert!(points.parts.is_empty() && points.extra.is_empty());
    for (text, expected) in [
        (r#"{"points":"5 points"}"#, "missing field `id`"),
        (r#"{"id":1}"#, "missing field `points`"),
        (r#"{"id":1,"points":"5"}"#, "points: not points"),
        (r#"{"id":1,"points":"5 points","parts":[{"pg_name":"a"}]}"#, "missing field `pg_worth`"),
        (r#"{"id":1,"points":"5 points","sum":1,"total":2}"#, "duplicate field"),
        (r#"{"id":"x","points":"5 points"}"#, "id: "),
    ] {
        let error = read::<Points>(text).unwrap_err();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let from_json: Points = serde_json::from_str(r#"{"points":"5 points","id":1,"amount":"2.50"}"#).unwrap();
    assert_eq!(from_json.amount, Some("2.50".parse().unwrap()));
    let error = serde_json::from_str::<Points>("7").unwrap_err().to_string();
    assert!(error.contains("expected struct Points"), "{error}");
}
