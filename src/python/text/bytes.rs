//! The methods of bytes.
//!
//! Bytes searched, cut or padded are the text of the same Latin-1 characters, so the functions for str serve through [`as_text`]
//! and [`from_text`]. Only what looks at kinds of characters differs, because for bytes only ASCII has kinds: that is here.

use std::borrow::Cow;

use super::search::{self, Ends};
use crate::python::failure::Failure;

/// What counts as white space among bytes.
const WHITE_SPACE: &str = " \t\n\r\x0b\x0c";

/// The bytes as characters of the same numbers.
pub fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(bytes.iter().map(|&byte| byte as char).collect()),
    }
}

/// The numbers of characters that came from [`as_text`].
pub fn from_text(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    text.chars().map(|c| c as u8).collect()
}

/// `split(None, limit)` of a text that came from bytes.
pub fn split_whitespace(text: &str, limit: i64) -> Vec<&str> {
    search::words(text, limit, is_space)
}

/// `rsplit(None, limit)` of a text that came from bytes.
pub fn rsplit_whitespace(text: &str, limit: i64) -> Vec<&str> {
    search::words_from_right(text, limit, is_space)
}

/// `splitlines(keep_ends)` of a text that came from bytes.
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    search::lines(text, keep_ends, |c| matches!(c, '\n' | '\r'))
}

/// `strip(unwanted)` and its kin of a text that came from bytes.
pub fn strip<'a>(text: &'a str, unwanted: Option<&str>, ends: Ends) -> &'a str {
    search::strip(text, Some(unwanted.unwrap_or(WHITE_SPACE)), ends)
}

/// `bytes.title()`
pub fn title(bytes: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    let each = bytes.iter().map(|byte| {
        let shown = if in_word {
            byte.to_ascii_lowercase()
        } else {
            byte.to_ascii_uppercase()
        };
        in_word = byte.is_ascii_alphabetic();
        shown
    });
    each.collect()
}

/// `bytes.capitalize()`
pub fn capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `bytes.swapcase()`
pub fn swap_case(bytes: &[u8]) -> Vec<u8> {
    let swap = |byte: &u8| match byte {
        b'a'..=b'z' => byte.to_ascii_uppercase(),
        _ => byte.to_ascii_lowercase(),
    };
    bytes.iter().map(swap).collect()
}

/// The bytes as a text in which only ASCII has kinds, for `case::is_title`, `case::is_upper` and `case::is_lower`.
pub fn ascii_only(bytes: &[u8]) -> String {
    let masked = |&byte: &u8| {
        if byte.is_ascii() {
            byte as char
        } else {
            char::REPLACEMENT_CHARACTER
        }
    };
    bytes.iter().map(masked).collect()
}

/// `isdigit`, `isalpha` and the like of bytes: there are some, and all have the property.
pub fn all_bytes(bytes: &[u8], property: fn(&u8) -> bool) -> bool {
    !bytes.is_empty() && bytes.iter().all(property)
}

/// `isspace` for one byte.
pub fn is_space_byte(byte: &u8) -> bool {
    is_space(*byte as char)
}

/// `bytes.hex()`.
pub fn hex(bytes: &[u8]) -> String {
    hex_grouped(bytes, "", 1)
}

/// `bytes.hex(separator, group)`: a separator between groups of bytes, counted from the right or, if negative, from the left.
pub fn hex_grouped(bytes: &[u8], separator: &str, group: i64) -> String {
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(bytes.len() * 2);
    for (i, byte) in bytes.iter().enumerate() {
        let counted = if group < 0 { i } else { bytes.len() - i };
        if i > 0 && size > 0 && counted.is_multiple_of(size) {
            out.push_str(separator);
        }
        out.push_str(&format!("{byte:02x}"));
    }
    out
}

/// Checks the separator of `bytes.hex`.
pub fn check_hex_separator(separator: &str) -> Result<(), Failure> {
    if separator.chars().count() != 1 {
        return Err(Failure::value("sep must be length 1."));
    }
    if !separator.is_ascii() {
        return Err(Failure::value("sep must be ASCII."));
    }
    Ok(())
}

/// `bytes.fromhex(text)`: pairs of digits, with white space between pairs.
pub fn from_hex(text: &str) -> Result<Vec<u8>, Failure> {
    let wrong = |at: usize| {
        Failure::value(format!(
            "non-hexadecimal number found in fromhex() arg at position {at}"
        ))
    };
    let all: Vec<char> = text.chars().collect();
    if let Some(at) = all.iter().position(|c| !c.is_ascii()) {
        return Err(wrong(at));
    }
    let digit = |at: usize| match all.get(at).and_then(|c| c.to_digit(16)) {
        Some(digit) => Ok(digit as u8),
        None => Err(wrong(at)),
    };
    let mut out = Vec::with_capacity(all.len() / 2);
    let mut at = 0;
    while at < all.len() {
        if is_space(all[at]) {
            at += 1;
            continue;
        }
        out.push(digit(at)? << 4 | digit(at + 1)?);
        at += 2;
    }
    Ok(out)
}

fn is_space(c: char) -> bool {
    WHITE_SPACE.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_searched_as_text() {
        let bytes = b"\xff\xfea\xff";
        let text = as_text(bytes);
        let window = search::Window::new(&text, bytes.len(), 1, i64::MAX).unwrap();
        assert_eq!(window.find(&as_text(b"\xff")), Some(3));
        assert_eq!(from_text(&text), bytes);
    }

    #[test]
    fn only_ascii_has_kinds() {
        assert_eq!(
            split_whitespace("a\x1cb\x0b c\u{85}d", -1),
            ["a\x1cb", "c\u{85}d"]
        );
        assert_eq!(rsplit_whitespace(" a b ", 1), [" a", "b"]);
        assert_eq!(
            split_lines("a\nb\r\nc\x0bd", true),
            ["a\n", "b\r\n", "c\x0bd"]
        );
        assert_eq!(strip(" \x1fa\x0b", None, Ends::Both), "\x1fa");
        assert_eq!(title(b"hello wORLD 3a"), b"Hello World 3A");
        assert_eq!(capitalize(b"\xe9A"), b"\xe9a");
        assert_eq!(swap_case(b"aB\xe9"), b"Ab\xe9");
        assert!(all_bytes(b"12", u8::is_ascii_digit) && !all_bytes(b"", u8::is_ascii_digit));
        assert!(crate::python::text::case::is_upper(&ascii_only(b"A\xe9")));
    }

    #[test]
    fn hexadecimal_digits() {
        assert_eq!(hex(b"\x01\xff"), "01ff");
        assert_eq!(hex_grouped(b"abcde", ":", 2), "61:6263:6465");
        assert_eq!(hex_grouped(b"abcde", ":", -2), "6162:6364:65");
        assert_eq!(hex_grouped(b"ab", ":", 0), "6162");
        assert_eq!(
            check_hex_separator("::"),
            Err(Failure::value("sep must be length 1."))
        );
        assert_eq!(from_hex(" 1f 20\n"), Ok(vec![0x1f, 0x20]));
        for (text, at) in [("1g", 1), (" 1f 2 0", 5), ("1", 1)] {
            let message = from_hex(text).unwrap_err().message;
            assert_eq!(
                message,
                format!("non-hexadecimal number found in fromhex() arg at position {at}")
            );
        }
    }
}
