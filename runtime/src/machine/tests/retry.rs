//! Which calls are sent again, and after which pause.

use std::time::Duration;

use super::{PAY, REPLAYED, STATUS, asked, at, error_77, http, ms};
use crate::error::{Call, Error, Invalid, NotSent, Unknown};
use crate::http::{HttpResponse, Stage};
use crate::machine::Now;
use crate::machine::retry::{is_repeatable, pause, retry_after};
use crate::meta::EndpointMeta;

fn not_sent(endpoint: &'static EndpointMeta, failed_at: Stage) -> Error {
    Error::NotSent(Box::new(NotSent { call: asked(endpoint), failed_at, message: String::new() }))
}

fn unknown(call: Call, http_status: Option<u16>) -> Error {
    Error::Unknown(Box::new(Unknown { call, failed_at: Stage::Read, message: String::new(), http_status }))
}

fn replayed() -> Call {
    Call { request_id: Some("id".to_owned()), ..asked(&REPLAYED) }
}

#[test]
fn a_call_that_never_left_is_retried_whatever_it_does() {
    for endpoint in [&STATUS, &PAY, &REPLAYED] {
        for stage in [Stage::NotSent, Stage::Dns, Stage::Connect, Stage::Tls] {
            assert!(is_repeatable(&not_sent(endpoint, stage)), "{endpoint:?} {stage}");
        }
        // No error is made so; if one were, it would be in doubt.
        assert!(!is_repeatable(&not_sent(endpoint, Stage::Write)), "{endpoint:?}");
    }
}

#[test]
fn a_call_that_may_have_arrived_is_retried_only_where_that_is_harmless() {
    let statuses = [None, Some(408), Some(429), Some(502), Some(503), Some(504)];
    for status in statuses {
        assert!(is_repeatable(&unknown(asked(&STATUS), status)), "it reads: {status:?}");
        assert!(is_repeatable(&unknown(replayed(), status)), "it is replayed: {status:?}");
        assert!(!is_repeatable(&unknown(asked(&REPLAYED), status)), "no id, no replay: {status:?}");
        assert!(!is_repeatable(&unknown(asked(&PAY), status)), "it moves money: {status:?}");
        let with_id = Call { request_id: Some("id".to_owned()), ..asked(&PAY) };
        assert!(!is_repeatable(&unknown(with_id, status)), "this API replays nothing: {status:?}");
        let Some(status) = status else { continue };
        assert!(is_repeatable(&error_77(asked(&STATUS), status, false)), "{status}");
        assert!(is_repeatable(&error_77(replayed(), status, false)), "{status}");
        assert!(!is_repeatable(&error_77(asked(&PAY), status, false)), "{status}");
    }
}

#[test]
fn other_failures_are_not_retried() {
    for status in [200, 301, 400, 401, 407, 409, 428, 430, 500, 501, 505] {
        assert!(!is_repeatable(&unknown(asked(&STATUS), Some(status))), "{status}");
        assert!(!is_repeatable(&error_77(asked(&STATUS), status, false)), "{status}");
    }
    let invalid = Error::Invalid(Box::new(Invalid { endpoint: Some(&STATUS), problems: Vec::new() }));
    assert!(!is_repeatable(&invalid));
}

#[test]
fn pauses_double_to_eight_seconds_and_half_of_each_is_left_to_chance() {
    let range = |nth| [0, 1023].map(|chance| pause(nth, None, chance).unwrap().as_micros() / 1000);
    assert_eq!(range(0), [250, 499]);
    assert_eq!(range(1), [500, 999]);
    assert_eq!(range(2), [1000, 1999]);
    assert_eq!(range(3), [2000, 3998]);
    for nth in [4, 5, 10, 31, 32, u32::MAX] {
        assert_eq!(range(nth), [4000, 7996], "{nth}");
    }
    assert_eq!(pause(0, None, 1024), pause(0, None, 0), "only the last ten bits count");
    // A 1024th of a quarter of a second is a whole number of nanoseconds, rounded down.
    for chance in [512, 1024 + 512] {
        assert_eq!(pause(0, None, chance), Some(Duration::from_nanos(250_000_000 + 512 * 244_140)), "{chance}");
    }
}

#[test]
fn retry_after_is_obeyed_up_to_a_minute() {
    let asked = |ms: u64| pause(0, Some(Duration::from_millis(ms)), 0);
    assert_eq!(asked(0), Some(ms(250)), "a shorter pause than its own is not taken");
    assert_eq!(asked(251), Some(ms(251)));
    assert_eq!(asked(60_000), Some(ms(60_000)));
    assert_eq!(asked(60_001), None, "a longer wait is the caller's decision");
}

fn asking(status: u16, value: &str) -> HttpResponse {
    HttpResponse { headers: [("retry-after", value)].into_iter().collect(), ..http(status, "") }
}

#[test]
fn retry_after_is_read_in_seconds_or_as_a_date() {
    let read = |value: &str| retry_after(&asking(503, value), Now { unix_ms: 784_111_777_000, ..at(0) });
    assert_eq!(read("7"), Some(ms(7000)));
    assert_eq!(read(" 0 "), Some(Duration::ZERO));
    assert_eq!(read("99999999999999999999"), Some(Duration::MAX), "too long to count, so too long to wait");
    // The date of RFC 9110 is that very moment.
    assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
    assert_eq!(read("Sun, 06 Nov 1994 08:49:40 GMT"), Some(ms(3000)));
    assert_eq!(read("Sun, 06 Nov 1994 08:49:00 GMT"), Some(Duration::ZERO), "it is over");
    for value in ["", "  ", "soon", "-1", "1.5", "7s"] {
        assert_eq!(read(value), None, "{value}");
    }
}

#[test]
fn retry_after_counts_where_it_is_defined() {
    for (status, counts) in
        [(428, false), (429, true), (430, false), (502, false), (503, true), (504, false), (200, false)]
    {
        assert_eq!(retry_after(&asking(status, "7"), at(0)).is_some(), counts, "{status}");
    }
    assert_eq!(retry_after(&http(503, ""), at(0)), None);
}
