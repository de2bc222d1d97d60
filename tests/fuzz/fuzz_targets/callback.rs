#![no_main]

use freedompay_tests::inputs::checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::callbacks_are_believed_only_when_signed(bytes));
