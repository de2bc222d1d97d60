//! Names as numbers, which are compared faster.

/// Returns the first sixteen of so many bytes as a number, with zeros behind fewer: numbers are compared faster than texts, and
/// in the same order.
pub(crate) const fn prefix_key(bytes: &[u8], len: usize) -> u128 {
    const SIZE: usize = 16;
    let first = match bytes.first_chunk::<SIZE>() {
        Some(first) => *first,
        None => {
            let mut first = [0; SIZE];
            let (start, _) = first.split_at_mut(bytes.len());
            start.copy_from_slice(bytes);
            first
        }
    };
    // Bytes behind the end are cut off.
    let keep = if len < SIZE { KEEP[len] } else { u128::MAX };
    u128::from_be_bytes(first) & keep
}

/// By number of bytes.
const KEEP: [u128; 16] = {
    let (mut keep, mut bytes) = ([0; 16], 1);
    while bytes < 16 {
        keep[bytes] = u128::MAX << (8 * (16 - bytes));
        bytes += 1;
    }
    keep
};
