//! Base64url without padding, into the caller's buffers.

#[cfg(target_arch = "x86_64")]
use std::sync::LazyLock;

use base64::Engine as _;
#[cfg(not(target_arch = "x86_64"))]
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Inputs of at most this many bytes are padded to [`LEAST`], the least for SIMD.
pub(super) const SHORT: usize = 120;
/// Shorter ones are not, as encoding them is faster than padding; a MAC for example.
const SHORTEST: usize = 48;
/// See [`SHORT`].
pub(super) const LEAST: usize = 128;

/// Returns the room that the characters of so many bytes take at most.
pub(super) const fn encoded_len(bytes: usize) -> usize {
    bytes.div_ceil(3) * 4
}

/// Encodes into a buffer that fits the input, or [`LEAST`]. Base64 pads with zero bits itself, so more zeros after a
/// short input change none of its characters.
pub(super) fn encode<'b>(bytes: &[u8], buffer: &'b mut [u8]) -> &'b [u8] {
    let mut padded = [0; LEAST];
    let input = match padded.get_mut(..bytes.len()) {
        Some(start) if (SHORTEST..=SHORT).contains(&bytes.len()) => {
            start.copy_from_slice(bytes);
            &padded
        }
        _ => bytes,
    };
    let length = (bytes.len() * 4).div_ceil(3);
    // The buffer fits, so encoding cannot fail.
    let _ = base64url().encode_slice(input, buffer);
    buffer.get(..length).unwrap_or_default()
}

/// Returns the fastest encoder that the processor has: with a slower one encoding takes as long as the HMAC.
#[cfg(target_arch = "x86_64")]
fn base64url() -> &'static impl base64::Engine {
    use base64::engine::Simd;
    use base64::engine::general_purpose::NO_PAD;

    static ENGINE: LazyLock<Simd> = LazyLock::new(|| Simd::url_safe(NO_PAD));
    &*ENGINE
}

#[cfg(not(target_arch = "x86_64"))]
fn base64url() -> &'static impl base64::Engine {
    &URL_SAFE_NO_PAD
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::{encode, encoded_len};

    #[test]
    fn every_length_is_encoded_as_by_the_library() {
        let bytes: Vec<u8> = (0..400_usize).map(|at| u8::try_from(at * 7 % 256).unwrap_or(0)).collect();
        for length in 0..=bytes.len() {
            let mut buffer = [0; encoded_len(400)];
            let expected = URL_SAFE_NO_PAD.encode(&bytes[..length]);
            assert_eq!(encode(&bytes[..length], &mut buffer), expected.as_bytes(), "{length}");
        }
    }
}
