//! Between text and bytes: UTF-8, ASCII and Latin-1 here, UTF-16 and UTF-32 in [`wide`](super::wide), with Python's ways to handle what does not fit.

use super::repr::escape;
use super::wide::Wide;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Any text.
    Utf8,
    /// Code points below 128.
    Ascii,
    /// Code points below 256, each a byte.
    Latin1,
    /// Any text, in units of more than a byte.
    Wide(Wide),
}

/// What to do with what does not fit: the `errors` argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnError {
    /// Raise.
    Strict,
    /// Leave out.
    Ignore,
    /// Put a replacement character, or a question mark into bytes.
    Replace,
    /// Put an escape such as `\xff`.
    BackslashReplace,
    /// Put a character reference such as `&#255;`; for encoding only.
    XmlCharRefReplace,
}

/// What could not be converted: the arguments of a `UnicodeDecodeError` or a `UnicodeEncodeError`, but for the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodecError {
    /// The encoding, as errors name it.
    pub encoding: &'static str,
    /// Where the trouble begins: a byte when decoding, a code point when encoding.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub reason: &'static str,
}

impl Encoding {
    /// The encoding of a name, by any of its usual spellings; Python raises a `LookupError` where there is none.
    pub fn named(name: &str) -> Option<Encoding> {
        let plain: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Some(match plain.as_str() {
            "utf8" | "u8" | "utf" | "cp65001" => Encoding::Utf8,
            "ascii" | "usascii" | "us" | "646" | "iso646us" | "ansix341968" => Encoding::Ascii,
            "latin1" | "latin" | "l1" | "iso88591" | "88591" | "8859" | "iso8859" | "cp819" => {
                Encoding::Latin1
            }
            plain => Encoding::Wide(Wide::named(plain)?),
        })
    }

    /// The name that errors give it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Wide(wide) => wide.name(),
        }
    }

    /// The code points that fit are below this.
    fn limit(self) -> u32 {
        match self {
            Encoding::Utf8 | Encoding::Wide(_) => 0x11_0000,
            Encoding::Ascii => 128,
            Encoding::Latin1 => 256,
        }
    }

    fn out_of_range(self) -> &'static str {
        match self {
            Encoding::Latin1 => "ordinal not in range(256)",
            _ => "ordinal not in range(128)",
        }
    }
}

impl OnError {
    /// The way of a name; Python raises a `LookupError` where there is none.
    pub fn named(name: &str) -> Option<OnError> {
        Some(match name {
            "strict" => OnError::Strict,
            "ignore" => OnError::Ignore,
            "replace" => OnError::Replace,
            "backslashreplace" => OnError::BackslashReplace,
            "xmlcharrefreplace" => OnError::XmlCharRefReplace,
            _ => return None,
        })
    }
}

impl CodecError {
    /// The message of a `UnicodeDecodeError` about these bytes.
    pub fn decode_message(&self, bytes: &[u8]) -> String {
        let CodecError {
            encoding,
            start,
            reason,
            ..
        } = self;
        match bytes.get(*start) {
            Some(byte) if self.end == start + 1 => format!(
                "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
            ),
            _ => {
                let last = self.end.saturating_sub(1);
                format!(
                    "'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"
                )
            }
        }
    }

    /// The message of a `UnicodeEncodeError` about this text.
    pub fn encode_message(&self, text: &str) -> String {
        let CodecError {
            encoding,
            start,
            reason,
            ..
        } = self;
        match text.chars().nth(*start) {
            Some(c) if self.end == start + 1 => {
                let shown = escape(c as u32);
                format!(
                    "'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}"
                )
            }
            _ => {
                let last = self.end.saturating_sub(1);
                format!(
                    "'{encoding}' codec can't encode characters in position {start}-{last}: {reason}"
                )
            }
        }
    }
}

/// `bytes.decode(encoding, errors)`. Character references, which are for encoding only, count as strict.
pub fn decode(bytes: &[u8], encoding: Encoding, on_error: OnError) -> Result<String, CodecError> {
    let mut out = String::with_capacity(bytes.len());
    let (encoding, mut at) = match encoding {
        Encoding::Wide(wide) => {
            let (wide, start) = wide.after_mark(bytes);
            (Encoding::Wide(wide), start)
        }
        _ => (encoding, 0),
    };
    while at < bytes.len() {
        let error = match encoding {
            Encoding::Latin1 => {
                out.extend(bytes[at..].iter().map(|&byte| byte as char));
                return Ok(out);
            }
            Encoding::Ascii => decode_ascii(bytes, at, &mut out),
            Encoding::Utf8 => decode_utf8(bytes, at, &mut out),
            Encoding::Wide(wide) => wide.decode(bytes, at, &mut out),
        };
        let Some(error) = error else {
            return Ok(out);
        };
        match on_error {
            OnError::Strict | OnError::XmlCharRefReplace => return Err(error),
            OnError::Ignore => {}
            OnError::Replace => out.push(char::REPLACEMENT_CHARACTER),
            OnError::BackslashReplace => {
                bytes[error.start..error.end]
                    .iter()
                    .for_each(|&byte| out.push_str(&escape(u32::from(byte))));
            }
        }
        at = error.end;
    }
    Ok(out)
}

/// `text.encode(encoding, errors)`.
pub fn encode(text: &str, encoding: Encoding, on_error: OnError) -> Result<Vec<u8>, CodecError> {
    if let Encoding::Wide(wide) = encoding {
        return Ok(wide.encode(text));
    }
    if encoding == Encoding::Utf8 || text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let fits = |c: char| (c as u32) < encoding.limit();
    let mut out = Vec::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        match on_error {
            _ if fits(c) => out.push(c as u8),
            OnError::Strict => {
                let length = text.chars().skip(at).take_while(|&c| !fits(c)).count();
                return Err(CodecError {
                    encoding: encoding.name(),
                    start: at,
                    end: at + length,
                    reason: encoding.out_of_range(),
                });
            }
            OnError::Ignore => {}
            OnError::Replace => out.push(b'?'),
            OnError::BackslashReplace => out.extend(escape(c as u32).bytes()),
            OnError::XmlCharRefReplace => out.extend(format!("&#{};", c as u32).bytes()),
        }
    }
    Ok(out)
}

/// Decodes from `at` on, up to the first byte that does not fit.
fn decode_ascii(bytes: &[u8], at: usize, out: &mut String) -> Option<CodecError> {
    let rest = &bytes[at..];
    let length = rest
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or(rest.len());
    out.extend(rest[..length].iter().map(|&byte| byte as char));
    (length < rest.len()).then(|| CodecError {
        encoding: Encoding::Ascii.name(),
        start: at + length,
        end: at + length + 1,
        reason: Encoding::Ascii.out_of_range(),
    })
}

/// Decodes from `at` on, up to the first sequence that is no character.
fn decode_utf8(bytes: &[u8], at: usize, out: &mut String) -> Option<CodecError> {
    let chunk = bytes[at..].utf8_chunks().next()?;
    out.push_str(chunk.valid());
    let length = chunk.invalid().len();
    if length == 0 {
        return None;
    }
    let start = at + chunk.valid().len();
    let reason = match bytes[start] {
        0x80..=0xc1 | 0xf5.. => "invalid start byte",
        _ if start + length == bytes.len() && is_prefix(&bytes[start..]) => {
            "unexpected end of data"
        }
        _ => "invalid continuation byte",
    };
    Some(CodecError {
        encoding: Encoding::Utf8.name(),
        start,
        end: start + length,
        reason,
    })
}

/// Whether bytes that are no character begin one.
fn is_prefix(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_decode_is_described() {
        let message = |bytes: &[u8], encoding| {
            decode(bytes, encoding, OnError::Strict)
                .unwrap_err()
                .decode_message(bytes)
        };
        for (bytes, expected) in [
            (
                &b"\xff"[..],
                "can't decode byte 0xff in position 0: invalid start byte",
            ),
            (
                b"a\xe9\x80",
                "can't decode bytes in position 1-2: unexpected end of data",
            ),
            (
                b"a\xe9\x80b",
                "can't decode bytes in position 1-2: invalid continuation byte",
            ),
            (
                b"\xed\xa0\x80",
                "can't decode byte 0xed in position 0: invalid continuation byte",
            ),
            (
                b"\xc0\x80",
                "can't decode byte 0xc0 in position 0: invalid start byte",
            ),
        ] {
            assert_eq!(
                message(bytes, Encoding::Utf8),
                format!("'utf-8' codec {expected}")
            );
        }
        assert_eq!(
            message(b"\xe9", Encoding::Ascii),
            "'ascii' codec can't decode byte 0xe9 in position 0: ordinal not in range(128)"
        );
    }

    #[test]
    fn what_does_not_encode_is_described() {
        let message = |text, encoding| {
            encode(text, encoding, OnError::Strict)
                .unwrap_err()
                .encode_message(text)
        };
        assert_eq!(
            message("日", Encoding::Latin1),
            "'latin-1' codec can't encode character '\\u65e5' in position 0: ordinal not in range(256)"
        );
        assert_eq!(
            message("aéèb", Encoding::Ascii),
            "'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)"
        );
    }

    #[test]
    fn errors_can_be_handled() {
        let bytes = b"\xf0\x9fA\xe2\x82";
        let decoded = |on_error| decode(bytes, Encoding::Utf8, on_error).unwrap();
        assert_eq!(decoded(OnError::Replace), "\u{fffd}A\u{fffd}");
        assert_eq!(decoded(OnError::Ignore), "A");
        assert_eq!(decoded(OnError::BackslashReplace), r"\xf0\x9fA\xe2\x82");
        let encoded = |on_error| encode("é日", Encoding::Ascii, on_error).unwrap();
        assert_eq!(encoded(OnError::Replace), b"??");
        assert_eq!(encoded(OnError::BackslashReplace), br"\xe9\u65e5");
        assert_eq!(encoded(OnError::XmlCharRefReplace), b"&#233;&#26085;");
        assert_eq!(
            encode("é", Encoding::Latin1, OnError::Strict).unwrap(),
            b"\xe9"
        );
    }

    #[test]
    fn encodings_have_many_names() {
        assert_eq!(Encoding::named("UTF-8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::named("us_ascii"), Some(Encoding::Ascii));
        assert_eq!(Encoding::named("ISO-8859-1"), Some(Encoding::Latin1));
        assert_eq!(Encoding::named("klingon"), None);
    }
}
