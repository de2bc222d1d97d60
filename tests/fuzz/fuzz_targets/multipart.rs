#![no_main]

use freedompay_tests::inputs::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::parts_are_read_or_refused(bytes));
