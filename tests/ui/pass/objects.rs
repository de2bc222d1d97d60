//! Answers and parts of requests, in one another.

use std::collections::BTreeMap;

use freedompay::meta::TypeMeta;
use freedompay::{Endpoint, Value, WireType, freedompay_endpoint, freedompay_model};

/// Sends lines.
#[freedompay_endpoint(uri = "/v5/partner/lines", method = "POST", response = Vec<Receipt>)]
pub struct SendLines {
    /// Lines.
    pub lines: Vec<Line>,
    /// One more.
    pub last: Option<Line>,
}

/// A line.
#[freedompay_model(request, crate = ::freedompay)]
pub struct Line {
    /// Name.
    pub name: String,
    /// Marks.
    pub marks: Option<Vec<String>>,
}

/// A line of which nothing is required.
#[freedompay_model(request)]
pub struct Empty {
    /// Name.
    pub name: Option<String>,
}

/// A receipt.
#[freedompay_model(prefix = "pg_")]
pub struct Receipt {
    /// Name.
    pub name: Option<String>,
    /// Named otherwise.
    #[freedompay(rename = "GTIN")]
    #[serde(alias = "NTIN")]
    pub gtin: Option<String>,
    /// Parts.
    pub parts: Vec<Nothing>,
    /// Anything.
    pub anything: Option<Value>,
    /// By name.
    pub by_name: Option<BTreeMap<String, u32>>,
}

/// An answer without anything in it.
#[freedompay_model]
pub struct Nothing;

#[test]
fn tables_nest() {
    assert!(matches!(SendLines::META.response, TypeMeta::List(TypeMeta::Object(_))));
    let names: Vec<_> = Receipt::TYPE.fields().iter().map(|field| field.name).collect();
    assert_eq!(names, ["pg_name", "GTIN", "pg_parts", "pg_anything", "pg_by_name"]);
    assert!(Receipt::TYPE.fields().iter().all(|field| !field.required));
    assert!(Nothing::TYPE.fields().is_empty());
}

#[test]
fn objects_are_made_as_requests_are() {
    let request = SendLines::new([Line::new("a").marks(["x"])]).last(Line::new("b"));
    assert_eq!(request.lines[0].marks.as_deref(), Some(&["x".to_owned()][..]));
    assert!(Empty::default().name.is_none() && Receipt::default().gtin.is_none());
}
