//! Sample values, valid unless a twist says otherwise.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::kinds::{Kind, Property, Side};
use crate::twist::Twist;

/// Makes a sample of an object for one side.
pub(crate) fn object(random: &mut Rng, fields: &[Property], is_request: bool) -> Value {
    let mut members = Map::new();
    for field in fields {
        let is_here = match field.side {
            Side::Both => true,
            Side::Answer => !is_request,
            Side::Request => is_request,
        };
        let is_left_out = !field.required && field.twist.is_none() && random.u8(..4) == 0;
        if !is_here || is_left_out || matches!(field.twist, Some(Twist::SampleLacks | Twist::BothSides)) {
            continue;
        }
        members.insert(field.name.clone(), property(random, field, is_request));
    }
    Value::Object(members)
}

fn property(random: &mut Rng, field: &Property, is_request: bool) -> Value {
    match field.twist {
        Some(Twist::SampleNull) => Value::Null,
        Some(Twist::SampleOfAnotherType) => json!("neither"),
        Some(Twist::SampleOutside) => json!("elsewhere"),
        Some(Twist::MixedValues) => json!(7),
        Some(Twist::TextOrObject) => json!({"inner": "x"}),
        Some(Twist::YesOrNo) => json!("Y"),
        Some(Twist::OnlyTrue) => json!(true),
        Some(Twist::MixedList) => json!([1, "a", null]),
        Some(Twist::SampleBeyond) => beyond(random, &field.kind, is_request),
        Some(Twist::SampleOfACard) => json!("4716047261941981"),
        Some(Twist::OnlyEmpty) => [Value::Null, json!([]), json!({})][random.usize(..3)].clone(),
        // PHP writes an object without members as a list, and a list without items as an object.
        _ if !is_request
            && !field.required
            && matches!(field.kind, Kind::Object(_) | Kind::List { .. } | Kind::Map(_))
            && random.u8(..8) == 0 =>
        {
            let count = if matches!(field.kind, Kind::Object(_)) { 2 } else { 3 };
            [Value::Null, json!([]), json!({})][random.usize(..count)].clone()
        }
        _ if field.nullable && !is_request && random.u8(..4) == 0 => Value::Null,
        _ if field.secret => json!(secret(&field.name)),
        _ => value(random, &field.kind, is_request),
    }
}

/// Returns a value that the checked type of card data of that name accepts.
pub(crate) fn secret(name: &str) -> &'static str {
    match name {
        _ if name.contains("card_number") => "4405645000006150",
        _ if name.contains("cvv") => "739",
        _ => "hunter-two",
    }
}

/// Makes a value beyond the limits of its kind.
fn beyond(random: &mut Rng, kind: &Kind, is_request: bool) -> Value {
    match kind {
        Kind::Text { max: Some(max), .. } => json!("x".repeat(*max as usize + 1)),
        Kind::Integer { max: Some(max), .. } => json!(max + 1),
        Kind::Number { .. } => json!(1_000_000),
        Kind::List { item, max: Some(max) } => {
            Value::Array((0..=*max).map(|_| value(random, item, is_request)).collect())
        }
        // No pattern has it.
        _ => json!("~"),
    }
}

/// Makes a valid value.
pub(crate) fn value(random: &mut Rng, kind: &Kind, is_request: bool) -> Value {
    match kind {
        Kind::Text { pattern: Some(pattern), .. } => json!(pattern.sample),
        Kind::Text { .. } => json!(["green", "morning", "text é"][random.usize(..3)]),
        Kind::Integer { min, max, .. } => json!(random.i64(min.unwrap_or(0)..=max.unwrap_or(40).max(min.unwrap_or(0)))),
        // An exact text of digits, which no float touches.
        Kind::Number { .. } => serde_json::from_str(["12.5", "7", "100.01"][random.usize(..3)]).unwrap_or(Value::Null),
        Kind::Bool => json!(random.bool()),
        Kind::Uuid => json!("018f8e1e-7b5a-7cc2-9d0e-0d0c0b0a0908"),
        Kind::Enum(values) => json!(values[random.usize(..values.len())]),
        Kind::NumberEnum(values) => json!(values[random.usize(..values.len())]),
        Kind::List { item, .. } => {
            Value::Array((0..=random.usize(..2)).map(|_| value(random, item, is_request)).collect())
        }
        Kind::Map(item) => {
            json!({"first": value(random, item, is_request), "zweite Zeile": value(random, item, is_request)})
        }
        Kind::Object(fields) => object(random, fields, is_request),
    }
}
