#![no_main]

use freedompay_tests::inputs::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::json_agrees_with_another_parser(bytes));
