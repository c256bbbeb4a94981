//! What Python says about a single character: printable, letter, digit, white space, and its case mappings.
//!
//! Where Rust's own tables answer the same question they are used; the rest stands in `unicode_tables`. Python's
//! tables are of Unicode 15.1 (as CPython 3.13 has them), so a character that is newer is neither printable nor a letter.

use super::unicode_tables as tables;

/// Whether a sorted list of boundaries, at each of which membership changes, contains the character.
fn within(boundaries: &[u32], c: char) -> bool {
    boundaries.partition_point(|&start| start <= c as u32) % 2 == 1
}

/// `str.isprintable` for one character: shown as it is by `repr`.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        matches!(c, ' '..='~')
    } else {
        within(tables::PRINTABLE, c)
    }
}

/// `str.isspace` for one character; also what `strip` and `split` take away.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// `str.isalpha` for one character: a letter of any kind, but no mark and no letter-like number.
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        within(tables::ALPHA, c)
    }
}

/// The value of a character that is a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    // Decimal digits stand in runs that begin with a zero and are a multiple of ten long.
    let after = tables::DECIMAL.partition_point(|&start| start <= c as u32);
    (after % 2 == 1).then(|| (c as u32 - tables::DECIMAL[after - 1]) % 10)
}

/// `str.isdigit` for one character: decimal digits, and those in circles, superscript and the like.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        within(tables::DIGIT, c)
    }
}

/// `str.isnumeric` for one character: whatever has a numeric value, fractions and Chinese numerals too.
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_digit()
    } else {
        within(tables::NUMERIC, c)
    }
}

/// `str.isalnum` for one character.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// The character of a code point; `None` beyond Unicode, and for a surrogate, which a text cannot hold.
pub fn from_code(code: i64) -> Option<char> {
    u32::try_from(code).ok().and_then(char::from_u32)
}
