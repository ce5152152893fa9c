//! From the bytes of a file to the bytes that are read: UTF-8, or any ASCII superset left as it is.

/// How a text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Valid UTF-8, or a single-byte superset of ASCII: both are read as they stand.
    Bytes,
    /// UTF-16, decoded to UTF-8 before reading; places are those of the decoded text.
    Utf16,
}

/// What `decode` made of a file.
#[derive(Debug)]
pub enum Decoded {
    /// A text.
    Text(Vec<u8>, Encoding),
    /// No text: the offset of the byte that shows it.
    Binary(usize),
}

/// Recognises UTF-16 by its byte order mark and binary files by a NUL byte near their start.
#[must_use]
pub fn decode(bytes: Vec<u8>) -> Decoded {
    let wide = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes)),
        _ => None,
    };
    if let Some(text) = wide {
        return Decoded::Text(text.into_bytes(), Encoding::Utf16);
    }
    // A dump may hold a NUL inside a BLOB literal, far down; a binary file has one early.
    match memchr::memchr(0, &bytes[..bytes.len().min(8192)]) {
        Some(at) => Decoded::Binary(at),
        None => Decoded::Text(bytes, Encoding::Bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_of_both_orders_is_decoded() {
        for bytes in [vec![0xff, 0xfe, b'a', 0, 0xe9, 0], vec![0xfe, 0xff, 0, b'a', 0, 0xe9]] {
            let Decoded::Text(text, Encoding::Utf16) = decode(bytes) else { panic!("not seen as UTF-16") };
            assert_eq!(text, "aé".as_bytes());
        }
    }

    #[test]
    fn a_nul_near_the_start_means_binary() {
        assert!(matches!(decode(b"\x7fELF\0\0".to_vec()), Decoded::Binary(4)));
        assert!(matches!(decode(b"caf\xe9".to_vec()), Decoded::Text(_, Encoding::Bytes)));
    }
}
