//! UTF-16 and UTF-32: characters as units of two or four bytes, in either order, with or without a mark that tells which.

use super::codec::CodecError;

/// One of the six encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// The unit is two bytes, else four.
    narrow: bool,
    big_endian: bool,
    /// A mark before the text tells the order; without one it is little-endian.
    marked: bool,
}

impl Wide {
    /// The encoding of a name, without case and punctuation.
    pub fn named(plain: &str) -> Option<Wide> {
        let rest = plain.strip_prefix("utf").or(plain.strip_prefix('u'))?;
        let (narrow, order) = match rest.strip_prefix("16") {
            Some(order) => (true, order),
            None => (false, rest.strip_prefix("32")?),
        };
        let (big_endian, marked) = match order {
            "" => (false, true),
            "le" => (false, false),
            "be" => (true, false),
            _ => return None,
        };
        Some(Wide {
            narrow,
            big_endian,
            marked,
        })
    }

    /// The name that errors give it.
    pub fn name(self) -> &'static str {
        match (self.narrow, self.big_endian) {
            (true, false) => "utf-16-le",
            (true, true) => "utf-16-be",
            (false, false) => "utf-32-le",
            (false, true) => "utf-32-be",
        }
    }

    /// The encoding as the mark in front of the bytes tells, and how long that is.
    pub fn after_mark(self, bytes: &[u8]) -> (Wide, usize) {
        let size = self.size();
        for big_endian in [false, true] {
            let told = Wide { big_endian, ..self };
            if self.marked && bytes.len() >= size && told.unit(bytes, 0) == 0xfeff {
                return (told, size);
            }
        }
        (self, 0)
    }

    /// Decodes from `at` on, up to the first unit that is no character.
    pub fn decode(self, bytes: &[u8], mut at: usize, out: &mut String) -> Option<CodecError> {
        let size = self.size();
        let error = |start: usize, end: usize, reason| {
            Some(CodecError {
                encoding: self.name(),
                start,
                end,
                reason,
            })
        };
        while at < bytes.len() {
            let left = bytes.len() - at;
            if left < size {
                return error(at, bytes.len(), "truncated data");
            }
            let unit = self.unit(bytes, at);
            let (code, length) = match unit {
                0xd800..0xdc00 if self.narrow && left < 4 => {
                    return error(at, bytes.len(), "unexpected end of data");
                }
                0xd800..0xdc00 if self.narrow => match self.unit(bytes, at + 2) {
                    low @ 0xdc00..0xe000 => (0x1_0000 + ((unit - 0xd800) << 10) + low - 0xdc00, 4),
                    _ => return error(at, at + 2, "illegal UTF-16 surrogate"),
                },
                _ => (unit, size),
            };
            let Some(c) = char::from_u32(code) else {
                let reason = match (self.narrow, code) {
                    (true, _) => "illegal encoding",
                    (_, ..0xe000) => "code point in surrogate code point range(0xd800, 0xe000)",
                    _ => "code point not in range(0x110000)",
                };
                return error(at, at + size, reason);
            };
            out.push(c);
            at += length;
        }
        None
    }

    /// Any text can be encoded.
    pub fn encode(self, text: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size() * (text.len() + 1));
        let mut push = |unit: u32| {
            let mut bytes = unit.to_le_bytes();
            let unit = &mut bytes[..self.size()];
            if self.big_endian {
                unit.reverse();
            }
            out.extend_from_slice(unit);
        };
        if self.marked {
            push(0xfeff);
        }
        if self.narrow {
            text.encode_utf16().for_each(|unit| push(unit.into()));
        } else {
            text.chars().for_each(|c| push(c as u32));
        }
        out
    }

    fn size(self) -> usize {
        if self.narrow { 2 } else { 4 }
    }

    fn unit(self, bytes: &[u8], at: usize) -> u32 {
        let bytes = bytes[at..at + self.size()].iter();
        let joined = |unit, byte: &u8| unit << 8 | u32::from(*byte);
        if self.big_endian {
            bytes.fold(0, joined)
        } else {
            bytes.rev().fold(0, joined)
        }
    }
}
