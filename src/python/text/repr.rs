//! `repr` and `ascii` of texts and of bytes.

use super::chars::is_printable;

/// `repr` of a str: in quotes, with escapes for what cannot be shown.
pub fn str_repr(text: &str) -> String {
    quote(text, is_printable)
}

/// `ascii` of a str: as [`str_repr`], with escapes for all that is not ASCII.
pub fn str_ascii(text: &str) -> String {
    quote(text, |_| false)
}

/// Escapes what is not ASCII in a text that is a `repr` already; `ascii` of any object.
pub fn escape_non_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c)
        } else {
            out.push_str(&escape(c as u32))
        }
    }
    out
}

/// `repr` of a bytes object, its `b` included.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let delimiter = delimiter(bytes);
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(delimiter);
    for &byte in bytes {
        push_ascii(&mut out, byte, delimiter);
    }
    out.push(delimiter);
    out
}

/// `repr` of a bytearray's contents: as [`bytes_repr`], but with an escape for every apostrophe.
pub fn bytearray_repr(bytes: &[u8]) -> String {
    let text = bytes_repr(bytes);
    if text.starts_with("b\"") {
        text.replace('\'', "\\'")
    } else {
        text
    }
}

fn quote(text: &str, shown: impl Fn(char) -> bool) -> String {
    let delimiter = delimiter(text.as_bytes());
    let mut out = String::with_capacity(text.len() + 2);
    out.push(delimiter);
    for c in text.chars() {
        if c.is_ascii() {
            push_ascii(&mut out, c as u8, delimiter);
        } else if shown(c) {
            out.push(c);
        } else {
            out.push_str(&escape(c as u32));
        }
    }
    out.push(delimiter);
    out
}

/// Apostrophes, unless the text has apostrophes and no quotation mark.
fn delimiter(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') {
        '"'
    } else {
        '\''
    }
}

fn push_ascii(out: &mut String, byte: u8, delimiter: char) {
    match byte {
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        _ if byte as char == delimiter => {
            out.push('\\');
            out.push(delimiter);
        }
        b' '..=b'~' => out.push(byte as char),
        _ => out.push_str(&escape(u32::from(byte))),
    }
}

/// The shortest of `\xhh`, `\uhhhh` and `\Uhhhhhhhh`.
pub(super) fn escape(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_by_content() {
        assert_eq!(str_repr("a"), "'a'");
        assert_eq!(str_repr("it's"), "\"it's\"");
        assert_eq!(str_repr("\"it's\""), "'\"it\\'s\"'");
        assert_eq!(bytes_repr(b"it's"), "b\"it's\"");
    }

    #[test]
    fn what_cannot_be_shown_is_escaped() {
        assert_eq!(str_repr("\t\n\r\\\0\x7f"), r"'\t\n\r\\\x00\x7f'");
        assert_eq!(
            str_repr("é\u{ad}\u{200b}\u{378}日\u{e000}\u{1f600}\u{10ffff}"),
            "'é\\xad\\u200b\\u0378日\\ue000😀\\U0010ffff'"
        );
        assert_eq!(str_ascii("é日😀'"), "\"\\xe9\\u65e5\\U0001f600'\"");
        assert_eq!(escape_non_ascii("['é']"), "['\\xe9']");
        assert_eq!(bytes_repr(b"a\x00\xff\n"), r"b'a\x00\xff\n'");
    }
}
