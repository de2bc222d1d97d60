#![no_main]

use freedompay_tests::inputs::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::jws_is_forged_by_nobody(bytes));
