//! Where messages end on a raw connection.

/// Where the head of a message ends, and where all of it does by its content length; nothing before the head is there.
pub fn ends(bytes: &[u8]) -> Option<(usize, usize)> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(bytes.get(..head)?).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    Some((head, head + length.unwrap_or(0)))
}
