#![no_main]

use freedompay_tests::inputs::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::form_is_stable(bytes));
