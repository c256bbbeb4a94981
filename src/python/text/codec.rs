//! Bytes as UTF-8. Other encodings are Python of ours.

/// What is no UTF-8: the last arguments of a `UnicodeDecodeError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodecError {
    /// The byte at which the trouble begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub reason: &'static str,
}

/// `bytes.decode()`
pub fn decode(bytes: &[u8]) -> Result<&str, CodecError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let start = error.valid_up_to();
        let (end, reason) = match (error.error_len(), bytes[start]) {
            (None, _) => (bytes.len(), "unexpected end of data"),
            (Some(length), 0x80..=0xc1 | 0xf5..) => (start + length, "invalid start byte"),
            (Some(length), _) => (start + length, "invalid continuation byte"),
        };
        CodecError { start, end, reason }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_decode_is_described() {
        for (bytes, start, end, reason) in [
            (&b"\xff"[..], 0, 1, "invalid start byte"),
            (b"a\xe9\x80", 1, 3, "unexpected end of data"),
            (b"a\xe9\x80b", 1, 3, "invalid continuation byte"),
            (b"\xed\xa0\x80", 0, 1, "invalid continuation byte"),
            (b"\xc0\x80", 0, 1, "invalid start byte"),
        ] {
            assert_eq!(decode(bytes), Err(CodecError { start, end, reason }));
        }
    }
}
